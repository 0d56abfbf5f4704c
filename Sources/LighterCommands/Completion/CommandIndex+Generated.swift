extension CommandIndex {
    /// Written by `lighter __index`.
    static let generatedText = ##"""
        		Trade on Lighter from a shell, a pipeline, or cron.
         --profile -p	required	-	live profiles	The profile: a name, or a path to a TOML file.
         --output -o	required	-	list table json ndjson csv	How to write: a table on a terminal, JSON elsewhere. The canary also writes prometheus and nagios.
         --quiet -q	-	-	-	Write only the most wanted value, bare.
         --verbose -v	-	-	-	Say on standard error what is asked of the venue and how long it takes.
         --dry-run -n	-	-	-	Do everything but send.
         --yes -y	-	-	-	Confirm what would be asked.
         --timeout	required	-	-	The longest time to take: 800ms, 10s, 1m.
         --color	required	-	list auto always never	Whether to colour tables; auto by default.
         --help -h	-	-	-	Show help information.
         --version	-	-	-	Show the version.
        markets		List the markets: last price, the day's change and volume, tick, lot, minimums, fees.
         	optional	repeating	live markets	Only these markets.
         --active	-	-	-	Only those where orders are taken.
         --sort	required	-	list volume change symbol index	In which order: by default by the day's volume, or those that were asked for as they were.
        book		Show the order book of a market: depth, mid, spread, imbalance.
         	required	-	live markets	The market.
         --depth	required	-	-	Price levels on each side.
         --group	required	-	-	Put levels together: a multiple of the tick.
         --watch	-	-	-	Ask again and again, and show the newest answer in place; elsewhere than on a terminal a line each.
         --interval	required	-	-	With --watch: the time from one question to the next.
         --count	required	-	-	With --watch: end after so many answers.
        candles		Draw the candles of a market: open, high, low, close and volume of equal lengths of time.
         	required	-	live markets	The market.
         --resolution	required	-	list 1m 5m 15m 30m 1h 4h 12h 1d 1w	How long a candle lasts.
         --limit	required	-	-	How many of the newest, 1 to 500; as many as fit, or 100 elsewhere.
         --since	required	-	-	Only those since: a span, 24h, or a time in UTC, 2026-11-22T17:03.
         --height	required	-	-	Rows of prices in the chart, 4 to 100.
        trades		Show the latest trades of a market, newest first.
         	required	-	live markets	The market.
         --limit	required	-	-	How many, 1 to 100.
        funding		Show who pays funding to whom: the rates as they stand, what was settled, what you paid.
         	optional	repeating	live markets	Only these markets, with what they settled.
         --paid	-	-	-	What you paid and got, newest first.
         --limit	required	-	-	How many settlements of each market, 24 unless given, or payments, 20.
         --resolution	required	-	list 1h 1d	Settlements by the hour or the day.
         --since	required	-	-	Only payments since: a span, 30d, or a time in UTC, 2026-11-22.
        submit		Send an order, or many, and wait until the venue says what became of them.
         	optional	-	live markets	The market; - for the orders of standard input.
         	optional	-	list buy sell	buy or sell.
         	optional	-	-	How much, in the base asset.
         --price	required	-	-	The limit; with --market or --twap the worst price to take.
         --market	-	-	-	Take what the book has, now; what cannot be filled is cancelled.
         --slippage	required	-	-	How far past the best price, or the trigger price, an order at market may go: 0.5%.
         --tif	required	-	list gtt ioc post-only	Time in force.
         --expires	required	-	-	How long the order may rest: 5m to 30d.
         --reduce-only	-	-	-	Only ever make a position smaller.
         --trigger	required	-	-	Wait for the mark price to come to this one; with --stop-loss or --take-profit, which say what for.
         --stop-loss	optional	-	-	Attach a stop-loss at a price to the order; with --trigger, the order itself is one.
         --take-profit	optional	-	-	Attach a take-profit at a price to the order; with --trigger, the order itself is one.
         --twap	required	-	-	Trade in slices over this time: 5m to 30d.
         --client-id	required	-	-	A number or a name of your own to find the order by.
         --round	required	-	list down up nearest	Round a price or size that is off the tick or lot.
         --wait	required	-	list accepted open filled done	How far to wait.
         --file	required	-	file	Send the orders of a file; - for the symbol takes standard input's.
         --input	required	-	list ndjson json csv toml	How the orders are written; otherwise the file's name or the first line tells.
         --batch	required	-	-	How many orders go in a request, 1 to 50.
         --max	required	-	-	Stop after so many orders.
         --continue-on-error	-	-	-	Send the orders behind one that failed, too.
        modify	amend	Change the price or the size of an order in place.
         	required	-	live orders	An order index, a client order index, or a client id of your own.
         --price	required	-	-	The new limit.
         --size	required	-	-	The new size, what is filled included.
         --trigger	required	-	-	The new trigger price.
         --expect-version	required	-	-	Refuse unless the order has this version.
         --round	required	-	list down up nearest	Round a price or size that is off the tick or lot.
        cancel		Cancel orders by name, or all of them, now or later, and wait until they are over.
         	optional	repeating	live orders	Order indices, client order indices, or client ids of your own.
         --all	-	-	-	All orders: of one market with --market, of the whole account otherwise.
         --market	required	-	live markets	With --all, only this market's.
         --after	required	-	-	All orders of the account, 5m to 15d from now, unless this is given again or taken back before.
         --disarm	-	-	-	Take back what --after has set.
         --missing-ok	-	-	-	An order that is over already, or that nobody knows, is as good as cancelled.
        close		Close a position, or all of them, at market, and say what is left.
         	optional	-	live markets	The market.
         --all	-	-	-	Every position of the account.
         --slippage	required	-	-	How far past the best price to go: 0.5%.
         --client-id	required	-	-	A number or a name of your own to find the order by.
        leverage		Set the leverage of a market, and wait until the account shows it.
         	required	-	live markets	The market.
         	required	-	-	How many times the margin a position may be worth: 10, 10x, 12.5.
         --margin	required	-	list cross isolated	Whether the position shares the account's collateral or has its own.
        account		Show the account: collateral, equity, margin, balances.
        positions		List the open positions: size, entry, value, profit, distance to liquidation.
         --watch	-	-	-	Ask again and again, and show the newest answer in place; elsewhere than on a terminal a line each.
         --interval	required	-	-	With --watch: the time from one question to the next.
         --count	required	-	-	With --watch: end after so many answers.
        orders		List your orders: those that live, with --history those that are over, with --ledger what was sent from here.
         --market	required	-	live markets	Only this market's.
         --history	-	-	-	Those that are over, newest first.
         --ledger	-	-	-	What was sent from this host, newest first, and what became of it.
         --limit	required	-	-	How many of the history, 1 to 100, or of the ledger, 1 to 10000.
         --watch	-	-	-	Ask again and again, and show the newest answer in place; elsewhere than on a terminal a line each.
         --interval	required	-	-	With --watch: the time from one question to the next.
         --count	required	-	-	With --watch: end after so many answers.
        order		Show one order, live or over.
         	required	-	live orders	An order index, a client order index, or a client id of your own.
        fills		List your trades, newest first: side, size, price, role, fee, profit; and the sums of each market.
         --market	required	-	live markets	Only this market's.
         --order	required	-	live orders	Only this order's: its index, its client index or its name.
         --limit	required	-	-	How many, 1 to 10000.
         --since	required	-	-	Only those since: a span, 24h, or a time in UTC, 2026-11-22T17:03.
        tx		Show a transaction by its hash, and what the venue made of it.
         	required	-	-	80 hex digits, as submit and sign print them.
        keys		Make, keep, check and replace API keys.
        keys generate		Make a new key, and keep it under a password.
         	required	-	-	The key's name in the keystore.
         --account	required	-	-	The account it signs for; the profile's without one.
         --index	required	-	-	The API key index, 4 to 254; the profile's without one.
         --kdf	required	-	list interactive moderate none	What guessing a password costs, and unlocking: moderate is 128 MiB and some 0.4 s, interactive 32 MiB and 0.1 s, none is for random passwords.
         --force	-	-	-	Take an index of the venue's own apps, 0 to 3.
         --password-file	required	-	file	A file whose first line is the key's password.
         --password-command	required	-	-	A command, run by the shell, that prints the key's password.
         --password-fd	required	-	-	An open file descriptor to read the key's password from.
        keys import		Keep a key that was made elsewhere under a password.
         	required	-	-	The key's name in the keystore.
         --file	required	-	file	A file with the key's 80 hexadecimal digits, for you alone (0600).
         --account	required	-	-	The account it signs for; the profile's without one.
         --index	required	-	-	The API key index, 4 to 254; the profile's without one.
         --kdf	required	-	list interactive moderate none	What guessing a password costs, and unlocking: moderate is 128 MiB and some 0.4 s, interactive 32 MiB and 0.1 s, none is for random passwords.
         --force	-	-	-	Take an index of the venue's own apps, 0 to 3.
         --password-file	required	-	file	A file whose first line is the key's password.
         --password-command	required	-	-	A command, run by the shell, that prints the key's password.
         --password-fd	required	-	-	An open file descriptor to read the key's password from.
        keys list		List the keys of the keystore, by what their files say.
        keys show		Show the public parts of a key; no password is needed.
         	optional	-	live keys	The key's name in the keystore; the profile's key without one.
        keys check		Say whether a key is registered with the venue and works. Exits 1 when it does not.
         	optional	-	live keys	The key's name in the keystore; the profile's key without one.
         --password-file	required	-	file	A file whose first line is the key's password.
         --password-command	required	-	-	A command, run by the shell, that prints the key's password.
         --password-fd	required	-	-	An open file descriptor to read the key's password from.
        keys register		Register a key with the venue, signed by the account's owner, and wait until it works.
         	optional	-	live keys	The key's name in the keystore; the profile's key without one.
         --password-file	required	-	file	A file whose first line is the key's password.
         --password-command	required	-	-	A command, run by the shell, that prints the key's password.
         --password-fd	required	-	-	An open file descriptor to read the key's password from.
         --l1-key-file	required	-	file	Sign with the owner's key, 64 hex digits in a file of mode 600.
         --l1-key-env	required	-	-	Sign with the owner's key in a variable of the environment.
         --l1-command	required	-	-	Have a program sign, which prints the signature: a wallet's.
         --l1-message	required	-	list argument stdin	How that program gets the text: as its last argument, or on stdin.
         --l1-timeout	required	-	-	How long that program may take; --timeout is for all the rest.
         --l1-signature	required	-	-	A signature made elsewhere, of the text that register --dry-run prints.
         --force	-	-	-	Take an index of the venue's own apps, 0 to 3.
         --replace	-	-	-	Take the place of another key, which is lost then.
        keys rotate		Replace a key by a new one under the same index, signed by the account's owner.
         	optional	-	live keys	The key's name in the keystore; the profile's key without one.
         --password-file	required	-	file	A file whose first line is the key's password.
         --password-command	required	-	-	A command, run by the shell, that prints the key's password.
         --password-fd	required	-	-	An open file descriptor to read the key's password from.
         --l1-key-file	required	-	file	Sign with the owner's key, 64 hex digits in a file of mode 600.
         --l1-key-env	required	-	-	Sign with the owner's key in a variable of the environment.
         --l1-command	required	-	-	Have a program sign, which prints the signature: a wallet's.
         --l1-message	required	-	list argument stdin	How that program gets the text: as its last argument, or on stdin.
         --l1-timeout	required	-	-	How long that program may take; --timeout is for all the rest.
         --l1-signature	required	-	-	A signature made elsewhere, of the text that register --dry-run prints.
        keys token		Make, list and revoke tokens by which a program reads the account.
        keys token create		Make a token by which a program reads the account, and show it once.
         --expires	required	-	-	How long it is good: 10m unless said; with --read-only 1d to 3650d.
         --read-only	required	-	-	A token of the venue's, under this name.
         --sub-accounts	-	-	-	With --read-only: it reads the other accounts of the same owner too.
         --file	required	-	file	Write the token to this new file, for you alone, instead.
         	optional	-	live keys	The key's name in the keystore; the profile's key without one.
         --password-file	required	-	file	A file whose first line is the key's password.
         --password-command	required	-	-	A command, run by the shell, that prints the key's password.
         --password-fd	required	-	-	An open file descriptor to read the key's password from.
        keys token list		List the read-only tokens the venue gave out, without their secret part.
         	optional	-	live keys	The key's name in the keystore; the profile's key without one.
         --password-file	required	-	file	A file whose first line is the key's password.
         --password-command	required	-	-	A command, run by the shell, that prints the key's password.
         --password-fd	required	-	-	An open file descriptor to read the key's password from.
        keys token revoke		Make a read-only token worthless, at once.
         	required	-	-	The token's id, from lighter keys token list.
         	optional	-	live keys	The key's name in the keystore; the profile's key without one.
         --password-file	required	-	file	A file whose first line is the key's password.
         --password-command	required	-	-	A command, run by the shell, that prints the key's password.
         --password-fd	required	-	-	An open file descriptor to read the key's password from.
        keys export		Write a key's digits to a file of their own, without a password.
         	required	-	live keys	The key's name in the keystore.
         --file	required	-	file	The new file.
         --confirm	required	-	-	The key's name once more, where nobody is asked.
         --password-file	required	-	file	A file whose first line is the key's password.
         --password-command	required	-	-	A command, run by the shell, that prints the key's password.
         --password-fd	required	-	-	An open file descriptor to read the key's password from.
        keys delete		Remove a key from the keystore for good.
         	required	-	live keys	The key's name in the keystore.
         --confirm	required	-	-	The key's name once more, where nobody is asked.
        sign		Sign transactions, one a line, and send nothing.
         	optional	-	-	- for standard input.
         --file	required	-	file	A file of unsigned transactions.
         --key-file	required	-	file	The private key's file, readable by you alone; otherwise the profile's.
         --jobs	required	-	-	Lines worked on at the same time, 1 to 256.
         --output -o	required	-	list json ndjson	How to write: a table on a terminal, JSON elsewhere. The canary also writes prometheus and nagios.
        verify		Check the signatures of transactions or auth tokens, one a line.
         	optional	-	-	- for standard input.
         --file	required	-	file	A file of signed transactions or tokens.
         --public-key	required	-	-	The public key, 80 hex digits; otherwise that of the profile's key.
         --jobs	required	-	-	Lines worked on at the same time, 1 to 256.
         --output -o	required	-	list json ndjson	How to write: a table on a terminal, JSON elsewhere. The canary also writes prometheus and nagios.
        canary		Take a real order through its whole life, leave nothing behind, and say what was wrong.
         --market	required	-	live markets	The market of the order.
         --type	required	-	list limit market	The kind of order.
         --attempts	required	-	-	How many orders, one after the other.
         --live-orders	-	-	-	Place the order even where real money moves.
         --report	required	-	file	Write the report to a file, whole or not at all.
         --metrics	required	-	file	Write metrics for Prometheus's textfile collector.
         --ping	required	-	-	Tell this address that the run is over; with /fail behind it, that it failed.
         --fail-after	required	-	-	Exit with a failure from the N-th failed run in a row on.
         --history	-	-	-	Show the last runs instead.
         --limit	required	-	-	With --history, how many runs.
         --output -o	required	-	list table json ndjson csv prometheus nagios	How to write: a table on a terminal, JSON elsewhere. The canary also writes prometheus and nagios.
        doctor		Say what works from here, and what to do about what does not. Exits 1 when something does not.
        watch		Follow the venue's streams: a line a message, gaps told and closed, connections made anew.
         	required	repeating	live channels	What to follow.
         --count	required	-	-	End after so many messages.
         --for	required	-	-	End after so long: 30s, 10m.
         --depth	required	-	-	Price levels of a book in each line.
         --output -o	required	-	list table json ndjson	How to write: a table on a terminal, JSON elsewhere. The canary also writes prometheus and nagios.
        sandbox		Start, stop and look at the local venue with play money.
        sandbox start		Start the sandbox, unless it runs.
         --seed	required	-	-	What its prices and its key follow from.
        sandbox stop		End the sandbox. Its orders and positions are gone.
        sandbox status		Say whether the sandbox runs, and where. Exits 1 when it does not.
        sandbox reset		End the sandbox and start it anew, with a fresh account.
         --seed	required	-	-	What its prices and its key follow from.
        sandbox faults		Let things go wrong on purpose, or show what does.
         	optional	-	-	What goes wrong; none for nothing.
        sandbox logs		Show what the sandbox complained about.
         --output -o	required	-	list table	How to write: a table on a terminal, JSON elsewhere. The canary also writes prometheus and nagios.
        profile		See and choose profiles: which venue, which account, which key, which guards.
        profile list		List all profiles, the one in use marked by a star.
        profile show		Show every value of a profile, and with --sources where it comes from.
         --sources	-	-	-	Where each value comes from.
        profile use		Make a profile the one that is used when none is asked for.
         	required	-	live profiles	A name or a path.
        profile path		Show the file of a profile, or where yours are kept.
        profile init		Write a profile of your own that builds upon another.
         	optional	-	-	The new profile's name.
         --extends	required	-	live profile-names	The profile it builds upon; testnet without one.
         --account	required	-	-	The account; not needed where the key says it.
         --api-key-index	required	-	-	The API key index; not needed where the key says it.
         --keystore	required	-	live keys	The key that signs, by its name in the keystore.
         --key-file	required	-	file	The file of the key that signs.
         --key-env	required	-	-	The variable that holds the key that signs.
         --key-command	required	-	-	A command that prints the key that signs.
         --markets	required	-	-	The only markets that may be traded.
         --max-notional	required	-	-	The most one order may be worth.
         --max-day-notional	required	-	-	The most all orders of a day may be worth together.
         --set	required	repeating	-	Any value of a profile: guard.max_deviation=5%.
        explain		Say what a code means: an exit code, an error, a status, a code of the venue.
         	optional	repeating	live codes	Codes, numbers or words, as errors, reports and shells give them; all without one.
        man		Show a command's manual page, or write all of them.
         	optional	repeating	live commands	The command's words; lighter itself without any.
         --directory	required	-	directory	Write every page to this directory, which is made.
        schema		Show the JSON Schemas of what is written and read, or list them.
         	optional	repeating	list lighter.account/1 lighter.auth_token/1 lighter.book/1 lighter.canary/1 lighter.canary_history/1 lighter.cancel/1 lighter.candles/1 lighter.close/1 lighter.doctor/1 lighter.error/1 lighter.explain/1 lighter.fills/1 lighter.funding/1 lighter.key/1 lighter.key_check/1 lighter.key_deletion/1 lighter.key_export/1 lighter.key_file/1 lighter.key_registration/1 lighter.key_rotation/1 lighter.keys/1 lighter.ledger/1 lighter.leverage/1 lighter.manual/1 lighter.markets/1 lighter.modify/1 lighter.notice/1 lighter.order/1 lighter.orders/1 lighter.plugins/1 lighter.positions/1 lighter.profile-init/1 lighter.profile-path/1 lighter.profile-use/1 lighter.profile/1 lighter.profiles/1 lighter.read_only_token/1 lighter.read_only_token_revoked/1 lighter.read_only_tokens/1 lighter.sandbox/1 lighter.sandbox_faults/1 lighter.schemas/1 lighter.sign_input/1 lighter.signed/1 lighter.submit/1 lighter.submit_input/1 lighter.trades/1 lighter.tx/1 lighter.verdict/1 lighter.verify_input/1 lighter.version/1 lighter.watch/1	A schema's name, such as lighter.book/1 or book, or a command.
        completions		Print the script that completes lighter's words in a shell.
         	required	-	list bash zsh fish	The shell.
        plugins		List programs on the PATH that are run as commands.
        version		Show which version this is.
        """##
}

/// Words that people bring from other command lines and exchanges, and what they are called here. Of several the first that
/// exists is meant.
enum OtherWords {
    /// Behind `lighter`.
    static let commands: [String: [String]] = [
        "place": ["submit"], "trade": ["submit"], "create": ["submit"], "new": ["submit"],
        "send": ["submit"], "limit": ["submit"], "market": ["markets"], "edit": ["modify"], "update": ["modify"],
        "replace": ["modify"], "change": ["modify"],
        "rm": ["cancel"], "delete": ["cancel"], "kill": ["cancel"], "cancel-all": ["cancel --all"],
        "cancelall": ["cancel --all"], "flat": ["close --all"], "flatten": ["close --all"], "liquidate": ["close"],
        "price": ["book"], "quote": ["book"], "mid": ["book"], "orderbook": ["book"], "order-book": ["book"],
        "depth": ["book"], "ob": ["book"], "l2": ["book"], "ticker": ["markets"], "tickers": ["markets"],
        "symbols": ["markets"], "instruments": ["markets"], "pairs": ["markets"], "info": ["markets"],
        "stats": ["markets"], "kline": ["candles"], "klines": ["candles"], "ohlc": ["candles"], "ohlcv": ["candles"],
        "balance": ["account"], "balances": ["account"], "wallet": ["account"], "equity": ["account"],
        "portfolio": ["account"], "pnl": ["positions"], "whoami": ["account"], "me": ["account"],
        "history": ["orders --history"], "open-orders": ["orders"], "ls": ["orders"], "list": ["orders"],
        "mytrades": ["fills", "orders --history"], "my-trades": ["fills", "orders --history"],
        "status": ["account", "sandbox status"], "config": ["profile show"],
        "settings": ["profile show"], "env": ["profile show --sources"], "use": ["profile use"],
        "configure": ["profile init"], "setup": ["profile init"], "init": ["profile init"],
        "login": ["keys register --help"], "auth": ["keys --help"], "apikey": ["keys"], "api-key": ["keys"],
        "key": ["keys"], "token": ["keys token"], "tokens": ["keys token list"], "wallets": ["keys list"],
        "health": ["doctor", "canary --dry-run"], "ping": ["doctor", "canary --dry-run"],
        "check": ["doctor", "canary --dry-run"], "test": ["canary --dry-run"], "transaction": ["tx"], "hash": ["tx"],
        "stream": ["watch"], "subscribe": ["watch"], "tail": ["watch"], "ws": ["watch"], "errors": ["explain"],
        "error": ["explain"], "what": ["explain"], "code": ["explain"], "profiles": ["profile list"],
    ]

    /// Options of any command, without their dashes; `<size>` is an argument, which stands by itself.
    static let options: [String: [String]] = [
        "qty": ["<size>", "--size"], "quantity": ["<size>", "--size"], "amount": ["<size>", "--size"],
        "sz": ["<size>", "--size"], "volume": ["<size>", "--size"], "size": ["<size>"], "side": ["<side>"],
        "symbol": ["<symbol>", "--market"], "market": ["<symbol>"], "pair": ["<symbol>", "--market"],
        "ticker": ["<symbol>", "--market"], "coin": ["<symbol>", "--market"], "instrument": ["<symbol>", "--market"],
        "id": ["<order>", "--client-id"], "order": ["<order>"], "order-id": ["<order>", "--client-id"],
        "limit": ["--price", "--depth"], "limit-price": ["--price"], "px": ["--price"], "at": ["--price"],
        "levels": ["--depth"], "time-in-force": ["--tif"], "timeinforce": ["--tif"], "ioc": ["--tif ioc"],
        "post-only": ["--tif post-only"], "postonly": ["--tif post-only"], "maker": ["--tif post-only"],
        "gtc": ["--tif gtt"], "gtt": ["--tif gtt"], "reduce": ["--reduce-only"], "cloid": ["--client-id"],
        "clordid": ["--client-id"], "client-order-id": ["--client-id"], "name": ["--client-id"],
        "sl": ["--stop-loss"], "tp": ["--take-profit"], "stop": ["--trigger"], "stop-price": ["--trigger"],
        "trigger-price": ["--trigger"], "ttl": ["--expires"], "expiry": ["--expires"], "max-slippage": ["--slippage"],
        "testnet": ["--profile testnet"], "mainnet": ["--profile mainnet"], "sandbox": ["--profile sandbox"],
        "network": ["--profile"], "env": ["--profile"], "json": ["--output json"], "csv": ["--output csv"],
        "format": ["--output"], "out": ["--output"], "force": ["--yes"], "confirm": ["--yes"],
        "assume-yes": ["--yes"], "debug": ["--verbose"], "simulate": ["--dry-run"], "test": ["--dry-run"],
        "paper": ["--dry-run"], "dryrun": ["--dry-run"], "silent": ["--quiet"], "no-color": ["--color never"],
        "no-colour": ["--color never"], "colour": ["--color"],
    ]

    /// Values of options and arguments, by their names.
    static let values: [String: [String: String]] = [
        "side": ["b": "buy", "bid": "buy", "long": "buy", "s": "sell", "ask": "sell", "short": "sell"],
        "--tif": [
            "gtc": "gtt", "gtd": "gtt", "good-till-time": "gtt", "good-till-cancel": "gtt", "po": "post-only",
            "post_only": "post-only", "alo": "post-only", "maker": "post-only", "immediate-or-cancel": "ioc",
        ],
        "--output": ["text": "table", "pretty": "table", "jsonl": "ndjson", "human": "table"],
        "--wait": ["open": "open", "fill": "filled", "final": "done", "resting": "open"],
        "--color": ["yes": "always", "no": "never", "on": "always", "off": "never"],
    ]
}

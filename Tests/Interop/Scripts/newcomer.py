"""A newcomer with an Ethereum key of their own deposits, registers an API key, and trades with the first account."""

import json

import lighter
from eth_account import Account
from lighter import signer_client
from sandbox_session import Session, accepted, run, tell, until

MARKET, SIZE = 0, 4_000
MEMO = "0x" + "00" * 32


async def arrive(session, sandbox):
    """The newcomer's session, once there is an account and a key for it."""
    ethereum = Account.from_key("0x" + "22" * 32)
    try:
        await session.accounts.accounts_by_l1_address(l1_address=ethereum.address)
    except lighter.ApiException as error:
        tell("before the deposit", json.loads(error.body)["code"])
    session.play("deposit", l1_address=ethereum.address, amount="500")
    session.play("deposit", l1_address=ethereum.address, amount="125.5")
    rows = (await session.accounts.accounts_by_l1_address(l1_address=ethereum.address)).sub_accounts
    private_key, public_key, error = signer_client.create_api_key()
    if error:
        raise RuntimeError(error)
    newcomer = Session({**sandbox, "account_index": rows[0].index, "private_key": private_key})
    answer, error = await newcomer.signer.change_api_key(ethereum.key.hex(), public_key, nonce=0, api_key_index=4)
    tell("key registered", error or await newcomer.verdict(answer.tx_hash))
    return newcomer, ethereum.address


async def meet(session, newcomer):
    """The newcomer takes what the first account offers inside the spread."""
    book = await session.orders.order_book_orders(market_id=MARKET, limit=1)
    price = int(book.bids[0].price.replace(".", "")) + 1
    await session.place(1, base_amount=SIZE, price=price, is_ask=True)
    await session.reached(1, "open")
    await newcomer.place(1, base_amount=SIZE, price=price)
    orders = [await party.reached(1, "filled") for party in (session, newcomer)]
    tell("orders", [order.status for order in orders])
    trade = (await session.orders.recent_trades(market_id=MARKET, limit=1)).trades[0]
    tell("bid and ask are theirs", [trade.bid_account_id, trade.ask_account_id] == [newcomer.account, session.account])


async def program(session, sandbox):
    newcomer, address = await arrive(session, sandbox)
    await meet(session, newcomer)
    fee = (
        await session.info.transfer_fee_info(
            authorization=session.token(), account_index=session.account, to_account_index=newcomer.account
        )
    ).transfer_fee_usdc
    usdc, perp = session.signer.ASSET_ID_USDC, session.signer.ROUTE_PERP
    sent = accepted(
        await session.signer.transfer(sandbox["l1_private_key"], newcomer.account, usdc, perp, perp, 100, fee, MEMO)
    )
    tell("transfer to the newcomer", await session.verdict(sent.tx_hash))

    accounts = [
        (await session.accounts.account(by="index", value=str(party.account))).accounts[0]
        for party in (session, newcomer)
    ]
    tell("positions", [[row.position, row.sign] for account in accounts for row in account.positions])
    tell("collateral", [account.collateral for account in accounts])
    tell("worth together", round(sum(float(account.total_asset_value) for account in accounts), 6))
    history = await newcomer.transactions.deposit_history(
        authorization=newcomer.token(), account_index=newcomer.account, l1_address=address
    )
    tell("deposits", [[row.amount, row.status] for row in history.deposits])
    await newcomer.signer.close()


run(program)

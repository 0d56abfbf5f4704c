"""Reads markets, books, trades and the account."""

from sandbox_session import run, tell


async def program(session, sandbox):
    tell("status", await session.root.status())
    tell("info", await session.root.info())
    tell("order books", await session.orders.order_books())
    for market in (0, 2048):
        tell(f"details of {market}", await session.orders.order_book_details(market_id=market))
        tell(f"book of {market}", await session.orders.order_book_orders(market, 50))
        tell(f"trades of {market}", await session.orders.recent_trades(market, 20))

    account = await session.accounts.account(by="index", value=str(session.account))
    tell("account", account)
    address = account.accounts[0].l1_address
    tell("account by address", await session.accounts.account(by="l1_address", value=address))
    tell("accounts of the address", await session.accounts.accounts_by_l1_address(l1_address=address))
    tell(
        "limits",
        await session.accounts.account_limits(authorization=session.token(), account_index=session.account),
    )
    tell("API keys", await session.accounts.apikeys(account_index=session.account, api_key_index=255))
    tell("API key", await session.accounts.apikeys(account_index=session.account, api_key_index=session.api_key))
    tell("next nonce", await session.transactions.next_nonce(session.account, session.api_key))


run(program)

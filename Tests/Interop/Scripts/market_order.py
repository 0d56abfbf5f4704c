"""Buys at the market, sees the fill and the position, and closes it."""

from sandbox_session import accepted, run, tell, until

MARKET = 0


async def program(session, sandbox):
    async def filled(client_order_index):
        return await until(
            lambda: session.order(MARKET, client_order_index),
            lambda order: order is not None and order.status != "in-progress",
        )

    async def account():
        return (await session.accounts.account(by="index", value=str(session.account))).accounts[0]

    tell("account before", await account())
    accepted(
        await session.signer.create_market_order_limited_slippage(MARKET, 1, 500, max_slippage=0.01, is_ask=False)
    )
    tell("bought", await filled(1))
    tell("account long", await account())
    trades = await session.orders.trades(
        sort_by="timestamp", limit=10, authorization=session.token(), account_index=session.account
    )
    tell("trades", trades)

    accepted(
        await session.signer.create_market_order_limited_slippage(
            MARKET, 2, 500, max_slippage=0.01, is_ask=True, reduce_only=True
        )
    )
    tell("sold", await filled(2))
    tell("account after", await account())


run(program)

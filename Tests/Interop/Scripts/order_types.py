"""Creates an order of every type and time in force that the SDK can sign, and follows each to where it ends."""

import time

from sandbox_session import accepted, run, tell, until

MARKET = 0
STATUSES = ["status", "type", "time_in_force", "trigger_status", "price", "trigger_price", "filled_base_amount"]


def brief(order):
    return {name: getattr(order, name) for name in [*STATUSES, "initial_base_amount", "order_version", "reduce_only"]}


async def follow(session, name, client_order_index, status):
    tell(name, brief(await session.reached(client_order_index, status)))


async def limit_orders(session):
    signer = session.signer
    await session.place(1)
    await follow(session, "limit, good till time", 1, "open")
    order = await session.reached(1, "open")
    accepted(await signer.modify_order(MARKET, order.order_index, 1_500, 200_100, order_version=order.order_version))
    await until(lambda: session.order(MARKET, 1), lambda order: order.price == "2001.00")
    await follow(session, "modified", 1, "open")
    # By its client order index; and once more for the version that it then no longer has.
    accepted(await signer.modify_order(MARKET, 1, 1_500, 200_200, order_version=1))
    late = await signer.modify_order(MARKET, 1, 1_500, 200_300, order_version=1)
    tell("modified late", late[2] or await session.verdict(late[1].tx_hash))
    accepted(await signer.cancel_order(MARKET, 1))
    await follow(session, "limit, cancelled", 1, "canceled")

    immediate = {"time_in_force": signer.ORDER_TIME_IN_FORCE_IMMEDIATE_OR_CANCEL, "order_expiry": 0}
    await session.place(2, price=250_000, **immediate)
    await follow(session, "limit, immediate, that trades", 2, "filled")
    await session.place(3, **immediate)
    order = await until(lambda: session.order(MARKET, 3), lambda order: order is not None)
    tell("limit, immediate, that cannot", brief(order))
    await session.place(4, time_in_force=signer.ORDER_TIME_IN_FORCE_POST_ONLY)
    await follow(session, "post-only that rests", 4, "open")
    await session.place(5, price=250_000, time_in_force=signer.ORDER_TIME_IN_FORCE_POST_ONLY)
    await follow(session, "post-only that would trade", 5, "canceled-post-only")
    await session.place(6, market_index=2048)
    tell("spot", brief(await session.reached(6, "open", market=2048)))


async def market_orders(session):
    signer = session.signer
    accepted(await signer.create_market_order(MARKET, 10, 1_000, 250_000, is_ask=False))
    await follow(session, "market", 10, "filled")
    accepted(await signer.create_market_order_limited_slippage(MARKET, 11, 1_000, max_slippage=0.01, is_ask=False))
    await follow(session, "market with limited slippage", 11, "filled")
    accepted(await signer.create_market_order_quote_amount(MARKET, 12, 500, max_slippage=0.01, is_ask=False))
    await follow(session, "market for an amount of quote", 12, "filled")
    accepted(await signer.create_market_order(MARKET, 13, 1_000, 200_000, is_ask=True, reduce_only=True))
    await follow(session, "market, reduce-only", 13, "filled")


async def conditional_orders(session):
    """Those that close the long position wait for the mark price, each on its side."""
    signer, sell = session.signer, {"is_ask": True, "reduce_only": True}
    accepted(await signer.create_sl_order(MARKET, 20, 500, 230_000, 220_000, **sell))
    accepted(await signer.create_sl_limit_order(MARKET, 21, 500, 229_000, 238_000, **sell))
    accepted(await signer.create_tp_order(MARKET, 22, 500, 242_000, 232_000, **sell))
    accepted(await signer.create_tp_limit_order(MARKET, 23, 500, 243_000, 244_000, **sell))
    accepted(await signer.create_sl_order(MARKET, 24, 500, 210_000, 205_000, **sell))
    names = {20: "stop-loss", 21: "stop-loss-limit", 22: "take-profit", 23: "take-profit-limit"}
    for number, name in names.items():
        await follow(session, f"{name}, waiting", number, "pending")

    waiting = await session.reached(24, "pending")
    accepted(await signer.modify_order(MARKET, waiting.order_index, 500, 206_000, trigger_price=211_000))
    await until(lambda: session.order(MARKET, 24), lambda order: order.trigger_price == "2110.00")
    await follow(session, "stop-loss, modified", 24, "pending")
    accepted(await signer.cancel_order(MARKET, waiting.order_index))
    await follow(session, "stop-loss, cancelled", 24, "canceled")

    session.play("market", market_id=MARKET, mark_price="2289.00")
    await follow(session, "stop-loss, triggered", 20, "filled")
    await follow(session, "stop-loss-limit, triggered", 21, "open")
    session.play("market", market_id=MARKET, mark_price="2431.00")
    await follow(session, "take-profit, triggered", 22, "filled")
    await follow(session, "take-profit-limit, triggered", 23, "open")
    session.play("market", market_id=MARKET, mark_price="2361.00")


async def sliced_orders(session):
    """A TWAP order of ten minutes, whose time the venue's clock is moved through; nothing can be sent after that."""
    signer = session.signer
    expiry = int(time.time() * 1_000) + 600_000
    await session.place(30, base_amount=4_000, price=250_000, order_type=signer.ORDER_TYPE_TWAP, order_expiry=expiry)
    await follow(session, "TWAP, waiting", 30, "pending")
    session.play("clock", advance_ms=120_000)
    tell("TWAP, under way", brief(await session.reached(30, "pending")))
    session.play("clock", advance_ms=500_000)

    async def done():
        answer = await session.orders.account_orders(
            authorization=session.token(3_600), account_index=session.account, client_order_indexes="30"
        )
        return answer.orders[0]

    tell("TWAP, done", brief(await until(done, lambda order: order.status == "filled")))
    inactive = await session.orders.account_inactive_orders(
        authorization=session.token(3_600), account_index=session.account, limit=100, market_id=MARKET
    )
    slices = [order for order in inactive.orders if order.type == "twap-sub"]
    tell("slices", {"count": len(slices), "states": sorted({order.status for order in slices})})
    tell("sum of slices", sum(int(order.filled_base_amount.replace(".", "")) for order in slices))


async def program(session, sandbox):
    await limit_orders(session)
    await market_orders(session)
    await conditional_orders(session)
    tell("active", sorted(order.client_order_index for order in await session.active_orders(MARKET)))
    await sliced_orders(session)


run(program)

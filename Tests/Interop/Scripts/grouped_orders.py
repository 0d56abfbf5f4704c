"""Creates a group of every kind that the SDK can sign, and follows its orders to where they end."""

import time

from lighter.signer_client import CreateOrderTxReq
from sandbox_session import accepted, run, tell

MARKET = 0


def group_state(orders):
    """The orders of a group by their type: what the lists say of them, links included."""
    names = ["status", "trigger_status", "order_index", "parent_order_index", "initial_base_amount"]
    names += ["to_trigger_order_id_0", "to_trigger_order_id_1", "to_cancel_order_id_0", "filled_base_amount"]
    return {order.type: {name: getattr(order, name) for name in names} for order in orders}


async def program(session, sandbox):
    signer = session.signer
    expiry = int(time.time() * 1_000) + 3_600_000

    def order(client, kind, price, trigger=0, size=0, is_ask=True, reduce_only=True):
        conditional = kind in (signer.ORDER_TYPE_STOP_LOSS, signer.ORDER_TYPE_TAKE_PROFIT)
        immediate = conditional or kind == signer.ORDER_TYPE_MARKET
        return CreateOrderTxReq(
            MarketIndex=MARKET,
            ClientOrderIndex=client,
            BaseAmount=size,
            Price=price,
            IsAsk=is_ask,
            Type=kind,
            TimeInForce=0 if immediate else signer.ORDER_TIME_IN_FORCE_GOOD_TILL_TIME,
            ReduceOnly=reduce_only,
            TriggerPrice=trigger,
            OrderExpiry=0 if kind == signer.ORDER_TYPE_MARKET else expiry,
        )

    def parent(client, kind, price):
        return order(client, kind, price, size=1_000, is_ask=False, reduce_only=False)

    def stop(client, size=0):
        return order(client, signer.ORDER_TYPE_STOP_LOSS_LIMIT, 228_000, 230_000, size)

    def profit(client, size=0):
        return order(client, signer.ORDER_TYPE_TAKE_PROFIT_LIMIT, 244_000, 243_000, size)

    async def states(**reached):
        orders = [await session.reached(int(client[1:]), status) for client, status in reached.items()]
        return group_state(orders)

    one_triggers, one_cancels, both = 1, 2, 3

    # One triggers the other: the child waits for its parent, then for the price.
    orders = [parent(1, signer.ORDER_TYPE_LIMIT, 200_000), stop(2)]
    accepted(await signer.create_grouped_orders(one_triggers, orders))
    tell("OTO, resting", await states(c1="open", c2="pending"))
    accepted(await signer.cancel_order(MARKET, 1))
    tell("OTO, cancelled", await states(c1="canceled", c2="canceled-child"))

    orders = [parent(3, signer.ORDER_TYPE_MARKET, 250_000), stop(4), profit(5)]
    accepted(await signer.create_grouped_orders(both, orders))
    tell("OTOCO, filled", await states(c3="filled", c4="pending", c5="pending"))
    session.play("market", market_id=MARKET, mark_price="2431.00")
    tell("OTOCO, triggered", await states(c4="canceled-oco", c5="open"))
    session.play("market", market_id=MARKET, mark_price="2361.00")
    accepted(await signer.cancel_order(MARKET, 5))
    await session.reached(5, "canceled")

    # The position is there: one of two closes it, the other goes.
    accepted(await signer.create_grouped_orders(one_cancels, [stop(6, 1_000), profit(7, 1_000)]))
    tell("OCO, waiting", await states(c6="pending", c7="pending"))
    session.play("market", market_id=MARKET, mark_price="2299.00")
    tell("OCO, triggered", await states(c6="filled", c7="canceled-oco"))


run(program)

"""Creates a limit order, finds it, modifies it, finds it modified, cancels it, finds it cancelled."""

from sandbox_session import accepted, run, tell, until

MARKET, CLIENT_ORDER_INDEX = 0, 7001


async def program(session, sandbox):
    async def active():
        orders = await session.active_orders(MARKET)
        return next((order for order in orders if order.client_order_index == CLIENT_ORDER_INDEX), None)

    signer = session.signer
    created = accepted(
        await signer.create_order(
            market_index=MARKET,
            client_order_index=CLIENT_ORDER_INDEX,
            base_amount=1_000,
            price=200_000,
            is_ask=False,
            order_type=signer.ORDER_TYPE_LIMIT,
            time_in_force=signer.ORDER_TIME_IN_FORCE_GOOD_TILL_TIME,
        )
    )
    tell("created", created)
    order = await until(active, lambda order: order is not None)
    tell("active", order)
    tell("transaction", await session.transactions.tx(by="hash", value=created.tx_hash))

    accepted(await signer.modify_order(MARKET, order.order_index, base_amount=1_500, price=200_100))
    tell("modified", await until(active, lambda order: order.price == "2001.00"))

    accepted(await signer.cancel_order(MARKET, order.order_index))
    await until(active, lambda order: order is None)
    tell("cancelled", await session.order(MARKET, CLIENT_ORDER_INDEX))
    tell("next nonce", await session.transactions.next_nonce(session.account, session.api_key))


run(program)

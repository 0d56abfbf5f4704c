"""Sends what the venue takes at first and refuses when it executes it."""

import json

from sandbox_session import accepted, run, tell, until

MARKET, CLIENT_ORDER_INDEX = 0, 5


async def program(session, sandbox):
    async def order(client_order_index, price, time_in_force):
        signer = session.signer
        return accepted(
            await signer.create_order(
                market_index=MARKET,
                client_order_index=client_order_index,
                base_amount=1_000,
                price=price,
                is_ask=False,
                order_type=signer.ORDER_TYPE_LIMIT,
                time_in_force=time_in_force,
            )
        )

    post_only = session.signer.ORDER_TIME_IN_FORCE_POST_ONLY
    best_ask = await session.signer.get_best_price(MARKET, is_ask=False)
    await order(1, best_ask, post_only)
    crossing = await until(
        lambda: session.order(MARKET, 1), lambda order: order is not None and order.status != "in-progress"
    )
    tell("a post-only order that would trade", crossing)

    await order(CLIENT_ORDER_INDEX, 200_000, post_only)
    await until(lambda: session.order(MARKET, CLIENT_ORDER_INDEX), lambda order: order is not None)
    again = await order(CLIENT_ORDER_INDEX, 200_000, post_only)
    transaction = await until(
        lambda: session.transactions.tx(by="hash", value=again.tx_hash), lambda transaction: transaction.event_info
    )
    tell("a client order index used twice", json.loads(json.loads(transaction.event_info)["ae"]))
    tell("next nonce", await session.transactions.next_nonce(session.account, session.api_key))


run(program)

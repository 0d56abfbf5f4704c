"""Lets each of the SDK's nonce managers number 200 orders and cancels, many of them under way at once."""

import asyncio

import lighter
from lighter.nonce_manager import NonceManagerType
from sandbox_session import run, tell, until

COUNT = 200


async def program(session, sandbox):
    for number, kind in enumerate([NonceManagerType.OPTIMISTIC, NonceManagerType.API]):
        signer = lighter.SignerClient(
            url=sandbox["url"],
            account_index=session.account,
            api_private_keys={session.api_key: sandbox["private_key"]},
            nonce_management_type=kind,
            chain_id=sandbox["chain_id"],
        )
        before = (await session.transactions.next_nonce(session.account, session.api_key)).nonce

        async def place(client_order_index):
            _, _, error = await signer.create_order(
                market_index=0,
                client_order_index=client_order_index,
                base_amount=1_000,
                price=200_000 + client_order_index,
                is_ask=False,
                order_type=signer.ORDER_TYPE_LIMIT,
                time_in_force=signer.ORDER_TIME_IN_FORCE_GOOD_TILL_TIME,
            )
            return error

        errors = await asyncio.gather(*[place(1_000 * number + index) for index in range(1, COUNT + 1)])
        after = (await session.transactions.next_nonce(session.account, session.api_key)).nonce
        orders = await until(lambda: session.active_orders(0), lambda orders: len(orders) == COUNT)
        await signer.cancel_all_orders(signer.CANCEL_ALL_TIF_IMMEDIATE, 0)
        await until(lambda: session.active_orders(0), lambda orders: not orders)
        await signer.close()
        tell(
            kind.name,
            {"errors": [error for error in errors if error], "nonces": after - before, "orders": len(orders)},
        )


run(program)

"""Cancels all orders at once, of one market, at a time, and takes the last one back."""

import time

from sandbox_session import accepted, run, tell, until


async def program(session, sandbox):
    signer = session.signer

    async def count(expected):
        orders = await until(
            lambda: session.active_orders(255), lambda orders: len(orders) == expected
        )
        return sorted(order.market_index for order in orders)

    async def fill(first):
        await session.place(first)
        await session.place(first + 1, time_in_force=signer.ORDER_TIME_IN_FORCE_POST_ONLY)
        await session.place(first + 2, market_index=2048)
        await session.place(first + 3, market_index=1, price=900_000)
        return await count(4)

    async def cancel_all_time(holds):
        async def read():
            return (await session.accounts.account(by="index", value=str(session.account))).accounts[0].cancel_all_time

        return await until(read, holds)

    tell("placed", await fill(1))
    accepted(await signer.cancel_all_orders(signer.CANCEL_ALL_TIF_IMMEDIATE, 0, cancel_all_market_index=0))
    tell("left by those of one market", await count(2))
    accepted(await signer.cancel_all_orders(signer.CANCEL_ALL_TIF_IMMEDIATE, 0))
    tell("left by all", await count(0))
    tell("status", (await session.order(0, 1)).status)

    await fill(11)
    due = int(time.time() * 1_000) + 600_000
    accepted(await signer.cancel_all_orders(signer.CANCEL_ALL_TIF_SCHEDULED, due))
    tell("scheduled", await cancel_all_time(lambda time: time != 0) - due)
    accepted(await signer.cancel_all_orders(signer.CANCEL_ALL_TIF_ABORT, 0))
    tell("aborted", await cancel_all_time(lambda time: time == 0))
    accepted(await signer.cancel_all_orders(signer.CANCEL_ALL_TIF_SCHEDULED, due))
    await cancel_all_time(lambda time: time != 0)
    tell("still there", await count(4))
    session.play("clock", advance_ms=601_000)

    async def active():
        answer = await session.orders.account_active_orders(
            authorization=session.token(3_600), account_index=session.account
        )
        return answer.orders

    tell("left when due", await until(active, lambda orders: not orders))
    tell("after it", await cancel_all_time(lambda time: time == 0))


run(program)

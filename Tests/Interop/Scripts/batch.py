"""Sends three orders as one batch, then cancels all."""

from sandbox_session import accepted, run, tell, until

MARKET = 0


async def program(session, sandbox):
    signer = session.signer
    first = (await session.transactions.next_nonce(session.account, session.api_key)).nonce
    types, infos, hashes = [], [], []
    for place in range(3):
        tx_type, info, tx_hash, error = signer.sign_create_order(
            MARKET,
            100 + place,
            1_000,
            200_000 + place,
            False,
            signer.ORDER_TYPE_LIMIT,
            signer.ORDER_TIME_IN_FORCE_POST_ONLY,
            nonce=first + place,
            api_key_index=session.api_key,
        )
        if error:
            raise RuntimeError(error)
        types.append(tx_type)
        infos.append(info)
        hashes.append(tx_hash)
    tell("signed", hashes)
    tell("sent", await signer.send_tx_batch(types, infos))

    async def active():
        return await session.active_orders(MARKET)

    tell("active", await until(active, lambda orders: len(orders) == 3))
    accepted(await signer.cancel_all_orders(signer.CANCEL_ALL_TIF_IMMEDIATE, 0))
    tell("cancelled", await until(active, lambda orders: not orders))
    tell("nonces", (await session.transactions.next_nonce(session.account, session.api_key)).nonce - first)


run(program)

"""Does what the venue refuses, and tells which of the SDK's exceptions came of it."""

import json
import time

import lighter
from lighter import signer_client
from sandbox_session import Session, run, tell

MARKET = 0
ORDER = {
    "market_index": MARKET,
    "client_order_index": 0,
    "base_amount": 1_000,
    "price": 200_000,
    "is_ask": False,
    "order_type": lighter.SignerClient.ORDER_TYPE_LIMIT,
    "time_in_force": lighter.SignerClient.ORDER_TIME_IN_FORCE_GOOD_TILL_TIME,
}


async def refused(name, asked):
    """Tells how `asked`, which should be refused, was refused."""
    try:
        await asked
    except lighter.ApiException as error:
        body = json.loads(error.body)
        exception = type(error).__name__
        tell(name, {"exception": exception, "status": error.status, "code": body["code"], "message": body["message"]})
    else:
        tell(name, None)


def signed(signer, nonce, api_key, **changes):
    """A limit order, but for `changes` a good one."""
    tx_type, info, _, error = signer.sign_create_order(**{**ORDER, **changes}, nonce=nonce, api_key_index=api_key)
    if error:
        raise RuntimeError(error)
    return tx_type, info


async def program(session, sandbox):
    async def send(name, signer, nonce=0, api_key=session.api_key, **order):
        await refused(name, session.transactions.send_tx(*signed(signer, nonce, api_key, **order)))

    signer, account = session.signer, session.account
    await send("a nonce ahead", signer, nonce=1)
    await send("an order below the least size", signer, base_amount=1)
    await send("an expiry in sixty days", signer, order_expiry=int(time.time() + 60 * 86_400) * 1_000)
    await send("an unknown market", signer, market_index=200)
    other, _, _ = signer_client.create_api_key()
    stranger = Session.signer_with(other, sandbox)
    await send("another key's signature", stranger)
    elsewhere = Session.signer_with(sandbox["private_key"], sandbox, chain_id=304)
    await send("another chain's signature", elsewhere)
    unregistered = Session.signer_with(other, sandbox, api_key_index=77)
    await send("an API key that is not registered", unregistered, api_key=77)

    for client in (stranger, elsewhere, unregistered):
        await client.close()

    # The signer keeps one key for each API key of an account: give it back the right one.
    signer.create_client(session.api_key)

    def active_orders(token, account):
        return session.orders.account_active_orders(authorization=token, account_index=account, market_id=MARKET)

    await refused("no token", active_orders("", account))
    await refused("an expired token", active_orders(session.token(-10), account))
    await refused("a token for nine hours", active_orders(session.token(9 * 3_600), account))
    await refused("another account's orders", active_orders(session.token(), account + 1))
    await refused("an unknown account", session.accounts.account(by="index", value="999999999"))
    await refused("an unknown transaction", session.transactions.tx(by="hash", value="0" * 80))

    _, _, error = await signer.create_order(**{**ORDER, "base_amount": 1})
    tell("the SDK's own word on a small order", error)
    tell("next nonce", await session.transactions.next_nonce(account, session.api_key))


run(program)

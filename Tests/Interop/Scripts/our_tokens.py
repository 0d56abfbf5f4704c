"""Reads an account with tokens that the SDK did not make, and revokes the one by the other."""

import lighter
from sandbox_session import run, tell


async def status(call):
    """200, or that of the refusal."""
    try:
        await call
        return 200
    except lighter.ApiException as error:
        return error.status


async def program(session, sandbox):
    ours, read_only = sandbox["own"], sandbox["read_only"]

    async def orders(token):
        return await status(
            session.orders.account_active_orders(authorization=token, account_index=session.account, market_id=0)
        )

    async def revoked(token):
        revoke = session.accounts.tokens_revoke(token_id, account_index=session.account, authorization=token)
        return await status(revoke)

    tell("orders by ours", await orders(ours))
    tell("orders by the read-only one", await orders(read_only))
    listed = await session.accounts.tokens(account_index=session.account, authorization=ours)
    tell("listed", listed)
    token_id = listed.api_tokens[0].token_id
    tell("revoked by the read-only one", await revoked(read_only))
    tell("revoked by ours", await revoked(ours))
    tell("orders by the revoked one", await orders(read_only))


run(program)

"""Lets the SDK compare its key with the one that the venue has registered: the right one, and another."""

from lighter import signer_client
from sandbox_session import Session, run, tell


async def program(session, sandbox):
    tell("the right key", session.signer.check_client())
    other, _, _ = signer_client.create_api_key()
    stranger = Session.signer_with(other, sandbox)
    tell("another key", stranger.check_client())
    await stranger.close()


run(program)

"""The SDK trades with a key that `lighter` registered, and registers one that `lighter` is to trade with."""

from lighter import signer_client
from sandbox_session import Session, run, tell

THEIRS = 6


async def program(session, sandbox):
    ours = Session({**sandbox, "private_key": sandbox["our_key"], "api_key_index": sandbox["our_index"]})
    tell("check of our key", ours.signer.check_client())
    await ours.place(31)
    tell("order with our key", (await ours.reached(31, "open")).status)
    await ours.signer.close()

    private_key, public_key, error = signer_client.create_api_key()
    if error:
        raise RuntimeError(error)
    theirs = Session({**sandbox, "private_key": private_key, "api_key_index": THEIRS})
    answer, error = await theirs.signer.change_api_key(sandbox["l1_private_key"], public_key, api_key_index=THEIRS)
    tell("key registered", error or await theirs.verdict(answer.tx_hash))
    tell("private key", private_key)
    tell("public key", public_key)
    await theirs.signer.close()


run(program)

"""ccxt as its manual says: other URLs, the owner's Ethereum key, and an API key that ccxt itself registers."""

from importlib import metadata

PERPETUAL, SPOT = "ETH/USDC:USDC", "ETH/USDC"


def signer_library():
    """The official signer, as the venue's SDK brings it."""
    files = metadata.files("lighter-sdk")
    return str(next(file for file in files if file.name == "lighter-signer-linux-amd64.so").locate())


def settings(sandbox, api_key=9):
    urls = {name: sandbox["url"] for name in ("root", "public", "private")}
    return {
        "urls": {"api": {**urls, "ws": sandbox["stream_url"]}},
        "privateKey": sandbox["l1_private_key"],
        "enableRateLimit": False,
        "options": {"chainId": sandbox["chain_id"], "apiKeyIndex": api_key, "libraryPath": signer_library()},
    }

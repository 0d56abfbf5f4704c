"""Signs a text as an Ethereum personal message: the key is the first argument, the text the last."""

import sys

from eth_account import Account
from eth_account.messages import encode_defunct

signed = Account.sign_message(encode_defunct(text=sys.argv[-1]), private_key=sys.argv[1])
print("0x" + bytes(signed.signature).hex())

"""Opens key files, and writes some, knowing their format alone: scrypt of the standard library, AES-GCM of PyCryptodome.

A line asks {"open": text, "password": p} or {"seal": private key, "password": p, "header": {...}}.
"""

import hashlib
import json
import os
import sys

from Crypto.Cipher import AES


def cipher(header, password):
    key = hashlib.scrypt(
        password.encode(), salt=bytes.fromhex(header["salt"]), n=header["n"], r=header["r"], p=header["p"],
        maxmem=1 << 30, dklen=32,
    )
    aes = AES.new(key, AES.MODE_GCM, nonce=bytes.fromhex(header["nonce"]))
    aes.update((json.dumps(header, separators=(",", ":")) + "\n").encode())
    return aes


for line in sys.stdin:
    request = json.loads(line)
    if "open" in request:
        header = json.loads(request["open"])
        sealed = bytes.fromhex(header.pop("sealed"))
        key = cipher(header, request["password"]).decrypt_and_verify(sealed[:-16], sealed[-16:])
        print(json.dumps({"private_key": key.hex()}))
    else:
        header = request["header"] | {
            "kdf": "scrypt", "n": 32768, "r": 8, "p": 1, "salt": os.urandom(32).hex(), "cipher": "aes-256-gcm",
            "nonce": os.urandom(12).hex(),
        }
        sealed, tag = cipher(header, request["password"]).encrypt_and_digest(bytes.fromhex(request["seal"]))
        file = header | {"sealed": (sealed + tag).hex()}
        print(json.dumps({"text": json.dumps(file, separators=(",", ":")) + "\n"}))

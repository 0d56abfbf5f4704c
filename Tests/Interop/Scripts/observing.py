"""How a program that uses the sandbox waits for it, and tells what it saw: {"name": …, "saw": …} lines."""

import asyncio
import json
import time

DEADLINE = 20


async def until(read, holds):
    """Reads until what is read is as it should be: the venue executes after it has answered."""

    async def read_on():
        while not holds(value := await read()):
            await asyncio.sleep(0.01)
        return value

    return await asyncio.wait_for(read_on(), DEADLINE)


def until_now(read, holds):
    """The same for a client that blocks."""
    end = time.monotonic() + DEADLINE
    while not holds(value := read()):
        if time.monotonic() > end:
            raise TimeoutError(f"still {value}")
        time.sleep(0.01)
    return value


def tell(name, saw):
    print(json.dumps({"name": name, "saw": plain(saw)}))


def plain(value):
    if isinstance(value, dict):
        return {key: plain(element) for key, element in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(element) for element in value]
    return value.to_dict() if hasattr(value, "to_dict") else value

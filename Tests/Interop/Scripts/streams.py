"""Lets the SDK's WsClient follow a book and an account while orders come and go, and compares with what REST says."""

import asyncio
import threading
from collections import defaultdict
from decimal import Decimal

import lighter
from sandbox_session import accepted, run, tell, until

MARKET = 0


def levels(side):
    return {Decimal(level["price"]): Decimal(level["size"]) for level in side}


def fault(book):
    """What is wrong with a book as the client has it; None when nothing is."""
    asks, bids = levels(book["asks"]), levels(book["bids"])
    if len(asks) != len(book["asks"]) or len(bids) != len(book["bids"]):
        return "a price twice"
    if any(size <= 0 for size in [*asks.values(), *bids.values()]):
        return "an empty level"
    if asks and bids and max(bids) >= min(asks):
        return "crossed"
    return None


async def rest_book(session):
    answer = await session.orders.order_book_orders(MARKET, 250)
    book = {"asks": defaultdict(Decimal), "bids": defaultdict(Decimal)}
    for side, orders in {"asks": answer.asks, "bids": answer.bids}.items():
        for order in orders:
            book[side][Decimal(order.price)] += Decimal(order.remaining_base_amount)
    return book


class Follower:
    """What the SDK's client told of."""

    def __init__(self, session, sandbox):
        self.faults, self.unhandled, self.updates, self.messages = [], [], 0, []
        self.client = lighter.WsClient(
            ws_url=sandbox["stream_url"],
            order_book_ids=[MARKET],
            account_ids=[session.account],
            on_order_book_update=self.on_book,
            on_account_update=self.on_account,
            on_unhandled_message=self.unhandled.append,
        )

    def on_book(self, market, book):
        self.updates += 1
        if wrong := fault(book):
            self.faults.append(wrong)

    def on_account(self, account, message):
        self.messages.append(message)

    @property
    def book(self):
        book = self.client.order_book_states.get(str(MARKET))
        return book and {"asks": levels(book["asks"]), "bids": levels(book["bids"])}

    async def agrees(self, session, own):
        """Waits until so many of the own orders rest, and then until the client's book is the venue's."""
        await until(lambda: session.active_orders(MARKET), lambda orders: len(orders) == own)

        async def compare():
            return self.book is not None and self.book == await rest_book(session)

        await until(compare, lambda same: same)
        return len(self.book["asks"]), len(self.book["bids"])


async def program(session, sandbox):
    signer, follower = session.signer, Follower(session, sandbox)
    task = asyncio.create_task(follower.client.run_async())
    tell("book at first", await follower.agrees(session, 0))
    first = (await wait(lambda: follower.messages))[0]
    tell("account at first", first)

    for number in range(1, 31):
        is_ask = number % 2 == 0
        price = 236_130 + number * (7 if is_ask else -7) + (200 if is_ask else -200)
        await session.place(number, price=price, is_ask=is_ask, base_amount=500 + number)
    tell("with thirty orders", await follower.agrees(session, 30))
    for number in range(1, 31, 3):
        accepted(await signer.cancel_order(MARKET, number))
    accepted(await signer.modify_order(MARKET, 2, 1_000, 236_500))
    await until(lambda: session.order(MARKET, 2), lambda order: order.price == "2365.00")
    tell("after cancels and a change", await follower.agrees(session, 20))

    accepted(await signer.create_market_order(MARKET, 99, 10_000, 250_000, is_ask=False))
    filled = await session.reached(99, "filled")
    tell("after a market order", await follower.agrees(session, 20))

    def has_position():
        return next((message for message in follower.messages if holds(message, filled)), None)

    tell("account with a position", (await wait(has_position)))
    accepted(await signer.cancel_all_orders(signer.CANCEL_ALL_TIF_IMMEDIATE, 0))
    tell("at last", await follower.agrees(session, 0))
    tell("faults", follower.faults)
    tell("unhandled", follower.unhandled)
    tell("updates", follower.updates)
    task.cancel()

    # The client that blocks, in a thread that ends with the program.
    blocking = Follower(session, sandbox)
    threading.Thread(target=blocking.client.run, daemon=True).start()
    tell("blocking client", await blocking.agrees(session, 0))


def holds(message, order):
    position = (message.get("positions") or {}).get(str(MARKET))
    return position is not None and position["position"] == order.filled_base_amount


async def wait(read):
    async def ask():
        return read()

    return await until(ask, lambda value: value)


run(program)

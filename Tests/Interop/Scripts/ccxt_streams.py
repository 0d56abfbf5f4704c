"""Follows the venue and trades over its stream by ccxt, unchanged.

Reads one line, what the sandbox said when it was ready.
"""

import asyncio
import json
import sys

import ccxt.pro
from ccxt_session import PERPETUAL, settings
from observing import tell

DEADLINE = 20


async def watched(watch, holds):
    """Watches until what is told is as it should be."""

    async def follow():
        while not holds(value := await watch()):
            pass
        return value

    return await asyncio.wait_for(follow(), DEADLINE)


async def follow_market(venue):
    book = await watched(lambda: venue.watch_order_book(PERPETUAL), lambda book: book["asks"] and book["bids"])
    tell("book", [book["bids"][0][0] < book["asks"][0][0], len(book["asks"]), len(book["bids"])])
    ticker = await watched(lambda: venue.watch_ticker(PERPETUAL), lambda ticker: ticker["last"])
    tell("ticker", [ticker["symbol"], ticker["last"] > 0])
    trades = await watched(lambda: venue.watch_trades(PERPETUAL), lambda trades: trades)
    tell("trade", sorted(key for key in ("price", "amount", "side") if trades[-1][key]))
    balance = await watched(venue.watch_balance, lambda balance: balance["USDC"]["total"])
    tell("balance", balance["USDC"]["total"])


async def trade(venue):
    async def order_in(status):
        orders = await watched(
            lambda: venue.watch_orders(PERPETUAL),
            lambda orders: orders[-1]["clientOrderId"] == "77" and orders[-1]["status"] == status,
        )
        return orders[-1]

    def has_bid(book):
        return any(level[0] == 2000 for level in book["bids"])

    # ccxt keeps no news for those who begin to watch later.
    book = asyncio.create_task(watched(lambda: venue.watch_order_book(PERPETUAL), has_bid))
    created = await venue.create_order_ws(PERPETUAL, "limit", "buy", 0.1, 2000, {"clientOrderId": 77})
    tell("created", created["clientOrderId"])
    order = await order_in("open")
    tell("open", [order["price"], order["amount"], order["filled"]])
    tell("in the book", [level for level in (await book)["bids"] if level[0] == 2000])
    cancelled = asyncio.create_task(order_in("canceled"))
    await venue.cancel_order_ws(order["id"], PERPETUAL)
    tell("cancelled", (await cancelled)["id"] == order["id"])

    fills = asyncio.create_task(watched(lambda: venue.watch_my_trades(PERPETUAL), lambda trades: trades))
    # ccxt does not tell when its subscription holds, and what came before that is no news.
    while not fills.done():
        await venue.create_order_ws(PERPETUAL, "market", "buy", 0.1, 2400)
        await asyncio.wait([fills], timeout=2)
    fill = (await fills)[-1]
    tell("filled", [fill["side"], fill["amount"], fill["takerOrMaker"]])


async def main():
    venue = ccxt.pro.lighter(settings(json.loads(sys.stdin.readline()), api_key=10))
    try:
        await venue.load_markets()
        # Registers its key.
        await venue.pre_load_lighter_library()
        await follow_market(venue)
        await trade(venue)
    finally:
        await venue.close()


asyncio.run(main())

"""Trades by ccxt, unchanged: reads the venue, places, sees, edits and cancels orders, and tells what it saw.

Reads one line, what the sandbox said when it was ready.
"""

import json
import sys
import time

import ccxt
from ccxt_session import PERPETUAL, SPOT, settings
from observing import tell, until_now

def read(venue):
    tell("markets", {symbol: market["id"] for symbol, market in venue.load_markets().items()})
    tell("precision", venue.market(PERPETUAL)["precision"])
    tell("status", venue.fetch_status()["status"])
    book = venue.fetch_order_book(PERPETUAL)
    tell("book", {"asks": book["asks"][:5], "bids": book["bids"][:5]})
    tell("last price", venue.fetch_ticker(PERPETUAL)["last"])
    tell("candles", venue.fetch_ohlcv(PERPETUAL, "1m"))
    tell("trades", [trade["price"] for trade in venue.fetch_trades(PERPETUAL, limit=10)])
    tell("assets", sorted(venue.fetch_currencies()))
    tell("balance", venue.fetch_balance()["USDC"])


def opened(venue, symbol=PERPETUAL, count=1):
    return until_now(lambda: venue.fetch_open_orders(symbol), lambda orders: len(orders) == count)


def brief(order):
    return {key: order[key] for key in ("id", "type", "side", "price", "amount", "filled", "status", "triggerPrice")}


def trade(venue):
    created = venue.create_order(PERPETUAL, "limit", "buy", 0.1, 2000, {"clientOrderId": 7})
    order = opened(venue)[0]
    tell("placed", {**brief(order), "client": order["clientOrderId"], "asked": created["clientOrderId"]})
    venue.edit_order(order["id"], PERPETUAL, "limit", "buy", 0.2, 2001)
    tell("edited", brief(until_now(lambda: opened(venue)[0], lambda order: order["amount"] == 0.2)))
    venue.cancel_order(order["id"], PERPETUAL)
    closed = until_now(lambda: venue.fetch_closed_orders(PERPETUAL), lambda orders: orders)
    tell("cancelled", brief(closed[0]))

    venue.create_order(PERPETUAL, "limit", "buy", 0.1, 2400, {"postOnly": True})
    closed = until_now(lambda: venue.fetch_closed_orders(PERPETUAL), lambda orders: len(orders) == 2)
    tell("post-only that would have taken", closed[-1]["info"]["status"])

    venue.create_order(PERPETUAL, "market", "buy", 0.1, 2400)
    fills = until_now(lambda: venue.fetch_my_trades(PERPETUAL), lambda trades: trades)
    tell("filled", [{key: fill[key] for key in ("side", "amount", "price", "takerOrMaker")} for fill in fills])
    position = venue.fetch_positions([PERPETUAL])[0]
    tell("position", {key: position[key] for key in ("side", "contracts", "entryPrice", "marginMode")})

    children = {"stopLoss": {"triggerPrice": 1900, "price": 1890}, "takeProfit": {"triggerPrice": 2600, "price": 2590}}
    venue.create_order(PERPETUAL, "limit", "buy", 0.1, 2000, children)
    group = opened(venue, count=3)
    group.sort(key=lambda order: order["price"])
    tell("group", [{**brief(order), "kind": order["info"]["type"]} for order in group])
    venue.create_order(SPOT, "limit", "buy", 0.1, 2000)
    tell("spot", brief(opened(venue, SPOT)[0]))
    venue.cancel_all_orders()
    tell("left", [len(opened(venue, symbol, 0)) for symbol in (PERPETUAL, SPOT)])
    venue.cancel_all_orders_after(600_000)
    account = until_now(venue.fetch_accounts, lambda accounts: accounts[0]["info"]["cancel_all_time"] != 0)[0]
    tell("cancels all in", account["info"]["cancel_all_time"] - time.time() * 1_000)
    venue.cancel_all_orders_after(0)
    until_now(venue.fetch_accounts, lambda accounts: accounts[0]["info"]["cancel_all_time"] == 0)


def manage(venue):
    venue.set_leverage(10, PERPETUAL, {"marginMode": "cross"})
    rows = until_now(lambda: venue.fetch_positions([PERPETUAL]), lambda rows: rows[0]["leverage"] == 10)
    tell("leverage", rows[0]["leverage"])
    venue.set_margin_mode("isolated", "BTC/USDC:USDC", {"leverage": 5})
    venue.create_order("BTC/USDC:USDC", "market", "buy", 0.01, 93_000)

    def isolated(holds):
        return until_now(lambda: venue.fetch_positions(["BTC/USDC:USDC"]), lambda rows: rows and holds(rows[0]))[0]

    before = isolated(lambda position: position["contracts"])
    venue.add_margin("BTC/USDC:USDC", 25)
    after = isolated(lambda position: position["collateral"] != before["collateral"])
    tell("isolated", [before["marginMode"], round(after["collateral"] - before["collateral"], 6)])

    venue.transfer("USDC", 100, "perp", "spot")
    transfers = until_now(venue.fetch_transfers, lambda rows: rows)
    tell("transfers", [[row["amount"], row["info"]["type"]] for row in transfers])
    venue.withdraw("USDC", 20, venue.walletAddress)
    withdrawals = until_now(venue.fetch_withdrawals, lambda rows: rows)
    tell("withdrawals", [[row["amount"], row["status"]] for row in withdrawals])


def refuse(venue):
    """What the venue refuses comes as ccxt's own exceptions."""
    for name, order in {
        "too small": (PERPETUAL, "limit", "buy", 0.0001, 2000),
        "too far": (PERPETUAL, "limit", "buy", 1, 100),
    }.items():
        try:
            venue.create_order(*order)
        except ccxt.BaseError as error:
            tell(name, [type(error).__name__, json.loads(str(error).removeprefix("lighter "))["code"]])


with_sandbox = json.loads(sys.stdin.readline())
client = ccxt.lighter(settings(with_sandbox))
read(client)
tell("has a signer", client.pre_load_lighter_library())
trade(client)
manage(client)
refuse(client)

"""Holds positions through a funding hour and through a fall of the price, and reads what that made of the account."""

import csv
import io
import time

import lighter
import requests
from sandbox_session import accepted, run, tell, until

HELD, LOST = 0, 1


async def program(session, sandbox):
    signer = session.signer
    charts, rates = lighter.CandlestickApi(signer.api_client), lighter.FundingApi(signer.api_client)
    token = session.token(6 * 3_600)
    own = {"authorization": token, "account_index": session.account}
    accepted(await signer.update_leverage(LOST, signer.ISOLATED_MARGIN_MODE, 10))
    accepted(await signer.create_market_order(HELD, 1, 1_000, 250_000, is_ask=False))
    accepted(await signer.create_market_order(LOST, 2, 1_000, 930_000, is_ask=False))
    await session.reached(1, "filled")
    await session.reached(2, "filled", market=LOST)

    session.play("market", market_id=LOST, mark_price="80000.0")
    lost = await until(lambda: session.accounts.liquidations(limit=10, **own), lambda answer: answer.liquidations)
    tell("liquidations", lost.liquidations)
    tell("liquidations elsewhere", (await session.accounts.liquidations(limit=10, market_id=HELD, **own)).liquidations)
    trades = await session.orders.trades(sort_by="trade_id", limit=10, type="liquidation", **own)
    tell("liquidating trades", trades.trades)
    tell("order", (await session.orders.account_inactive_orders(limit=1, market_id=LOST, **own)).orders[0].type)
    metric = await session.orders.exchange_metrics(period="d", kind="liquidation_count")
    tell("liquidations of the venue", metric.metrics)

    tell("rates", (await rates.funding_rates()).funding_rates)
    session.play("clock", advance_ms=3_600_000)
    past = {"start_timestamp": int(time.time()) - 3_600, "end_timestamp": int(time.time()) + 7_200}
    paid = await until(
        lambda: session.accounts.position_funding(limit=10, market_ids=[HELD], **own),
        lambda answer: answer.position_fundings,
    )
    tell("payments", paid.position_fundings)
    of_shorts = await session.accounts.position_funding(limit=10, side="short", **own)
    tell("payments of shorts", of_shorts.position_fundings)
    tell("fundings", (await charts.fundings(HELD, "1h", count_back=0, **past)).fundings)
    tell("fundings of a day", (await charts.fundings(HELD, "1d", count_back=0, **past)).fundings)
    exported = await session.orders.export(type="funding", **own)
    tell("exported", list(csv.DictReader(io.StringIO(requests.get(exported.data_url, timeout=10).text))))
    account = (await session.accounts.account(by="index", value=str(session.account))).accounts[0]
    tell("account", account)
    profit = await session.accounts.pnl(
        "index", str(session.account), "1m", count_back=1, authorization=token, **past
    )
    tell("profit", profit.pnl[-1])


run(program)

"""Calls every read of the SDK that the sandbox answers, after some trading, and tells what came."""

import csv
import io
import json
import time
from datetime import datetime, timezone

import lighter
import requests
from sandbox_session import accepted, run, tell, until

MARKET = 0


async def trade(session):
    """One order filled and one resting, so that there is something to read."""
    signer = session.signer
    accepted(await signer.create_market_order(MARKET, 1, 1_000, 250_000, is_ask=False))
    accepted(
        await signer.create_order(
            market_index=MARKET,
            client_order_index=2,
            base_amount=1_000,
            price=200_000,
            is_ask=False,
            order_type=signer.ORDER_TYPE_LIMIT,
            time_in_force=signer.ORDER_TIME_IN_FORCE_GOOD_TILL_TIME,
        )
    )
    await until(lambda: session.order(MARKET, 2), lambda order: order and order.status == "open")
    return await until(lambda: session.order(MARKET, 1), lambda order: order and order.status == "filled")


async def program(session, sandbox):
    client, account = session.signer.api_client, session.account
    accounts, orders, transactions = session.accounts, session.orders, session.transactions
    blocks, charts = lighter.BlockApi(client), lighter.CandlestickApi(client)
    info, bridge, referrals = lighter.InfoApi(client), lighter.BridgeApi(client), lighter.ReferralApi(client)
    token = {"authorization": session.token()}
    own = {**token, "account_index": account}

    await trade(session)
    now = int(time.time())
    past = {"start_timestamp": now - 86_400, "end_timestamp": now + 60}

    tell("status", await session.root.status())
    tell("info", await session.root.info())
    tell("announcements", await lighter.AnnouncementApi(client).announcement())
    tell("system configuration", await info.system_config())
    tell("withdrawal delay", await info.withdrawal_delay())
    tell("layer 1", await info.layer1_basic_info())
    tell("price oracle", await info.price_oracle_info())

    owner = (await accounts.account(by="index", value=str(account))).accounts[0].l1_address
    tell("metadata", await accounts.account_metadata(by="index", value=str(account), **token))
    tell("metadata of the owner", await accounts.account_metadata(by="l1_address", value=owner))
    tell("owner", await accounts.l1_metadata(l1_address=owner, **token))
    tell("fee tiers", await accounts.fee_tiers())
    tell("leaderboard", await accounts.leaderboard("all"))
    tell("leaderboard of profit", await accounts.pnl_leaderboard("all", "pnl", "desc", limit=10, offset=0))
    tell("lease options", await accounts.lease_options())
    tell("leases", await accounts.leases(**own))
    tell("maker-only keys", await accounts.get_maker_only_api_keys(**own))
    tell("partner", await accounts.partner_stats(account, past["start_timestamp"], past["end_timestamp"]))
    tell("pools", await accounts.public_pools_metadata(index=0, limit=10))
    tell("profit", await accounts.pnl("index", str(account), "1m", count_back=10, **past, **token))
    tell("quote requests", await accounts.rfq_list(**own))
    tell("referrals", await accounts.referral_user_referrals(l1_address=owner, **token))
    tell("referral points", await referrals.referral_points(**own))
    tell("referral statistics", await referrals.referral_stats(l1_address=owner, **token))
    tell("live points", await lighter.LivepointsApi(client).live_points_total(account_index=account, **token))
    tell("events", await lighter.EventApi(client).events())
    tell("binary options", await lighter.PortfolioApi(client).portfolio_bo_pnl(account_index=account, **token))
    tell("token list", await lighter.TokenlistApi(client).tokenlist())
    tell("deposit networks", await bridge.deposit_networks())
    tell("fast bridge", await bridge.fastbridge_info())

    await read_export(orders, own)
    await read_blocks(blocks, transactions, account)
    await read_charts(charts, orders, past)
    await read_with_read_only_token(session)


async def read_export(orders, own):
    """The file is there for whoever knows its name."""
    exported = await orders.export(type="trade", **own)
    answer = requests.get(exported.data_url, timeout=10)
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    trade = (await orders.trades(sort_by="timestamp", limit=1, **own)).trades[0]
    date = datetime.fromtimestamp(trade.timestamp // 1_000, timezone.utc).strftime("%Y-%m-%d %H:%M:%S")
    tell("exported", [answer.headers["content-type"], rows[0], len(rows)])
    tell("exported trade", {"Size": trade.size, "Price": trade.price, "Trade Value": trade.usd_amount, "Date": date})
    try:
        await orders.export(type="trade", side="short", **own)
    except lighter.ApiException as error:
        tell("nothing to export", json.loads(error.body)["code"])


async def read_blocks(blocks, transactions, account):
    newest = (await transactions.account_txs(limit=1, by="account_index", value=str(account))).txs[0]
    tell("newest transaction", newest)
    tell("its block", await blocks.block(by="height", value=str(newest.block_height)))
    tell("transactions of its block", await transactions.block_txs("block_height", str(newest.block_height)))
    tell("transactions", await transactions.txs(limit=10))
    tell("by sequence", await transactions.tx(by="sequence_index", value=str(newest.sequence_index)))
    height = (await blocks.current_height()).height
    tell("height", height)
    tell("newest blocks", await blocks.blocks(limit=3, index=height))
    tell("blocks after it", await blocks.blocks(limit=3, index=newest.block_height, sort="asc"))


async def read_charts(charts, orders, past):
    tell("candles", await charts.candles(MARKET, "1m", count_back=0, **past))
    tell("mark price candles", await charts.mark_price_candles(MARKET, "1m", count_back=500, **past))
    tell("price charts", await charts.market_price_charts(market_ids=[MARKET, 1]))
    tell("all price charts", await charts.market_price_charts())
    tell("exchange statistics", await orders.exchange_stats())
    for kind in ("volume", "trade_count", "open_interest", "account_count", "taker_fee", "tps"):
        tell(f"metric {kind}", await orders.exchange_metrics(period="d", kind=kind))
    tell("metric of ETH", await orders.exchange_metrics(period="d", kind="volume", filter="byMarket", value="ETH"))
    tell("execution", await orders.execute_stats(period="d"))
    tell("assets", await orders.asset_details())


async def read_with_read_only_token(session):
    accounts, own = session.accounts, {"authorization": session.token(), "account_index": session.account}
    expiry = int(time.time()) + 7 * 86_400
    created = await accounts.tokens_create("dashboard 1", expiry=expiry, sub_account_access=True, **own)
    tell("read-only token", created)
    tell("read-only tokens", await accounts.tokens(**own))
    read = await session.orders.account_active_orders(
        authorization=created.api_token, account_index=session.account, market_id=MARKET
    )
    tell("active orders by the read-only token", read)
    tell("revoked", await accounts.tokens_revoke(token_id=created.token_id, **own))


run(program)

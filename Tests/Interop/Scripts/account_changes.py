"""Does what an owner does with accounts: keys, sub-accounts, transfers, withdrawals, leverage and margin."""

import time

from lighter import signer_client
from sandbox_session import Session, accepted, run, tell, until

MARKET, NEW_KEY = 0, 7
MEMO = "0x" + "00" * 32


async def register_key(session, sandbox):
    """A key of one's own, registered by the Ethereum key of the owner, signs from then on."""
    private_key, public_key, error = signer_client.create_api_key()
    if error:
        raise RuntimeError(error)
    signer = Session.signer_with(private_key, sandbox, api_key_index=NEW_KEY)
    stranger = "0x" + "11" * 32
    for name, owner in {"by a stranger": stranger, "by the owner": sandbox["l1_private_key"]}.items():
        nonce = 0
        try:
            answer, error = await signer.change_api_key(owner, public_key, nonce=nonce, api_key_index=NEW_KEY)
            tell(f"key registered {name}", [answer.code, await session.verdict(answer.tx_hash)])
        except signer_client.lighter.ApiException as error:
            tell(f"key registered {name}", error.body)
    tell("key check", signer.check_client())
    keys = await session.accounts.apikeys(account_index=session.account, api_key_index=NEW_KEY)
    tell("registered key", [keys.api_keys[0].public_key == public_key.removeprefix("0x"), keys.api_keys[0].nonce])
    accepted(await signer.cancel_all_orders(signer.CANCEL_ALL_TIF_IMMEDIATE, 0))
    token, error = signer.create_auth_token_with_expiry(600, api_key_index=NEW_KEY)
    orders = await session.orders.account_active_orders(
        authorization=token, account_index=session.account, market_id=MARKET
    )
    tell("orders by the new key's token", orders)
    await signer.close()


async def read_account(session, index=None):
    return (await session.accounts.account(by="index", value=str(index or session.account))).accounts[0]


def holdings(account):
    usdc = next(asset for asset in account.assets if asset.symbol == "USDC")
    return {"collateral": account.collateral, "spot": usdc.balance}


async def move_assets(session, sandbox):
    signer = session.signer
    sent = accepted(await signer.create_sub_account())
    tell("sub-account created", await session.verdict(sent.tx_hash))
    owner = (await read_account(session)).l1_address
    rows = (await session.accounts.accounts_by_l1_address(l1_address=owner)).sub_accounts
    tell("accounts of the owner", [row.index for row in rows])
    sub_account = rows[1].index

    usdc, perp, spot = signer.ASSET_ID_USDC, signer.ROUTE_PERP, signer.ROUTE_SPOT
    tell("before", holdings(await read_account(session)))
    for amount, recipient, source, target in [
        (250.5, sub_account, perp, perp),
        (100, session.account, perp, spot),
        (40, session.account, spot, perp),
    ]:
        sent = accepted(
            await signer.transfer_same_master_account(recipient, usdc, source, target, amount, 0, MEMO)
        )
        tell(f"transfer of {amount}", await session.verdict(sent.tx_hash))
    own = {"authorization": session.token(), "account_index": session.account}
    fee = (await session.info.transfer_fee_info(to_account_index=91_001, **own)).transfer_fee_usdc
    tell("fees", [fee, (await session.info.transfer_fee_info(to_account_index=sub_account, **own)).transfer_fee_usdc])
    sent = accepted(
        await signer.transfer(sandbox["l1_private_key"], 91_001, usdc, perp, perp, 5, fee, MEMO)
    )
    tell("transfer to another owner", await session.verdict(sent.tx_hash))
    sent = accepted(await signer.withdraw(usdc, perp, 30))
    tell("withdrawal", await session.verdict(sent.tx_hash))
    tell("too much", (await signer.withdraw(usdc, perp, 1_000_000))[2])
    tell("after", holdings(await read_account(session)))
    tell("sub-account after", holdings(await read_account(session, sub_account)))

    transfers = await session.transactions.transfer_history(**own)
    tell("transfers", transfers.transfers)
    inflow = await session.transactions.transfer_history(type=["L2SelfTransfer"], **own)
    tell("transfers to oneself", [row.amount for row in inflow.transfers])
    withdrawals = await session.transactions.withdraw_history(**own)
    tell("withdrawals", withdrawals.withdraws)
    tell("claimable", (await session.transactions.withdraw_history(filter="claimable", **own)).withdraws)
    tell("deposits", await session.transactions.deposit_history(l1_address=owner, **own))
    now = int(time.time())
    profit = await session.accounts.pnl(
        "index", str(session.account), "1m", now - 60, now + 60, 1, authorization=session.token()
    )
    tell("profit", profit.pnl[0])
    expiry = now + 7 * 86_400
    for name, access in {"one account": False, "all accounts": True}.items():
        token = await session.accounts.tokens_create(name, expiry=expiry, sub_account_access=access, **own)
        try:
            await session.orders.account_active_orders(authorization=token.api_token, account_index=sub_account)
            tell(f"sub-account by a token for {name}", True)
        except signer_client.lighter.ApiException as error:
            tell(f"sub-account by a token for {name}", error.status)


async def change_margin(session):
    signer = session.signer

    async def position(market, holds):
        async def read():
            positions = (await read_account(session)).positions
            return next((row for row in positions if row.market_id == market), None)

        found = await until(read, lambda row: row is not None and holds(row))
        names = ["initial_margin_fraction", "margin_mode", "allocated_margin", "position"]
        return {name: getattr(found, name) for name in names}

    accepted(await signer.update_leverage(MARKET, signer.CROSS_MARGIN_MODE, 10))
    tell("cross at ten", await position(MARKET, lambda row: row.initial_margin_fraction == "10.00"))
    accepted(await signer.update_leverage(1, signer.ISOLATED_MARGIN_MODE, 5))
    tell("isolated at five", await position(1, lambda row: row.margin_mode == 1))
    tell("beyond the greatest leverage", (await signer.update_leverage(MARKET, signer.CROSS_MARGIN_MODE, 60))[2])
    accepted(await signer.create_market_order(1, 50, 1_000, 930_000, is_ask=False))
    opened = await position(1, lambda row: float(row.position) > 0)
    tell("isolated position", opened)
    allocated = float(opened["allocated_margin"])
    accepted(await signer.update_margin(1, 25, signer.ISOLATED_MARGIN_ADD_COLLATERAL))
    tell("margin added", await position(1, lambda row: float(row.allocated_margin) > allocated))
    accepted(await signer.update_margin(1, 10, signer.ISOLATED_MARGIN_REMOVE_COLLATERAL))
    tell("margin removed", await position(1, lambda row: float(row.allocated_margin) < allocated + 24))
    changed = await signer.update_leverage(1, signer.CROSS_MARGIN_MODE, 5)
    tell("mode with a position", changed[2] or await session.verdict(changed[1].tx_hash))
    accepted(await signer.create_market_order(1, 51, 1_000, 800_000, is_ask=True, reduce_only=True))
    await session.reached(51, "filled", market=1)
    tell("closed", await position(1, lambda row: float(row.position) == 0))


async def program(session, sandbox):
    await register_key(session, sandbox)
    await move_assets(session, sandbox)
    await change_margin(session)


run(program)

"""What the programs that use the sandbox by the unchanged SDK share: its clients for the sandbox's account.

Each program reads one line, what the sandbox said when it was ready.
"""

import asyncio
import json
import sys

import lighter
import requests
from observing import tell, until


class Session:
    """The SDK's clients for the account whose key the sandbox handed out."""

    def __init__(self, sandbox):
        self.url = sandbox["url"]
        self.account = sandbox["account_index"]
        self.api_key = sandbox["api_key_index"]
        self.signer = self.signer_with(sandbox["private_key"], sandbox)
        self.orders = lighter.OrderApi(self.signer.api_client)
        self.accounts = lighter.AccountApi(self.signer.api_client)
        self.transactions = lighter.TransactionApi(self.signer.api_client)
        self.info = lighter.InfoApi(self.signer.api_client)
        self.root = lighter.RootApi(self.signer.api_client)

    @staticmethod
    def signer_with(private_key, sandbox, **changes):
        said = {**sandbox, **changes}
        return lighter.SignerClient(
            url=said["url"],
            account_index=said["account_index"],
            api_private_keys={said["api_key_index"]: private_key},
            chain_id=said["chain_id"],
        )

    def token(self, seconds=600):
        token, error = self.signer.create_auth_token_with_expiry(seconds, api_key_index=self.api_key)
        if error:
            raise RuntimeError(error)
        return token

    async def active_orders(self, market):
        answer = await self.orders.account_active_orders(
            authorization=self.token(), account_index=self.account, market_id=market
        )
        return answer.orders or []

    async def order(self, market, client_order_index):
        """The order, live or over, once the venue shows it; None before."""
        answer = await self.orders.account_orders(
            authorization=self.token(), account_index=self.account, client_order_indexes=str(client_order_index)
        )
        return next((order for order in answer.orders or [] if order.market_index == market), None)

    async def place(self, client_order_index, **terms):
        """Sends an order, but for `terms` a limit order that rests; which of the SDK's words mean what it knows."""
        signer = self.signer
        order = {
            "market_index": 0,
            "base_amount": 1_000,
            "price": 200_000,
            "is_ask": False,
            "order_type": signer.ORDER_TYPE_LIMIT,
            "time_in_force": signer.ORDER_TIME_IN_FORCE_GOOD_TILL_TIME,
        }
        return accepted(await signer.create_order(client_order_index=client_order_index, **{**order, **terms}))

    async def reached(self, client_order_index, status, market=0):
        """The order, once it has come to a status."""
        return await until(
            lambda: self.order(market, client_order_index), lambda order: order is not None and order.status == status
        )

    async def verdict(self, tx_hash):
        """Why the venue, when it executed a transaction, refused it; empty when it did not."""
        record = await until(
            lambda: self.transactions.tx(by="hash", value=tx_hash), lambda record: record.executed_at != 0
        )
        return json.loads(record.event_info)["ae"]

    def play(self, path, **fields):
        """Does what whoever plays the venue can do."""
        answer = requests.post(f"{self.url}/sandbox/{path}", data=fields, timeout=10)
        answer.raise_for_status()
        return answer.json()


def accepted(result):
    """The answer to a transaction sent through one of the SDK's methods, which should be no error."""
    _, answer, error = result
    if error:
        raise RuntimeError(error)
    return answer


def run(program):
    async def with_session():
        sandbox = json.loads(sys.stdin.readline())
        session = Session(sandbox)
        try:
            await program(session, sandbox)
        finally:
            await session.signer.close()

    asyncio.run(with_session())

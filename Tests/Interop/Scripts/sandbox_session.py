"""What the programs that use the sandbox by the unchanged SDK share: its clients for the sandbox's account.

Each program reads one line, what the sandbox said when it was ready.
"""

import asyncio
import json
import sys

import lighter
from observing import tell, until


class Session:
    """The SDK's clients for the account whose key the sandbox handed out."""

    def __init__(self, sandbox):
        self.account = sandbox["account_index"]
        self.api_key = sandbox["api_key_index"]
        self.signer = self.signer_with(sandbox["private_key"], sandbox)
        self.orders = lighter.OrderApi(self.signer.api_client)
        self.accounts = lighter.AccountApi(self.signer.api_client)
        self.transactions = lighter.TransactionApi(self.signer.api_client)
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

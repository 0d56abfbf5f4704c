"""Asks the signer that ships inside the official SDK: a JSON object a line in, a JSON object a line out, in order.

    {"sign": {"chain_id": N, "private_key": HEX, "tx_type": N, "fields": {…wire names…}}}
        {"tx_info": TEXT, "tx_hash": HEX, "layer_one_message": TEXT or null}
    {"auth_token": {"private_key": HEX, "deadline": N, "account": N, "api_key": N}}
        {"auth_token": TEXT}
    {"generate_key": true}
        {"private_key": HEX, "public_key": HEX}

What the signer refuses is answered with {"refused": REASON}. A number that its C interface cannot carry without
losing digits is answered with {"unrepresentable": NAME}, and the signer is not asked.
"""

import base64
import concurrent.futures
import ctypes
import json
import sys

from lighter import signer_client

signer = signer_client.get_signer()

# Arguments by the wire name of the field they become; a number stands for the attribute of that number.
SENDER = [4, "Nonce", "ApiKeyIndex", "AccountIndex"]
INTEGRATOR_AND_SELF_TRADE = [1, 2, 3, 6, 7]
CALLS = {
    8: ("SignChangePubKey", ["PubKey", *SENDER]),
    9: ("SignCreateSubAccount", SENDER),
    10: ("SignCreatePublicPool", ["OperatorFee", "InitialTotalShares", "MinOperatorShareRate", *SENDER]),
    11: ("SignUpdatePublicPool", ["PublicPoolIndex", "Status", "OperatorFee", "MinOperatorShareRate", *SENDER]),
    12: (
        "SignTransfer",
        ["ToAccountIndex", "AssetIndex", "FromRouteType", "ToRouteType", "Amount", "USDCFee", "Memo", *SENDER],
    ),
    13: ("SignWithdraw", ["AssetIndex", "RouteType", "Amount", *SENDER]),
    14: (
        "SignCreateOrder",
        [
            *["MarketIndex", "ClientOrderIndex", "BaseAmount", "Price", "IsAsk", "Type", "TimeInForce", "ReduceOnly"],
            *["TriggerPrice", "OrderExpiry", *INTEGRATOR_AND_SELF_TRADE, *SENDER],
        ],
    ),
    15: ("SignCancelOrder", ["MarketIndex", "Index", *SENDER]),
    16: ("SignCancelAllOrders", ["TimeInForce", "Time", 5, *SENDER]),
    17: (
        "SignModifyOrder",
        [
            *["MarketIndex", "Index", "BaseAmount", "Price", "TriggerPrice", *INTEGRATOR_AND_SELF_TRADE],
            *[4, "Nonce", 8, "ApiKeyIndex", "AccountIndex"],
        ],
    ),
    18: ("SignMintShares", ["PublicPoolIndex", "ShareAmount", *SENDER]),
    19: ("SignBurnShares", ["PublicPoolIndex", "ShareAmount", *SENDER]),
    20: ("SignUpdateLeverage", ["MarketIndex", "InitialMarginFraction", "MarginMode", *SENDER]),
    28: ("SignCreateGroupedOrders", ["GroupingType", "Orders", "OrderCount", *INTEGRATOR_AND_SELF_TRADE, *SENDER]),
    29: ("SignUpdateMargin", ["MarketIndex", "USDCAmount", "Direction", *SENDER]),
    35: ("SignStakeAssets", ["StakingPoolIndex", "ShareAmount", *SENDER]),
    36: ("SignUnstakeAssets", ["StakingPoolIndex", "ShareAmount", *SENDER]),
    41: ("SignUpdateAccountConfig", ["AccountTradingMode", *SENDER]),
    42: ("SignUpdateAccountAssetConfig", ["AssetIndex", "AssetMarginMode", *SENDER]),
    45: (
        "SignApproveIntegrator",
        [
            *["IntegratorAccountIndex", "MaxPerpsTakerFee", "MaxPerpsMakerFee", "MaxSpotTakerFee", "MaxSpotMakerFee"],
            *["ApprovalExpiry", *SENDER],
        ],
    ),
}
# Signed in the interface, unsigned behind it: the digits of the greatest values survive the passage.
UNSIGNED = {"Price", "TriggerPrice"}


class Unrepresentable(Exception):
    pass


class Refused(Exception):
    pass


def number(name, value, kind):
    """The value as the C type, if that loses nothing."""
    carried = kind(value).value
    if carried == value or (name in UNSIGNED and 0 <= value < 1 << 8 * ctypes.sizeof(kind)):
        return carried
    raise Unrepresentable(name)


def order_array(orders):
    """The orders of a group as the C array that the signer takes."""
    kinds = dict(signer_client.CreateOrderTxReq._fields_)
    members = [{name: number(name, value, kinds[name]) for name, value in order.items()} for order in orders]
    array = signer_client.CreateOrderTxReq * len(members)
    return array(*[signer_client.CreateOrderTxReq(**order) for order in members])


def argument(name, fields, kind):
    if isinstance(name, int):
        nil = 255 if name == 5 else 0
        return number(f"L2TxAttributes.{name}", (fields.get("L2TxAttributes") or {}).get(str(name), nil), kind)
    if name == "Orders":
        return order_array(fields["Orders"])
    if name == "OrderCount":
        return len(fields["Orders"])
    if name == "Memo":
        return bytes(fields["Memo"]).hex().encode()
    if name == "PubKey":
        return b"0x" + base64.b64decode(fields["PubKey"]).hex().encode()
    if name == "AccountIndex" and "FromAccountIndex" in fields:
        name = "FromAccountIndex"
    return number(name, fields[name], kind)


def text(pointer):
    return signer_client.decode_and_free(pointer)


client = None


def use_key(*wanted):
    """Gives the signer a key to sign with, anew whenever another was given last.

    It keeps a key for each API key of an account, but names the chain of the last one it was given in every text for
    the layer-1 key.
    """
    global client
    if client == wanted:
        return
    private_key, chain_id, api_key, account = wanted
    number("chain_id", chain_id, ctypes.c_int)
    number("ApiKeyIndex", api_key, ctypes.c_int)
    number("AccountIndex", account, ctypes.c_longlong)
    client = None
    error = text(signer.CreateClient(b"http://localhost", private_key.encode(), chain_id, api_key, account))
    if error:
        raise Refused(error)
    client = wanted


def sign(chain_id, private_key, tx_type, fields):
    account = fields.get("AccountIndex", fields.get("FromAccountIndex"))
    use_key(private_key, chain_id, fields["ApiKeyIndex"], account)
    name, arguments = CALLS[tx_type]
    call = getattr(signer, name)
    result = call(*[argument(*pair) for pair in zip(arguments, [fields] * len(arguments), call.argtypes)])
    error, info, tx_hash, message = map(text, (result.err, result.txInfo, result.txHash, result.messageToSign))
    if error:
        raise Refused(error)
    if result.txType != tx_type:
        raise RuntimeError(f"{name} signed type {result.txType}, not {tx_type}")
    return {"tx_info": info, "tx_hash": tx_hash, "layer_one_message": message}


def auth_token(private_key, deadline, account, api_key):
    use_key(private_key, 304, api_key, account)
    result = signer.CreateAuthToken(deadline, api_key, account)
    token, error = text(result.str), text(result.err)
    if error:
        raise Refused(error)
    return {"auth_token": token}


def generate_key(_):
    private_key, public_key, error = signer_client.create_api_key()
    if error:
        raise Refused(error)
    return {"private_key": private_key, "public_key": public_key}


def answer(request):
    try:
        if "sign" in request:
            return sign(**request["sign"])
        if "auth_token" in request:
            return auth_token(**request["auth_token"])
        return generate_key(request["generate_key"])
    except Refused as error:
        return {"refused": str(error)}
    except Unrepresentable as error:
        return {"unrepresentable": str(error)}


def answer_all():
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))))


# Called from the main thread, the signer reads /proc/self/maps each time to learn where the stack ends.
with concurrent.futures.ThreadPoolExecutor(max_workers=1) as executor:
    executor.submit(answer_all).result()

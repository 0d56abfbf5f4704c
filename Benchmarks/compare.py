"""Prints what `compare` measured, and measures the official signer and whole pipelines beside it."""

import concurrent.futures
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

from lighter import signer_client

work, binary = pathlib.Path(sys.argv[1]), os.path.abspath(sys.argv[2])
KEY = "11" * 39 + "01"
EXPIRY, ORDER_EXPIRY = 1795369420127, 1797788021127


def kernels():
    """Nanoseconds an operation, by name: the median of the samples."""
    times = {}
    for path in (work / "samples").glob("*.samples.tsv"):
        name, count = path.name.removeprefix("Current_run.Signing.").split(".wallClock.")[0].rsplit("_", 1)
        samples = [int(line) for line in path.read_text().splitlines()[1:]]
        times[name.replace("_", " ")] = statistics.median(samples) / int(count)
    return times


def official():
    """Nanoseconds of the official signer's SignCreateOrder, called in a loop."""
    signer = signer_client.get_signer()
    signer.CreateClient(b"http://localhost", KEY.encode(), 304, 5, 12345)
    times = []
    for nonce in range(1000):
        start = time.perf_counter_ns()
        result = signer.SignCreateOrder(
            0, nonce + 1, 1000, 230000, 0, 0, 1, 0, 0, ORDER_EXPIRY, 0, 0, 0, 0, 0, 0, nonce, 5, 12345
        )
        times.append(time.perf_counter_ns() - start)
        assert not result.err
    return statistics.median(times)


def official_in_a_thread():
    """The same from a thread of its own. From the main thread each call reads /proc/self/maps to learn where the stack ends,
    which takes longer than signing; scripts call it from there."""
    with concurrent.futures.ThreadPoolExecutor(max_workers=1) as executor:
        return executor.submit(official).result()


def lines(count):
    for nonce in range(count):
        order = {
            "AccountIndex": 12345,
            "ApiKeyIndex": 5,
            "MarketIndex": nonce % 40,
            "ClientOrderIndex": nonce + 1,
            "BaseAmount": 1000 + nonce,
            "Price": 230000 + nonce % 1000,
            "IsAsk": nonce % 2,
            "Type": 0,
            "TimeInForce": 1,
            "ReduceOnly": 0,
            "TriggerPrice": 0,
            "OrderExpiry": ORDER_EXPIRY,
            "ExpiredAt": EXPIRY,
            "Nonce": nonce,
        }
        yield json.dumps({"chain_id": 304, "tx_type": 14, "tx_info": order}, separators=(",", ":")) + "\n"


def peak_memory(process):
    """The most memory a process had so far, in KiB; 0 once it is gone."""
    try:
        status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    except OSError:
        return 0
    return int(status.split("VmHWM:")[1].split()[0]) if "VmHWM:" in status else 0


def pipeline(arguments, source, target):
    """Nanoseconds a line of a whole run, and the most memory it had in KiB."""
    memory = 0
    with open(source) as given, open(target, "w") as taken:
        start = time.perf_counter_ns()
        process = subprocess.Popen([binary, *arguments], stdin=given, stdout=taken)
        while process.poll() is None:
            memory = max(memory, peak_memory(process))
            time.sleep(0.005)
        elapsed = time.perf_counter_ns() - start
    assert process.returncode == 0, process.returncode
    with open(target) as answers:
        return elapsed / sum(1 for _ in answers), memory


def median_pipeline(arguments, source, target):
    runs = [pipeline(arguments, source, target) for _ in range(5)]
    return statistics.median(run[0] for run in runs), max(run[1] for run in runs)


times = kernels()
product, permutation = times["quintic product"], times["permutation"]
theirs, theirs_in_a_thread = official(), official_in_a_thread()

key, unsigned, few = work / "key", work / "unsigned.ndjson", work / "few.ndjson"
key.write_text(KEY)
key.chmod(0o600)
unsigned.write_text("".join(lines(100_000)))
few.write_text("".join(lines(10_000)))
sign = ["sign", "-", "--key-file", str(key)]
signed = work / "signed.ndjson"
one, memory = median_pipeline(sign, unsigned, signed)
_, memory_of_few = pipeline(sign, few, work / "few-signed.ndjson")
cores = os.cpu_count() or 1
many, _ = median_pipeline([*sign, "--jobs", str(cores)], unsigned, signed)



def row(name, nanoseconds):
    print(
        f"{name:40}{nanoseconds:12.1f}{nanoseconds / product:12.1f}"
        f"{theirs / nanoseconds:12.1f}x{theirs_in_a_thread / nanoseconds:12.1f}x"
    )


print(f"{'':40}{'':12}{'quintic':>12}{'official signer':>26}")
print(f"{'operation':40}{'ns':>12}{'products':>12}{'main thread':>13}{'a thread':>13}")
for name, nanoseconds in sorted(times.items(), key=lambda item: item[1]):
    row(name, nanoseconds)
row("official SignCreateOrder, a thread", theirs_in_a_thread)
row("official SignCreateOrder, main thread", theirs)
row("sign -, a line of 100 000", one)
row(f"sign - --jobs {cores}, a line", many)
print()
print(f"create-order hash: {times['create-order hash'] / permutation:.2f} permutations")
print(f"permutation: {permutation / times['permutation in C']:.2f} of the one in C")
print(f"sign - --jobs {cores}: {one / many:.2f} times as fast as with one")
print(f"sign -: {memory} KiB for 100 000 lines, {memory_of_few} KiB for 10 000")

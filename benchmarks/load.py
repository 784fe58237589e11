"""The host under load: one user, then 32 at once, then connections that are dropped in mid-stream.

    python -m benchmarks.load [--users 32] [--seconds 20] [--workers 2] [--drops 1000]

Starts `qinghai-qa serve` on a free port with the real index and asks the benchmark's own questions, each user in another
order: all new, so that the server's memory of answers never helps, then as they come; for both faces. Prints
medians, percentiles, throughput, and the server's memory and open files before and after the dropped connections. Exit
status 1 where a promise is broken: an error, a 95th percentile of 20 times the single user's median (of new questions) or
more, memory or files that grew.
"""

import argparse
import asyncio
import itertools
import json
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

QUESTIONS = Path(__file__).parent / "questions"
FACTOR = 20
"""The 95th percentile of many users stays under this many medians of one."""

NUMBERS = itertools.count()
GROWTH_MB = 16
"""Memory that may differ after the dropped connections: what the allocator keeps, not what leaks."""


def questions() -> list[str]:
    """The benchmark's questions, first turns only."""
    lines = [
        line for path in sorted(QUESTIONS.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [
        record["question"] for record in map(json.loads, lines) if "question" in record and not record.get("history")
    ]


class Connection:
    """One kept-alive HTTP connection, in a few lines: a full client would take a sixth of the two cores for itself."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    @classmethod
    async def open(cls, address: str) -> "Connection":
        url = httpx.URL(address)
        return cls(*await asyncio.open_connection(url.host, url.port))

    def ask(self, face: str, question: str) -> None:
        body = json.dumps({"question": question}).encode()
        head = f"POST {face} HTTP/1.1\r\nHost: load\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        self.writer.write(head.encode() + body)

    async def answer(self) -> tuple[int, bytes]:
        """Status and body of what was asked last."""
        head = (await self.reader.readuntil(b"\r\n\r\n")).lower()
        status = int(head.split(b" ", 2)[1])
        if b"transfer-encoding: chunked" not in head:
            length = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
            return status, await self.reader.readexactly(length)
        parts = []
        while size := int(await self.reader.readline(), 16):
            parts.append(await self.reader.readexactly(size))
            await self.reader.readexactly(2)
        await self.reader.readexactly(2)
        return status, b"".join(parts)


def new(question: str, number: int) -> str:
    """The same question in a form that nobody asked before: `number` written behind it in two kinds of space."""
    return question + f"{number:020b}".replace("0", " ").replace("1", "\u3000")


async def user(address: str, asked: Iterator[str], until: float, face: str) -> tuple[list[float], list[str]]:
    """One user who asks again as soon as the answer is there: seconds of each answer, and what went wrong."""
    seconds, errors = [], []
    connection = await Connection.open(address)
    for question in asked:
        if time.perf_counter() >= until:
            break
        began = time.perf_counter()
        connection.ask(face, question)
        status, body = await connection.answer()
        seconds.append(time.perf_counter() - began)
        if status != 200 or (face.endswith("chat") and b"event: done" not in body):
            errors.append(f"{status} {body[:200].decode('utf-8', 'replace')}")
    connection.writer.close()
    return seconds, errors


async def crowd(
    address: str, users: int, duration: float, face: str, all_new: bool = False
) -> tuple[list[float], list[str], float]:
    """`users` at once: all seconds, all errors, and answers a second."""
    everything = questions()
    began = time.perf_counter()
    orders: list[Iterator[str]] = [
        itertools.cycle(random.Random(n).sample(everything, len(everything))) for n in range(users)
    ]
    if all_new:
        orders = [(new(question, next(NUMBERS)) for question in order) for order in orders]
    given = await asyncio.gather(*(user(address, order, began + duration, face) for order in orders))
    elapsed = time.perf_counter() - began
    seconds = [s for one, _ in given for s in one]
    return seconds, [e for _, errors in given for e in errors], len(seconds) / elapsed


async def drop(address: str, times: int) -> None:
    """Opens streams and leaves them at the first bytes, 20 at a time."""
    places = asyncio.Semaphore(20)
    asked = questions()

    async def one(number: int) -> None:
        async with places:
            connection = await Connection.open(address)
            connection.ask("/api/chat", asked[number % len(asked)])
            await connection.reader.read(64)
            connection.writer.transport.abort()

    await asyncio.gather(*(one(number) for number in range(times)))


def processes(parent: int) -> list[int]:
    """`parent` and its descendants."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split()
    return [parent, *(p for child in children for p in processes(int(child)))]


def footprint(parent: int) -> tuple[float, int]:
    """(memory in MB, open files) of the server and its workers; shared pages count once."""
    memory, files = 0.0, 0
    for pid in processes(parent):
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        memory += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024
        files += len(os.listdir(f"/proc/{pid}/fd"))  # noqa: PTH208 - the listing itself is what is counted
    return memory, files


def start(workers: int) -> tuple[subprocess.Popen[bytes], str]:
    """A server on a free port, ready."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "qa.cli", "serve", "--port", str(port), "--workers", str(workers)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL, env={**os.environ, "QINGHAI_QA_LOG_LEVEL": "error"})
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"{address}/readyz", timeout=5).status_code == 200:
                return server, address
        except httpx.TransportError:
            time.sleep(0.2)
    server.kill()
    raise SystemExit("the server did not become ready; see: qinghai-qa serve")


def percentile(seconds: list[float], share: float) -> float:
    return sorted(seconds)[min(len(seconds) - 1, int(len(seconds) * share))]


def measure(
    address: str, users: int, duration: float, face: str, broken: list[str], all_new: bool
) -> tuple[float, float]:
    """Prints one line; gives the median and the 95th percentile in seconds."""
    seconds, errors, rate = asyncio.run(crowd(address, users, duration, face, all_new))
    middle, late, latest = statistics.median(seconds), percentile(seconds, 0.95), percentile(seconds, 0.99)
    name = f"{face} {users} user{'s' if users > 1 else ''}{', all new' if all_new else ''}"
    times = "".join(f"{s * 1000:8.1f} ms" for s in (middle, late, latest))
    print(f"{name:26}{len(seconds):9}{len(errors):8}{times}{rate:12.1f}", flush=True)
    broken += errors[:3]
    return middle, late


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--users", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--drops", type=int, default=1000)
    chosen = parser.parse_args()
    broken: list[str] = []
    server, address = start(chosen.workers)
    try:
        asyncio.run(crowd(address, 8, 3, "/api/ask", all_new=True))  # warm
        print(f"{'':26}{'answers':>9}{'errors':>8}{'median':>11}{'95 %':>11}{'99 %':>11}{'per second':>12}")
        for face in ("/api/ask", "/api/chat"):
            alone = measure(address, 1, chosen.seconds / 2, face, broken, all_new=True)[0]
            for all_new in (True, False):
                late = measure(address, chosen.users, chosen.seconds, face, broken, all_new)[1]
                print(f"{'':26}95 % is {late / alone:.1f} times the median of one user (limit {FACTOR})")
                if late >= FACTOR * alone:
                    broken.append(f"{face}{' all new' if all_new else ''}: 95th percentile")
        asyncio.run(drop(address, 50))
        time.sleep(2)
        memory, files = footprint(server.pid)
        asyncio.run(drop(address, chosen.drops))
        time.sleep(3)
        memory_after, files_after = footprint(server.pid)
        print(
            f"{chosen.drops} streams dropped: memory {memory:.0f} -> {memory_after:.0f} MB, open files {files} -> {files_after}"
        )
        if memory_after > memory + GROWTH_MB or files_after > files + 2:
            broken.append("memory or files grew")
        asyncio.run(crowd(address, 1, 0.5, "/api/ask"))
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)
    for line in broken:
        print(f"broken: {line}")
    raise SystemExit(bool(broken))


if __name__ == "__main__":
    main()

"""serve: the application behind uvicorn, in one process or in several that share one index.

With several, this process only watches: a worker that dies is replaced (SIGHUP replaces all of them, one by one, so
that they open a rebuilt index). On SIGTERM and SIGINT, running answers are finished first.
"""

import asyncio
import os
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI
from uvicorn.supervisors import Multiprocess

from documents.errors import Fault
from qa.answerer import Answerer
from qa.settings import Settings
from qa.web import metrics
from qa.web.app import create_app
from qa.web.keys import Keys
from qa.web.rates import open_table
from qa.web.trail import configure_logging

HANDOVER_SECONDS = 0.0005
"""How soon a thread that computes lets the one that speaks with the users go on; Python's own 5 ms are felt when many ask."""

GRACE_SECONDS = 30
"""How long running answers may take after the server was told to stop."""

REST_SECONDS = 0.001
"""How long a worker leaves new connections to the others, after it took one and while it has more than they."""
LONGEST_REST = 0.05
"""How long at most: the other may be at work, or gone."""


class CannotBind(Fault):
    """The address or port cannot be had."""


def serve(settings: Settings, workers: int | None = None, answerer: Answerer | None = None) -> None:
    """Serves until told to stop. One process uses `answerer` if given; several open the index each for themselves.

    Raises `CannotBind`, `WrongUse`.
    """
    workers = workers or settings.workers
    Keys.of(settings)  # says now what is wrong with them
    if not settings.is_local and not settings.api_keys and not settings.api_keys_file:
        sys.stderr.write("anyone who reaches this address may ask; set QINGHAI_QA_API_KEYS to change that\n")
    if workers == 1:
        configure_logging(settings)
        sys.setswitchinterval(HANDOVER_SECONDS)
        app = create_app(answerer or Answerer.open(settings), settings)
        with listen(settings) as listener:
            uvicorn.Server(uvicorn.Config(app, **options(settings))).run([listener])
        return
    with (
        tempfile.TemporaryDirectory(prefix="qinghai-qa-", dir=_memory_disk()) as folder,
        listen(settings) as listener,
    ):
        shared = settings.model_copy(update={"run_folder": Path(folder), "workers": workers})
        os.environ.update(shared.environment())
        metrics.share(Path(folder))
        open_table(Path(folder)).close()
        config = uvicorn.Config(
            "qa.web.server:worker", factory=True, workers=workers, loop="qa.web.server:Fair", **options(settings)
        )
        Multiprocess(config, sockets=[listener]).run()


def worker() -> FastAPI:
    """What each of several processes runs: the settings come from the environment that `serve` filled."""
    settings = Settings()
    configure_logging(settings)
    sys.setswitchinterval(HANDOVER_SECONDS)
    with _share_of_cores(settings.workers):
        answerer = Answerer.open(settings)
    return create_app(answerer, settings)


@contextmanager
def _share_of_cores(workers: int) -> Iterator[None]:
    """Libraries that start here count only this worker's share of the cores, and start no more threads than that.

    Else each of N workers would compute with as many threads as there are cores, and they would wait for one another.
    """
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(cores)[: max(1, len(cores) // workers)])
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


class OneByOne(socket.socket):
    """A listening socket that leaves the next connection to the worker that has the fewest open.

    Else the first worker to wake takes all that wait: of 32 users who came at once, one of two workers had all 32.
    Workers tell each other how many they have in files of `folder`, named by their process; one that finds itself with
    more than another lets it pass for `REST_SECONDS`, and takes it all the same after `LONGEST_REST`.
    """

    folder: Path | None = None
    name = ""
    taken: tuple[socket.socket, ...] = ()
    rests_until = 0.0
    rests_since = 0.0

    def accept(self) -> tuple[socket.socket, Any]:
        now = time.monotonic()
        if now < self.rests_until:
            raise BlockingIOError
        self.taken = tuple(connection for connection in self.taken if connection.fileno() >= 0)
        others = self._tell(len(self.taken))
        if others and len(self.taken) > min(others):
            self.rests_since = self.rests_since or now
            if now - self.rests_since < LONGEST_REST:
                self.rests_until = now + REST_SECONDS
                raise BlockingIOError
        connection, address = super().accept()
        self.rests_since, self.rests_until = 0.0, now + REST_SECONDS
        self.taken = (*self.taken, connection)
        self._tell(len(self.taken))
        return connection, address

    def _tell(self, count: int) -> list[int]:
        """Write down how many connections are open here; how many the other living workers have."""
        if self.folder is None:
            return []
        found = []
        try:
            (self.folder / f"{self.name}.open").write_bytes(b"%d" % count)
            for file in self.folder.glob("*.open"):
                if file.stem != self.name and Path(f"/proc/{file.stem}").exists():
                    found.append(int(file.read_bytes() or b"0"))
        except OSError:
            return []  # a full or vanished folder costs evenness, not connections
        return found


class Fair(asyncio.SelectorEventLoop):
    """An event loop whose servers take connections one by one."""

    async def create_server(self, *args: Any, **kwargs: Any) -> asyncio.Server:
        if sock := kwargs.get("sock"):
            kwargs["sock"] = listener = OneByOne(fileno=os.dup(sock.fileno()))
            listener.name = str(os.getpid())  # not that of the process which imported this
            listener.folder = Settings().run_folder
        return await super().create_server(*args, **kwargs)


def options(settings: Settings) -> dict[str, Any]:
    """What uvicorn is told."""
    return {
        "log_config": None, "access_log": False, "server_header": False,
        "proxy_headers": True, "forwarded_allow_ips": settings.trusted_proxies,
        "timeout_graceful_shutdown": GRACE_SECONDS, "timeout_worker_healthcheck": 30, "h11_max_incomplete_event_size": 65_536,
    }  # fmt: skip


@contextmanager
def listen(settings: Settings) -> Iterator[socket.socket]:
    """The bound socket, announced on standard error. Raises `CannotBind`."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(
        family, socket.SOCK_STREAM, socket.IPPROTO_TCP
    ) as listener:  # named: else asyncio leaves Nagle on
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((settings.host, settings.port))
        except OSError as error:
            raise CannotBind(
                f"{settings.host}:{settings.port} cannot be had ({error.strerror})", "try another --port or --host"
            ) from None
        listener.set_inheritable(True)
        host = f"[{settings.host}]" if family == socket.AF_INET6 else settings.host
        sys.stderr.write(f"http://{host}:{listener.getsockname()[1]}/  (Ctrl-C stops)\n")
        sys.stderr.flush()
        yield listener


def _memory_disk() -> str | None:
    """Where counters live: in memory, so that a full disk cannot stop the workers; else the usual temporary folder."""
    disk = Path("/dev/shm")
    return str(disk) if disk.is_dir() and os.access(disk, os.W_OK) else None

"""`serve` as a host runs it: several processes, one of which dies, a full disk, an index that goes away, a taken port."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest

from qa.settings import Settings
from qa.web.server import CannotBind, OneByOne, listen
from tests.host import GDP_ZH

pytestmark = pytest.mark.real_model


@contextmanager
def served(home: Path, log: Path, *flags: str) -> Iterator[tuple[subprocess.Popen[bytes], httpx.Client]]:
    """`qinghai-qa serve` on a port of its own, ready; its standard error goes to the file `log`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "qa.cli", "serve", "--port", str(port), *flags]
    with (
        log.open("wb") as out,
        subprocess.Popen(command, stderr=out, env={**os.environ, "QINGHAI_QA_HOME": str(home)}) as server,
    ):
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
                wait_until(lambda: is_ready(client), 120)
                yield server, client
        finally:
            if server.poll() is None:
                server.send_signal(signal.SIGTERM)
                assert server.wait(60) in (0, -signal.SIGTERM)


def is_ready(client: httpx.Client) -> bool:
    try:
        return client.get("/readyz").status_code == 200
    except httpx.TransportError:
        return False


def wait_until(met: object, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not met():  # type: ignore[operator]
        assert time.monotonic() < deadline
        time.sleep(0.1)


def workers(server: subprocess.Popen[bytes]) -> list[int]:
    """The processes that answer: those that listen, not the one that only counts shared objects."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text(encoding="ascii").split()
    return [int(pid) for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def asked(client: httpx.Client) -> str:
    response = client.post("/api/ask", json={"question": GDP_ZH})
    assert response.status_code == 200, response.text
    return str(response.json()["answer"])


def test_a_worker_that_is_killed_is_replaced_and_the_next_questions_are_answered(
    real_home: Path, tmp_path: Path
) -> None:
    with served(real_home, tmp_path / "log", "--workers", "2") as (server, client):
        wait_until(lambda: len(workers(server)) == 2, 60)
        answer = asked(client)
        assert "5.3%" in answer
        first = workers(server)
        os.kill(first[0], signal.SIGKILL)
        wait_until(lambda: len(workers(server)) == 2 and workers(server) != first, 60)
        for _ in range(8):  # connections of their own: some go to each worker
            with httpx.Client(base_url=client.base_url, timeout=30) as other:
                wait_until(lambda other=other: is_ready(other), 60)
                assert asked(other) == answer
        # the counters are those of all workers, the dead one's included
        count = 'qinghai_qa_questions_total{face="api",language="zh",status="answered"} 9.0'
        with httpx.Client(base_url=client.base_url, timeout=30) as other:
            assert count in other.get("/metrics").text


def test_a_full_disk_and_an_index_that_is_gone_do_not_stop_the_answers(real_home: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "models").symlink_to(real_home / "models")
    if (real_home / "indexes").is_dir():
        shutil.copytree(real_home / "indexes", home / "indexes")
    with served(home, tmp_path / "log") as (server, client):
        answer = asked(client)
        shutil.rmtree(home / "indexes")
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (0, 0))  # nothing more can be written to any file
        assert asked(client) == answer
        chat = client.post("/api/chat", json={"question": GDP_ZH})
        assert "event: done" in chat.text


def test_the_server_stops_when_it_is_told_to(real_home: Path, tmp_path: Path) -> None:
    with served(real_home, tmp_path / "log") as (server, client):
        asked(client)
        server.send_signal(signal.SIGINT)
        assert server.wait(20) in (0, 130)
    assert "Traceback" not in (tmp_path / "log").read_text(encoding="utf-8")


def test_a_port_that_is_taken_is_one_line(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = Settings(port=other.getsockname()[1])
        with pytest.raises(CannotBind, match="try another --port"), listen(taken):
            pass


def test_the_worker_with_the_fewest_connections_takes_the_next(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    clock = [1.0]
    monkeypatch.setattr("qa.web.server.time", SimpleNamespace(monotonic=lambda: clock[0]))
    with socket.create_server(("127.0.0.1", 0)) as listener, ExitStack() as opened:
        workers = [opened.enter_context(OneByOne(fileno=os.dup(listener.fileno()))) for _ in range(2)]
        for worker, name in zip(workers, (str(os.getpid()), "1"), strict=True):  # two processes that are alive
            worker.setblocking(False)
            worker.name, worker.folder = name, tmp_path

        def take(worker: OneByOne) -> socket.socket:
            clock[0] += 0.002
            return opened.enter_context(worker.accept()[0])

        one, other = workers
        for _ in range(4):
            opened.enter_context(socket.create_connection(listener.getsockname()))
        take(other)
        first = take(one)
        take(one)  # as many as the other
        with pytest.raises(BlockingIOError):
            one.accept()  # just took one
        with pytest.raises(BlockingIOError):
            take(one)  # has two, the other one
        clock[0] += 0.06
        take(one)  # the other does not come
        first.close()
        opened.enter_context(socket.create_connection(listener.getsockname()))
        with pytest.raises(BlockingIOError):
            take(one)
        take(other)
        assert [len(worker.taken) for worker in workers] == [2, 2]  # what was closed no longer counts

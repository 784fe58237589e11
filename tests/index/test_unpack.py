"""The bundled weights as a sentence-transformers folder: tokenizer and names of tensors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from index import unpack
from tests import tiny


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    return unpack.tokenizer(tiny.weights(tmp_path_factory.mktemp("tiny")))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", ["<s>", "</s>"]),
        ("query: 生产总值", ["<s>", "▁query", ":", "▁", "生产", "总", "值", "</s>"]),
        ("  growth \t\n 省", ["<s>", "▁growth", "▁", "省", "</s>"]),
        ("growth５．３％", ["<s>", "▁growth", "5", ".", "3", "%", "</s>"]),
        ("\u200b省\x07", ["<s>", "▁", "省", "</s>"]),
        ("省5～3", ["<s>", "▁", "省", "5", "～", "3", "</s>"]),
    ],
)
def test_text_is_normalised_and_cut_into_pieces(tokenizer: Tokenizer, text: str, tokens: list[str]) -> None:
    assert tokenizer.encode(text).tokens == tokens


def test_the_tokenizer_survives_its_file(tokenizer: Tokenizer) -> None:
    again = Tokenizer.from_str(tokenizer.to_str())
    for text in ("query: 生产总值5～3％", "🙂 省", "x" * 50):
        assert again.encode(text).ids == tokenizer.encode(text).ids


def test_tensors_have_the_names_and_shapes_of_bert(tmp_path: Path) -> None:
    shapes = {name: array.shape for name, array in unpack.bert_tensors(tiny.weights(tmp_path))}
    layer = "encoder.layer.0"
    assert shapes == {
        "embeddings.word_embeddings.weight": (30, 32),
        "embeddings.position_embeddings.weight": (24, 32),
        "embeddings.token_type_embeddings.weight": (1, 32),
        "embeddings.LayerNorm.weight": (32,),
        "embeddings.LayerNorm.bias": (32,),
        **{
            f"{layer}.{part}.{end}": shape
            for part, matrix, bias in (
                ("attention.self.query", (32, 32), (32,)),
                ("attention.self.key", (32, 32), (32,)),
                ("attention.self.value", (32, 32), (32,)),
                ("attention.output.dense", (32, 32), (32,)),
                ("intermediate.dense", (64, 32), (64,)),
                ("output.dense", (32, 64), (32,)),
                ("attention.output.LayerNorm", (32,), (32,)),
                ("output.LayerNorm", (32,), (32,)),
            )
            for end, shape in (("weight", matrix), ("bias", bias))
        },
    }


def test_the_folder_is_complete(tmp_path: Path) -> None:
    weights, folder = tiny.weights(tmp_path), tmp_path / "model"
    folder.mkdir()
    unpack.unpack(weights, folder)
    assert sorted(path.name for path in folder.iterdir()) == [
        "1_Pooling", "2_Normalize", "config.json", "config_sentence_transformers.json", "model.safetensors",
        "modules.json", "sentence_bert_config.json", "tokenizer.json", "tokenizer_config.json"]  # fmt: skip
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    assert (config["hidden_size"], config["num_hidden_layers"], config["vocab_size"]) == (32, 1, 30)

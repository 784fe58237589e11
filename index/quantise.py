"""An fp32 ONNX model to int8: smoothed first, so that almost nothing is lost by it.

Dynamic int8 rounds the numbers that flow into a product by their largest, and in transformers a few channels are a
hundred times the others. SmoothQuant (Xiao et al. 2023, arXiv 2211.10438, eq. 4) divides each channel j by
s_j = max|X_j|^α / max|W_j|^(1-α) before the product and multiplies the weights' row j by it: the same product, of
numbers that round well. On multilingual-e5-small, over 120 questions on one core (docs/log.md): 2.6 ms at cosine 0.9995
to fp32, against 2.4 ms at 0.9971 without smoothing, 4.6 ms at 0.9999 with weights in blocks (MatMulNBits), 7.6 ms in fp32.
With the adapter a mean of 0.997 (`tests/index/test_encoder.py`). Uses onnx, so only preparation imports it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnx import ModelProto

ALPHA = 0.7  # how much of the difficulty goes from the numbers to the weights; 0.3 to 0.9 were tried (docs/log.md)
BLOCK = 32  # rows of the word table are in blocks, as bits say
_LEAST = 1e-5

Ids = NDArray[np.int64]


def quantise(source: Path, target: Path, samples: Sequence[Ids], table_bits: int | None) -> None:
    """Write ``source`` (fp32 ONNX, inputs input_ids and attention_mask) with int8 products to ``target``.

    ``samples``: token ids, shape (1, n), of ordinary texts, which show how large the numbers get. ``table_bits``: the
    word table in blocks of so many bits, None to leave it as it is. Raises ValueError when the result does not fit in
    one ONNX file (2 GB), OSError as writing files does.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    model = onnx.load(str(source))
    smooth(model, peaks(source, inputs_of(model), samples))
    if table_bits:
        _shrink_word_table(model, table_bits)
    smoothed = source.with_name("smoothed.onnx")
    onnx.save(model, str(smoothed), save_as_external_data=True, location="smoothed.weights")
    quantize_dynamic(smoothed, target, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul"])


def inputs_of(model: ModelProto) -> dict[str, list[Any]]:
    """The products by weights, by what flows into them: {name of the input: nodes}."""
    weights = {tensor.name for tensor in model.graph.initializer}
    found: dict[str, list[Any]] = {}
    for node in model.graph.node:
        if node.op_type == "MatMul" and node.input[1] in weights:
            found.setdefault(node.input[0], []).append(node)
    return found


def peaks(
    source: Path, names: Sequence[str] | dict[str, Any], samples: Sequence[Ids]
) -> dict[str, NDArray[np.float32]]:
    """The largest absolute value of each channel of the named tensors over ``samples``: {name: shape (channels,)}."""
    import onnx
    import onnxruntime

    model = onnx.load(str(source), load_external_data=False)  # they stay where they are
    for name in names:
        model.graph.output.append(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None))
    watched = source.with_name("watched.onnx")
    onnx.save(model, str(watched))
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(watched), options, providers=["CPUExecutionProvider"])
    found: dict[str, NDArray[np.float32]] = {}
    for ids in samples:
        values = session.run(list(names), {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        for name, value in zip(names, values, strict=True):
            peak = np.abs(value).reshape(-1, value.shape[-1]).max(axis=0)
            found[name] = np.maximum(found[name], peak) if name in found else peak
    return found


def smooth(model: ModelProto, peaks: dict[str, NDArray[np.float32]]) -> None:
    """Divide what flows into products by the factors of the module's formula, and multiply the weights by them."""
    from onnx import helper, numpy_helper

    graph = model.graph
    tensors = {tensor.name: tensor for tensor in graph.initializer}
    divisions = {}
    for name, nodes in inputs_of(model).items():
        weights = [numpy_helper.to_array(tensors[node.input[1]]) for node in nodes]
        largest = np.max([np.abs(weight).max(axis=1) for weight in weights], axis=0)
        factors = np.maximum(peaks[name], _LEAST) ** ALPHA / np.maximum(largest, _LEAST) ** (1 - ALPHA)
        factors /= np.exp(np.log(factors).mean())
        graph.initializer.append(numpy_helper.from_array((1 / factors).astype(np.float32), f"{name}_inverse"))
        divisions[f"{name}_smooth"] = helper.make_node("Mul", [name, f"{name}_inverse"], [f"{name}_smooth"])
        for node, weight in zip(nodes, weights, strict=True):
            own = f"{node.name}_weight"  # one tensor may be shared by products of other inputs
            graph.initializer.append(numpy_helper.from_array((weight * factors[:, None]).astype(np.float32), own))
            node.input[0], node.input[1] = f"{name}_smooth", own
    nodes = []
    for node in graph.node:
        if division := divisions.pop(node.input[0] if node.input else "", None):
            nodes.append(division)
        nodes.append(node)
    used = {name for node in nodes for name in node.input}
    kept = [tensor for tensor in graph.initializer if tensor.name in used]
    for field, values in ((graph.node, nodes), (graph.initializer, kept)):
        copies = [type(value).FromString(value.SerializeToString()) for value in values]
        del field[:]
        field.extend(copies)


def _shrink_word_table(model: ModelProto, bits: int) -> None:
    """Store the largest table that is looked up in blocks of `BLOCK` numbers of ``bits`` bits, in place."""
    from onnxruntime.quantization.matmul_nbits_quantizer import DefaultWeightOnlyQuantConfig, MatMulNBitsQuantizer

    rows = {tensor.name: tensor.dims[0] for tensor in model.graph.initializer if len(tensor.dims) == 2}
    tables = {node.name: rows.get(node.input[0], 0) for node in model.graph.node if node.op_type == "Gather"}
    word_table = max(tables, key=lambda name: tables[name], default="")
    others = [node.name for node in model.graph.node if node.name != word_table]
    config = DefaultWeightOnlyQuantConfig(
        block_size=BLOCK, is_symmetric=True, bits=bits, op_types_to_quantize=("Gather",)
    )
    quantiser = MatMulNBitsQuantizer(model, nodes_to_exclude=others, algo_config=config)
    quantiser.process()
    model.CopyFrom(quantiser.model.model)

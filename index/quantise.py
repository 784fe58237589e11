"""An fp32 ONNX model to int8: smoothed first, so that almost nothing is lost by it.

Dynamic int8 rounds the numbers that flow into a product by their largest, and in transformers a few channels are a
hundred times the others. SmoothQuant (Xiao et al. 2023, arXiv 2211.10438, eq. 4) divides each channel j by
s_j = max|X_j|^α / max|W_j|^(1-α) before the product and multiplies the weights' row j by it: the same product, of
numbers that round well. Two kinds of product still lose more than the rest (docs/log.md): the second of the feed-forward network,
where one token may be far larger than the others, is scaled by token (as in ZeroQuant, Yao et al. 2022, arXiv 2206.01861);
the values of attention in the last third of the layers, small products that reach the vector directly, stay as they are. On multilingual-e5-small, over 120 questions on one core (docs/log.md): 2.6 ms at cosine 0.9995
to fp32, against 2.4 ms at 0.9971 without smoothing, 4.6 ms at 0.9999 with weights in blocks (MatMulNBits), 7.6 ms in fp32.
With the adapter cosine ≥ 0.998, mean 0.999 (`tests/index/test_encoder.py`). Weights are unsigned: signed ones overflow in
the 16-bit sums of processors with AVX2 and no VNNI (onnxruntime's guide to quantisation names it), where they cost
cosine 0.9958 at least and 0.9984 on average, against 0.9989 and 0.9993, for a fifth more time there (docs/log.md). Uses onnx, so only preparation imports it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnx import ModelProto

ALPHA = 0.65  # how much of the difficulty goes from the numbers to the weights; 0.4 to 0.9 were tried (docs/log.md)
ALPHA_NARROWING = 0.55  # the same for products that make a layer narrower, whose numbers are scaled by token besides
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
    by_token(model)
    if table_bits:
        _shrink_word_table(model, table_bits)
    smoothed = source.with_name("smoothed.onnx")
    onnx.save(model, str(smoothed), save_as_external_data=True, location="smoothed.weights")
    quantize_dynamic(
        smoothed, target, weight_type=QuantType.QUInt8, per_channel=True, op_types_to_quantize=["MatMul"],
        nodes_to_exclude=values_of(model),
    )  # fmt: skip


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
        alpha = ALPHA_NARROWING if narrows(weights[0].shape) else ALPHA
        factors = np.maximum(peaks[name], _LEAST) ** alpha / np.maximum(largest, _LEAST) ** (1 - alpha)
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


def narrows(shape: Sequence[int]) -> bool:
    """Whether a product by weights of ``shape`` (inputs, outputs) makes a layer narrower."""
    return shape[0] > shape[1]


def by_token(model: ModelProto) -> None:
    """Scale every token's numbers to at most 1 before the products that make a layer narrower, and back after them."""
    from onnx import helper, numpy_helper

    graph = model.graph
    shapes = {tensor.name: tuple(tensor.dims) for tensor in graph.initializer}
    nodes, scaled = [], set()
    for node in graph.node:
        copy = type(node).FromString(node.SerializeToString())
        nodes.append(copy)
        if node.op_type != "MatMul" or node.input[1] not in shapes or not narrows(shapes[node.input[1]]):
            continue
        name, result = node.input[0], node.output[0]
        if name not in scaled:
            scaled.add(name)
            nodes[-1:-1] = [
                helper.make_node("Abs", [name], [f"{name}_absolute"]),
                helper.make_node("ReduceMax", [f"{name}_absolute", "last_axis"], [f"{name}_peak"], keepdims=1),
                helper.make_node("Clip", [f"{name}_peak", "least_peak"], [f"{name}_scale"]),
                helper.make_node("Div", [name, f"{name}_scale"], [f"{name}_scaled"]),
            ]
        copy.input[0], copy.output[0] = f"{name}_scaled", f"{result}_scaled"
        nodes.append(helper.make_node("Mul", [f"{result}_scaled", f"{name}_scale"], [result]))
    graph.initializer.append(numpy_helper.from_array(np.array([-1], dtype=np.int64), "last_axis"))
    graph.initializer.append(numpy_helper.from_array(np.array(_LEAST, dtype=np.float32), "least_peak"))
    del graph.node[:]
    graph.node.extend(nodes)


def values_of(model: ModelProto) -> list[str]:
    """The products that make the values of attention in the last third of the layers: of three by weights of one input
    (query, key and value, in the order in which transformers computes them) the last."""
    values = [nodes[-1].name for nodes in inputs_of(model).values() if len(nodes) == 3]
    return values[-(len(values) // 3) :] if len(values) >= 3 else []


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

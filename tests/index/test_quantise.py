"""Smoothing: the same product in fp32, and less lost in int8."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from index import quantise

DRAW = np.random.default_rng(1)
WEIGHT = DRAW.normal(size=(8, 5)).astype(np.float32)
TABLE = DRAW.normal(size=(20, 8)).astype(np.float32) * np.float32([300, 1, 1, 1, 1, 1, 1, 0.01])
IDS = np.array([[3, 1, 4, 1, 5, 9, 2, 6]])


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A network of a word table and two products by one weight, of different inputs."""
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["x"], name="look up"),
        helper.make_node("Neg", ["x"], ["y"]),
        helper.make_node("MatMul", ["x", "w"], ["a"], name="first"),
        helper.make_node("MatMul", ["y", "w"], ["b"], name="second"),
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("ReduceSum", ["mask"], ["count"]),
        helper.make_node("Div", ["b", "count"], ["c"]),
        helper.make_node("Sub", ["a", "c"], ["out"]),
    ]
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, [1, None]) for name in ("input_ids", "attention_mask")
    ]
    outputs = [helper.make_tensor_value_info("out", TensorProto.FLOAT, [1, None, 5])]
    weights = [numpy_helper.from_array(WEIGHT, "w"), numpy_helper.from_array(TABLE, "table")]
    model = helper.make_model(helper.make_graph(nodes, "small", inputs, outputs, weights), ir_version=10)
    onnx.save(model, str(tmp_path / "fp32.onnx"))
    return tmp_path / "fp32.onnx"


def run(path: Path) -> NDArray[np.float32]:
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return np.asarray(session.run(None, {"input_ids": IDS, "attention_mask": np.ones_like(IDS)})[0])


def test_peaks_are_the_largest_of_each_channel(source: Path) -> None:
    found = quantise.peaks(source, ["x"], [IDS[:, :3], IDS[:, 3:]])
    np.testing.assert_array_equal(found["x"], np.abs(TABLE[IDS[0]]).max(axis=0))


def test_smoothing_moves_what_is_large_and_changes_no_product(source: Path) -> None:
    model = onnx.load(str(source))
    peaks = quantise.peaks(source, ["x", "y"], [IDS])
    quantise.smooth(model, peaks)
    onnx.save(model, str(source.with_name("smooth.onnx")))
    np.testing.assert_allclose(run(source.with_name("smooth.onnx")), run(source), rtol=1e-4, atol=1e-3)
    inverse = {t.name: numpy_helper.to_array(t) for t in model.graph.initializer}["x_inverse"]
    share = quantise.ALPHA_NARROWING  # of 8 numbers it makes 5
    expected = peaks["x"] ** share / np.abs(WEIGHT).max(axis=1) ** (1 - share)
    np.testing.assert_allclose(inverse, np.exp(np.log(expected).mean()) / expected, rtol=1e-5)
    assert "w" not in {t.name for t in model.graph.initializer}  # nothing is kept twice


def test_int8_loses_less_of_what_was_smoothed(source: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantise.quantise(source, source.with_name("ours.onnx"), [IDS], None)
    quantize_dynamic(
        source, source.with_name("plain.onnx"), weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul"]
    )  # fmt: skip
    exact, ours, plain = (run(source.with_name(f"{name}.onnx")) for name in ("fp32", "ours", "plain"))
    assert np.abs(ours - exact).max() < np.abs(exact).max() * 0.02
    assert np.abs(ours - exact).mean() < 0.5 * np.abs(plain - exact).mean()


def test_scaling_by_token_changes_no_product_and_lets_none_be_lost_beside_a_larger_one(source: Path) -> None:
    model = onnx.load(str(source))
    quantise.by_token(model)
    onnx.save(model, str(source.with_name("scaled.onnx")))
    np.testing.assert_allclose(run(source.with_name("scaled.onnx")), run(source), rtol=1e-4, atol=1e-3)
    watched = {node.name: node.input[0] for node in model.graph.node if node.op_type == "MatMul"}
    assert watched == {"first": "x_scaled", "second": "y_scaled"}
    model.graph.output.append(helper.make_tensor_value_info("x_scaled", TensorProto.FLOAT, None))
    onnx.save(model, str(source.with_name("seen.onnx")))
    session = onnxruntime.InferenceSession(str(source.with_name("seen.onnx")), providers=["CPUExecutionProvider"])
    scaled = session.run(["x_scaled"], {"input_ids": IDS, "attention_mask": np.ones_like(IDS)})[0]
    np.testing.assert_allclose(np.abs(scaled).max(axis=-1), 1, rtol=1e-6)


def test_the_values_of_the_last_third_of_the_layers_stay() -> None:
    weights, nodes = [], []
    for layer in range(6):
        for name in ("q", "k", "v", "o"):
            weights.append(numpy_helper.from_array(WEIGHT, f"{name}{layer}.weight"))
            read = f"y{layer}" if name == "o" else f"x{layer}"
            nodes.append(helper.make_node("MatMul", [read, weights[-1].name], [f"{name}{layer}.out"], f"{name}{layer}"))
    model = helper.make_model(helper.make_graph(nodes, "attention", [], [], weights))
    assert quantise.values_of(model) == ["v4", "v5"]

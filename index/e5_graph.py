"""The embedder's layers as an int8 ONNX graph, made in memory from its 4-bit weights.

Four times as fast for a question, six times for a passage as the package's own engine, on one
thread; vectors .9986 alike (docs/adr/0038). The one file that imports onnx.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from index.e5_file import Array, Weights

if TYPE_CHECKING:
    from onnx import NodeProto, TensorProto

_STEPS = 63  # seven bits: eight overflow on processors without VNNI
_AS_FLOATS = ("l0.fo", "l4.fo", "l5.fo")  # a few huge numbers go in: rounding loses the others
_EPSILON = 1e-12
_OPSET, _IR = 20, 9  # the first to have Gelu; read by every onnxruntime that pyproject allows


def graph(weights: Weights) -> bytes:
    """A model from "words", (1, tokens, hidden) floats, to "mean", (1, hidden)."""
    from onnx import TensorProto, helper

    made = _Graph(weights)
    x = made.norm("words", "emb.ln")
    for n in range(weights.layers):
        x = made.layer(x, f"l{n}.")
    made.add("ReduceMean", x, made.given("tokens", np.array([1])), out="mean", keepdims=0)
    shape: list[str | int | None] = ["rows", "tokens", weights.hidden]
    model = helper.make_model(
        helper.make_graph(
            made.nodes,
            "embedder",
            [helper.make_tensor_value_info("words", TensorProto.FLOAT, shape)],
            [helper.make_tensor_value_info("mean", TensorProto.FLOAT, shape[::2])],
            made.constants,
        ),
        opset_imports=[helper.make_opsetid("", _OPSET)],
        ir_version=_IR,
    )
    told: bytes = model.SerializeToString()
    return told


class _Graph:
    """Nodes in order; each step gives the name of what it makes."""

    def __init__(self, weights: Weights) -> None:
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []
        self._weights = weights
        width = weights.hidden // weights.heads
        self._apart = self.given("apart", np.array([0, -1, weights.heads, width]))
        self._joined = self.given("joined", np.array([0, -1, weights.hidden]))
        self._scale = self.given("scale", np.array(width**-0.5, np.float32))

    def layer(self, x: str, at: str) -> str:
        """One post-norm transformer layer."""
        rounded = self._rounded(x)
        q = self._heads(self._dense(rounded, f"{at}q"), (0, 2, 1, 3))
        k = self._heads(self._dense(rounded, f"{at}k"), (0, 2, 3, 1))
        v = self._heads(self._dense(rounded, f"{at}v"), (0, 2, 1, 3))
        near = self.add("Softmax", self.add("Mul", self.add("MatMul", q, k), self._scale), axis=-1)
        seen = self.add("Transpose", self.add("MatMul", near, v), perm=(0, 2, 1, 3))
        told = self._rounded(self.add("Reshape", seen, self._joined))
        x = self.norm(self.add("Add", x, self._dense(told, f"{at}ao")), f"{at}aln")
        wide = self.add("Gelu", self._dense(self._rounded(x), f"{at}fi"))
        name = f"{at}fo"
        y = (
            self._floats(wide, name)
            if name in _AS_FLOATS
            else self._dense(self._rounded(wide), name)
        )
        return self.norm(self.add("Add", x, y), f"{at}oln")

    def norm(self, x: str, name: str) -> str:
        """Layer normalisation."""
        parts = [self.given(f"{name}.{p}", self._weights.tensor(f"{name}.{p}")) for p in "wb"]
        return self.add("LayerNormalization", x, *parts, axis=-1, epsilon=_EPSILON)

    def given(self, name: str, value: Any) -> str:
        """A constant."""
        from onnx import numpy_helper

        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, kind: str, *inputs: str, out: str = "", **options: Any) -> str:
        """One node of one output."""
        return self._node(kind, inputs, [out or f"n{len(self.nodes)}"], **options)[0]

    def _rounded(self, x: str) -> list[str]:
        """Bytes of x, their scale and zero point."""
        return self._node("DynamicQuantizeLinear", [x], [f"{x}.{part}" for part in "qsz"])

    def _dense(self, x: list[str], name: str) -> str:
        """A linear layer over rounded numbers, one scale an output."""
        from onnx import TensorProto

        matrix: Array = self._weights.tensor(f"{name}.w")
        scale = np.maximum(np.abs(matrix).max(axis=1), 1e-8) / _STEPS
        steps = np.round(matrix / scale[:, None]).astype(np.int8).T
        product = self.add("MatMulInteger", x[0], self.given(f"{name}.steps", steps), x[2])
        scales = self.add("Mul", x[1], self.given(f"{name}.scale", scale.astype(np.float32)))
        scaled = self.add("Mul", self.add("Cast", product, to=TensorProto.FLOAT), scales)
        return self._with_bias(scaled, name)

    def _floats(self, x: str, name: str) -> str:
        """A linear layer over numbers as they are."""
        matrix = self.given(f"{name}.w", self._weights.tensor(f"{name}.w").T)
        return self._with_bias(self.add("MatMul", x, matrix), name)

    def _with_bias(self, x: str, name: str) -> str:
        return self.add("Add", x, self.given(f"{name}.b", self._weights.tensor(f"{name}.b")))

    def _heads(self, x: str, order: tuple[int, ...]) -> str:
        return self.add("Transpose", self.add("Reshape", x, self._apart), perm=order)

    def _node(self, kind: str, inputs: Any, outputs: list[str], **options: Any) -> list[str]:
        from onnx import helper

        self.nodes.append(helper.make_node(kind, list(inputs), outputs, **options))
        return outputs

"""The one file that runs ONNX models: the embedder's and the reader's."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol


class Session(Protocol):
    """A loaded model; safe for several threads."""

    def run(self, output_names: None, input_feed: Mapping[str, Any], /) -> list[Any]:
        """All outputs, in the model's order."""


def session(model: bytes | Path) -> Session:
    """One thread a run: texts beside each other share the processors."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    given = str(model) if isinstance(model, Path) else model
    made: Session = onnxruntime.InferenceSession(given, options, providers=["CPUExecutionProvider"])
    return made

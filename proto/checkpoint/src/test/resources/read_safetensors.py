"""Reads a safetensors file with nothing but the standard library: a line a tensor, name, shape and numbers as hex floats."""

import json
import struct
import sys

with open(sys.argv[1], "rb") as file:
    (length,) = struct.unpack("<Q", file.read(8))
    header = json.loads(file.read(length))
    data = file.read()
for name in sorted(name for name in header if name != "__metadata__"):
    tensor = header[name]
    assert tensor["dtype"] == "F32", tensor
    begin, end = tensor["data_offsets"]
    numbers = struct.unpack("<%df" % ((end - begin) // 4), data[begin:end])
    shape = "x".join(str(dimension) for dimension in tensor["shape"])
    print(name, shape, " ".join(number.hex() for number in numbers))

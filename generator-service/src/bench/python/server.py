#!/usr/bin/env python3
"""The generator's Sample by a straightforward Python server: grpcio's thread pool around eager PyTorch.

The baseline of ServingBenchmark. Reads the newest version of a model from a directory store: the manifest's layers, the
weights by its digest. Latents are PyTorch's own. Each call is a forward pass of its own; with --batching, calls for few
images that wait share one. Says its port as a line of JSON.
"""

import argparse
import json
import pathlib
import queue
import threading
from concurrent import futures

import grpc
import torch
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

PACKAGE = "digitgan.generator.v1."
BATCH_ROWS = 64


def read_tensors(path):
    """The tensors of a safetensors file: header length, JSON header, numbers."""
    data = bytearray(path.read_bytes())
    start = 8 + int.from_bytes(data[:8], "little")
    tensors = {}
    for name, entry in json.loads(data[8:start]).items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            flat = torch.frombuffer(data, dtype=torch.float32, count=(end - begin) // 4, offset=start + begin)
            tensors[name] = flat.reshape(entry["shape"]).clone()
    return tensors


def layer(spec):
    (kind, values), = spec.items()
    if kind == "linear":
        return torch.nn.Linear(values["inputs"], values["outputs"])
    if kind == "batch_norm":
        # One class takes vectors, the other images; what they compute is the same.
        norm = torch.nn.BatchNorm2d(values["features"], eps=values["epsilon"])
        norm._check_input_dim = lambda x: None
        return norm
    if kind == "activation":
        return {
            "FUNCTION_RELU": torch.nn.ReLU,
            "FUNCTION_LEAKY_RELU": lambda: torch.nn.LeakyReLU(values.get("slope", 0.0)),
            "FUNCTION_GELU": torch.nn.GELU,
            "FUNCTION_SIGMOID": torch.nn.Sigmoid,
            "FUNCTION_TANH": torch.nn.Tanh,
        }[values["function"]]()
    if kind == "reshape":
        return torch.nn.Unflatten(1, values["dimensions"])
    if kind == "upsample":
        return torch.nn.Upsample(scale_factor=values["factor"], mode="nearest")
    if kind == "conv2d":
        return torch.nn.Conv2d(
            values["inputs"], values["outputs"], values["kernel"], values.get("stride", 1), values.get("padding", 0)
        )
    raise ValueError("no layer " + kind)


class Generator:
    """A network with its weights, and how its numbers become pixels."""

    def __init__(self, store, model):
        manifest = json.loads(max((store / "models" / model / "versions").glob("*.json")).read_text())
        compat = manifest["compat"]
        self.version = int(manifest["version"])
        self.latent_size = compat["latent"]["size"]
        self.low = compat["range"].get("min", 0.0)
        self.scale = 255.0 / (compat["range"]["max"] - self.low)
        self.shape = compat["shape"]
        self.network = torch.nn.Sequential(*[layer(spec) for spec in compat["layers"]]).eval()
        digest = manifest["weights"]["digest"].split(":")[1]
        self.network.load_state_dict(read_tensors(store / "blobs" / "sha256" / digest), strict=False)

    def latents(self, n, seed):
        random = torch.Generator().manual_seed(seed % 2**63)
        return torch.randn(n, self.latent_size, generator=random)

    def draw(self, latents):
        with torch.inference_mode():
            values = self.network(latents)
            levels = ((values - self.low) * self.scale + 0.5).floor_().clamp_(0, 255)
            return levels.to(torch.uint8).reshape(len(latents), -1).numpy()


class Batcher:
    """Draws what waits in passes of up to BATCH_ROWS rows, on one thread."""

    def __init__(self, generator):
        self.generator = generator
        self.waiting = queue.SimpleQueue()
        threading.Thread(target=self.work, daemon=True).start()

    def draw(self, latents):
        future = futures.Future()
        self.waiting.put((latents, future))
        return future.result()

    def work(self):
        while True:
            calls = [self.waiting.get()]
            rows = len(calls[0][0])
            while rows < BATCH_ROWS:
                try:
                    calls.append(self.waiting.get_nowait())
                except queue.Empty:
                    break
                rows += len(calls[-1][0])
            pixels = self.generator.draw(torch.cat([latents for latents, _ in calls]))
            at = 0
            for latents, future in calls:
                future.set_result(pixels[at : at + len(latents)])
                at += len(latents)


def messages(path):
    """SampleRequest and SampleResponse, made of the API's descriptors."""
    pool = descriptor_pool.DescriptorPool()
    for file in descriptor_pb2.FileDescriptorSet.FromString(path.read_bytes()).file:
        pool.AddSerializedFile(file.SerializeToString())
    make = getattr(message_factory, "GetMessageClass", None) or message_factory.MessageFactory(pool).GetPrototype
    return [make(pool.FindMessageTypeByName(PACKAGE + name)) for name in ("SampleRequest", "SampleResponse")]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=pathlib.Path, required=True)
    parser.add_argument("--model", required=True)
    parser.add_argument("--descriptors", type=pathlib.Path, required=True)
    parser.add_argument("--batching", action="store_true")
    parser.add_argument("--threads", type=int, help="calls handled at once (10 as in gRPC's examples; batching: 64)")
    arguments = parser.parse_args()

    torch.set_num_threads(1)
    request_type, response_type = messages(arguments.descriptors)
    generator = Generator(arguments.store, arguments.model)
    draw = Batcher(generator).draw if arguments.batching else generator.draw

    def sample(request, context):
        if request.n < 1:
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, "n must be positive")
        response = response_type(pixels=draw(generator.latents(request.n, request.seed)).tobytes(), **frame)
        response.model.model = arguments.model
        response.model.version = generator.version
        return response

    threads = arguments.threads or (64 if arguments.batching else 10)
    shape = generator.shape
    frame = {name: shape[name] for name in ("height", "width", "channels")}
    handler = grpc.unary_unary_rpc_method_handler(
        sample, request_deserializer=request_type.FromString, response_serializer=response_type.SerializeToString
    )
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=threads))
    server.add_generic_rpc_handlers(
        (grpc.method_handlers_generic_handler(PACKAGE + "GeneratorService", {"Sample": handler}),)
    )
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    print(json.dumps({"port": port}), flush=True)
    server.wait_for_termination()


if __name__ == "__main__":
    main()

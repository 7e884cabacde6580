"""What Pillow and PyTorch make of the tiny CLIP: golden.json and the two frames beside it.

The networks are computed anew from their weights with PyTorch's functions, not by running the ONNX graph; the pictures
are prepared as transformers' CLIPImageProcessor does (Pillow, then numpy). Seen with torch 1.13, Pillow 9.4, onnx 1.12.

  python3 test/tiny-clip/golden.py
"""
import base64
import hashlib
import json
import math
import os

import numpy
import onnx
import torch
from onnx import numpy_helper
from PIL import Image
from torch.nn import functional as F

HERE = os.path.dirname(os.path.abspath(__file__))
HEADS, LAYERS = 2, 2
FILTERS = {1: Image.LANCZOS, 2: Image.BILINEAR, 3: Image.BICUBIC}


def weights(name):
    graph = onnx.load(os.path.join(HERE, "model", "onnx", name)).graph
    return {t.name: torch.from_numpy(numpy_helper.to_array(t).copy()) for t in graph.initializer}


def norm(x, w, name):
    return F.layer_norm(x, x.shape[-1:], w[f"{name}.weight"], w[f"{name}.bias"], 1e-5)


def linear(x, w, name):
    return F.linear(x, w[f"{name}.weight"].T, w[f"{name}.bias"])


def layer(x, w, name, mask=None):
    batch, length, width = x.shape
    inner = norm(x, w, f"{name}.layer_norm1")
    q, k, v = (linear(inner, w, f"{name}.self_attn.{p}_proj").view(batch, length, HEADS, -1).transpose(1, 2) for p in "qkv")
    scores = q @ k.transpose(2, 3) / math.sqrt(width / HEADS)
    if mask is not None:
        scores = scores.masked_fill(mask, float("-inf"))
    mixed = (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, length, width)
    x = x + linear(mixed, w, f"{name}.self_attn.out_proj")
    inner = linear(norm(x, w, f"{name}.layer_norm2"), w, f"{name}.fc1")
    return x + linear(inner * torch.sigmoid(1.702 * inner), w, f"{name}.fc2")


def unit(x):
    return (x / x.norm(dim=-1, keepdim=True)).tolist()


def image_features(pixels, w):
    x = F.conv2d(pixels, w["patch_embedding"], stride=32).flatten(2).transpose(1, 2)
    x = torch.cat([w["class_embedding"].expand(len(x), 1, -1), x], 1) + w["position_embedding"]
    x = norm(x, w, "pre_layrnorm")
    for i in range(LAYERS):
        x = layer(x, w, f"layers.{i}")
    return unit(norm(x[:, 0], w, "post_layernorm") @ w["visual_projection"])


def text_features(ids, w):
    ids = torch.tensor([ids])
    length = ids.shape[1]
    x = w["token_embedding"][ids] + w["position_embedding"][:length]
    mask = torch.ones(length, length, dtype=torch.bool).triu(1)
    for i in range(LAYERS):
        x = layer(x, w, f"layers.{i}", mask)
    x = norm(x, w, "final_layer_norm")
    return unit(x[torch.arange(1), ids.argmax(1)] @ w["text_projection"])[0]


def prepare(image, about):
    short = about["size"]["shortest_edge"]
    width, height = image.size
    longest = int(short * max(width, height) / min(width, height))
    size = (short, longest) if width <= height else (longest, short)
    image = image.resize(size, FILTERS[about["resample"]])
    side = about["crop_size"]["height"]
    left, top = (size[0] - side) // 2, (size[1] - side) // 2
    pixels = numpy.asarray(image.crop((left, top, left + side, top + side)))
    pixels = (pixels.astype(numpy.float64) * about["rescale_factor"]).astype(numpy.float32)
    mean, std = (numpy.array(about[f"image_{n}"], dtype=numpy.float32) for n in ("mean", "std"))
    return ((pixels - mean) / std).transpose(2, 0, 1)


def draw(width, height, phase):
    """Stripes that get finer from left to right, so that a resize without antialiasing shows."""
    y, x = numpy.mgrid[0:height, 0:width].astype(float)
    wave = [127 + 120 * numpy.sin(phase * c + x * x / width * (0.5 + 0.4 * c) + y * 0.05 * c) for c in (1, 2, 3)]
    return Image.fromarray(numpy.stack(wave, 2).astype(numpy.uint8))


def formula_bytes(count):
    return bytes((k * k * 31 + k * 17 + (k >> 4)) % 256 for k in range(count))


def main():
    about = json.load(open(os.path.join(HERE, "model", "preprocessor_config.json")))
    vision, text = weights("vision_model.onnx"), weights("text_model.onnx")

    resized = []
    for (width, height), size in (((9, 7), (4, 5)), ((40, 23), (7, 4)), ((5, 6), (8, 11)), ((16, 9), (16, 3))):
        image = Image.frombytes("RGB", (width, height), formula_bytes(width * height * 3))
        for resample, pillow in FILTERS.items():
            pixels = base64.b64encode(image.resize(size, pillow).tobytes()).decode()
            resized.append({"from": [width, height], "to": list(size), "resample": resample, "rgb": pixels})

    count = 2 * 3 * 224 * 224
    k = numpy.arange(count, dtype=numpy.int64)
    noise = (((k * 7919) % 2003) / 1001.5 - 1).astype(numpy.float32).reshape(2, 3, 224, 224)

    frames = []
    for name, image in (("wide", draw(360, 120, 1.0)), ("tall", draw(230, 300, 2.0)), ("small", draw(96, 64, 3.0))):
        path = os.path.join(HERE, f"{name}.jpg")
        image.save(path, quality=50, subsampling=0)
        pixels = prepare(Image.open(path), about)
        frames.append({
            "file": f"{name}.jpg",
            "pixelsSha256": hashlib.sha256(pixels.astype("<f4").tobytes()).hexdigest(),
            "features": image_features(torch.from_numpy(pixels.copy())[None], vision)[0],
        })

    end = len(text["token_embedding"]) - 1
    texts = [{"ids": ids, "features": text_features(ids, text)} for ids in ([end - 1, 320, 64, 500, end], [end - 1, end])]
    golden = {"resized": resized, "noise": image_features(torch.from_numpy(noise), vision), "texts": texts, "frames": frames}
    with open(os.path.join(HERE, "golden.json"), "w") as out:
        json.dump(golden, out, indent=1)
        out.write("\n")


if __name__ == "__main__":
    main()

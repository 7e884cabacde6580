"""Rows from standard input, through the functions of the real loaders: does InternVL, does LLaMA-Factory train on them?

    node check-loaders.mjs --internvl CHECKOUT --llama-factory CHECKOUT      (which runs this)

The functions are cut out of a checkout of each project and run as they are, with a tokenizer of ours that counts the
special tokens as one each: nothing of theirs is copied here. Needs numpy and torch, of any version.
"""
import ast
import json
import logging
import os
import sys
import types
from copy import deepcopy
from enum import Enum

import numpy as np

CONTEXT, OPEN, CLOSE = "<IMG_CONTEXT>", "<img>", "</img>"
IGNORED = -100


def cut(path, names, scope):
    """Defines these functions and classes of a file in `scope`, without importing the file."""
    with open(path, encoding="utf-8") as source:
        tree = ast.parse(source.read())
    wanted = [node for node in tree.body if getattr(node, "name", None) in names]
    missing = set(names) - {node.name for node in wanted}
    if missing:
        sys.exit(f"{path} has no {', '.join(sorted(missing))}: is this the right checkout?")
    for node in ast.walk(ast.Module(wanted, [])):
        if isinstance(node, (ast.FunctionDef, ast.arg)):
            # Annotations name types of modules that are not there.
            setattr(node, "returns" if isinstance(node, ast.FunctionDef) else "annotation", None)
    exec(compile(ast.Module(wanted, []), path, "exec"), scope)  # the loaders' own code, on purpose
    return scope


class Tokenizer:
    """Special tokens are one; other text is one for three characters."""

    add_bos_token = False
    pad_token_id = 0
    specials = {mark: number for number, mark in enumerate([CONTEXT, OPEN, CLOSE, "<|im_start|>", "<|im_end|>"], 1)}

    def __init__(self, most):
        self.model_max_length = most

    def ids(self, text):
        out, rest = [], text
        while rest:
            mark = next((one for one in self.specials if rest.startswith(one)), None)
            if mark:
                out.append(self.specials[mark])
                rest = rest[len(mark) :]
                continue
            upto = min((at for at in (rest.find(one) for one in self.specials) if at > 0), default=len(rest))
            out += [100 + len(piece) for piece in (rest[at : at + 3] for at in range(0, upto, 3))]
            rest = rest[upto:]
        return out

    def __call__(self, text, **_):
        texts = [text] if isinstance(text, str) else text
        return types.SimpleNamespace(input_ids=[np.array(self.ids(one)) for one in texts])


def internvl_loader(checkout):
    import torch
    import torch.nn.functional

    folder = os.path.join(checkout, "internvl_chat", "internvl")
    scope = dict(np=np, torch=torch, F=torch.nn.functional, IGNORE_TOKEN_ID=IGNORED)
    scope.update(IMG_CONTEXT_TOKEN=CONTEXT, IMG_START_TOKEN=OPEN, IMG_END_TOKEN=CLOSE)
    scope["get_conv_template"] = lambda name: types.SimpleNamespace(system_message="You are InternVL. " * 4)
    preprocess = cut(os.path.join(folder, "train", "dataset.py"), ["preprocess_internvl2_5"], scope)["preprocess_internvl2_5"]

    def trains(row, most, video_frames):
        turns = deepcopy(row["conversations"])
        frames = len(row["image"]) if row.get("image") else 0
        if not frames and row.get("video"):
            frames = video_frames
            # What the video branch of the loader does before it calls the function.
            if "<video>" not in turns[0]["value"]:
                turns[0]["value"] = "<video>\n" + turns[0]["value"]
            spelled = "\n".join(f"Frame-{at + 1}: <image>" for at in range(frames))
            turns[0]["value"] = turns[0]["value"].replace("<video>\n", spelled + "\n")
        batch = preprocess(
            "internvl2_5", [turns], Tokenizer(most), [256] * frames, text_only=frames == 0, group_by_length=True, num_image=frames
        )
        whole = int((batch["input_ids"] == Tokenizer.specials[CLOSE]).sum())
        if row.get("image") and whole != frames:
            return "image tokens are truncated"
        labels = int((batch["labels"] != IGNORED).sum())
        return None if labels > 0 else "0 label tokens"

    return trains


def llama_factory_loader(checkout):
    folder = os.path.join(checkout, "src", "llamafactory", "data")
    names = ["user", "assistant", "system", "function", "observation"]
    quiet = logging.getLogger("loader")
    quiet.warning_rank0 = quiet.warning_rank0_once = lambda *_: None
    scope = dict(os=os, logger=quiet, Role=Enum("Role", {name.upper(): name for name in names}))
    exec("from dataclasses import dataclass\nfrom abc import abstractmethod", scope)
    cut(os.path.join(folder, "converter.py"), ["DatasetConverter", "SharegptDatasetConverter"], scope)
    marks = dict(IMAGE_PLACEHOLDER="<image>", VIDEO_PLACEHOLDER="<video>", AUDIO_PLACEHOLDER="<audio>")
    with open(os.path.join(folder, "mm_plugin.py"), encoding="utf-8") as source:
        tree = ast.parse(source.read())
    method = next(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == "_validate_messages")
    for arg in method.args.args:
        arg.annotation = None
    exec(compile(ast.Module([method], []), "mm_plugin.py", "exec"), marks)

    def trains(row, columns, ranking):
        tags = dict(role_tag="from", content_tag="value", user_tag="human", assistant_tag="gpt")
        tags.update(observation_tag="observation", function_tag="function_call", system_tag="system")
        used = dict.fromkeys(["system", "tools", "images", "videos", "audios", "chosen", "rejected", "kto_tag"])
        attr = types.SimpleNamespace(**tags, **{**used, **columns}, load_from="file", ranking=ranking)
        convert = scope["SharegptDatasetConverter"](attr, types.SimpleNamespace(media_dir="."))
        told = convert(row)
        if not told["_prompt"]:
            return "dropped by the converter"
        messages = told["_prompt"] + told["_response"][:1]
        marks["_validate_messages"](None, messages, *(told[kind] or [] for kind in ("_images", "_videos", "_audios")))
        return None

    return trains


def main():
    loaders = {}
    for name, make in (("internvl", internvl_loader), ("llama-factory", llama_factory_loader)):
        checkout = sys.argv[1:][("internvl", "llama-factory").index(name)]
        if checkout != "-":
            loaders[name] = make(checkout)
    for line in sys.stdin:
        case = json.loads(line)
        if case["loader"] not in loaders:
            continue
        try:
            because = loaders[case["loader"]](case["row"], *case["arguments"])
        except (AssertionError, NotImplementedError, ValueError, KeyError, IndexError, TypeError) as error:
            because = f"{type(error).__name__}: {str(error)[:80]}"
        print(json.dumps({"name": case["name"], "because": because}), flush=True)


if __name__ == "__main__":
    main()

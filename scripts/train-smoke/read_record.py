"""One line of an exported file, whatever its trainer, as a system text, turns with `<image>` where frames go, and paths.

Written after the rules of FORMATS §6.1 to §6.3: not the trainers' own loaders, and stricter than they are, since what a
loader repairs in silence is not what was meant.
"""
import os
from dataclasses import dataclass, field
from typing import List, Optional, Tuple

from PIL import Image


class Refused(Exception):
    """Why a record will not be trained on."""


@dataclass
class Example:
    system: Optional[str]
    turns: List[Tuple[str, str]]
    frames: List[Image.Image] = field(default_factory=list)


def read_record(trainer, row, root):
    """`trainer` is internvl, ms-swift or llama-factory; `root` is where the paths of the row begin."""
    system, turns, paths = SHAPES[trainer](row)
    expected = ("user", "assistant")
    if not turns or len(turns) % 2 or any(role != expected[at % 2] for at, (role, _) in enumerate(turns)):
        raise Refused("questions and answers do not take turns")
    for role, text in turns:
        if not isinstance(text, str) or not text.replace("<image>", "").strip():
            raise Refused("a question or an answer has no text")
        if role == "assistant" and ("<image>" in text or "<video>" in text):
            raise Refused("an answer holds a placeholder")
    placeholders = sum(text.count("<image>") for _, text in turns)
    if placeholders != len(paths):
        raise Refused(f"{placeholders} placeholders for {len(paths)} frames")
    return Example(system or None, turns, [open_frame(os.path.join(root, path)) for path in paths])


def open_frame(path):
    try:
        with Image.open(path) as picture:
            return picture.convert("RGB")
    except FileNotFoundError:
        raise Refused(f"{path} is not there") from None
    except OSError:
        raise Refused(f"{path} is no picture") from None


def internvl(row):
    if row.get("video"):
        raise Refused("a video file: its trainer draws frames of its own, which this check cannot know")
    paths = row.get("image") or []
    system, turns = share_gpt(row["conversations"])
    return system, turns, [paths] if isinstance(paths, str) else list(paths)


def llama_factory(row):
    system, turns = share_gpt(row["conversations"])
    videos = row.get("videos") or []
    if any(not isinstance(video, list) for video in videos):
        raise Refused("a video is no list of frames")
    told = sum(text.count("<video>") for role, text in turns if role == "user" and isinstance(text, str))
    if told != len(videos):
        raise Refused(f"{told} <video> for {len(videos)} lists of frames")
    waiting = iter(videos)
    spelled = [(role, spell_out(text, waiting) if role == "user" else text) for role, text in turns]
    return row.get("system") or system, spelled, [path for video in videos for path in video]


def spell_out(text, waiting):
    """Each <video> becomes the labels that this trainer writes for its frames."""
    while isinstance(text, str) and "<video>" in text:
        frames = len(next(waiting))
        text = text.replace("<video>", "\n".join(f"Frame{at + 1}: <image>" for at in range(frames)), 1)
    return text


def ms_swift(row):
    messages = [(message.get("role"), message.get("content")) for message in row["messages"]]
    system = messages.pop(0)[1] if messages and messages[0][0] == "system" else None
    return system, messages, list(row.get("images") or [])


def share_gpt(conversations):
    names = {"human": "user", "gpt": "assistant"}
    turns = [(turn.get("from"), turn.get("value")) for turn in conversations]
    system = turns.pop(0)[1] if turns and turns[0][0] == "system" else None
    # A role of another format is no role here.
    return system, [(names.get(role, f"unknown role {role}"), text) for role, text in turns]


SHAPES = {"internvl": internvl, "ms-swift": ms_swift, "llama-factory": llama_factory}

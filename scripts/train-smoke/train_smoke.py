"""Reads every record of an exported file, and trains a few steps on those that it can read.

    python3 train_smoke.py TRAINER FILE ROOT [--steps 30]

Prints one JSON object a line: `record` for each refused one, then `labels`, then `trained` or `not-run` for the real
class and for the stand-in. The exit code says only whether it ran to its end; what that means, train-smoke.mjs says.
"""
import argparse
import json
import statistics
import sys

import real_class
from encode import IGNORED, decode_labels, encode
from read_record import SHAPES, Refused, read_record


def say(event, **facts):
    print(json.dumps({"event": event, **facts}), flush=True)


def read_all(trainer, path, root):
    examples = []
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                examples.append(read_record(trainer, json.loads(line), root))
            except (Refused, ValueError, KeyError, TypeError, AttributeError) as error:
                say("record", line=number, because=f"{type(error).__name__}: {error}")
    return examples


def labels_of(examples):
    """Label tokens of each, and whether they decode to the answers, whole."""
    counts, wrong = [], 0
    for example in examples:
        _, labels = encode(example, 1)
        counts.append(sum(label != IGNORED for label in labels))
        wrong += decode_labels(labels) != [text for role, text in example.turns if role == "assistant"]
    say("labels", records=len(examples), fewest=min(counts), median=statistics.median(counts), wrong=wrong)


def train(module, examples, steps):
    import torch

    torch.manual_seed(0)
    encoded = [(*encode(example, module.TOKENS_PER_FRAME), example.frames) for example in examples]
    loss_of, parameters, rate = module.prepare(encoded)
    optimizer = torch.optim.AdamW(parameters, lr=rate, weight_decay=0.05)
    losses = []
    for step in range(steps):
        loss = loss_of(*encoded[step % len(encoded)])
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        losses.append(loss.item())
    window = min(len(encoded), len(losses) // 2)
    say(
        "trained",
        model=module.NAME,
        steps=steps,
        first=statistics.mean(losses[:window]),
        last=statistics.mean(losses[-window:]),
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("trainer", choices=sorted(SHAPES))
    parser.add_argument("file")
    parser.add_argument("root")
    parser.add_argument("--steps", type=int, default=30)
    parser.add_argument("--records", type=int, default=8, help="most records to train on")
    args = parser.parse_args()
    examples = read_all(args.trainer, args.file, args.root)
    if not examples:
        sys.exit("no record can be trained on")
    labels_of(examples)
    shortest = sorted(examples, key=lambda one: sum(len(text) for _, text in one.turns))[: args.records]
    absent = real_class.missing()
    if absent:
        say("not-run", model=real_class.NAME, needs=absent)
    else:
        train(real_class, shortest, args.steps)
    if "torch" in absent:
        say("not-run", model="stand-in", needs=["torch"])
    else:
        import stand_in

        train(stand_in, shortest, args.steps)


if __name__ == "__main__":
    main()

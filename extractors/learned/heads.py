"""The small layers on top of the encoder, in numpy: classes of spans, relations of pairs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .features import Features, Ints
from .pairs import Floats, TextPairs

ATTENTION_HEADS = 4
SPAN_SIZE, PAIR_SIZE = 256, 192
VIEWS = ("span.start", "span.end", "span.root", "span.mean", "span.up", "path", "lca", "key", "val")
WIDTHS = (SPAN_SIZE,) * 5 + (PAIR_SIZE,) * 4


def sigmoid(x: Floats) -> Floats:
    """The chances of log odds, in the place of `x`."""
    np.clip(x, -30, 30, out=x)
    np.negative(x, out=x)
    np.exp(x, out=x)
    x += 1.0
    return np.divide(1.0, x, out=x)


def _softmax(x: Floats) -> Floats:
    """In the place of `x`."""
    # Across the rows of a table, numpy finds the highest in a third of the time.
    x -= x.reshape(-1, x.shape[-1]).T.copy().max(0).reshape(*x.shape[:-1], 1)
    np.exp(x, out=x)
    x /= x.sum(-1, keepdims=True)
    return x


class Heads:
    """Weights by the names they had in training; `read` takes them from an .npz file of half floats."""

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        self._w = {name: np.ascontiguousarray(value, dtype=np.float32) for name, value in weights.items()}

    @classmethod
    def read(cls, path: Path) -> Heads:
        with np.load(path) as file:
            return cls({name: file[name] for name in file.files})

    def _linear(self, name: str, x: Floats) -> Floats:
        y: Floats = x @ self._w[f"{name}.weight"].T
        bias = self._w.get(f"{name}.bias")
        if bias is not None:
            y += bias
        return y

    def tokens(self, encoded: Floats, features: Features, start: int, end: int, out: Floats) -> None:
        """What spans and pairs take from the tokens `start` to `end`, the columns of all `VIEWS`, into `out`.

        That is the mean over the pieces of a token, which `encoded` holds, and what its grammar adds.
        """
        offsets = features.offsets[start : end + 1] - features.offsets[start]
        counts, first = np.diff(offsets), offsets[:-1]
        # Without a look at the bounds, which are known, and so without a copy.
        np.take(encoded, first, axis=0, out=out, mode="clip")
        for count in range(2, int(counts.max(initial=1)) + 1):
            many = np.flatnonzero(counts >= count)
            out[many] += encoded[first[many] + count - 1]
        many = np.flatnonzero(counts > 1)
        out[many] /= counts[many, None].astype(np.float32)
        for number, column in enumerate((features.pos, features.dep, features.ent)):
            out += self._w[f"view.{number}"][column[start:end]]

    def views(self, tokens: Floats) -> dict[str, Floats]:
        """The views of a text from the rows of all its tokens."""
        views = dict(zip(VIEWS, np.split(tokens, np.cumsum(WIDTHS)[:-1], axis=1), strict=True))
        # Sums up to a token, of which a span takes the difference, want more digits than the rest.
        sums: NDArray[Any] = np.zeros((len(tokens) + 1, SPAN_SIZE), dtype=np.float64)
        np.cumsum(views["span.mean"], axis=0, dtype=np.float64, out=sums[1:])
        views["span.mean"] = sums
        return views

    def spans(self, views: Mapping[str, Floats], head: Ints, spans: Ints) -> Floats:
        """Vectors of spans, given as rows (start, end, root, kind)."""
        start, end, root, kind = spans.T
        width = end - start
        bucket = np.where(width < 8, width, np.minimum(8 + (width - 8) // 8, 11))
        h = views["span.start"][start] + views["span.end"][end - 1]
        h += views["span.root"][root]
        h += views["span.up"][head[root]]
        h += (views["span.mean"][end] - views["span.mean"][start]) / width[:, None]
        h += self._w["kind.weight"][kind]
        h += self._w["width.weight"][bucket]
        vectors: Floats = np.maximum(h, 0.0, out=h)
        return vectors

    def classes(self, h: Floats) -> Floats:
        """Probabilities of the classes of spans with vectors `h`."""
        return _softmax(self._linear("cls2", np.maximum(self._linear("cls1", h), 0.0)))

    def relations(
        self, views: Mapping[str, Floats], nodes: Floats, types: Ints, pairs: TextPairs
    ) -> tuple[Floats, Floats]:
        """Probabilities of the relations (pairs by 22) and of negation and uncertainty (pairs by 2).

        `nodes` and `types` belong to `pairs.places`; `views` are those of the whole text.
        """
        w, i, j = self._w, pairs.subject, pairs.object
        subject, object_ = self._linear("subj", nodes), self._linear("obj", nodes)
        both = np.maximum(subject, 0.0)[i]
        both *= np.maximum(object_, 0.0)[j]
        z = self._linear("prod", both)
        subject += w["styp.weight"][types]
        object_ += w["otyp.weight"][types]
        z += subject[i]
        z += object_[j]
        ask, asked = self._linear("qs", nodes), self._linear("qo", nodes)
        query, context, end = ask[i], both, 0
        query += asked[j]
        way = np.ascontiguousarray(views["path"])
        key, value = self._split(views["key"]), self._split(views["val"])
        for sentence in pairs.sentences:
            here, rows = slice(sentence.start, sentence.end), slice(end, end := end + len(sentence.subject))
            z[rows] += sentence.path @ way[here]
            self._attend(query[rows], key[:, :, here], value[:, :, here], context[rows])
        known = np.flatnonzero(pairs.known)
        z[known] += views["lca"][pairs.top[known]]
        z += context
        z += w["dist.weight"][pairs.distance]
        z += w["gap.weight"][pairs.gap]
        z = self._linear("h2", np.maximum(z, 0.0, out=z))
        np.maximum(z, 0.0, out=z)
        return sigmoid(self._linear("out", z)), sigmoid(self._linear("qual", z))

    def _split(self, view: Floats) -> Floats:
        """A view by attention head, column and token."""
        return np.ascontiguousarray(view.reshape(len(view), ATTENTION_HEADS, -1).transpose(1, 2, 0))

    def _attend(self, query: Floats, key: Floats, value: Floats, seen: Floats) -> None:
        """Write into `seen` what the pairs attend to in their sentence."""
        shape = (len(query), ATTENTION_HEADS, -1)
        scores = query.reshape(shape).transpose(1, 0, 2) @ key
        scores /= np.float32(np.sqrt(key.shape[1]))
        np.matmul(_softmax(scores), value.transpose(0, 2, 1), out=seen.reshape(shape).transpose(1, 0, 2))

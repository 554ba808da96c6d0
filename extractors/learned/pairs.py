"""Which nodes may be related by which sentence, and where they stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .features import Features, Ints

Floats = NDArray[np.float32]

LOOK_BACK = 2  # sentences; farther ends are rarely what a reader links
_BITS = np.array([size.bit_length() for size in range(65)])
MOST_NODES = 26  # a sentence: bounds the pairs, and so the time, on lists of names


@dataclass(frozen=True)
class Place:
    """A node as one sentence sees it: its nearest mentions (rows of spans), `back` sentences before."""

    node: int
    rows: tuple[int, ...]
    back: int


@dataclass(frozen=True)
class SentencePairs:
    """The ordered pairs of one sentence.

    `subject` and `object` index `places`; `path` weighs the tokens of the sentence (`start` to `end`) on the
    way between the two heads, `top` is the token where the ways from both meet, `known` is 1 where both ends
    stand in the sentence.
    """

    sentence: int
    start: int
    end: int
    places: tuple[Place, ...]
    subject: Ints
    object: Ints
    path: Floats
    top: Ints
    known: Floats
    distance: Ints
    gap: Ints


@dataclass(frozen=True)
class TextPairs:
    """The pairs of all sentences of a text in a row.

    `subject` and `object` index `places`, which are those of the sentences in a row; `sentence` is its number
    and `top` a token of the text, both for each pair.
    """

    sentences: tuple[SentencePairs, ...]
    places: tuple[Place, ...]
    sentence: Ints
    subject: Ints
    object: Ints
    top: Ints
    known: Floats
    distance: Ints
    gap: Ints


def join(sentences: Sequence[SentencePairs]) -> TextPairs:
    """The pairs of the sentences, of which there must be one, in a row."""
    firsts = np.cumsum([0, *(len(pairs.places) for pairs in sentences)]).tolist()
    each = list(zip(firsts, sentences, strict=False))
    return TextPairs(
        sentences=tuple(sentences),
        places=tuple(place for pairs in sentences for place in pairs.places),
        sentence=np.repeat([p.sentence for p in sentences], [len(p.subject) for p in sentences]),
        subject=np.concatenate([first + p.subject for first, p in each]),
        object=np.concatenate([first + p.object for first, p in each]),
        top=np.concatenate([p.start + p.top for p in sentences]),
        known=np.concatenate([p.known for p in sentences]),
        distance=np.concatenate([p.distance for p in sentences]),
        gap=np.concatenate([p.gap for p in sentences]),
    )


def _ancestors(head: Ints, start: int, end: int) -> NDArray[np.bool_]:
    """Which tokens of a sentence (columns) a token (row) is or stands below."""
    size = end - start
    parent = head[start:end] - start
    above = np.eye(size, dtype=bool)
    below = np.arange(size)
    at = parent
    # A root is its own head; a head outside the sentence ends the way too.
    for _ in range(size):
        going = (at >= 0) & (at < size)
        below, at = below[going], at[going]
        new = ~above[below, at]
        below, at = below[new], at[new]
        if not len(below):
            break
        above[below, at] = True
        at = parent[at]
    return above


def _gaps(tokens: Ints) -> Ints:
    """Buckets of powers of two; 0 to 7 forward, 8 to 14 backward."""
    bucket = _BITS[np.minimum(np.abs(tokens), 64)]
    return np.where(tokens >= 0, bucket, 7 + bucket).astype(np.int32)


def _places(nodes: Sequence[Sequence[int]], spans: Ints, sentence: Ints) -> list[list[Place]]:
    """For each sentence the nodes named in it or up to `LOOK_BACK` before, nearest and first ones first."""
    count = int(sentence[-1]) + 1 if len(sentence) else 0
    by_sentence: list[list[Place]] = [[] for _ in range(count)]
    for node, rows in enumerate(nodes):
        seen: dict[int, list[int]] = {}
        for row in rows:
            seen.setdefault(int(sentence[spans[row, 0]]), []).append(row)
        for number, here in seen.items():
            for back in range(LOOK_BACK + 1):
                if number + back >= count or any(number + k in seen for k in range(1, back + 1)):
                    break
                by_sentence[number + back].append(Place(node, tuple(here), back))
    for places in by_sentence:
        places.sort(key=lambda p: (p.back, int(spans[p.rows[0], 0]), int(spans[p.rows[0], 1]), p.node))
        del places[MOST_NODES:]
    return by_sentence


def find_pairs(nodes: Sequence[Sequence[int]], spans: Ints, features: Features) -> Iterator[SentencePairs]:
    """The pairs of each sentence that has any. `nodes` holds the mentions of each node as rows of `spans`."""
    sentence = features.sentence
    for number, places in enumerate(_places(nodes, spans, sentence)):
        if len(places) < 2 or places[0].back:
            continue
        start = int(np.searchsorted(sentence, number))
        end = int(np.searchsorted(sentence, number, side="right"))
        yield _sentence_pairs(number, start, end, tuple(places), spans, features.head)


def _sentence_pairs(
    number: int, start: int, end: int, places: tuple[Place, ...], spans: Ints, head: Ints
) -> SentencePairs:
    above = _ancestors(head, start, end)
    depth = above.sum(1)
    roots = [[int(spans[row, 2]) - start for row in p.rows] if not p.back else [] for p in places]
    back = np.array([p.back for p in places], dtype=np.int32)
    subject, object_ = np.nonzero(
        ~np.eye(len(places), dtype=bool) & ((back == 0)[:, None] | (back == 0)[None, :])
    )
    known = (back[subject] == 0) & (back[object_] == 0)
    distance = np.minimum(back[subject], 2) * 3 + np.minimum(back[object_], 2)
    first = np.array([r[0] if r else -1 for r in roots], dtype=np.int32)
    near = np.where(first[subject] >= 0, first[subject], first[object_])
    far = np.where(known, first[object_], near)
    several = np.array([len(r) > 1 for r in roots])
    for n in np.flatnonzero(known & (several[subject] | several[object_])):
        _, near[n], far[n] = min((abs(u - v), u, v) for u in roots[subject[n]] for v in roots[object_[n]])
    gap = np.where(known, _gaps(far - near), 0)
    both, one_end = above[near] & above[far], ~known
    meets = both.any(1)
    top = np.where(meets, np.where(both, depth, -1).argmax(1), near)
    path = (above[near] ^ above[far]).astype(np.float32)
    path[one_end] = above[near][one_end]
    top = np.where(one_end, near, top)
    path[np.arange(len(near)), top] = 1.0
    path /= path.sum(1, keepdims=True)
    return SentencePairs(
        sentence=number, start=start, end=end, places=places,
        subject=subject.astype(np.int32), object=object_.astype(np.int32),
        path=path, top=top.astype(np.int32), known=known.astype(np.float32),
        distance=distance.astype(np.int32), gap=gap.astype(np.int32),
    )  # fmt: skip

"""Which nodes may be related by which sentence, and where they stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

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

    `subject` and `object` index `places`, those of the sentences in a row, the same mentions once; `sentence`
    is its number and `top` a token of the text, both for each pair.
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
    places: dict[tuple[int, ...], Place] = {}
    numbers: dict[tuple[int, ...], int] = {}
    each = []
    for pairs in sentences:
        here = []
        for place in pairs.places:
            here.append(numbers.setdefault(place.rows, len(numbers)))
            places.setdefault(place.rows, place)
        each.append((np.array(here), pairs))
    return TextPairs(
        sentences=tuple(sentences),
        places=tuple(places.values()),
        sentence=np.repeat([p.sentence for p in sentences], [len(p.subject) for p in sentences]),
        subject=np.concatenate([here[p.subject] for here, p in each]),
        object=np.concatenate([here[p.object] for here, p in each]),
        top=np.concatenate([p.start + p.top for p in sentences]),
        known=np.concatenate([p.known for p in sentences]),
        distance=np.concatenate([p.distance for p in sentences]),
        gap=np.concatenate([p.gap for p in sentences]),
    )


def _ways(head: Ints, sentence: Ints) -> Ints:
    """How each token (column) comes to its root, which stays: itself, its head, the head of that, and on.

    A head in another sentence ends the way too.
    """
    tokens = np.arange(len(head), dtype=np.int32)
    parent = np.where(sentence[head] == sentence, head, tokens)
    rows = [tokens]
    while len(rows) <= len(tokens) and (above := parent[rows[-1]]).tolist() != rows[-1].tolist():
        rows.append(above)
    return np.stack(rows)


def _gaps(tokens: Ints) -> Ints:
    """Buckets of powers of two; 0 to 7 forward, 8 to 14 backward."""
    bucket = _BITS[np.minimum(np.abs(tokens), 64)]
    return np.where(tokens >= 0, bucket, 7 + bucket).astype(np.int32)


def _places(nodes: Sequence[Sequence[int]], spans: Ints, sentence: Ints) -> list[list[Place]]:
    """For each sentence the nodes named in it or up to `LOOK_BACK` before, nearest and first ones first."""
    count = int(sentence[-1]) + 1 if len(sentence) else 0
    by_sentence: list[list[Place]] = [[] for _ in range(count)]
    bounds, home = spans.tolist(), sentence[spans[:, 0]].tolist()
    for node, rows in enumerate(nodes):
        seen: dict[int, list[int]] = {}
        for row in rows:
            seen.setdefault(home[row], []).append(row)
        for number, here in seen.items():
            for back in range(LOOK_BACK + 1):
                if number + back >= count or any(number + k in seen for k in range(1, back + 1)):
                    break
                by_sentence[number + back].append(Place(node, tuple(here), back))
    for places in by_sentence:
        places.sort(key=lambda p: (p.back, *bounds[p.rows[0]][:2], p.node))
        del places[MOST_NODES:]
    return by_sentence


def find_pairs(nodes: Sequence[Sequence[int]], spans: Ints, features: Features) -> Iterator[SentencePairs]:
    """The pairs of each sentence that has any. `nodes` holds the mentions of each node as rows of `spans`."""
    sentence, ways = features.sentence, _ways(features.head, features.sentence)
    by_sentence = _places(nodes, spans, sentence)
    starts = np.searchsorted(sentence, np.arange(len(by_sentence) + 1)).tolist()
    for number, places in enumerate(by_sentence):
        if len(places) < 2 or places[0].back:
            continue
        start, end = starts[number : number + 2]
        yield _sentence_pairs(number, start, end, tuple(places), spans, ways[:, start:end] - start)


@lru_cache(maxsize=1000)
def _layout(back: tuple[int, ...]) -> tuple[Ints, Ints, NDArray[np.bool_], Ints]:
    """Subjects and objects of the pairs of places so far back, which have both ends here, and distances."""
    rows = np.array(back, dtype=np.int32)
    here = rows == 0
    subject, object_ = np.nonzero(~np.eye(len(rows), dtype=bool) & (here[:, None] | here[None, :]))
    distance = np.minimum(rows[subject], 2) * 3 + np.minimum(rows[object_], 2)
    columns = subject.astype(np.int32), object_.astype(np.int32), here[subject] & here[object_], distance
    for column in columns:
        column.flags.writeable = False
    return columns


def _sentence_pairs(
    number: int, start: int, end: int, places: tuple[Place, ...], spans: Ints, ways: Ints
) -> SentencePairs:
    """The pairs of the tokens `start` to `end`; `ways` are those of `_ways`, numbered from `start`."""
    above = np.zeros((end - start, end - start), dtype=bool)
    above[np.arange(end - start), ways] = True
    depth = above.sum(1)
    roots = [[int(spans[row, 2]) - start for row in p.rows] if not p.back else [] for p in places]
    subject, object_, known, distance = _layout(tuple(p.back for p in places))
    first = np.array([r[0] if r else -1 for r in roots], dtype=np.int32)
    near = np.where(first[subject] >= 0, first[subject], first[object_])
    far = np.where(known, first[object_], near)
    if any(len(r) > 1 for r in roots):
        several = np.array([len(r) > 1 for r in roots])
        for n in np.flatnonzero(known & (several[subject] | several[object_])):
            _, near[n], far[n] = min((abs(u - v), u, v) for u in roots[subject[n]] for v in roots[object_[n]])
    from_near, from_far = above[near], above[far]
    shared = np.where(from_near & from_far, depth, 0)
    top = shared.argmax(1)
    every = np.arange(len(near))
    top = np.where(known & (shared[every, top] > 0), top, near)
    path = np.where(known[:, None], from_near ^ from_far, from_near).astype(np.float32)
    path[every, top] = 1.0
    path /= path.sum(1, keepdims=True)
    return SentencePairs(
        sentence=number, start=start, end=end, places=places, subject=subject, object=object_,
        path=path, top=top.astype(np.int32), known=known.astype(np.float32), distance=distance,
        gap=np.where(known, _gaps(far - near), 0),
    )  # fmt: skip

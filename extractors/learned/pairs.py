"""Which nodes may be related by which sentence, and where they stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .features import Features, Ints

Floats = NDArray[np.float32]

LOOK_BACK = 2  # sentences; farther ends are rarely what a reader links
MOST_NODES = 26  # a sentence: bounds the pairs, and so the time, on lists of names


class Place(NamedTuple):
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


def _way(parent: Sequence[int], token: int) -> list[int]:
    """The tokens of a sentence from its root, or where its tree leaves the sentence, down to a token."""
    way = [token]
    while 0 <= (above := parent[token]) < len(parent) and above != token:
        way.append(token := above)
    way.reverse()
    return way


def _between(one: list[int], two: list[int]) -> list[int]:
    """The tokens between the ends of two ways, first where these part; or, if they never meet, one's end."""
    met = 0
    for a, b in zip(one, two, strict=False):
        if a != b:
            break
        met += 1
    return [*one[met - 1 :], *two[met:]] if met else [*one[::-1], *two]


def _gap(tokens: int) -> int:
    """The bucket of a distance, of powers of two: 0 to 7 forward, 8 to 14 backward."""
    bucket = min(abs(tokens), 64).bit_length()
    return bucket if tokens >= 0 else 7 + bucket


def _places(nodes: Sequence[Sequence[int]], spans: Ints, sentence: Ints) -> list[list[Place]]:
    """For each sentence the nodes named in it or up to `LOOK_BACK` before, nearest and first ones first."""
    count = int(sentence[-1]) + 1 if len(sentence) else 0
    by_sentence: list[list[tuple[int, int, int, int, list[int]]]] = [[] for _ in range(count)]
    bounds, home = spans.tolist(), sentence[spans[:, 0]].tolist()
    for node, rows in enumerate(nodes):
        seen: dict[int, list[int]] = {}
        for row in rows:
            seen.setdefault(home[row], []).append(row)
        for number, here in seen.items():
            start, end = bounds[here[0]][:2]
            for back in range(LOOK_BACK + 1):
                if number + back >= count or (back and number + back in seen):
                    break
                by_sentence[number + back].append((back, start, end, node, here))
    return [
        [Place(node, tuple(rows), back) for back, _, _, node, rows in sorted(places)[:MOST_NODES]]
        for places in by_sentence
    ]


def find_pairs(nodes: Sequence[Sequence[int]], spans: Ints, features: Features) -> Iterator[SentencePairs]:
    """The pairs of each sentence that has any. `nodes` holds the mentions of each node as rows of `spans`."""
    sentence, head, roots = features.sentence, features.head, spans[:, 2].tolist()
    by_sentence = _places(nodes, spans, sentence)
    bounds = np.searchsorted(sentence, np.arange(len(by_sentence) + 1)).tolist()
    for number, places in enumerate(by_sentence):
        if len(places) > 1 and not places[0].back:
            start, end = bounds[number : number + 2]
            # A mention may run over the end that the parse gives its sentence, with its head behind that.
            heads = [[min(roots[row], end - 1) - start for row in p.rows] for p in places if not p.back]
            parent = (head[start:end] - start).tolist()
            yield _sentence_pairs(number, start, end, tuple(places), heads, parent)


class _Layout(NamedTuple):
    """The pairs of places so far back.

    `way` counts first the places that stand here, then the pairs of these, both in order: it is the place of
    the one end that stands here, or the pair.
    """

    subject: Ints
    object: Ints
    known: Floats
    distance: Ints
    way: Ints


@lru_cache(maxsize=1000)
def _layout(back: tuple[int, ...]) -> _Layout:
    """The layout of places so far back, those here first."""
    rows = np.array(back, dtype=np.int32)
    here = rows == 0
    subject, object_ = np.nonzero(~np.eye(len(rows), dtype=bool) & (here[:, None] | here[None, :]))
    distance = np.minimum(rows[subject], 2) * 3 + np.minimum(rows[object_], 2)
    known = here[subject] & here[object_]
    way = np.where(here[subject], subject, object_)
    way[known] = here.sum() + np.arange(known.sum())
    columns = subject.astype(np.int32), object_.astype(np.int32), known.astype(np.float32), distance, way
    for column in columns:
        column.flags.writeable = False
    return _Layout(*columns)


def _sentence_pairs(
    number: int, start: int, end: int, places: tuple[Place, ...], heads: list[list[int]], parent: list[int]
) -> SentencePairs:
    """The pairs of a sentence. `heads` are the tokens that head the mentions of each place that stands here,
    `parent` the head of each token, both counted from `start`.
    """
    ways = {token: _way(parent, token) for here in heads for token in here}
    between = [ways[here[0]][::-1] for here in heads]
    gaps = [0] * len(heads)
    for one, other in permutations(heads, 2):
        near, far = one[0], other[0]
        if len(one) > 1 or len(other) > 1:
            _, near, far = min((abs(u - v), u, v) for u in one for v in other)
        between.append(_between(ways[near], ways[far]))
        gaps.append(_gap(far - near))
    size = end - start
    path = np.zeros(len(between) * size, dtype=np.float32)
    cells = [row * size + token for row, tokens in enumerate(between) for token in tokens]
    lengths = np.array([len(tokens) for tokens in between])
    path[cells] = np.repeat(np.float32(1.0) / lengths.astype(np.float32), lengths)
    subject, object_, known, distance, way = _layout(tuple([p.back for p in places]))
    return SentencePairs(
        sentence=number, start=start, end=end, places=places, subject=subject, object=object_,
        path=path.reshape(-1, size)[way], top=np.array([t[0] for t in between], dtype=np.int32)[way],
        known=known, distance=distance, gap=np.array(gaps, dtype=np.int32)[way],
    )  # fmt: skip

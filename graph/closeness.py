"""Which proposals and interests of different documents may be the same, by their words.

They are linked, with a score, and never united: whether two drafts are one is for people to say.
The score of a pair depends on its two nodes alone, and not on what other documents there are.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Final

from rapidfuzz.fuzz import token_sort_ratio

from ..model import Node
from .wording import Wording, wording

THRESHOLD: Final = 0.7
"""The least score of a link; docs/decisions.md says what it was chosen on."""

SHARED: Final = 0.55
"""The least part of their words that two names must share, whatever their score."""

CROWDED: Final = 500
"""Two words that more different names than these have in common say nothing."""

MOST: Final = 8
"""How many links a node looks for, the best ones; other nodes may add theirs."""


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Two nodes, by identifier in alphabetical order, and how close they are, from THRESHOLD to 1."""

    one: str
    other: str
    score: float


def links(nodes: Iterable[Node]) -> tuple[Link, ...]:
    """The links between proposals, and between interests, that no document mentions both of.

    Equal nodes give equal links, whatever their order. Each node looks for its `MOST` best.
    """
    kinds: defaultdict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if not node.node_class.is_actor and node.mentions:
            kinds[node.node_class.kind].append(node)
    found = chain.from_iterable(_of_kind(kinds[kind]) for kind in sorted(kinds))
    return tuple(sorted(found))


def score(one: str, other: str) -> float:
    """How close two names are, from 0 to 1; 0 where a number, a proper name or a denial tells them apart.

    >>> score("withdrawal from the valley", "withdrawing from the valley") > THRESHOLD
    True
    >>> score("a raise of five percent", "a raise of ten percent")
    0.0
    """
    first, second = wording(one), wording(other)
    return 0.0 if first is None or second is None else _score(first, second)


def _of_kind(nodes: list[Node]) -> Iterator[Link]:
    by_wording: defaultdict[Wording, list[Node]] = defaultdict(list)
    for node in sorted(nodes, key=lambda node: node.id):
        for form in dict.fromkeys(filter(None, map(wording, (node.label, *node.aliases)))):
            by_wording[form].append(node)
    documents = {node.id: frozenset(m.document.id for m in node.mentions) for node in nodes}
    near = _neighbours(list(by_wording))
    best: dict[tuple[str, str], float] = {}
    for form, group in by_wording.items():
        for node in group:
            for other, value in _partners(node, near[form], by_wording, documents):
                pair = (min(node.id, other), max(node.id, other))
                best[pair] = max(value, best.get(pair, 0.0))
    for (one, other), value in best.items():
        yield Link(one, other, value)


def _partners(
    node: Node,
    near: list[tuple[float, Wording]],
    by_wording: Mapping[Wording, list[Node]],
    documents: Mapping[str, frozenset[str]],
) -> Iterator[tuple[str, float]]:
    """The best partners of the node by one of its names, the first by identifier of equal ones."""
    seen = {node.id}
    for value, form in near:
        for other in by_wording[form]:
            if len(seen) > MOST:
                return
            if other.id not in seen and documents[node.id].isdisjoint(documents[other.id]):
                seen.add(other.id)
                yield other.id, value


def _neighbours(forms: list[Wording]) -> dict[Wording, list[tuple[float, Wording]]]:
    """The names close to each name, itself among them, the closest first.

    Only names that meet in `_meetings` are compared: those left out cannot share enough words.
    """
    frequency = Counter(stem for form in forms for stem in form.stems)
    index: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, form in enumerate(forms):
        for place in _meetings(form, frequency):
            index[place].append(number)
    near: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for number, form in enumerate(forms):
        meetings = (index[place] for place in _meetings(form, frequency))
        others = set(chain.from_iterable(each for each in meetings if len(each) <= CROWDED))
        for other in {number, *others}:
            if other >= number and (value := _score(form, forms[other])) >= THRESHOLD:
                near[number].append((value, other))
                if other > number:
                    near[other].append((value, number))
    return {
        form: [
            (value, forms[other])
            for value, other in sorted(
                near[number], key=lambda pair: (-pair[0], forms[pair[1]].words, pair[1])
            )
        ]
        for number, form in enumerate(forms)
    }


def _meetings(form: Wording, frequency: Mapping[str, int]) -> Iterator[tuple[object, ...]]:
    """What names that are close have one at least of in common: two words, and the numbers and denials.

    With a Dice coefficient of at least d, the other name has at least d·n/(2-d) words, and the two share
    s words, at least d/2 of the sum and two; so they share two of the n-s+2 rarest (prefix filtering,
    Chaudhuri and others, ICDE 2006). A name of one word is close to names of that word only.
    """
    size = len(form.stems)
    least = max(math.ceil(SHARED * size / (2 - SHARED)), 2)
    shared = max(math.ceil(SHARED * (size + least) / 2), 2)
    rarest = sorted(form.stems, key=lambda stem: (frequency[stem], stem))[: max(size - shared + 2, 1)]
    for words in combinations(rarest, 2) if size > 1 else [tuple(rarest)]:
        yield words, form.numbers, form.denied


def _score(one: Wording, other: Wording) -> float:
    common = len(one.stems & other.stems)
    shared = 2 * common / (len(one.stems) + len(other.stems))
    if common < 2 and shared < 1:
        return 0.0
    if shared < SHARED or one.numbers != other.numbers or one.denied != other.denied:
        return 0.0
    if (one.proper - other.proper and other.proper - one.proper) or _opposed(one, other):
        return 0.0
    mine, yours = one.stems - one.proper, other.stems - other.proper
    # A name that both have does not make a war with a country a trade with it.
    if mine and yours and 2 * len(mine & yours) / (len(mine) + len(yours)) < SHARED:
        return 0.0
    alike = token_sort_ratio(one.words, other.words) / 100
    # One word in common says less than three.
    return round((0.5 * shared + 0.5 * alike) * (1 - 0.3**common), 2)


def _opposed(one: Wording, other: Wording) -> bool:
    """Whether the one raises what the other lowers: the groups stand in pairs."""
    return any(side ^ 1 in other.sides and side not in other.sides for side in one.sides)

"""Which names of proposals or of interests are close: all pairs, without comparing all with all.

Three sieves, each finer and slower than the one before. Names are put together by two rare words
that they share; of these pairs, sketches of 64 bits leave out at one stroke those that can not be close;
and the rest are compared word by word. The sketches let every close pair through.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.fuzz import token_sort_ratio

from .wording import Wording

THRESHOLD: Final = 0.7
"""The least closeness of neighbours; docs/decisions.md says what it was chosen on."""

SHARED: Final = 0.55
"""The least part of their words that two names must share, whatever their closeness."""

CROWDED: Final = 500
"""Two words that more different names than these have in common say nothing."""

_BATCH: Final = 1 << 16
"""How many pairs are sieved at a time: some ten MB."""

type Bits = NDArray[np.uint64]


def neighbours(forms: list[Wording]) -> dict[Wording, list[tuple[float, Wording]]]:
    """The names close to each name, itself among them, the closest first."""
    near: list[list[tuple[float, int]]] = [
        [(value, number)] if (value := closeness(form, form)) >= THRESHOLD else []
        for number, form in enumerate(forms)
    ]
    for one, other in _candidates(forms):
        if (value := closeness(forms[one], forms[other])) >= THRESHOLD:
            near[one].append((value, other))
            near[other].append((value, one))

    def closest_first(pair: tuple[float, int]) -> tuple[float, str, int]:
        value, other = pair
        return -value, forms[other].words, other

    return {
        form: [(value, forms[other]) for value, other in sorted(found, key=closest_first)]
        for form, found in zip(forms, near, strict=True)
    }


def closeness(one: Wording, other: Wording) -> float:
    """How close two names are, from 0 to 1; 0 where a number, a proper name or a denial tells them apart."""
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


def _candidates(forms: list[Wording]) -> Iterator[tuple[int, int]]:
    """The pairs that may be close, by number, the lower one first; each once."""
    frequency = Counter(stem for form in forms for stem in form.stems)
    members: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, form in enumerate(forms):
        for place in _meetings(form, frequency):
            members[place].append(number)
    # Most names meet nobody.
    met = {place: numbers for place, numbers in members.items() if 1 < len(numbers) <= CROWDED}
    sketches = _Sketches(forms, frequency)
    ones: list[tuple[int, int]] = []
    others: list[int] = []
    for number, form in enumerate(forms):
        before = len(others)
        for place in _meetings(form, frequency):
            if numbers := met.get(place):
                others += numbers[bisect_right(numbers, number) :]
        if len(others) > before:
            ones.append((number, len(others) - before))
        if len(others) >= _BATCH:
            yield from sketches.sieved(ones, others)
            ones, others = [], []
    if others:
        yield from sketches.sieved(ones, others)


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


class _Sketches:
    """The words of each name as bits, which tell many pairs apart at one stroke.

    Several words have one bit, so that a sketch shows at least so many words in common as there are,
    and no proper name that is not there.
    """

    def __init__(self, forms: list[Wording], frequency: Mapping[str, int]) -> None:
        # The commonest words, which most pairs share, have a bit each.
        ranked = sorted(frequency, key=lambda stem: (-frequency[stem], stem))
        bits = {stem: 1 << rank % 64 for rank, stem in enumerate(ranked)}
        self._all = _Words((form.stems for form in forms), bits)
        self._plain = _Words((form.stems - form.proper for form in forms), bits)
        self._proper = _Words((form.proper for form in forms), bits).bits

    def sieved(self, ones: list[tuple[int, int]], others: list[int]) -> Iterator[tuple[int, int]]:
        """The pairs that may be close of the names in `ones`, each with so many of the `others`."""
        numbers, counts = np.array(ones, dtype=np.int64).T
        pairs = np.repeat(numbers, counts) << 32 | np.array(others, dtype=np.int64)
        one, other = pairs >> 32, pairs & 0xFFFFFFFF
        proper, others_proper = self._proper[one], self._proper[other]
        apart = (self._all.shared(one, other) < SHARED) | (self._plain.shared(one, other) < SHARED)
        apart |= ((proper & ~others_proper) != 0) & ((others_proper & ~proper) != 0)
        for pair in np.unique(pairs[~apart]).tolist():
            yield pair >> 32, pair & 0xFFFFFFFF


class _Words:
    """Sets of words as bits; with each its size, and how many of its words are hidden behind another."""

    def __init__(self, sets: Iterable[frozenset[str]], bit_of: Mapping[str, int]) -> None:
        rows = [(len(words), _together(words, bit_of)) for words in sets]
        self.bits: Bits = np.array([bits for _, bits in rows], dtype=np.uint64)
        self._sizes = np.array([size for size, _ in rows], dtype=np.int64)
        self._hidden = self._sizes - np.bitwise_count(self.bits)

    def shared(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.float64]:
        """The greatest part of their words that the sets can share; 1 where one of them is empty."""
        hidden = np.minimum(self._hidden[one], self._hidden[other])
        common = np.bitwise_count(self.bits[one] & self.bits[other]) + hidden
        sizes, others_sizes = self._sizes[one], self._sizes[other]
        part = 2 * common / np.maximum(sizes + others_sizes, 1)
        return np.where((sizes == 0) | (others_sizes == 0), 1.0, part)


def _together(words: frozenset[str], bit_of: Mapping[str, int]) -> int:
    bits = 0
    for word in words:
        bits |= bit_of[word]
    return bits

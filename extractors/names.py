"""Which names name the same: persons by surname, acronyms, spelling variants."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

if TYPE_CHECKING:
    from .candidates import Candidate
    from .wordlists import Words

_SUFFIX = re.compile(r"[, ]+(?:jr|sr)\.?$", re.IGNORECASE)
_NUMBER = re.compile(r"^(\S+ .*\S)[, ]+(?:ii|iii|iv)\.?$", re.IGNORECASE)
_SKIPPED = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "at"})
_SIMILAR, _SIMILAR_WORD = 88.0, 84.0
_REGNAL = re.compile(r"^\w+ (?:i{1,3}|iv|v|vi{1,3}|ix|xi{0,3}|xiv|xv|xvi)$")


@lru_cache(maxsize=10_000)
def plain(name: str) -> str:
    """The name in lower case without diacritics, suffixes (*Jr.*) and surplus punctuation.

    The number of a king is no suffix: *George III* is not *George II*.

    >>> plain("Lula da Silva, Jr.")
    'lula da silva'
    >>> plain("Erdoğan")
    'erdogan'
    """
    text = unicodedata.normalize("NFKD", _NUMBER.sub(r"\1", _SUFFIX.sub("", name)))
    text = (
        "".join(c for c in text if not unicodedata.combining(c)).lower().replace("ı", "i").replace("ø", "o")
    )
    return " ".join(re.sub(r"[^\w\s'-]", " ", text.replace("’", "'")).split())


def same_person(short: str, full: str) -> bool:
    """Whether two names in the form of `plain` may be one person's.

    >>> same_person("kerry", "john kerry"), same_person("ann kerry", "john kerry")
    (True, False)
    """
    if short == full:
        return True
    a, b = short.split(), full.split()
    if not a or not b or (_REGNAL.match(short) and _REGNAL.match(full)):
        return False
    if len(a) == 1:
        return len(b) > 1 and (_alike(a[0], b[-1]) or (len(b) > 2 and _alike(a[0], b[-2])) or a[0] == b[0])
    if len(b) == 1 or _other_initials(a, b):
        return False
    first = a[0] == b[0] or (min(len(a[0]), len(b[0])) <= 2 and a[0][0] == b[0][0]) or a[0] in b[:-1]
    if _alike(a[-1], b[-1]) and first:
        return True
    if " ".join(b).endswith(short) or " ".join(b).startswith(short):
        return True
    return (
        len(short) > 7
        and len(a) == len(b)
        and fuzz.ratio(short, full) >= _SIMILAR
        and all(fuzz.ratio(x, y) >= _SIMILAR_WORD for x, y in zip(a, b, strict=True))
    )


def _other_initials(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether what stands between first name and surname are initials, and not the same (*A.*, *B. C.*)."""
    between = ["".join(name[1:-1]).replace("-", "") for name in (a, b)]
    initials = all(len(word) == 1 for name in (a, b) for word in name[1:-1])
    return initials and all(between) and between[0] != between[1]


def _alike(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) >= 6 and fuzz.ratio(a, b) >= _SIMILAR)


def merge_persons(persons: Sequence[Candidate], lists: Words) -> list[list[Candidate]]:
    """Persons in groups that name the same one, each group in the order of the text.

    Full names come first; a bare surname goes to the last full name before it that fits,
    else to the first one after it. An office that the full name cannot have keeps them apart.
    """
    groups: list[tuple[str, list[Candidate]]] = []
    full = [c for c in persons if len(plain(c.name or c.label).split()) > 1]
    for candidate in sorted(full, key=lambda c: (-len(plain(c.name or c.label).split()), c.start)):
        name = plain(candidate.name or candidate.label)
        home = next((g for known, g in groups if same_person(name, known)), None)
        if home is None:
            groups.append((name, [candidate]))
        else:
            home.append(candidate)
    for candidate in (c for c in persons if len(plain(c.name or c.label).split()) <= 1):
        name = plain(candidate.name or candidate.label)
        fitting = [
            g
            for known, g in groups
            if same_person(name, known) and _may_hold(candidate, name, known, g, lists)
        ]
        before = [g for g in fitting if min(c.start for c in g) <= candidate.start]
        if before:
            _latest(before, candidate.start).append(candidate)
        elif fitting:
            fitting[0].append(candidate)
        else:
            groups.append((name, [candidate]))
    merged = [sorted(group, key=lambda c: c.start) for _, group in groups]
    return sorted(merged, key=lambda g: g[0].start)


def _may_hold(candidate: Candidate, name: str, full: str, group: Sequence[Candidate], lists: Words) -> bool:
    """Whether who has the full name may hold the office that stands beside the surname.

    Sovereigns go by their first names (*King Idris* is not *Omar Idris*); a member of one house does
    not sit in the other (*Rep. Jane Lee*, *Senator Lee*).
    """
    title = candidate.title
    if not title:
        return True
    if title[-1] in lists.sovereigns:
        return full.split(maxsplit=1)[0] == name or any(title[-1] in other.title for other in group)
    houses = {lists.houses.get(" ".join(other.title)) for other in group} - {None}
    house = lists.houses.get(" ".join(title))
    return house is None or not houses or house in houses


def _latest(groups: list[list[Candidate]], position: int) -> list[Candidate]:
    return max(groups, key=lambda g: max(c.start for c in g if c.start <= position))


def initials(name: str) -> str:
    """The acronym of a name: the first letters of its words that count.

    >>> initials("Economic Community of West African States")
    'ECWAS'
    """
    return "".join(
        word[0] for word in re.split(r"[\s-]+", name) if word and word.lower() not in _SKIPPED
    ).upper()


def is_acronym_of(short: str, names: Iterable[str]) -> bool:
    """Whether a short form in capitals abbreviates one of the names."""
    letters = re.sub(r"[^A-Za-z]", "", short)
    if len(letters) < 2 or letters != letters.upper():
        return False
    return any(initials(name) == letters or _all_initials(name) == letters for name in names)


def _all_initials(name: str) -> str:
    return "".join(word[0] for word in re.split(r"[\s-]+", name) if word).upper()

"""A name of a proposal or an interest as it is compared with others: its content words, and what must agree.

The words that say nothing, that deny, and that stand for opposite acts are lists in
`data/closeness.json`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Final

_STEM: Final = 6
# Beyond this many content words a name is a sentence, and the rest of it is left out.
_LONGEST: Final = 24
_ROMAN: Final = re.compile("[IVX]+")
_INITIALS: Final = re.compile(r"\b(?:[A-Z]\.){2,}")
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Wording:
    """A name as it is compared. `words` are sorted; `proper` are the stems that begin with a capital.

    `sides` are the sides of opposite acts that the name is on: 2n and 2n + 1 are opposite.
    """

    words: str
    stems: frozenset[str]
    proper: frozenset[str]
    numbers: frozenset[str]
    denied: bool
    sides: frozenset[int]


@lru_cache(1 << 16)
def wording(name: str) -> Wording | None:
    """The name as it is compared; None where nothing in it tells it from any other draft or plan."""
    lists = _lists()
    tokens = [
        word.replace("’", "'").removesuffix("'s")
        for word in _WORD.findall(_INITIALS.sub(lambda found: found[0].replace(".", ""), name))
    ]
    words = [_folded(word) for word in tokens]
    content = [
        word for word in words if word not in lists.stop and word not in lists.negations and len(word) > 1
    ]
    content = content[:_LONGEST]
    if not any(word not in lists.generic for word in content):
        return None
    stems = frozenset(stem(word) for word in content)
    return Wording(
        " ".join(sorted(content)),
        stems,
        frozenset(stem(word) for token, word in zip(tokens, words, strict=True)
                  if token[0].isupper() and word in content),
        frozenset(word for token, word in zip(tokens, words, strict=True)
                  if word[0].isdigit() or word in lists.numbers or _ROMAN.fullmatch(token)),
        sum(word in lists.negations for word in words) % 2 == 1,
        frozenset(side for word in words for side in lists.sides.get(word, ())),
    )  # fmt: skip


@lru_cache(1 << 16)
def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in plain if not unicodedata.combining(character))


@lru_cache(1 << 16)
def stem(word: str) -> str:
    """The beginning of the word, without the ends of plurals and verbs: enough to meet its relatives.

    >>> {stem("withdrawal"), stem("withdrawing"), stem("withdraws")}
    {'withdr'}
    >>> stem("ports"), stem("taxes"), stem("harbour") == stem("harbor")
    ('port', 'tax', True)
    """
    word = word.replace("our", "or") if len(word) > 4 else word
    for end in ("ies", "ing", "ed", "es", "s", "e", "y"):
        if word.endswith(end) and len(word) - len(end) >= 3 and not word.endswith("ss"):
            word = word.removesuffix(end)
            break
    return word[:_STEM]


@dataclass(frozen=True, slots=True)
class _Lists:
    """The lists of words in data/closeness.json."""

    stop: frozenset[str]
    generic: frozenset[str]
    numbers: frozenset[str]
    negations: frozenset[str]
    sides: Mapping[str, tuple[int, ...]]
    """The sides that a word is on: 2n and 2n + 1 are opposite."""


@cache
def _lists() -> _Lists:
    text = (resources.files(__package__) / "data" / "closeness.json").read_text(encoding="utf-8")
    raw = json.loads(text)
    sides: defaultdict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(raw["opposites"]):
        for word in group:
            sides[word].append(number)
    stop, generic, numbers, negations = (
        frozenset(raw[name]) for name in ("stop", "generic", "numbers", "negations")
    )
    of_word = {word: tuple(places) for word, places in sides.items()}
    return _Lists(stop, generic, numbers, negations, of_word)

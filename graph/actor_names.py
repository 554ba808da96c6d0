"""What the name of an actor says: whose it can be, and how it is compared with others.

The words that matter are lists in `data/actors.json`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from ..model import Evidence, Node
from ..ontology import NodeClass


def is_relative_in(node: Node) -> frozenset[str]:
    """The documents in which all the node is called means somebody of that document only."""
    words: defaultdict[str, list[bool]] = defaultdict(list)
    for mention in node.mentions:
        words[mention.document.id].append(is_relative(mention.quotation, begins=begins_sentence(mention)))
    return frozenset(document for document, relative in words.items() if all(relative))


def is_of_every_state(name: str) -> bool:
    """Whether every state has one of that name.

    >>> is_of_every_state("Ministry of Defence"), is_of_every_state("Basin Farmers' Union")
    (True, False)
    """
    lists = word_lists()
    words = [word for word in words_of(name) if word not in lists.small]
    bodies = lists.heads | lists.institutions
    return any(word in bodies for word in words) and all(word in bodies | lists.fields for word in words)


def shared_surnames(nodes: Iterable[Node]) -> frozenset[str]:
    """The last words, as `words_of` gives them, that the labels of several people have in common."""
    people = (words_of(node.label) for node in nodes if node.node_class is NodeClass.PERSON)
    counts = Counter(words[-1] for words in people if len(words) > 1)
    return frozenset(surname for surname, count in counts.items() if count > 1)


def begins_sentence(mention: Evidence) -> bool:
    """Whether the mention is the first of a sentence or a line, where any word has a capital."""
    before = mention.document.text[max(0, mention.start - 9) : mention.start].rstrip(" \t\"'“‘«(")
    return mention.start == 0 or (before[-1:] or ".") in ".!?:;…\n"


@lru_cache(1 << 16)
def is_relative(name: str, *, begins: bool = False) -> bool:
    """Whether the name means somebody in its document only; `begins` where it begins a sentence.

    >>> is_relative("both sides"), is_relative("The parties", begins=True), is_relative("Norwegian envoys")
    (True, True, False)
    """
    words = [word for word in re.split(r"[^\w]+", name) if word]
    if not words:
        return False
    if any(word[0].isupper() for word in (words[1:] if begins else words)):
        return False
    plain = [word.casefold() for word in words]
    content = [word for word in plain if word not in word_lists().small]
    if not content:
        return False
    # What follows "of" says whose, not who: "the leaders of the village".
    head = re.split(r"\b(?:of|in|from|for|at)\b", " ".join(plain))[0].split() or content
    return content[0] in word_lists().determiners or head[-1] in word_lists().heads


def folded(name: str) -> str:
    """The name without case, diacritics, punctuation and articles, in one spelling."""
    return " ".join(_spelled(word) for word in words_of(name) if word not in {"the", "s"})


def content_words(name: str) -> list[str]:
    """The words of the name in one spelling, without articles and prepositions."""
    return [_spelled(word) for word in words_of(name) if word not in word_lists().small]


def words_of(name: str) -> list[str]:
    """The words of the name without case, diacritics and punctuation."""
    plain = unicodedata.normalize(
        "NFKD", name.casefold().replace("ı", "i").replace("ø", "o").replace("ł", "l")
    )
    bare = "".join(character for character in plain if not unicodedata.combining(character))
    return [word for word in re.split(r"[^\w]+", bare.replace(".", "").replace("&", " and ")) if word]


def _spelled(word: str) -> str:
    if len(word) > 4:
        word = word.replace("our", "or").replace("isation", "ization").replace("defence", "defense")
        word = re.sub("tre$", "ter", word)
    return word


@dataclass(frozen=True, slots=True)
class WordLists:
    """The lists of words in data/actors.json."""

    determiners: frozenset[str]
    fields: frozenset[str]
    heads: frozenset[str]
    institutions: frozenset[str]
    small: frozenset[str]


@cache
def word_lists() -> WordLists:
    """The lists, read once."""
    raw = json.loads((resources.files(__package__) / "data" / "actors.json").read_text(encoding="utf-8"))
    determiners, fields, heads, institutions, small = (
        frozenset(raw[name]) for name in ("determiners", "fields", "heads", "institutions", "small")
    )
    return WordLists(determiners, fields, heads, institutions, small)

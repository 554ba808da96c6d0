"""Actors across documents: which of different names are one, and which of one name are several.

Extractions name an actor by its clearest name in one document, so that what one article calls
*the SHA* is another node than the *Strand Harbour Authority (SHA)* of the next, and *both sides* of two
articles are one. What a document tells apart stays apart, and in doubt nothing is united: two nodes
that are one are a smaller harm than one node that is two.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Final

from ..model import Evidence, Node
from ..ontology import NodeClass

_ACRONYM: Final = re.compile(r"[A-Z][A-Za-z]?(?:\.?[A-Z]){1,6}\.?")
_SPELLINGS: Final = (
    ("our", "or"),
    ("isation", "ization"),
    ("ise", "ize"),
    ("tre", "ter"),
    ("defence", "defense"),
)
# What a reader takes for the one is now and then taken for the other.
_COLLECTIVE: Final = frozenset({NodeClass.ORGANIZATION, NodeClass.GROUP})


def same_actors(nodes: Iterable[Node]) -> tuple[tuple[str, ...], ...]:
    """Groups of identifiers of nodes that are one actor; the first of each is the one to keep.

    Actors are united whose labels differ in spelling only, organizations also where they differ in
    the order of their words, and those that are called by an abbreviation, or by another name of two
    words or more, that one other actor is also known by. A person is never known by a surname
    alone. Two nodes that one document mentions, or of which other items of Wikidata are known, are not
    united.
    """
    actors = {
        node.id: node
        for node in nodes
        if node.node_class.is_actor and node.mentions and not _is_relative(node.label, begins=True)
    }
    groups = _Groups(actors)
    for alike in (_by_spelling(actors.values()), _by_words(actors.values())):
        for ids in alike:
            for other in ids[1:]:
                groups.join(ids[0], other)
    for known, called in _by_alias(actors.values(), groups.root):
        groups.join(known, called)
    return groups.found()


def own_actors(nodes: Iterable[Node]) -> Mapping[str, frozenset[str]]:
    """Nodes of several documents, with the documents in which the node is somebody of that document only.

    That is where all it is called there has no name in it, and is a word such as *the parties*, *his
    delegation* or *the foreign minister*, for which another article has other people.
    """
    found = {}
    for node in nodes:
        named = node.node_class is NodeClass.STATE or node.wikidata
        if named or not node.node_class.is_actor:
            continue
        words: defaultdict[str, list[bool]] = defaultdict(list)
        for mention in node.mentions:
            relative = _is_relative(mention.quotation, begins=_begins(mention))
            words[mention.document.id].append(relative)
        own = frozenset(document for document, relative in words.items() if all(relative))
        if own and len(words) > 1:
            found[node.id] = own
    return found


class _Groups:
    """Groups of nodes that grow together unless a document or Wikidata tells them apart."""

    def __init__(self, nodes: Mapping[str, Node]) -> None:
        self._nodes = nodes
        self._members = {node_id: [node_id] for node_id in nodes}
        self._documents = {
            node.id: {mention.document.id for mention in node.mentions} for node in nodes.values()
        }
        self.root = {node_id: node_id for node_id in nodes}

    def join(self, kept: str, other: str) -> None:
        """Take the other's group into that of the one to keep, if nothing tells them apart."""
        one, two = self.root[kept], self.root[other]
        items = {
            node.wikidata
            for node_id in (*self._members[one], *self._members[two])
            if (node := self._nodes[node_id]).wikidata
        }
        if one == two or self._documents[one] & self._documents[two] or len(items) > 1:
            return
        self._members[one] += self._members[two]
        self._documents[one] |= self._documents[two]
        for member in self._members.pop(two):
            self.root[member] = one

    def found(self) -> tuple[tuple[str, ...], ...]:
        """The groups of two or more, in the order of what is kept."""
        groups = ([root, *sorted(set(ids) - {root})] for root, ids in self._members.items() if len(ids) > 1)
        return tuple(sorted(map(tuple, groups)))


def _by_spelling(nodes: Iterable[Node]) -> Iterator[list[str]]:
    """Actors of one class whose labels are the same but for spelling."""
    alike: defaultdict[tuple[NodeClass, str], list[Node]] = defaultdict(list)
    for node in nodes:
        person = node.node_class is NodeClass.PERSON
        if folded := " ".join(_words(node.label)) if person else _folded(node.label):
            alike[node.node_class, folded].append(node)
    for key in sorted(alike, key=lambda key: (key[0].value, key[1])):
        yield _ranked(alike[key])


def _by_words(nodes: Iterable[Node]) -> Iterator[list[str]]:
    """Organizations whose labels have the same words in another order, such as *Union of Miners*."""
    alike: defaultdict[tuple[str, ...], list[Node]] = defaultdict(list)
    for node in nodes:
        words = sorted(word.removesuffix("s") for word in _content(node.label))
        if node.node_class is NodeClass.ORGANIZATION and len(words) > 1:
            alike[tuple(words)].append(node)
    for key in sorted(alike):
        yield _ranked(alike[key])


def _by_alias(nodes: Iterable[Node], root: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """An actor, and one that is called by a name that only the first is also known by."""
    known: defaultdict[str, list[Node]] = defaultdict(list)
    labels: defaultdict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.node_class is NodeClass.PERSON:
            continue
        labels[_folded(node.label)].append(node)
        names = {_folded(name) for name in node.aliases if _is_other_name(name, node)}
        for name in names - {_folded(node.label), ""}:
            known[name].append(node)
    for name in sorted(known.keys() & labels.keys()):
        full, called = known[name], labels[name]
        if len({root[node.id] for node in full}) == 1:
            for node in sorted(called, key=lambda node: node.id):
                if node.id != full[0].id and _are_alike(node, full[0]):
                    yield full[0].id, node.id


def _is_other_name(alias: str, node: Node) -> bool:
    """Whether the alias names the actor anywhere: an abbreviation, or a name that is not of an institution.

    There is a *Foreign Ministry* and a *Supreme Court* in every country.
    """
    if _ACRONYM.fullmatch(alias):
        letters = re.sub(r"[^A-Z]", "", alias)
        words = [word for word in re.split(r"[^\w]+", node.label) if word]
        proper = "".join(word[0] for word in words if word[0].isupper())
        every = "".join(word[0] for word in words).upper()
        return len(letters) > 1 and letters in {proper, every}
    words = [word for word in re.split(r"\s+", alias) if word.casefold() not in _lists().small]
    common = _lists().heads | _lists().institutions
    return (
        len(words) > 1
        and all(word[0].isupper() for word in words)
        and not any(word.casefold() in common for word in words)
    )


def _are_alike(one: Node, other: Node) -> bool:
    return one.node_class is other.node_class or {one.node_class, other.node_class} <= _COLLECTIVE


def _ranked(nodes: Iterable[Node]) -> list[str]:
    """The identifiers, that of the best known actor first."""
    ranked = sorted(nodes, key=lambda node: (node.wikidata is None, -len(node.mentions), node.id))
    return [node.id for node in ranked]


def _begins(mention: Evidence) -> bool:
    """Whether the mention is the first of a sentence or a line, where any word has a capital."""
    before = mention.document.text[max(0, mention.start - 9) : mention.start].rstrip(" \t\"'“‘«(")
    return mention.start == 0 or (before[-1:] or ".") in ".!?:;…\n"


@lru_cache(1 << 16)
def _is_relative(name: str, *, begins: bool = False) -> bool:
    """Whether the name means somebody in its document only; `begins` where it begins a sentence.

    >>> _is_relative("both sides"), _is_relative("The parties", begins=True), _is_relative("Norwegian envoys")
    (True, True, False)
    """
    words = [word for word in re.split(r"[^\w]+", name) if word]
    if not words:
        return False
    if any(word[0].isupper() for word in (words[1:] if begins else words)):
        return False
    plain = [word.casefold() for word in words]
    content = [word for word in plain if word not in _lists().small]
    if not content:
        return False
    # What follows "of" says whose, not who: "the leaders of the village".
    head = re.split(r"\b(?:of|in|from|for|at)\b", " ".join(plain))[0].split() or content
    return content[0] in _lists().determiners or head[-1] in _lists().heads


def _folded(name: str) -> str:
    """The name without case, diacritics, punctuation and articles, in one spelling."""
    return " ".join(_spelled(word) for word in _words(name) if word not in {"the", "s"})


def _content(name: str) -> list[str]:
    return [_spelled(word) for word in _words(name) if word not in _lists().small]


def _words(name: str) -> list[str]:
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
class _Lists:
    """The lists of words in data/actors.json."""

    determiners: frozenset[str]
    heads: frozenset[str]
    institutions: frozenset[str]
    small: frozenset[str]


@cache
def _lists() -> _Lists:
    raw = json.loads((resources.files(__package__) / "data" / "actors.json").read_text(encoding="utf-8"))
    determiners, heads, institutions, small = (
        frozenset(raw[name]) for name in ("determiners", "heads", "institutions", "small")
    )
    return _Lists(determiners, heads, institutions, small)

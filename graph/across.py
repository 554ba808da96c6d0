"""Actors across documents: which of different names are one.

Extractions name an actor by its clearest name in one document, so that what one article calls
*the SHA* is another node than the *Strand Harbour Authority (SHA)* of the next. What a document tells
apart stays apart, and in doubt nothing is united: two nodes that are one are a smaller harm than
one node that is two.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from ..model import Node
from ..ontology import NodeClass
from .actor_names import content_words, folded, is_relative, shared_surnames, word_lists, words_of

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


def same_actors(nodes: Iterable[Node], apart: Mapping[str, str] | None = None) -> tuple[tuple[str, ...], ...]:
    """Groups of identifiers of nodes that are one actor; the first of each is the one to keep.

    `apart` are nodes that were told apart, to what they were one node with.

    Actors are united that are one item of Wikidata or one country of ISO 3166, whose labels differ in
    spelling only, organizations also whose labels differ in the order of their words, and those that
    are called by an abbreviation, or by another name of two words or more, that one other actor is
    also known by. A person is never known by a surname alone. Two nodes that one document mentions,
    or of which other items of Wikidata are known, are not united.
    """
    mentioned = [node for node in nodes if node.node_class.is_actor and node.mentions]
    shared = shared_surnames(mentioned)
    actors = {
        node.id: node
        for node in mentioned
        if not is_relative(node.label, begins=True) and " ".join(words_of(node.label)) not in shared
    }
    groups = _Groups(actors, apart or {})
    for alike in (_by_code(actors.values()), _by_spelling(actors.values()), _by_words(actors.values())):
        for ids in alike:
            for other in ids[1:]:
                groups.join(ids[0], other)
    for known, called in _by_alias(actors.values(), groups.root):
        groups.join(known, called)
    return groups.found()


class _Groups:
    """Groups of nodes that grow together unless a document or Wikidata tells them apart."""

    def __init__(self, nodes: Mapping[str, Node], apart: Mapping[str, str]) -> None:
        self._nodes = nodes
        # The node that was told apart from others has none of their names to itself.
        self._origins = {node_id: {apart.get(node_id, node_id)} for node_id in nodes}
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
        if self._origins[one] & self._origins[two]:
            return
        self._origins[one] |= self._origins[two]
        self._members[one] += self._members[two]
        self._documents[one] |= self._documents[two]
        for member in self._members.pop(two):
            self.root[member] = one

    def found(self) -> tuple[tuple[str, ...], ...]:
        """The groups of two or more, in the order of what is kept."""
        groups = ([root, *sorted(set(ids) - {root})] for root, ids in self._members.items() if len(ids) > 1)
        return tuple(sorted(map(tuple, groups)))


def _by_code(nodes: Iterable[Node]) -> Iterator[list[str]]:
    """Actors that are one item of Wikidata, or one country."""
    alike: defaultdict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if code := node.wikidata or node.iso3166:
            alike[code].append(node)
    for code in sorted(alike):
        yield _ranked(alike[code])


def _by_spelling(nodes: Iterable[Node]) -> Iterator[list[str]]:
    """Actors of one class whose labels are the same but for spelling."""
    alike: defaultdict[tuple[NodeClass, str], list[Node]] = defaultdict(list)
    for node in nodes:
        person = node.node_class is NodeClass.PERSON
        if name := " ".join(words_of(node.label)) if person else folded(node.label):
            alike[node.node_class, name].append(node)
    for key in sorted(alike, key=lambda key: (key[0].value, key[1])):
        yield _ranked(alike[key])


def _by_words(nodes: Iterable[Node]) -> Iterator[list[str]]:
    """Organizations whose labels have the same words in another order, such as *Union of Miners*."""
    alike: defaultdict[tuple[str, ...], list[Node]] = defaultdict(list)
    for node in nodes:
        words = sorted(word.removesuffix("s") for word in content_words(node.label))
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
        labels[folded(node.label)].append(node)
        names = {folded(name) for name in node.aliases if _is_other_name(name, node)}
        for name in names - {folded(node.label), ""}:
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
    words = [word for word in re.split(r"\s+", alias) if word.casefold() not in word_lists().small]
    common = word_lists().heads | word_lists().institutions
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

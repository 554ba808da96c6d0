"""What clusters say of the actors that they stand for, as the rules ask that join two of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from spacy.tokens import Doc

from ..ontology import NodeClass
from .antecedents import Cluster
from .candidates import Candidate
from .learned.parse import Parse
from .names import plain
from .wordlists import Words

COLLECTIVE = frozenset({NodeClass.GROUP, NodeClass.ORGANIZATION})
# Finds the actor that a cluster means among the others, if any.
Rule = Callable[[Doc, Cluster, Sequence[Cluster], Words], Cluster | None]
_OPENING = re.compile(
    r"^(?:(?:the|an?|this|that|these|those|all|some|more than|over|about|around|nearly|almost|at least)\s)+"
)
_SHORTEST_PLURAL, _SHORTEST_PHRASE = 5, 3


def is_described(cluster: Cluster) -> bool:
    """Whether the actor has no name of its own."""
    return cluster.polity is None and all(c.kind == "nominal" for c in cluster.candidates)


def is_group(cluster: Cluster) -> bool:
    """Whether it is people or bodies without a name."""
    return cluster.node_class is NodeClass.GROUP and is_described(cluster)


def head(candidate: Candidate, lists: Words) -> str:
    """The noun that says what the actor is, or the last word of its name, in the singular."""
    noun = candidate.head or plain(candidate.label).split()[-1]
    if candidate.kind == "name" and len(noun) >= _SHORTEST_PLURAL:
        noun = noun.removesuffix("s")
    return lists.synonyms.get(noun, noun)


def heads(cluster: Cluster, lists: Words) -> set[str]:
    """What the actor is said to be."""
    return {head(c, lists) for c in cluster.candidates}


def told(cluster: Cluster, lists: Words) -> frozenset[str]:
    """The words before the head that tell who is meant, of all mentions together."""
    return cluster.modifiers - lists.untelling - {"-"}


def surface(doc: Doc, candidate: Candidate) -> str:
    """The words of the text, in the form of `plain`."""
    parse = Parse.of(doc)
    return plain(parse.whole[parse.begin[candidate.start] : parse.end[candidate.end - 1]])


def wordings(doc: Doc, cluster: Cluster) -> set[str]:
    """The phrases of several words that describe the actor, without what only points or counts."""
    phrases = {_OPENING.sub("", surface(doc, c)) for c in cluster.candidates if not c.other}
    return {phrase for phrase in phrases if len(phrase.split()) >= _SHORTEST_PHRASE}


def possessive(doc: Doc, candidate: Candidate) -> str:
    """The pronoun that opens the description, inside or right before the mention, or nothing."""
    parse = Parse.of(doc)
    places = range(max(candidate.start - 1, 0), candidate.start + 1)
    return next((parse.lower[i] for i in places if parse.tag[i] == "PRP$"), "")

"""Which of two readings of one sentence to keep, where it cannot mean both."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from spacy.tokens import Doc

from ..ontology import Relation
from .decisions import Decision
from .lexicon import read_data


@cache
def opposites() -> frozenset[frozenset[Relation]]:
    """Pairs of relations that one sentence does not state of the same two ends."""
    return frozenset(
        frozenset(Relation(name) for name in pair) for pair in read_data("predicates.yaml")["opposites"]
    )


def _sentence(doc: Doc, decision: Decision, starts: list[int]) -> int:
    """Where the sentence begins that a decision rests on; `starts` are those of all sentences."""
    if decision.claim is not None:
        return decision.claim.predicate.sent.start
    if decision.affiliation is not None:
        return doc[decision.affiliation.start].sent.start
    return starts[decision.sentence]


def settle(doc: Doc, weighed: list[tuple[Decision, float]]) -> list[tuple[Decision, float]]:
    """The decisions without those that a surer one from the same sentence speaks against.

    *France rejected the treaty* opposes it, and is no support. What different sentences say
    stays side by side, however much it contradicts itself.
    """
    starts = [sentence.start for sentence in doc.sents]
    together: defaultdict[tuple[int, frozenset[int]], list[Relation]] = defaultdict(list)
    kept = []
    for decision, probability in sorted(weighed, key=lambda pair: -pair[1]):
        rivals = together[_sentence(doc, decision, starts), frozenset((decision.subject, decision.object))]
        if all(frozenset((decision.relation, other)) not in opposites() for other in rivals):
            rivals.append(decision.relation)
            kept.append((decision, probability))
    return kept

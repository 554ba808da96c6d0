"""Which of two readings of one sentence to keep, where it cannot mean both."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from spacy.tokens import Doc

from ..ontology import Relation
from .decisions import Decision
from .lexicon import read_data
from .standing import sentence_numbers


@cache
def opposites() -> frozenset[frozenset[Relation]]:
    """Pairs of relations that one sentence does not state of the same two ends."""
    return frozenset(
        frozenset(Relation(name) for name in pair) for pair in read_data("predicates.yaml")["opposites"]
    )


def _sentence(decision: Decision, sentence: list[int]) -> int:
    """The number of the sentence that a decision rests on; `sentence` is that of each token."""
    if decision.claim is not None:
        return sentence[decision.claim.predicate.i]
    if decision.affiliation is not None:
        return sentence[decision.affiliation.start]
    return decision.sentence


def settle(doc: Doc, weighed: list[tuple[Decision, float]]) -> list[tuple[Decision, float]]:
    """The decisions without those that a surer one from the same sentence speaks against.

    *France rejected the treaty* opposes it, and is no support. What different sentences say
    stays side by side, however much it contradicts itself.
    """
    sentence = sentence_numbers(doc)
    together: defaultdict[tuple[int, frozenset[int]], list[Relation]] = defaultdict(list)
    kept = []
    for decision, probability in sorted(weighed, key=lambda pair: -pair[1]):
        rivals = together[_sentence(decision, sentence), frozenset((decision.subject, decision.object))]
        if all(frozenset((decision.relation, other)) not in opposites() for other in rivals):
            rivals.append(decision.relation)
            kept.append((decision, probability))
    return kept

"""Which statements to make: the rules and the learned reader weighed together.

Rules give claims, each with the word that evokes it; the learned reader gives every pair of
nodes in reach of a sentence a probability for each relation. Either may be absent.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ..ontology import NodeClass, Relation
from ..ontology.terms import NodeTerm
from .affiliation import Affiliation
from .frames import Claim
from .learned.scores import PairScores
from .nearby import near
from .nodes import Nodes
from .recast import recast

# Below this, the learned reader's word on a pair is noise.
WORTH = 0.02


@dataclass(slots=True)
class Decision:
    """A statement that something speaks for: nodes by number, what speaks for it, and where.

    `claim` and `affiliation` are the rules', if a rule found it. `score` is the learned reader's
    probability, and `sentence` the number of the sentence that it took it from (-1 for none);
    `negated` and `uncertain` are its probabilities that the sentence denies or hedges it.
    """

    subject: int
    relation: Relation
    object: int
    score: float = 0.0
    sentence: int = -1
    negated: float = 0.0
    uncertain: float = 0.0
    claim: Claim | None = None
    affiliation: Affiliation | None = None

    @property
    def of_rules(self) -> bool:
        """Whether a rule claims it: more than a guess."""
        return self.affiliation is not None or (self.claim is not None and not self.claim.guess)

    @property
    def ruling(self) -> Claim | None:
        """The claim whose predicate decides polarity and certainty: no guess, where the reader read."""
        guessed = self.claim is not None and self.claim.guess and self.sentence >= 0
        return None if guessed else self.claim


type Key = tuple[int, Relation, int]
type Said = tuple[float, int, float, float]
"""What the reader says of a statement: the fields `score` to `uncertain` of a decision."""


@lru_cache(maxsize=10)
def _allowed(relations: tuple[Relation, ...]) -> NDArray[np.bool_]:
    """Which relation may hold between which classes: by relation, class of the subject and of the object."""
    return np.array([[[r.allows(s, o) for o in NodeClass] for s in NodeClass] for r in relations])


def _key(subject: int, relation: Relation, obj: int) -> Key:
    """One for both directions where the relation has none."""
    return (obj, relation, subject) if relation.symmetric and subject > obj else (subject, relation, obj)


class Decisions:
    """Everything that rules or the learned reader have ground for, one entry a statement."""

    def __init__(self, nodes: Nodes) -> None:
        self._nodes = nodes
        self._found: dict[Key, Decision] = {}
        self._read: dict[Key, Said] = {}

    def all(self, reach: float = 0.0) -> list[Decision]:
        """The decisions: the reader's from the score `reach` on, as they stand in the text, then the rules'.

        What a rule claims counts with any score.
        """
        read = [self._at(key) for key, said in self._read.items() if said[0] >= reach or key in self._found]
        return [*read, *(decision for key, decision in self._found.items() if key not in self._read)]

    def _at(self, key: Key) -> Decision:
        decision = self._found.get(key)
        if decision is None:
            decision = self._found[key] = Decision(*key, *self._read.get(key, ()))
        return decision

    def learn(self, scores: PairScores, relations: Sequence[Relation]) -> None:
        """Note the learned reader's scores, the highest for each statement."""
        classes = list(NodeClass)
        kind = np.array([classes.index(node_class) for node_class in self._nodes.classes()], dtype=np.int64)
        fits = _allowed(tuple(relations))[scores.relation, kind[scores.subject], kind[scores.object]]
        for subject, obj, sentence, number, chance, negated, uncertain in scores.rows(fits):
            key = _key(subject, relations[number], obj)
            known = self._read.get(key)
            if known is None or chance > known[0]:
                self._read[key] = chance, sentence, negated, uncertain

    def claim(self, claims: Iterable[Claim]) -> list[Claim]:
        """Note the claims of the rules; returns those that no relation of the ontology fits.

        A claim may speak of a theme that is named by another word of the same phrase.

        A guess is of no account where a claim before it says something of the same two ends, but for whom a
        proposal is addressed to: it may harm them, too.
        """
        unplaced = []
        classes = self._nodes.classes()
        known: set[tuple[int, int]] = set()
        for written in claims:
            claim = written if written.guess else near(written, self._nodes)
            placed = False
            for subject in self._nodes.named_by(claim.subject):
                for obj in self._nodes.named_by(claim.object):
                    first, second = classes[subject], classes[obj]
                    if claim.guess and (first.kind, second.kind) != (claim.subject.kind, claim.object.kind):
                        continue
                    if claim.guess and (subject, obj) in known:
                        continue
                    relation = recast(claim.relation, first, second)
                    if relation is not None and subject != obj:
                        if not claim.guess and relation is not Relation.ADDRESSED_TO:
                            known.add((subject, obj))
                        decision = self._at(_key(subject, relation, obj))
                        decision.claim = decision.claim or claim
                        placed = True
            if not placed and not claim.guess:
                unplaced.append(written)
        return unplaced

    def affiliate(self, affiliations: Iterable[Affiliation]) -> None:
        """Note the affiliations that the rules found."""
        for found in affiliations:
            if found.subject != found.object:
                decision = self._at(_key(found.subject, Relation.AFFILIATED_WITH, found.object))
                decision.affiliation = found


def classify(nodes: Nodes, scores: PairScores, relations: Sequence[Relation]) -> None:
    """Let the relations that a theme seems to take part in vote for its class."""
    proposal, interest = NodeClass.PROPOSAL, NodeClass.INTEREST

    def votes(classes: Container[NodeTerm]) -> NodeClass | None:
        if (proposal in classes) == (interest in classes):
            return None
        return proposal if proposal in classes else interest

    ends = [(votes(relation.domain), votes(relation.range)) for relation in relations]
    first = len(nodes.actors)
    for subject, relation, obj, chance in zip(
        scores.subject.tolist(), scores.relation.tolist(), scores.object.tolist(), scores.chance.tolist(),
        strict=True,
    ):  # fmt: skip
        if subject >= first and (vote := ends[relation][0]) is not None:
            nodes.themes[subject - first].votes[vote] += chance
        if obj >= first and (vote := ends[relation][1]) is not None:
            nodes.themes[obj - first].votes[vote] += chance

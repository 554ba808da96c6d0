"""How sure a decision is: a small logistic model over what speaks for it.

The weights (`data/weights.json`) are fitted on documents that the learned reader was not
trained on; the file names the command. The probability is calibrated on those documents.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from ..ontology import Relation
from .decisions import Decision
from .nodes import Nodes

_LEAST, _MOST = 0.005, 0.995


@dataclass(frozen=True, slots=True)
class ActorWeights:
    """How far to trust rules and learned reader on whether an actor is written down: weights of log-odds.

    `salience` is that of the rules; `actor` and `own` are the reader's chances that a mention names an actor,
    and one of its class.
    """

    intercept: float
    salience: float
    actor: float
    own: float

    def probability(self, salience: float, actor: float, own: float) -> float:
        """The probability that a careful reader would write the actor down."""
        total = self.intercept + self.salience * log_odds(salience)
        total += self.actor * log_odds(actor) + self.own * log_odds(own)
        return 1.0 / (1.0 + math.exp(-total))


@dataclass(frozen=True, slots=True)
class Weights:
    """The intercept, the weights by feature, and the least probability of a statement by default."""

    intercept: float
    features: Mapping[str, float]
    threshold: float

    def probability(self, decision: Decision, nodes: Nodes, *, learned: bool) -> float:
        """The probability that a careful reader would write the statement."""
        total, weight = self.intercept, self.features.get
        for name, value in features(decision, nodes, learned=learned).items():
            total += weight(name, 0.0) * value
        return 1.0 / (1.0 + math.exp(-total))

    def reach(self, least: float) -> float:
        """The least score of the reader by which it alone can bring a statement to the probability `least`.

        Found for the best relation between the surest nodes: no statement below it needs to be weighed.
        """
        weight = self.features.get("score", 0.0)
        if weight <= 0 or not 0 < least < 1:
            return 0.0
        best = self.intercept + max(v for k, v in self.features.items() if k.startswith("relation:"))
        for name in ("salience", "theme"):
            worth = self.features.get(name, 0.0)
            best += max(worth * log_odds(_LEAST), worth * log_odds(_MOST))
        return 1.0 / (1.0 + math.exp((best - math.log(least / (1 - least))) / weight))


def log_odds(probability: float) -> float:
    """The log-odds of a probability, which is kept from the ends."""
    p = _LEAST if probability < _LEAST else _MOST if probability > _MOST else probability
    return math.log(p / (1 - p))


@lru_cache(maxsize=10_000)
def _sureness(chance: float) -> float:
    """The log-odds of the chance of a node; the same few are the ends of many decisions."""
    return log_odds(chance)


@cache
def _relation_feature(relation: Relation) -> str:
    return f"relation:{relation.value}"


def features(decision: Decision, nodes: Nodes, *, learned: bool) -> dict[str, float]:
    """What speaks for a decision, by name; without the learned reader its score says nothing.

    What a rule found counts by itself and with the reader's score (`score:claim`), which says less beside it.
    """
    found = {_relation_feature(decision.relation): 1.0}
    found["salience"] = _sureness(min(nodes.salience(decision.subject), nodes.salience(decision.object)))
    if learned:
        found["score"] = log_odds(decision.score)
        found["theme"] = _sureness(min(nodes.chance(decision.subject), nodes.chance(decision.object)))
    if decision.claim is not None:
        kind = "guess" if decision.claim.guess else "claim"
        found[kind] = 1.0
        if learned:
            found[f"score:{kind}"] = found["score"]
        found[f"stage:{decision.claim.stage.split(':')[0]}"] = 1.0
    if decision.affiliation is not None:
        found["affiliation"] = decision.affiliation.confidence
        found[f"stage:{decision.affiliation.stage}"] = 1.0
        if learned:
            found["score:affiliation"] = found["score"]
    return found


@cache
def load_actor_weights() -> ActorWeights:
    """The weights that ship with the package."""
    data = json.loads((files(__package__) / "data" / "weights.json").read_text(encoding="utf-8"))
    return ActorWeights(**data["actors"])


@cache
def load_weights(*, learned: bool) -> Weights:
    """The weights that ship with the package: for rules and reader together, or for the rules alone."""
    data = json.loads((files(__package__) / "data" / "weights.json").read_text(encoding="utf-8"))
    chosen = data["learned" if learned else "rules"]
    return Weights(chosen["intercept"], chosen["features"], chosen["threshold"])

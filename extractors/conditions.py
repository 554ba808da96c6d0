"""Claims from conditions: what holds only if something else does, and threats that say *if*.

*Chile will sign the pact only if Peru lowers its tariffs*: the pact requires the lowering. *Without a
truce there can be no talks*: talks require a truce. *The union vowed to strike if the mill cuts pay*:
the union presses the mill.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from ..ontology import Relation
from .arguments import SUBJECTS, antecedent, children, conjuncts, direct_object, logical_subject
from .frames import Claim, Filler
from .lexicon import read_data
from .qualifiers import governors


@dataclass(frozen=True, slots=True)
class Conditions:
    """The words of `data/conditions.yaml`."""

    strict: frozenset[str]
    open: frozenset[str]
    threats: frozenset[str]


@cache
def conditions() -> Conditions:
    """The words that set conditions, as shipped."""
    data: Mapping[str, list[str]] = read_data("conditions.yaml")
    return Conditions(frozenset(data["strict"]), frozenset(data["open"]), frozenset(data["threats"]))


def _strict(clause: Token) -> Token | None:
    """The word that says that nothing holds without what the clause says: *unless*, *only if*."""
    words = conditions()
    for mark in children(clause, "mark", "advmod"):
        only = mark.i > 0 and mark.nbor(-1).lower_ == "only"
        if mark.lower_ in words.strict or (mark.lower_ in words.open and only):
            return mark
    return None


def _clauses(doc: Doc, actors: frozenset[int]) -> Iterator[Claim]:
    for clause in doc:
        if clause.dep_ != "advcl" or clause.head.pos_ not in ("VERB", "AUX"):
            continue
        # The condition is open, that it is one is not: the mark is in the scope of no denial and no hedge.
        if (mark := _strict(clause)) is not None:
            acted = [one for obj in direct_object(clause.head) for one in conjuncts(obj)]
            things = [token for token in acted if token.i not in actors and token.pos_ in ("NOUN", "PROPN")]
            part = Filler(clause, "Proposal")
            for number, whole in enumerate([*things, clause.head]):
                # The verb itself is the thing only where it has none that is.
                guess = number > 0 and number == len(things)
                yield Claim(
                    Filler(whole, "Proposal"), Relation.REQUIRES, part, mark, "conditions/only", guess=guess
                )
        if any(word.lower_ in ("if", "unless") for word in children(clause, "mark")):
            yield from _threats(clause, actors)


def _threats(clause: Token, actors: frozenset[int]) -> Iterator[Claim]:
    threats = [t for t in governors(clause.head) if t.lemma_.lower() in conditions().threats]
    for verb in threats[:1]:
        for agent in (one for token in logical_subject(verb) for one in conjuncts(token)):
            for child in children(clause, *SUBJECTS):
                for target in conjuncts(antecedent(child)):
                    if agent.i in actors and target.i in actors:
                        ends = Filler(agent, "Actor"), Filler(target, "Actor")
                        yield Claim(ends[0], Relation.PRESSURES, ends[1], verb, "conditions/threat")


def _without(doc: Doc, actors: frozenset[int]) -> Iterator[Claim]:
    for prep in doc:
        if prep.lower_ != "without" or prep.head.lemma_ != "be" or not children(prep.head, "expl"):
            continue
        for whole in children(prep.head, "attr", "nsubj"):
            for part in children(prep, "pobj"):
                if any(c.lower_ == "no" for c in whole.children) and {whole.i, part.i}.isdisjoint(actors):
                    ends = Filler(whole, "Proposal"), Filler(part, "Proposal")
                    yield Claim(ends[0], Relation.REQUIRES, ends[1], prep, "conditions/without")


def find_conditions(doc: Doc, actors: frozenset[int]) -> list[Claim]:
    """The claims of all conditions in a document. `actors` holds the tokens that name actors."""
    return [*_clauses(doc, actors), *_without(doc, actors)]

"""Claims from conditions: what holds only if something else does, and threats that say *if*.

*Chile will sign the pact only if Peru lowers its tariffs*: the pact requires the lowering. *Without a
truce there can be no talks*: talks require a truce. *The union vowed to strike if the mill cuts pay*:
the union presses the mill.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from spacy.tokens import Doc, Token

from ..ontology import Relation
from .arguments import SUBJECTS, antecedent, children, conjuncts, direct_object, expanded, logical_subject
from .frames import Claim, Filler
from .learned.parse import Parse
from .lexicon import word_sets
from .qualifiers import governors


@dataclass(frozen=True, slots=True)
class Conditions:
    """The words of `data/conditions.yaml`."""

    strict: frozenset[str]
    denied: frozenset[str]
    open: frozenset[str]
    threats: frozenset[str]


@cache
def conditions() -> Conditions:
    """The words that set conditions, as shipped."""
    return word_sets("conditions.yaml", Conditions)


def _strict(clause: Token) -> Token | None:
    """The word that says that nothing holds without what the clause says: *unless*, *only if*."""
    words = conditions()
    for mark in children(clause, "mark", "advmod"):
        only = mark.i > 0 and mark.nbor(-1).lower_ == "only"
        if mark.lower_ in words.strict or (mark.lower_ in words.open and only):
            return mark
        if mark.lower_ in words.denied and _denied(clause.head):
            return mark
    return None


def _denied(verb: Token) -> bool:
    """Whether the verb, or what it speaks of, is denied: *will not talk*, *no talks will be held*."""
    below = [verb, *children(verb, *SUBJECTS, "attr", "dobj")]
    return any(c.dep_ == "neg" or (c.dep_ == "det" and c.lower_ == "no") for t in below for c in t.children)


def _spoken_of(verb: Token, actors: frozenset[int]) -> list[Token]:
    """The things that a condition of the verb is set to: its object, or else what it is said of."""
    acted = direct_object(verb) or children(verb, "nsubj", "attr")
    return [token for token in expanded(acted) if token.i not in actors and token.pos_ in ("NOUN", "PROPN")]


def _clauses(doc: Doc, actors: frozenset[int]) -> Iterator[Claim]:
    parse = Parse.of(doc)
    for index, (label, head) in enumerate(zip(parse.dep, parse.head, strict=True)):
        if label != "advcl" or parse.pos[head] not in ("VERB", "AUX"):
            continue
        clause = doc[index]
        # The condition is open, that it is one is not: the mark is in the scope of no denial and no hedge.
        if (mark := _strict(clause)) is not None:
            things = _spoken_of(clause.head, actors)
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
        for agent in expanded(logical_subject(verb)):
            for child in children(clause, *SUBJECTS):
                for target in conjuncts(antecedent(child)):
                    if agent.i in actors and target.i in actors:
                        ends = Filler(agent, "Actor"), Filler(target, "Actor")
                        yield Claim(ends[0], Relation.PRESSURES, ends[1], verb, "conditions/threat")


def _without(doc: Doc, actors: frozenset[int]) -> Iterator[Claim]:
    for index, word in enumerate(Parse.of(doc).lower):
        if word != "without":
            continue
        prep = doc[index]
        if prep.head.lemma_ != "be" or not children(prep.head, "expl"):
            continue
        for whole in children(prep.head, "attr", "nsubj"):
            for part in children(prep, "pobj"):
                if any(c.lower_ == "no" for c in whole.children) and {whole.i, part.i}.isdisjoint(actors):
                    ends = Filler(whole, "Proposal"), Filler(part, "Proposal")
                    yield Claim(ends[0], Relation.REQUIRES, ends[1], prep, "conditions/without")


def _only_after(doc: Doc, actors: frozenset[int]) -> Iterator[Claim]:
    """*Talks can begin only after a truce*: the talks require the truce."""
    opening = conditions().open
    for index, (before, word) in enumerate(pairwise(Parse.of(doc).lower), 1):
        if before != "only" or word not in opening or (prep := doc[index]).dep_ != "prep":
            continue
        for part in children(prep, "pobj"):
            for whole in _spoken_of(prep.head, actors) if part.i not in actors else ():
                ends = Filler(whole, "Proposal"), Filler(part, "Proposal")
                yield Claim(ends[0], Relation.REQUIRES, ends[1], prep, "conditions/only")


def find_conditions(doc: Doc, actors: frozenset[int]) -> list[Claim]:
    """The claims of all conditions in a document. `actors` holds the tokens that name actors."""
    return [*_clauses(doc, actors), *_without(doc, actors), *_only_after(doc, actors)]

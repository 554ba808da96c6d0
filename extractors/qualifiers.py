"""Polarity, certainty and condition of what a predicate says, and the words that decide them.

The scope of a negation or a modal is the predicate below it and the predicates that it
governs as complement (*did not agree to sign*, *may agree to sign*); coordination shares
it where the second verb has no subject of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from ..ontology import Certainty, Polarity
from .arguments import SUBJECTS, children, is_infinitive
from .lexicon import read_data

_BREAKS = frozenset({";", ":", "—", "–"})
_GOVERNED = frozenset({"xcomp", "ccomp", "acl", "pcomp"})


@dataclass(frozen=True, slots=True)
class Voices:
    """The words of `data/voices.yaml`."""

    reporting: frozenset[str]
    modals: frozenset[str]
    hedges: frozenset[str]
    hedge_verbs: frozenset[str]
    hedge_adjectives: frozenset[str]
    strong_hedges: frozenset[str]
    negators: frozenset[str]
    negative_verbs: frozenset[str]
    negative_adjectives: frozenset[str]
    conditional: frozenset[str]


@cache
def voices() -> Voices:
    """The words that report, hedge and negate, as shipped."""
    data = read_data("voices.yaml")
    return Voices(
        frozenset(data["reporting_verbs"]),
        frozenset(data["modals"]),
        frozenset(data["hedges"]),
        frozenset(data["hedge_verbs"]),
        frozenset(data["hedge_adjectives"]),
        frozenset(data["strong_hedges"]),
        frozenset(data["negators"]),
        frozenset(data["negative_implicatives"]),
        frozenset(data["negative_adjectives"]),
        frozenset(data["conditional_marks"]),
    )


def governors(predicate: Token) -> Iterator[Token]:
    """The predicate and the predicates whose complement it is, from the inside out."""
    token = predicate
    yield token
    for _ in range(6):
        shares = token.dep_ == "conj" and not children(token, *SUBJECTS)
        complement = token.dep_ in ("dobj", "acomp", "attr") and token.head.pos_ in ("VERB", "AUX")
        # *is not against it*: a preposition that is the predicate itself.
        complement = complement or (token is predicate and token.dep_ == "prep" and token.pos_ == "ADP")
        if token.head == token or not (shares or complement or token.dep_ in _GOVERNED):
            return
        if token.dep_ == "ccomp" and _stands_apart(token):
            return
        token = token.head
        yield token


def _stands_apart(clause: Token) -> bool:
    """Whether a sign that sentences may end with stands between a clause and the verb after it."""
    return any(c.i > clause.i and c.text in _BREAKS for c in clause.head.children if c.i < clause.head.i)


def _negations(token: Token) -> list[Token]:
    words = voices()
    found = [child for child in children(token, "neg") if child.lower_ in words.negators]
    for child in children(token, *SUBJECTS, "dobj"):
        found += [
            d for d in (child, *children(child, "det")) if d.lower_ in ("no", "neither", "nobody", "none")
        ][:1]
    if token.pos_ in ("NOUN", "PROPN"):
        found += [d for d in children(token, "det") if d.lower_ == "no"][:1]
    if token.dep_ == "pcomp" and token.head.lower_ == "without":
        found.append(token.head)
    return found


def negations(predicate: Token) -> list[Token]:
    """The words that have the predicate in the scope of their negation, from the inside out."""
    words = voices()
    found: list[Token] = []
    below: Token | None = None
    for token in governors(predicate):
        if below is not None and token.lemma_ in words.reporting and not is_infinitive(below):
            break  # what is reported is not denied by a denied report's own clause
        found += _negations(token)
        if (
            below is not None
            and below.dep_ in ("xcomp", "acl")
            and (token.lemma_ in words.negative_verbs or token.lemma_ in words.negative_adjectives)
        ):
            found.append(token)
        below = token
    return found


def polarity(predicate: Token) -> Polarity:
    """Negative where an odd number of negations has the predicate in its scope."""
    return Polarity.NEGATIVE if len(negations(predicate)) % 2 else Polarity.POSITIVE


def hedge(predicate: Token) -> Token | None:
    """The modal, hedge or conditional mark that makes what the predicate says uncertain, if any."""
    words = voices()
    below: Token | None = None
    for token in governors(predicate):
        for wanted, listed in (("aux", words.modals), ("advmod", words.hedges), ("mark", words.conditional)):
            for child in children(token, wanted):
                if child.lower_ in listed:
                    return child
        if below is not None and (
            token.lemma_ in words.hedge_verbs or token.lower_ in words.hedge_adjectives
        ):
            return token
        below = token
    return None


def doubtful(predicate: Token) -> bool:
    """Whether a hedge that leaves no doubt about the doubt stands with the predicate: *may*, *reportedly*."""
    found = hedge(predicate)
    return found is not None and found.lower_ in voices().strong_hedges


def certainty(predicate: Token) -> Certainty:
    """Uncertain under a modal, a hedge or a condition; asserted otherwise."""
    return Certainty.ASSERTED if hedge(predicate) is None else Certainty.UNCERTAIN


def condition(predicate: Token) -> Token | None:
    """The verb of the clause with *if*, *unless* or *provided* that the predicate hangs on, if any."""
    marks = voices().conditional
    for token in governors(predicate):
        for clause in children(token, "advcl"):
            if any(mark.lower_ in marks and mark.lower_ != "whether" for mark in children(clause, "mark")):
                return clause
    return None

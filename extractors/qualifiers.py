"""Polarity, certainty, condition and source of what a predicate says.

The scope of a negation or a modal is the predicate below it and the predicates that it
governs as complement (*did not agree to sign*, *may agree to sign*); coordination shares
it where the second verb has no subject of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from ..ontology import Certainty, Polarity
from .arguments import SUBJECTS, children, conjuncts, is_infinitive, logical_subject, surface_subject
from .lexicon import read_data

_QUOTES = {"“": "”", '"': '"', "«": "»"}
_GOVERNED = frozenset({"xcomp", "ccomp", "acl", "pcomp"})


@dataclass(frozen=True, slots=True)
class Voices:
    """The words of `data/voices.yaml`."""

    reporting: frozenset[str]
    modals: frozenset[str]
    future: frozenset[str]
    hedges: frozenset[str]
    hedge_verbs: frozenset[str]
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
        frozenset(data["future"]),
        frozenset(data["hedges"]),
        frozenset(data["hedge_verbs"]),
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
        if token.head == token or not (shares or complement or token.dep_ in _GOVERNED):
            return
        token = token.head
        yield token


def _negations(token: Token) -> int:
    words = voices()
    count = sum(child.dep_ == "neg" and child.lower_ in words.negators for child in token.children)
    for child in children(token, *SUBJECTS, "dobj"):
        count += any(
            d.lower_ in ("no", "neither", "nobody", "none") for d in (child, *children(child, "det"))
        )
    if token.pos_ in ("NOUN", "PROPN"):
        count += any(d.lower_ == "no" for d in children(token, "det"))
    if token.dep_ == "pcomp" and token.head.lower_ == "without":
        count += 1
    return count


def polarity(predicate: Token) -> Polarity:
    """Negative where an odd number of negations has the predicate in its scope."""
    words, count = voices(), 0
    below: Token | None = None
    for token in governors(predicate):
        if below is not None and token.lemma_ in words.reporting and not is_infinitive(below):
            break  # what is reported is not denied by a denied report's own clause
        count += _negations(token)
        if below is not None and below.dep_ in ("xcomp", "acl"):
            count += token.lemma_ in words.negative_verbs or token.lemma_ in words.negative_adjectives
        below = token
    return Polarity.NEGATIVE if count % 2 else Polarity.POSITIVE


def certainty(predicate: Token) -> Certainty:
    """Uncertain under a modal, a hedge or a condition; asserted otherwise."""
    words = voices()
    below: Token | None = None
    for token in governors(predicate):
        if any(c.lower_ in words.modals for c in children(token, "aux")):
            return Certainty.UNCERTAIN
        if any(c.lower_ in words.hedges for c in children(token, "advmod")):
            return Certainty.UNCERTAIN
        if any(c.lower_ in words.conditional for c in children(token, "mark")):
            return Certainty.UNCERTAIN
        if below is not None and token.lemma_ in words.hedge_verbs:
            return Certainty.UNCERTAIN
        below = token
    return Certainty.ASSERTED


def condition(predicate: Token) -> Token | None:
    """The verb of the clause with *if*, *unless* or *provided* that the predicate hangs on, if any."""
    marks = voices().conditional
    for token in governors(predicate):
        for clause in children(token, "advcl"):
            if any(mark.lower_ in marks and mark.lower_ != "whether" for mark in children(clause, "mark")):
                return clause
    return None


def is_future(predicate: Token) -> bool:
    """Whether the predicate stands under *will* or *shall*."""
    return any(c.lower_ in voices().future for t in governors(predicate) for c in children(t, "aux"))


def quoted_spans(doc: Doc) -> list[tuple[int, int]]:
    """Token offsets of the quotations between paired marks (end exclusive), within a paragraph or across."""
    spans: list[tuple[int, int]] = []
    opened, closing = -1, ""
    for token in doc:
        if opened >= 0 and token.text == closing:
            if token.i - opened > 3:
                spans.append((opened, token.i + 1))
            opened = -1
        elif opened < 0 and token.text in _QUOTES:
            opened, closing = token.i, _QUOTES[token.text]
        elif opened >= 0 and token.is_space and "\n" in token.text and token.i - opened > 120:
            opened = -1  # an unpaired mark does not quote the rest of the text
    return spans


class Sources:
    """Who says what is said at a token: a chain of speakers' tokens, nearest first.

    Reads *X said that …*, *…, X said*, *according to X* and quotations that run on over
    several sentences, whose speaker stands at either end of them.
    """

    def __init__(self, doc: Doc) -> None:
        self._quotes: list[tuple[int, int, list[Token]]] = []
        for start, end in quoted_spans(doc):
            self._quotes.append((start, end, self._quote_speaker(doc, start, end)))

    @staticmethod
    def _quote_speaker(doc: Doc, start: int, end: int) -> list[Token]:
        reporting = voices().reporting
        for sent in dict.fromkeys((doc[min(end, len(doc) - 1)].sent, doc[start].sent)):
            inside = range(start, end)
            verbs = [t for t in sent if t.lemma_ in reporting and t.pos_ == "VERB" and t.i not in inside]
            verbs.sort(key=lambda t: min(abs(t.i - start), abs(t.i - end)))
            for verb in verbs:
                if speakers := [s for s in logical_subject(verb) if s.i not in inside]:
                    return speakers
        return []

    def of(self, predicate: Token) -> list[list[Token]]:
        """The speakers at a predicate, nearest first; each entry holds coordinated speakers."""
        chain: list[list[Token]] = []
        reporting = voices().reporting
        token = predicate
        while token.head != token:
            head = token.head
            if (
                token.dep_ in ("ccomp", "parataxis")
                and head.lemma_ in reporting
                and head.pos_ == "VERB"
                and (speakers := logical_subject(head) or surface_subject(head))
            ):
                chain.append([s for speaker in speakers for s in conjuncts(speaker)])
            token = head
        for child in token.sent:
            if child.lower_ == "according" and (to := children(child, "prep")):
                chain += [[s for obj in children(to[0], "pobj") for s in conjuncts(obj)]]
        for start, end, speakers in self._quotes:
            if start <= predicate.i < end and speakers and not chain:
                chain.append([s for speaker in speakers for s in conjuncts(speaker)])
        return chain

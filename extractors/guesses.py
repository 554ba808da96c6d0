"""What the places of two things in a sentence suggest, whatever the word between them.

*the levy funds schools*: what a proposal does to an interest mostly advances it. *aid to Chad*,
*a ban against trawlers*, *a pact between Chad and Niger*: who stands beside a proposal gains, loses
or takes part. These are guesses: they speak only of proposals and interests that are found without
them, and after every rule that knows the word.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from ..ontology import Relation
from .arguments import children, clauses, conjuncts, direct_object, expanded, logical_subject, shared_object
from .frames import Claim, Filler, triggers
from .learned.parse import Parse
from .lexicon import lexicon
from .themes import nouns

_OWNING = ("poss", "compound", "amod")
# What an actor has of a proposal that stands behind the preposition.
_BESIDE = {
    "to": Relation.BENEFITS,
    "for": Relation.BENEFITS,
    "against": Relation.HARMS,
    "on": Relation.HARMS,
}

type _Kinds = tuple[str, str]


def _claim(subject: Token, relation: Relation, obj: Token, by: Token, name: str, kinds: _Kinds) -> Claim:
    ends = Filler(subject, kinds[0]), Filler(obj, kinds[1])
    return Claim(ends[0], relation, ends[1], by, f"guesses/{name}", guess=True)


def _hinders(verb: Token) -> bool:
    """Whether the verb says that something is hindered, or fought."""
    bad = (Relation.THREATENS, Relation.HARMS, Relation.OPPOSES, Relation.FEARS)
    words = lexicon()
    return any(saying.relation in bad for t in triggers(verb, words) for saying in t.frame.says)


def _effects(cause: Token, end: Token, verb: Token, name: str) -> Iterator[Claim]:
    """What follows from a proposal is an end that it serves, or a part of it."""
    yield _claim(cause, Relation.ADVANCES, end, verb, name, ("Proposal", "Interest"))
    yield _claim(cause, Relation.INCLUDES, end, verb, name, ("Proposal", "Proposal"))


def _of_verb(verb: Token, actors: frozenset[int]) -> Iterator[Claim]:
    if verb.dep_ == "relcl":
        yield from _effects(verb.head, verb, verb, "relative")
    subjects = expanded(logical_subject(verb))
    if not subjects:
        return
    acted = expanded(direct_object(verb) or shared_object(verb))
    acted = [token for token in (*acted, *clauses(verb)) if token.i not in actors]
    hinders = _hinders(verb)
    for subject in subjects:
        if subject.i in actors:
            for obj in acted if not hinders else ():
                yield _claim(subject, Relation.SEEKS, obj, verb, "pursues", ("Actor", "Interest"))
        else:
            yield from _effects(subject, verb, verb, "effect")
            for obj in acted:
                if hinders:
                    yield _claim(subject, Relation.THREATENS, obj, verb, "hinders", ("Proposal", "Interest"))
                else:
                    yield from _effects(subject, obj, verb, "does")


def _of_noun(noun: Token, actors: frozenset[int]) -> Iterator[Claim]:
    known = nouns()
    for owner in children(noun, *_OWNING):
        if owner.i in actors and owner.i < noun.i:
            yield _claim(owner, Relation.SEEKS, noun, noun, "own", ("Actor", "Interest"))
    for prep in children(noun, "prep"):
        word = prep.lower_
        for obj in expanded(children(prep, "pobj")):
            if obj.i not in actors:
                if word == "for":
                    yield _claim(noun, Relation.ADVANCES, obj, noun, "for", ("Proposal", "Interest"))
            elif word == "between" and noun.lemma_.lower() in known.shared:
                yield _claim(obj, Relation.SUPPORTS, noun, noun, word, ("Actor", "Proposal"))
            elif word in _BESIDE and (word != "on" or noun.lemma_.lower() in known.burdens):
                yield _claim(noun, _BESIDE[word], obj, noun, word, ("Proposal", "Actor"))


def _under(prep: Token) -> Iterator[Claim]:
    """*Under the deal, Iran would halt enrichment*: what a deal is said to bring is a part of it."""
    if prep.dep_ == "prep" and prep.head.pos_ == "VERB":
        for deal in children(prep, "pobj"):
            for part in conjuncts(prep.head):
                yield _claim(deal, Relation.INCLUDES, part, prep, "under", ("Proposal", "Proposal"))
            for part in expanded(direct_object(prep.head)):
                yield _claim(deal, Relation.INCLUDES, part, prep, "under", ("Proposal", "Proposal"))


def find_guesses(doc: Doc, actors: frozenset[int]) -> list[Claim]:
    """The guesses in a document, in text order. `actors` holds the tokens that name actors."""
    found: list[Claim] = []
    parse = Parse.of(doc)
    for index, kind in enumerate(parse.pos):
        if kind == "VERB":
            found += _of_verb(doc[index], actors)
        elif kind in ("NOUN", "PROPN") and index not in actors:
            found += _of_noun(doc[index], actors)
        elif kind == "ADP" and parse.lower[index] == "under":
            found += _under(doc[index])
    return found

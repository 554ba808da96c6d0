"""Claims from predicates: which frame a word evokes, and which tokens fill its roles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from ..ontology import Polarity, Relation
from .arguments import (
    SUBJECTS,
    antecedent,
    attached,
    children,
    clauses,
    direct_object,
    expanded,
    holders,
    logical_subject,
    shared_object,
    surface_subject,
)
from .learned.parse import Parse
from .lexicon import ACTOR_ROLES, INTEREST_ROLES, Lexicon, Trigger, lexicon
from .prepositions import has_word, in_spite, prepositional
from .qualifiers import polarity


class Filler(NamedTuple):
    """A token that fills a role, and what kind of thing the role wants: Actor, Proposal or Interest."""

    token: Token
    kind: str


class Claim(NamedTuple):
    """A statement in the making: ends as tokens, the predicate, and the rule that made it.

    A `guess` speaks only of themes that are found without it, and only of the kinds that it names.
    """

    subject: Filler
    relation: Relation
    object: Filler
    predicate: Token
    stage: str
    negated: bool = False
    uncertain: bool = False
    guess: bool = False


def kind_of(role: str) -> str:
    """What fills a role: Actor, Interest or Proposal."""
    if role in ACTOR_ROLES:
        return "Actor"
    return "Interest" if role in INTEREST_ROLES else "Proposal"


def _clause_subjects(token: Token) -> list[Token]:
    found = []
    for clause in clauses(token):
        found += [antecedent(child) for child in children(clause, *SUBJECTS)]
    return found


def _predicated(token: Token) -> list[Token]:
    """Of what the noun is said: *the pact is a threat*, *called the pact a threat*, *saw it as a threat*."""
    if token.dep_ == "attr":
        return logical_subject(token.head)
    if token.dep_ == "oprd":
        return direct_object(token.head)
    described = token.dep_ == "pobj" and token.head.lower_ == "as"
    return direct_object(token.head.head) if described else []


_OWNING = ("poss", "amod", "compound", "nmod")
_EVOKING = frozenset({"VERB", "NOUN", "ADJ", "ADP", "ADV"})


class Places:
    """The fillers that stand at the places named in a frame, for one predicate.

    `bearer` is the noun of an idiom (*way* in *paved the way for*), or the predicate itself.
    """

    def __init__(
        self, token: Token, bearer: Token, actors: frozenset[int], light_verbs: frozenset[str]
    ) -> None:
        self._token, self._bearer, self._actors, self._light = token, bearer, actors, light_verbs

    def at(self, place: str, trigger: Trigger) -> list[Token]:
        """The tokens at a place, before coordination is expanded."""
        token, bearer, preposition = self._token, self._bearer, trigger.preposition
        match place:
            case "subject":
                return surface_subject(token) if trigger.describes else logical_subject(token)
            case "object":
                if token.pos_ == "ADP":
                    return children(token, "pobj", "pcomp") if bearer.i == token.i else []
                found = direct_object(token) or shared_object(token)
                return [obj for obj in found if bearer.i == token.i or obj.i != bearer.i]
            case "owner":
                return [owner for obj in direct_object(token) for owner in children(obj, *_OWNING)]
            case "prep_owner":
                return [owner for obj in self.at("prep", trigger) for owner in children(obj, *_OWNING)]
            case "attached":
                return attached(token) if token.pos_ == "ADP" or token.dep_ == "pobj" else []
            case "is_to_do":
                is_it = token.dep_ == "nsubj" and token.head.lemma_ == "be"
                return clauses(token.head, only_infinitive=True) if is_it else []
            case "dative":
                return [
                    obj
                    for child in children(token, "dative")
                    for obj in ([child] if child.pos_ != "ADP" else children(child, "pobj"))
                ]
            case "clause":
                return clauses(token)
            case "to_do":
                return clauses(token, only_infinitive=True)
            case "clause_subject":
                return _clause_subjects(token)
            case "prep":
                return self._below(preposition) if preposition else []
            case "self":
                return [token]
            case "holder":
                return self._holders()
            case "predicated":
                return _predicated(token)
            case "as":
                acting = token.dep_ == "pobj" and token.head.lower_ == "as"
                return logical_subject(token.head.head) if acting else []
            case "in_spite":
                return in_spite(token)
            case _ if "_" in place:
                outer, _, inner = place.partition("_")
                return [one for thing in self.at(outer, trigger) for one in prepositional(thing, inner)]
            case _:
                return prepositional(bearer, place) or prepositional(token, place)

    def _below(self, preposition: str) -> list[Token]:
        """What stands after the preposition, which may be two words (*hit out at*)."""
        first, _, last = preposition.partition("_")
        for word in (self._bearer, self._token):
            if found := prepositional(word, last or first):
                return found
            if last:
                for particle in children(word, "prt", "advmod", "prep"):
                    if particle.lower_ == first and (found := prepositional(particle, last)):
                        return found
        return []

    def _holders(self) -> list[Token]:
        token = self._token
        found = [child for child in token.children if child.i in self._actors and child.i < token.i]
        found += [child for child in children(token, "poss") if child not in found]
        for prep in children(token, "prep", "agent"):
            if prep.lower_ in ("by", "from", "of", "among"):
                found += [obj for obj in children(prep, "pobj") if obj.i in self._actors]
        verb = token.head
        if not found and token.dep_ in ("dobj", "attr") and verb.lemma_ in self._light:
            found = logical_subject(verb)
        if not found and token.dep_ == "nsubjpass" and verb.lemma_ in self._light:
            found = logical_subject(verb)
        if not found and token.dep_ == "pobj" and token.head.lower_ in ("in", "with", "under"):
            found = holders(token)
        return found


def triggers(token: Token, words: Lexicon) -> tuple[Trigger, ...]:
    """What a word may evoke, by its lemma and part of speech."""
    match token.pos_:
        case "VERB":
            lemma = token.lemma_.lower()
            found = words.verbs.get(lemma, ()) + words.idioms.get(lemma, ())
            # *is opposed to*, *concerned about*: a participle may be the adjective that it looks like.
            return (*found, *words.adjectives.get(token.lower_, ())) if token.tag_ == "VBN" else found
        case "NOUN":
            return words.nouns.get(token.lemma_.lower(), ())
        case "ADJ" | "ADP" | "ADV":
            return words.adjectives.get(token.lemma_.lower(), ())
    return ()


def _bearer(token: Token, trigger: Trigger) -> Token | None:
    """The word below which the preposition of the trigger hangs, or None where the trigger lacks a word."""
    bearer = token
    if trigger.noun:
        objects = children(token, "dobj", "pobj", "attr", "nsubjpass", "oprd", "acomp")
        objects += [obj for prep in children(token, "prep") for obj in children(prep, "pobj")]
        named = [obj for obj in objects if obj.lemma_.lower() == trigger.noun]
        if not named:
            return None
        bearer = named[0]
    if trigger.preposition and not any(has_word(word, trigger.preposition) for word in {bearer, token}):
        return None
    return bearer


def _fill(role: str, trigger: Trigger, places: Places, actors: frozenset[int]) -> list[Filler]:
    kind = kind_of(role)
    for place in trigger.frame.roles.get(role, ()):
        found = expanded(places.at(place, trigger))
        found = [token for token in found if (token.i in actors) == (kind == "Actor")]
        if kind != "Actor":
            found = [token for token in found if token.pos_ != "PRON"]
        if found:
            return [Filler(token, kind) for token in found]
    return []


def _claims_of(trigger: Trigger, token: Token, places: Places, actors: frozenset[int]) -> Iterator[Claim]:
    frame = trigger.frame
    if frame.denied and polarity(token) is Polarity.POSITIVE:
        return
    fillers: dict[str, list[Filler]] = {}
    # Mostly one that it needs is missing, and the others need not be looked for.
    for role in dict.fromkeys((*frame.needs, *frame.roles)):
        fillers[role] = _fill(role, trigger, places, actors)
        if not fillers[role] and role in frame.needs:
            return
    for saying in frame.says:
        for subject in fillers.get(saying.subject, ()):
            for obj in fillers.get(saying.object, ()):
                if subject.token.i != obj.token.i:
                    stage = f"frames/{frame.name}:{token.lemma_.lower()}"
                    yield Claim(subject, saying.relation, obj, token, stage, saying.negated, saying.uncertain)


def find_claims(doc: Doc, actors: frozenset[int]) -> list[Claim]:
    """The claims of all predicates in a document, in text order.

    `actors` holds the indices of the tokens that name (or point to) an actor.
    """
    words, parse = lexicon(), Parse.of(doc)
    claims: list[Claim] = []
    for number, kind in enumerate(parse.pos):
        if kind not in _EVOKING:
            continue
        for trigger in triggers(token := doc[number], words):
            if (bearer := _bearer(token, trigger)) is not None:
                places = Places(token, bearer, actors, words.light_verbs)
                claims += _claims_of(trigger, token, places, actors)
    return claims

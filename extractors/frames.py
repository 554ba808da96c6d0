"""Claims from predicates: which frame a word evokes, and which tokens fill its roles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from ..ontology import Relation
from .arguments import (
    SUBJECTS,
    antecedent,
    children,
    clauses,
    conjuncts,
    direct_object,
    has_word,
    holders,
    logical_subject,
    prepositional,
    shared_object,
)
from .lexicon import ACTOR_ROLES, INTEREST_ROLES, Frame, Lexicon, Trigger, lexicon


@dataclass(frozen=True, slots=True)
class Filler:
    """A token that fills a role, and what kind of thing the role wants: Actor, Proposal or Interest."""

    token: Token
    kind: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement in the making: ends as tokens, the predicate, and the rule that made it."""

    subject: Filler
    relation: Relation
    object: Filler
    predicate: Token
    stage: str
    negated: bool = False
    uncertain: bool = False


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


class Places:
    """The fillers that stand at the places named in a frame, for one predicate."""

    def __init__(self, token: Token, actors: frozenset[int], light_verbs: frozenset[str]) -> None:
        self._token, self._actors, self._light = token, actors, light_verbs

    def at(self, place: str, preposition: str | None) -> list[Token]:
        """The tokens at a place, before coordination is expanded."""
        token = self._token
        match place:
            case "subject":
                return logical_subject(token)
            case "object":
                return direct_object(token) or shared_object(token)
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
                return prepositional(token, preposition.split("_")[0]) if preposition else []
            case "self":
                return [token]
            case "holder":
                return self._holders()
            case "predicated":
                return logical_subject(token.head) if token.dep_ == "attr" else []
            case _:
                return prepositional(token, place)

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
            return words.verbs.get(token.lemma_.lower(), ())
        case "NOUN":
            return words.nouns.get(token.lemma_.lower(), ())
        case "ADJ" | "ADP" | "ADV":
            return words.adjectives.get(token.lemma_.lower(), ())
    return ()


def _fill(
    frame: Frame, role: str, places: Places, preposition: str | None, actors: frozenset[int]
) -> list[Filler]:
    kind = kind_of(role)
    for place in frame.roles.get(role, ()):
        found = [filler for token in places.at(place, preposition) for filler in conjuncts(token)]
        found = [token for token in found if (token.i in actors) == (kind == "Actor")]
        if kind != "Actor":
            found = [token for token in found if token.pos_ != "PRON"]
        if found:
            return [Filler(token, kind) for token in found]
    return []


def _claims_of(trigger: Trigger, token: Token, places: Places, actors: frozenset[int]) -> Iterator[Claim]:
    frame = trigger.frame
    fillers = {role: _fill(frame, role, places, trigger.preposition, actors) for role in frame.roles}
    if any(not fillers[role] for role in frame.needs):
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
    words = lexicon()
    claims: list[Claim] = []
    for token in doc:
        places: Places | None = None
        for trigger in triggers(token, words):
            if trigger.preposition and not has_word(token, trigger.preposition):
                continue
            places = places or Places(token, actors, words.light_verbs)
            claims += _claims_of(trigger, token, places, actors)
    return claims

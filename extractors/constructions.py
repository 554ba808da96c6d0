"""Claims from constructions rather than from single predicates.

*raised taxes to reduce the deficit*: a purpose is what the actor seeks and what the action
advances. *a plan to rebuild the port*, *measures aimed at lower prices*: a proposal with
its purpose. *a letter to the king*: a proposal with its addressee.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from ..ontology import Relation
from .affected import deeds
from .arguments import children, clauses, conjuncts, direct_object, is_infinitive, logical_subject
from .frames import Claim, Filler
from .learned.parse import Parse
from .lexicon import lexicon
from .themes import nouns, resolve_head

_ADDRESSING = frozenset({"to", "on", "upon", "toward", "towards"})
_HOLDING = frozenset({"by", "from"})
_FOR_PURPOSE = frozenset(
    {"order", "effort", "attempt", "bid", "hope", "view", "aim", "goal", "intention", "purpose"}
)
_WITH_PURPOSE = frozenset({"in", "with", "for"})
# How a verb hangs that may say a purpose.
_AIMING = frozenset({"pcomp", "acl", "advcl"})
_VIEW = frozenset({"of", "to", "at"})
_PARTICIPLES = frozenset({"aim", "design", "intend", "mean", "direct", "target"})


def _proposals(doc: Doc, actors: frozenset[int]) -> list[Token]:
    """The nouns that name a proposal and no actor."""
    known, parse = nouns(), Parse.of(doc)
    wanted = known.proposals | known.transparent
    return [
        token
        for index, (kind, lemma) in enumerate(zip(parse.pos, parse.lemma, strict=True))
        if kind == "NOUN" and lemma in wanted and index not in actors
        if resolve_head(token := doc[index]).lemma_.lower() in known.proposals
    ]


def _in_order(noun: Token) -> bool:
    """Whether the noun only says that a purpose follows: *in order to*, *in an effort to*."""
    return noun.lemma_.lower() in _FOR_PURPOSE and noun.dep_ == "pobj" and noun.head.lower_ in _WITH_PURPOSE


def _means(goal: Token) -> Token | None:
    """The verb whose purpose the goal says: *cut taxes to …*, *in order to …*, *with a view to …*."""
    verb, label = goal.head, goal.dep_
    if label == "pcomp":
        if verb.lower_ not in _VIEW or verb.head.pos_ != "NOUN" or not _in_order(verb.head):
            return None
        verb = verb.head.head.head
    elif not is_infinitive(goal):
        return None
    elif label == "acl":
        if not _in_order(verb):
            return None
        verb = verb.head.head
    return verb if verb.pos_ == "VERB" else None


def _purposes(doc: Doc, actors: frozenset[int]) -> Iterator[Claim]:
    for index, label in enumerate(Parse.of(doc).dep):
        if label not in _AIMING or (means := _means(verb := doc[index])) is None:
            continue
        goal = Filler(verb, "Interest")
        for subject in logical_subject(means):
            for agent in conjuncts(subject):
                if agent.i in actors:
                    yield Claim(Filler(agent, "Actor"), Relation.SEEKS, goal, verb, "constructions/purpose")
        for obj in direct_object(means):
            if obj.i not in actors and obj.pos_ == "NOUN":
                yield Claim(
                    Filler(obj, "Proposal"), Relation.ADVANCES, goal, verb, "constructions/purpose-of"
                )


def _noun_purposes(proposals: Iterable[Token], actors: frozenset[int]) -> Iterator[Claim]:
    for noun in proposals:
        goals = [c for c in clauses(noun, only_infinitive=True) if c.dep_ == "acl" and not _in_order(noun)]
        for participle in children(noun, "acl"):
            if participle.lemma_ in _PARTICIPLES:
                goals += clauses(participle, only_infinitive=True)
                for prep in children(participle, "prep"):
                    goals += children(prep, "pobj", "pcomp")
        for goal in goals:
            if goal.i in actors:
                ends = Filler(noun, "Proposal"), Filler(goal, "Actor")
                yield Claim(ends[0], Relation.ADDRESSED_TO, ends[1], goal, "constructions/aimed-at")
            else:
                yield Claim(
                    Filler(noun, "Proposal"), Relation.ADVANCES, Filler(goal, "Interest"), goal,
                    "constructions/noun-purpose",
                )  # fmt: skip


def _addressees(proposals: Iterable[Token], actors: frozenset[int]) -> Iterator[Claim]:
    messages = nouns().messages
    for noun in proposals:
        for prep in children(noun, "prep"):
            if prep.lower_ not in _ADDRESSING or resolve_head(noun).lemma_.lower() not in messages:
                continue
            for obj in children(prep, "pobj"):
                for actor in conjuncts(obj):
                    if actor.i in actors:
                        yield Claim(
                            Filler(noun, "Proposal"), Relation.ADDRESSED_TO, Filler(actor, "Actor"), noun,
                            "constructions/addressee",
                        )  # fmt: skip


def _holders(proposals: Iterable[Token], actors: frozenset[int]) -> Iterator[Claim]:
    """*the Egyptian bill*: who has it proposes it; *the Peruvian treaty with Chile*: supports it."""
    evoking, shared, done_by = lexicon().nouns, nouns().shared, deeds().done_by
    for noun in proposals:
        lemma = noun.lemma_.lower()
        if lemma in evoking or lemma in done_by:
            continue
        relation = Relation.SUPPORTS if lemma in shared else Relation.PROPOSES
        found = [c for c in noun.children if c.i in actors and c.dep_ in ("poss", "amod", "compound")]
        found = [c for c in found if not c.lower_.startswith("anti-")]
        for prep in children(noun, "prep", "agent"):
            if prep.lower_ in _HOLDING:
                found += [obj for obj in children(prep, "pobj") if obj.i in actors]
        for holder in found:
            for actor in conjuncts(holder):
                if actor.i in actors:
                    ends = Filler(actor, "Actor"), Filler(noun, "Proposal")
                    yield Claim(ends[0], relation, ends[1], noun, "constructions/holder")


def find_constructions(doc: Doc, actors: frozenset[int]) -> list[Claim]:
    """The claims of all constructions in a document. `actors` holds the tokens that name actors."""
    proposals = _proposals(doc, actors)
    return [
        *_purposes(doc, actors),
        *_noun_purposes(proposals, actors),
        *_addressees(proposals, actors),
        *_holders(proposals, actors),
    ]

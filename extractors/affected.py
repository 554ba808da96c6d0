"""Who does, and who bears, what a proposal or an interest says is done.

*Norway suspended the talks*: who does a thing supports it, who shall do it is addressed. *release of the
crew*, *punish the smugglers*: it benefits or harms whom it is done to. These are guesses: they speak only of
proposals and interests that are found without them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from spacy.tokens import Doc, Token

from ..ontology import Relation
from .arguments import children, direct_object, expanded, logical_subject, surface_subject
from .frames import Claim, Filler
from .learned.parse import Parse
from .lexicon import ACTOR_ROLES, lexicon, word_sets
from .qualifiers import voices

_HELPS = frozenset({Relation.AIDS, Relation.BENEFITS})
_HURTS = frozenset(
    {Relation.ATTACKS, Relation.PRESSURES, Relation.CRITICIZES, Relation.OPPOSES, Relation.HARMS}
)
_WILL = frozenset({"will", "'ll", "’ll"})
_MODIFIERS = ("amod", "compound", "poss", "nmod")


@dataclass(frozen=True, slots=True)
class Deeds:
    """The words of `data/affected.yaml`."""

    helps: frozenset[str]
    hurts: frozenset[str]
    done_by: frozenset[str]
    asked: frozenset[str]


@cache
def deeds() -> Deeds:
    """The nouns of doing, as shipped."""
    return word_sets("affected.yaml", Deeds)


def _named(tokens: Iterable[Token], actors: frozenset[int]) -> list[Token]:
    return [one for one in expanded(tokens) if one.i in actors]


def _claims(
    deed: Token, relation: Relation, actors: Iterable[Token], name: str, kinds: tuple[str, ...]
) -> Iterator[Claim]:
    """The relation of a deed to actors, or of actors to it; it may be of any of the kinds."""
    for actor in actors:
        for kind in kinds:
            ends = Filler(actor, "Actor"), Filler(deed, kind)
            if relation in (Relation.BENEFITS, Relation.HARMS, Relation.ADDRESSED_TO):
                ends = ends[1], ends[0]
            yield Claim(ends[0], relation, ends[1], deed, f"affected/{name}", guess=True)


@lru_cache(maxsize=10_000)
def _effect(lemma: str) -> Relation | None:
    """Whether a verb helps or hurts whom it is done to."""
    for trigger in lexicon().verbs.get(lemma, ()):
        for saying in trigger.frame.says if trigger.alone else ():
            if saying.object in ACTOR_ROLES and not saying.negated:
                if saying.relation in _HELPS:
                    return Relation.BENEFITS
                if saying.relation in _HURTS:
                    return Relation.HARMS
    return None


def _of_verb(verb: Token, actors: frozenset[int]) -> Iterator[Claim]:
    if (effect := _effect(verb.lemma_.lower())) is not None:
        done_to = _named(direct_object(verb), actors)
        yield from _claims(verb, effect, done_to, "done-to", ("Proposal", "Interest"))
    parse = Parse.of(verb.doc)
    below = parse.children[verb.i]
    labels = {parse.dep[child] for child in below}
    if "auxpass" in labels or not ("nsubj" in labels or verb.dep_ == "conj"):
        return
    modals = {parse.lower[child] for child in below if parse.dep[child] == "aux"}
    asked, will = not modals.isdisjoint(deeds().asked), not modals.isdisjoint(_WILL)
    if verb.tag_ == "VB" and not (asked or will):
        return
    if asked and verb.dep_ == "ccomp" and verb.head.lemma_ in voices().reporting:
        speakers = _named(logical_subject(verb.head), actors)
        yield from _claims(verb, Relation.DEMANDS, speakers, "says-must", ("Proposal",))
    doers = _named(surface_subject(verb), actors)
    if not doers:
        return
    if asked:
        yield from _claims(verb, Relation.ADDRESSED_TO, doers, "asked", ("Proposal",))
    elif will:
        yield from _claims(verb, Relation.PROPOSES, doers, "will", ("Proposal",))
    else:
        yield from _claims(verb, Relation.SUPPORTS, doers, "does", ("Proposal",))
        yield from _claims(verb, Relation.SEEKS, doers, "does", ("Interest",))


def _of_noun(noun: Token, actors: frozenset[int]) -> Iterator[Claim]:
    words, lemma = deeds(), noun.lemma_.lower()
    after = {
        prep.lower_: _named(children(prep, "pobj"), actors)
        for prep in children(noun, "prep")
        if prep.lower_ in ("of", "by", "from")
    }
    if lemma in words.helps or lemma in words.hurts:
        effect = Relation.BENEFITS if lemma in words.helps else Relation.HARMS
        yield from _claims(noun, effect, after.get("of", ()), "done-to-of", ("Proposal", "Interest"))
    if lemma in words.done_by:
        doers = _named((c for c in children(noun, *_MODIFIERS) if c.i < noun.i), actors)
        doers += after.get("by", [])
        if lemma not in words.helps:
            doers += after.get("of", [])
        yield from _claims(noun, Relation.ADDRESSED_TO, doers, "done-by", ("Proposal",))


def find_affected(doc: Doc, actors: frozenset[int]) -> list[Claim]:
    """The guesses in a document, in text order. `actors` holds the tokens that name actors."""
    found: list[Claim] = []
    words, parse = deeds(), Parse.of(doc)
    doing = words.helps | words.hurts | words.done_by
    for index, (kind, lemma) in enumerate(zip(parse.pos, parse.lemma, strict=True)):
        if kind == "VERB":
            found += _of_verb(doc[index], actors)
        elif kind == "NOUN" and lemma in doing and index not in actors:
            found += _of_noun(doc[index], actors)
    return found

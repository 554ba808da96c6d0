"""The reasons of a statement as data: its rule, its reader, its weights, its mentions, its words.

Each function says of one decision what the extraction saw. Offsets are code points of the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from ..model import Statement
from .assemble import Ground
from .decisions import Decision
from .frames import Claim, kind_of, triggers
from .lexicon import lexicon
from .nearby import rule_name
from .nodes import Nodes
from .qualifiers import condition, doubtful, hedge, negations, voices
from .sources import Sources
from .weights import Weights, features

_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of the text: `text` is what stands from `start` to `end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that means an end of the statement.

    `kind` is "name", "nominal" or "pronoun" for an actor, "phrase" for a proposal or an interest.
    `confidence` is that of a name, or of the link from a pronoun or description to the actor
    `means`; None for a phrase.
    """

    words: Words
    kind: str
    means: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class End:
    """The subject or the object: its mentions in the sentence, or else the last one before it."""

    role: str
    label: str
    node_class: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """A role of a rule, the places where it may stand, and what fills it here."""

    name: str
    places: tuple[str, ...]
    filler: Words


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule that made a statement: a frame, a construction or an affiliation rule.

    `predicate` is the word that evokes it, `states` what it says of its roles.
    """

    kind: str
    name: str
    predicate: Words
    states: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """What the learned reader says of the statement: probabilities, 0 where it gave it no thought."""

    version: str
    score: float
    negated: float
    uncertain: float


@dataclass(frozen=True, slots=True)
class Feature:
    """Something that speaks for or against: it adds `value * weight` to the log-odds."""

    name: str
    value: float
    weight: float


@dataclass(frozen=True, slots=True)
class Qualifier:
    """Polarity, certainty, condition or source: its value, the words that decided it, and what else did."""

    name: str
    value: str
    words: tuple[Words, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """A word of the parse, `depth` steps below the root of its sentence."""

    words: Words
    pos: str
    dep: str
    depth: int


def words_of(part: Token | Span) -> Words:
    """The words of a token or a span."""
    start = part.idx if isinstance(part, Token) else part.start_char
    return Words(start, start + len(part.text), part.text)


def end_of(role: str, number: int, nodes: Nodes, doc: Doc, first: int, last: int) -> End:
    """An end of the statement, with its mentions from token `first` to `last` (exclusive)."""
    found: list[tuple[int, Mention]] = []
    if (theme := nodes.theme(number)) is not None:
        fullest = max(theme.phrases, key=lambda p: (p.end - p.start, -p.start))
        label, node_class = " ".join(doc[fullest.start : fullest.end].text.split()), theme.node_class
        for p in sorted(theme.phrases, key=lambda p: p.start):
            found.append((p.head, Mention(words_of(doc[p.start : p.end]), "phrase", label, None)))
    else:
        actor = nodes.actors[number]
        label, node_class = actor.label, actor.node_class
        for m in actor.mentions:
            mention = Mention(words_of(doc[m.start : m.end]), m.kind, label, round(m.confidence, 3))
            found.append((m.root, mention))
    here = [mention for root, mention in found if first <= root < last]
    before = [mention for root, mention in found if root < first][-1:]
    return End(role, label, node_class.value, tuple(here or before))


def rule_of(decision: Decision, ground: Ground, doc: Doc) -> Rule | None:
    """The rule that found the statement, or None where only the learned reader did."""
    if (claim := decision.claim) is not None:
        kind, _, rest = rule_name(claim.stage).partition("/")
        if kind == "frames":
            return _frame(claim, rest.partition(":")[0])
        states = f"{claim.subject.kind} {claim.relation.value} {claim.object.kind}"
        ends = (("subject", claim.subject), ("object", claim.object))
        roles = tuple(Role(name, (), words_of(filler.token)) for name, filler in ends)
        return Rule("construction", rest, words_of(claim.predicate), states, roles)
    if decision.affiliation is not None:
        name = decision.affiliation.stage.partition(".")[2]
        return Rule("affiliation", name, words_of(doc[ground.start : ground.end]), "", ())
    return None


def _frame(claim: Claim, name: str) -> Rule:
    for trigger in triggers(claim.predicate, lexicon()):
        for saying in trigger.frame.says if trigger.frame.name == name else ():
            kinds = kind_of(saying.subject), kind_of(saying.object)
            if saying.relation is claim.relation and kinds == (claim.subject.kind, claim.object.kind):
                ends = ((saying.subject, claim.subject), (saying.object, claim.object))
                roles = tuple(
                    Role(role, trigger.frame.roles.get(role, ()), words_of(filler.token))
                    for role, filler in ends
                )
                denial, doubt = "not " * saying.negated, " uncertain" * saying.uncertain
                states = f"{saying.subject} {denial}{saying.relation.value} {saying.object}{doubt}"
                return Rule("frame", name, words_of(claim.predicate), states, roles)
    return Rule("frame", name, words_of(claim.predicate), "", ())


def features_of(decision: Decision, nodes: Nodes, weights: Weights, *, learned: bool) -> tuple[Feature, ...]:
    """What the confidence is made of, the intercept first."""
    found: Mapping[str, float] = {"intercept": 1.0, **features(decision, nodes, learned=learned)}
    known = {"intercept": weights.intercept, **weights.features}
    return tuple(
        Feature(name, round(value, 4), round(known.get(name, 0.0), 4)) for name, value in found.items()
    )


def qualifiers_of(
    decision: Decision, statement: Statement, ground: Ground, nodes: Nodes, sources: Sources
) -> Iterator[Qualifier]:
    """Polarity, certainty, condition and each voice, with what decided them."""
    anchor, claim = ground.anchor, decision.ruling
    denied = negations(anchor) if claim is not None else []
    notes = []
    if claim is not None and claim.negated:
        notes.append("the frame denies it")
    if claim is None and decision.negated > _HALF:
        notes.append(f"the learned reader takes it for denied ({decision.negated:.2f})")
    yield Qualifier("polarity", statement.polarity.value, tuple(map(words_of, denied)), "; ".join(notes))
    weak = claim is None and (decision.affiliation is not None or not doubtful(anchor))
    doubt = None if weak else hedge(anchor)
    notes = ["the frame leaves it open"] if claim is not None and claim.uncertain else []
    if decision.uncertain > _HALF:
        notes.append(f"the learned reader takes it for uncertain ({decision.uncertain:.2f})")
    hedges = (words_of(doubt),) if doubt is not None else ()
    yield Qualifier("certainty", statement.certainty.value, hedges, "; ".join(notes))
    if statement.condition is not None and (clause := condition(anchor)) is not None:
        marks = [t for t in clause.children if t.dep_ == "mark" and t.lower_ in voices().conditional]
        yield Qualifier("condition", statement.condition.quotation, tuple(map(words_of, marks)))
    for voice in sources.of(anchor):
        numbers = next((found[:1] for t in voice.speakers if (found := nodes.actors_at(t))), [])
        label = nodes.actors[numbers[0]].label if numbers else "nobody who is known"
        note = "is the subject, and no source of its own words" if decision.subject in numbers else ""
        yield Qualifier("source", label, (words_of(voice.by),), note)


def parse_of(root: Token, depth: int = 0) -> Iterator[Branch]:
    """The words below the root of a sentence, each before what depends on it."""
    yield Branch(words_of(root), root.pos_, root.dep_, depth)
    for child in root.children:
        if not child.is_space:
            yield from parse_of(child, depth + 1)

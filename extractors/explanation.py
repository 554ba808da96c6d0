"""Why a statement was made: the extraction of its document is run again and asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Doc

from ..model import Document, Statement
from .assemble import Assembler
from .decisions import Decision
from .extraction import extract_parsed, find_decisions
from .nodes import Nodes
from .reasons import (
    Branch,
    End,
    Feature,
    Qualifier,
    Reader,
    Rule,
    Words,
    end_of,
    features_of,
    parse_of,
    qualifiers_of,
    rule_of,
)
from .settings import Settings
from .sources import Sources

# A statement's confidence is above 0, also that of one that is only looked at.
_LEAST = 0.001


class Outcome(StrEnum):
    """What came of making a statement again."""

    SAME = "same"
    CHANGED = "changed"
    DROPPED = "dropped"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why the present version makes a statement, or makes another one, or none.

    `outcome` is "same" where the statement is made again, "changed" where another one of the same
    ends or words is (`differences` says how), "dropped" where it is found and left out, and
    "gone" where nothing speaks for it. `sentence` is the text around the evidence. `reader` is
    None without the learned reader, `rule` where no rule found it. `confidence` is compared with
    `least`. Of a statement that is gone, there are only sentence and parse.
    """

    statement: str
    outcome: Outcome
    sentence: Words
    parse: tuple[Branch, ...]
    stage: str = ""
    differences: tuple[str, ...] = ()
    ends: tuple[End, ...] = ()
    rule: Rule | None = None
    reader: Reader | None = None
    features: tuple[Feature, ...] = ()
    confidence: float = 0.0
    least: float = 0.0
    qualifiers: tuple[Qualifier, ...] = ()


def explain(document: Document, doc: Doc, statement: Statement, settings: Settings) -> Explanation:
    """Why `statement`, whose evidence is in `document`, is made; `doc` is the parse of its text."""
    weights, reader = settings.weights(), settings.reader()
    reading = reader.read(doc) if reader is not None else None
    nodes, decisions, _ = find_decisions(doc, reading)
    assembler = Assembler(document, doc, nodes, reader.version if reader is not None else "rules")
    alike = (d for d in decisions if d.relation is statement.relation)
    weighed = [(d, weights.probability(d, nodes, learned=settings.learned)) for d in alike]
    found = _closest(statement, [(d, p, assembler.statement(d, max(p, _LEAST))) for d, p in weighed])
    start, end = (statement if found is None else found[2]).evidence.sentence
    sentences = [s for s in doc.sents if s.start_char < end and s.end_char > start]
    sentence = Words(start, end, document.text[start:end])
    parse = tuple(branch for s in sentences for branch in parse_of(s.root))
    if found is None:
        return Explanation(statement.id, Outcome.GONE, sentence, parse, least=settings.threshold)
    decision, probability, now = found
    made = {s.id for s in extract_parsed(document, doc, reading, settings).statements}
    outcome = Outcome.DROPPED if now.id not in made else Outcome.CHANGED
    ground = assembler.ground(decision)
    return Explanation(
        statement.id,
        Outcome.SAME if outcome is Outcome.CHANGED and now.id == statement.id else outcome,
        sentence,
        parse,
        ground.stage,
        tuple(_differences(statement, now)),
        tuple(_ends(decision, nodes, doc, sentences[0].start, sentences[-1].end)),
        rule_of(decision, ground, doc),
        Reader(reader.version, decision.score, decision.negated, decision.uncertain) if reader else None,
        features_of(decision, nodes, weights, learned=settings.learned),
        round(probability, 3),
        settings.threshold,
        tuple(qualifiers_of(decision, now, ground, nodes, Sources(doc))),
    )


def _closest(
    statement: Statement, found: Iterable[tuple[Decision, float, Statement]]
) -> tuple[Decision, float, Statement] | None:
    """The decision for the same statement, else for the same ends, else for the same words; the surest."""
    ranked = []
    for decision, probability, now in found:
        same = now.id == statement.id
        ends = (now.subject, now.object) == (statement.subject, statement.object)
        if same or ends or now.evidence.key == statement.evidence.key:
            ranked.append(((same, ends, probability), decision, probability, now))
    return max(ranked, key=lambda entry: entry[0])[1:] if ranked else None


def _differences(then: Statement, now: Statement) -> Iterator[str]:
    for name in ("subject", "object", "polarity", "certainty", "sources", "confidence", "stage"):
        before, after = getattr(then, name), getattr(now, name)
        if before != after:
            yield f"{name}: {_shown(before)} then, {_shown(after)} now"
    if then.evidence.key != now.evidence.key:
        yield f"evidence: “{then.evidence.quotation}” then, “{now.evidence.quotation}” now"
    conditions = [s.condition.quotation if s.condition else "" for s in (then, now)]
    if conditions[0] != conditions[1]:
        yield f"condition: “{conditions[0]}” then, “{conditions[1]}” now"


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    return str(getattr(value, "value", value))


def _ends(decision: Decision, nodes: Nodes, doc: Doc, first: int, last: int) -> Iterator[End]:
    for role, number in (("subject", decision.subject), ("object", decision.object)):
        yield end_of(role, number, nodes, doc, first, last)

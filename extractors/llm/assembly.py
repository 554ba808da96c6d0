"""From answers to the nodes and statements of one document: what the text bears out, and no more."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from ...model import Document, Evidence, Extraction, Node, Statement
from ...ontology import Certainty, NodeClass, Polarity, Relation
from ..identifiers import node_id, slug
from .answer import Answer, AnsweredNode, AnsweredStatement
from .chunks import Span, around, sentences
from .quotes import Quotable

_LONGEST_LABEL = 200
_SHOWN = 80

type _Key = tuple[str, str]


class _Refused(Exception):  # noqa: N818 - it is how a statement is left out, not a fault
    """Why something in an answer is not kept."""


@dataclass(slots=True)
class _Found:
    """A node as the parts of the document speak of it; votes decide its label and class."""

    labels: Counter[str] = field(default_factory=Counter)
    classes: Counter[NodeClass] = field(default_factory=Counter)
    places: set[Span] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement whose quotations are in the text; its ends are keys of nodes."""

    subject: _Key
    relation: Relation
    object: _Key
    polarity: Polarity
    certainty: Certainty
    sources: tuple[_Key, ...]
    evidence: Evidence
    condition: Evidence | None


class Assembly:
    """Gathers the answers on the parts of one document. `stage` goes into each statement."""

    def __init__(self, document: Document, stage: str, confidence: float) -> None:
        self._document, self._stage, self._confidence = document, stage, confidence
        self._text = Quotable(document.text)
        self._sentences = sentences(document.text)
        self._nodes: dict[_Key, _Found] = {}
        self._said: list[_Said] = []
        self._refused: dict[str, list[str]] = {}

    def note(self, reason: str, what: str, times: int = 1) -> None:
        """Count something that is not kept."""
        self._refused.setdefault(reason, []).extend([what] * times)

    def add(self, answer: Answer, part: Span) -> None:
        """Take up what the answer says about a part of the text; its quotations must be in that part."""
        keys: dict[str, _Key] = {}
        for node in answer.nodes:
            try:
                keys[node.id] = self._node(node, part)
            except _Refused as error:
                self.note(f"nodes {error}", node.label)
        for statement in answer.statements:
            try:
                self._said.append(self._statement(statement, keys, part))
            except _Refused as error:
                self.note(f"statements {error}", statement.evidence)
        if answer.malformed:
            self.note("nodes or statements of the wrong form", "", answer.malformed)

    def _node(self, node: AnsweredNode, part: Span) -> _Key:
        label = " ".join(node.label.split())
        node_class = _term(NodeClass, node.node_class, "of an unknown class")
        if not label or len(label) > _LONGEST_LABEL:
            raise _Refused("without a usable label")
        places = {place for name in {label, *node.mentions} for place in self._text.find_words(name, *part)}
        if not places:
            raise _Refused("that the text does not name")
        key = (node_class.kind, slug(label))
        found = self._nodes.setdefault(key, _Found())
        found.labels[label] += 1
        found.classes[node_class] += 1
        found.places |= places
        return key

    def _statement(self, said: AnsweredStatement, keys: dict[str, _Key], part: Span) -> _Said:
        relation = _term(Relation, said.relation, "of an unknown relation")
        polarity = _term(Polarity, said.polarity, "of an unknown polarity")
        certainty = _term(Certainty, said.certainty, "of an unknown certainty")
        if not {said.subject, said.object} <= set(keys):
            raise _Refused("about what is no node")
        if not set(said.sources) <= set(keys):
            raise _Refused("with a source that is no node")
        evidence = self._quoted(said.evidence, part, "the evidence")
        condition = self._quoted(said.condition, part, "the condition") if said.condition else None
        sources = tuple(dict.fromkeys(keys[source] for source in said.sources))
        return _Said(
            keys[said.subject], relation, keys[said.object], polarity, certainty, sources, evidence, condition
        )

    def _quoted(self, quotation: str, part: Span, what: str) -> Evidence:
        if len(quotation.split()) < 2:
            raise _Refused(f"with less than two words as {what}")
        place = self._text.find(quotation, *part)
        if place is None:
            raise _Refused(f"where {what} is not in the text")
        return self._document.quote(*place, around(self._sentences, *place))

    def extraction(self) -> Extraction:
        """What the document says, by all answers; the notes count what was not kept, with one example."""
        made = {key: self._made(found) for key, found in self._nodes.items()}
        kept: dict[tuple[str, ...], Statement] = {}
        for said in sorted(self._said, key=lambda said: said.evidence.key):
            try:
                statement = self._checked(said, made)
            except _Refused as error:
                self.note(f"statements {error}", said.evidence.quotation)
                continue
            ends = (statement.subject, statement.object)
            ends = (min(ends), max(ends)) if statement.relation.symmetric else ends
            # Parts overlap, so that one sentence may be read twice.
            kept.setdefault((*ends, statement.relation.value, statement.polarity.value), statement)
        statements = tuple(sorted(kept.values(), key=lambda statement: statement.key))
        used = {end for st in statements for end in (st.subject, st.object, *st.sources)}
        nodes = {node.id: node for node in made.values() if node.id in used}
        notes = (
            f"{len(what):,} left out: {reason}{_example(what)}"
            for reason, what in sorted(self._refused.items())
        )
        return Extraction(self._document, tuple(nodes[i] for i in sorted(nodes)), statements, tuple(notes))

    def _made(self, found: _Found) -> Node:
        classes = list(NodeClass)
        node_class = max(found.classes, key=lambda c: (found.classes[c], -classes.index(c)))
        label = min(found.labels, key=lambda name: (-found.labels[name], name))
        mentions = tuple(
            self._document.quote(*place, around(self._sentences, *place)) for place in sorted(found.places)
        )
        aliases = tuple(sorted(set(found.labels) - {label}))
        return Node(node_id(self._document, node_class, label), node_class, label, mentions, aliases)

    def _checked(self, said: _Said, made: dict[_Key, Node]) -> Statement:
        subject, object_ = made[said.subject], made[said.object]
        sources = [made[key] for key in said.sources]
        if subject.id == object_.id:
            raise _Refused("of a node about itself")
        if not said.relation.allows(subject.node_class, object_.node_class):
            raise _Refused(
                f"because {said.relation.value} does not go from {subject.node_class.value} "
                f"to {object_.node_class.value}"
            )
        if not all(source.node_class.is_actor for source in sources):
            raise _Refused("with a source that is no actor")
        return Statement(
            subject.id,
            said.relation,
            object_.id,
            said.evidence,
            said.polarity,
            said.certainty,
            tuple(source.id for source in sources),
            said.condition,
            self._document.date,
            self._confidence,
            self._stage,
        )


def _term[T: (NodeClass, Relation, Polarity, Certainty)](terms: type[T], value: str, otherwise: str) -> T:
    for term in terms:
        if term.value == value:
            return term
    raise _Refused(otherwise)


def _example(what: list[str]) -> str:
    shown = " ".join(next((text for text in what if text), "").split())
    short = shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
    return f", such as “{short}”" if short else ""

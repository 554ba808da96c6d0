"""What people decided on statements: accepted, rejected, edited, added.

A decision acts on what the extraction found, before nodes are merged or split: one on a statement
that two others collapsed into acts on both of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from ...model import Document, Evidence, Node, ParleyError, Statement
from ...ontology import Certainty, Polarity, Relation
from ..records import Record, read_evidence, read_node, read_statement
from .decision import Action, Decision
from .identity import Identity, UnmatchedError
from .references import describe_statement, likeness

MANUAL: Final = "manual"
EDITED: Final = "edited"
"""The stages of what a person added, and of what a person changed."""

_ENDS: Final = ("subject", "object")
CHANGEABLE: Final = (*_ENDS, "sources", "relation", "polarity", "certainty", "date", "evidence", "condition")
"""What an edit may change."""


@dataclass(slots=True)
class Claim:
    """A statement as it was found or added, as it is now, and the decisions on it."""

    found: Statement
    now: Statement
    added: bool = False
    decisions: list[Decision] = field(default_factory=list)
    pinned: set[str] = field(default_factory=set)
    """The ends that a person set; splits leave them where they are."""

    @property
    def rejected(self) -> bool:
        """Whether the last decision rejected it."""
        return bool(self.decisions) and self.decisions[-1].action is Action.REJECT


class Claims:
    """All statements, to be found by the references of decisions."""

    def __init__(
        self,
        statements: Iterable[Statement],
        nodes: Mapping[str, Node],
        documents: Mapping[str, Document],
        identity: Identity,
    ) -> None:
        self.all = [Claim(statement, statement) for statement in statements]
        self._raw_nodes = nodes
        self._documents = documents
        self._identity = identity
        self._moving = identity.moves()
        self._as_found: defaultdict[str, list[Claim]] = defaultdict(list)
        self._by_id: defaultdict[str, list[Claim]] = defaultdict(list)
        self._by_document: defaultdict[str, list[Claim]] = defaultdict(list)
        self._is_indexed = False

    def apply(self, decision: Decision) -> None:
        """Carry the decision out; raises UnmatchedError, with nothing changed, where that cannot be."""
        if not self._is_indexed:
            self._is_indexed = True
            for claim in self.all:
                self._index(claim)
        if decision.action is Action.ADD:
            self._add(decision)
            return
        claims = self._find(decision)
        if decision.action is Action.EDIT:
            changed = [self._edited(claim, decision.payload["changes"]) for claim in claims]
            for claim, statement in zip(claims, changed, strict=True):
                claim.now = statement
                claim.pinned |= {*_ENDS, "sources"} & decision.payload["changes"].keys()
        for claim in claims:
            claim.decisions.append(decision)
            self._by_id[self.pointed(claim).id].append(claim)

    def pointed(self, claim: Claim) -> Statement:
        """The statement as it is now, pointing to the nodes that there are now."""
        return self._pointed(claim.now, claim.pinned)

    def found(self, claim: Claim) -> Statement:
        """The statement without anybody's edits, pointing to the nodes that there are now."""
        return self._pointed(claim.found, {*_ENDS, "sources"} if claim.added else ())

    def _pointed(self, statement: Statement, pinned: Container[str]) -> Statement:
        ends = (statement.subject, statement.object, *statement.sources)
        if self._moving.isdisjoint(ends):
            return statement

        def to(name: str, node_id: str) -> str:
            return self._identity.points_to(node_id, None if name in pinned else statement)

        sources = dict.fromkeys(to("sources", source) for source in statement.sources)
        return replace(
            statement,
            subject=to("subject", statement.subject),
            object=to("object", statement.object),
            sources=tuple(sources),
        )

    def _index(self, claim: Claim) -> None:
        self._as_found[claim.found.id].append(claim)
        self._by_id[self.found(claim).id].append(claim)
        self._by_document[claim.found.evidence.document.id].append(claim)
        self._by_document[claim.found.evidence.document.name].append(claim)

    def _find(self, decision: Decision) -> list[Claim]:
        reference = decision.payload["statement"]
        origins = reference.get("origins")
        ids = [str(each) for each in origins] if isinstance(origins, list) else [str(reference.get("id"))]
        for index in (self._as_found, self._by_id):
            if named := {id(claim): claim for each in ids for claim in index.get(each, ())}:
                return list(named.values())
        wanted = [reference]
        if decision.action is Action.EDIT:
            # The extraction may have come to what the person wrote.
            plain = {
                k: v for k, v in decision.payload["changes"].items() if k in {*_ENDS, "relation", "polarity"}
            }
            wanted.append({**reference, **plain})
        for form in wanted:
            if alike := self._alike(form):
                return [alike]
        raise UnmatchedError(f"there is no statement {describe_statement(reference)} any more")

    def _alike(self, reference: Mapping[str, Any]) -> Claim | None:
        known = reference.get("document") in self._documents
        places = self._by_document.get(str(reference.get("document" if known else "name")), ())
        scored = []
        for claim in places:
            for statement in (claim.found, self.found(claim)):
                ends = {end: self._nodes(end) for end in (statement.subject, statement.object)}
                score = likeness(reference, statement, ends)
                if score is not None:
                    scored.append(((*(-part for part in score), *claim.found.key), claim))
        return min(scored, key=lambda pair: pair[0])[1] if scored else None

    def _nodes(self, node_id: str) -> tuple[Node, ...]:
        """What the identifier stands for, with and without people's decisions."""
        now = self._identity.nodes.get(node_id)
        return tuple(node for node in (self._raw_nodes.get(node_id), now) if node is not None)

    def _edited(self, claim: Claim, changes: Mapping[str, Any]) -> Statement:
        if unknown := sorted(changes.keys() - set(CHANGEABLE)):
            raise UnmatchedError(f"{unknown[0]!r} cannot be changed; {', '.join(CHANGEABLE)} can")
        document = claim.now.evidence.document
        values: dict[str, Any] = {"stage": EDITED, "confidence": 1.0}
        try:
            for name, value in changes.items():
                values[name] = self._value(name, value, document)
            statement = replace(claim.now, **values)
        except (ParleyError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise UnmatchedError(f"the statement cannot be changed so: {error}") from error
        pinned = claim.pinned | ({*_ENDS, "sources"} & changes.keys())
        self._require_allowed(self._pointed(statement, pinned))
        return statement

    def _value(self, name: str, value: Any, document: Document) -> Any:
        if name in _ENDS:
            return self._identity.find(value).id
        if name == "sources":
            return tuple(dict.fromkeys(self._identity.find(source).id for source in value))
        if name == "relation":
            return Relation(value)
        if name == "polarity":
            return Polarity(value)
        if name == "certainty":
            return Certainty(value)
        if name == "date" or (name == "condition" and value is None):
            return value
        return _quoted(document, value)

    def _add(self, decision: Decision) -> None:
        record: Record = dict(decision.payload["statement"])
        try:
            statement = read_statement(record, self._documents)
        except (ParleyError, ValueError) as error:
            raise UnmatchedError(f"the statement cannot be added: {error}") from error
        for name in _ENDS:
            self._identity.find(record[name])
        claim = Claim(statement, statement, added=True, decisions=[decision], pinned={*_ENDS, "sources"})
        self._require_allowed(self.pointed(claim))
        self.all.append(claim)
        self._index(claim)

    def _require_allowed(self, statement: Statement) -> None:
        nodes = self._identity.nodes
        for end in (statement.subject, statement.object, *statement.sources):
            if end not in nodes:
                raise UnmatchedError(f"there is no node {end!r}")
        subject, object_ = (nodes[end].node_class for end in (statement.subject, statement.object))
        if not statement.relation.allows(subject, object_):
            raise UnmatchedError(
                f"{statement.relation.value} does not go from {subject.value} to {object_.value}: "
                "choose another relation or other ends"
            )


def added_nodes(decision: Decision, documents: Mapping[str, Document]) -> list[Node]:
    """The nodes that come with an added statement; raises UnmatchedError where their words are not there."""
    records = decision.payload.get("nodes") or []
    try:
        return [read_node(record, documents) for record in records]
    except (ParleyError, ValueError, TypeError, AttributeError) as error:
        raise UnmatchedError(f"a node cannot be added: {error}") from error


def _quoted(document: Document, place: Mapping[str, Any]) -> Evidence:
    """The evidence at a place; its sentence is the place itself where none is given."""
    start, end = int(place["start"]), int(place["end"])
    sentence = place.get("sentence") or (start, end)
    record = {
        "document": document.id,
        "start": start,
        "end": end,
        "quotation": place.get("quotation", document.text[start:end]),
        "sentence": [min(int(sentence[0]), start), max(int(sentence[1]), end)],
    }
    return read_evidence(record, {document.id: document})

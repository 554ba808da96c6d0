"""Many extractions into one graph: documents, nodes and statements, each once and in order.

A node that several documents mention is one node: its mentions and aliases are united, and
its label, class and codes are those that most documents give, ties by alphabet. Nothing is
dropped in silence: every note of an extraction, and every disagreement, becomes a note here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..model import Document, Evidence, Extraction, Node, Statement, check
from ..ontology import NodeClass


@dataclass(frozen=True, slots=True)
class Merged:
    """The parts of a graph: documents by name, nodes by id, statements by place in the documents."""

    documents: tuple[Document, ...]
    nodes: tuple[Node, ...]
    statements: tuple[Statement, ...]
    skipped: tuple[str, ...]


def merge(extractions: Iterable[Extraction], skipped: Iterable[str] = ()) -> Merged:
    """Unite the extractions; `skipped` are further notes, of what never became an extraction.

    The order of the extractions makes no difference. Raises StatementError where the united
    nodes no longer allow a statement.
    """
    found = list(extractions)
    documents, notes = _documents(found)
    versions: defaultdict[str, list[Node]] = defaultdict(list)
    statements: dict[str, Statement] = {}
    for extraction in found:
        document = documents[extraction.document.id]
        notes.extend(f"{extraction.document.name}: {note}" for note in extraction.notes)
        for node in extraction.nodes:
            versions[node.id].append(_moved_node(node, document))
        for statement in extraction.statements:
            moved = _moved_statement(statement, document)
            known = statements.get(moved.id)
            statements[moved.id] = moved if known is None else surer(known, moved)
    nodes = []
    for node_id in sorted(versions):
        node, remarks = _united(versions[node_id])
        nodes.append(node)
        notes.extend(remarks)
    check(nodes, statements.values())
    return Merged(
        tuple(sorted(documents.values(), key=lambda document: (document.name, document.id))),
        tuple(nodes),
        tuple(sorted(statements.values(), key=lambda statement: statement.key)),
        tuple(sorted([*notes, *skipped])),
    )


def _documents(extractions: Iterable[Extraction]) -> tuple[dict[str, Document], list[str]]:
    """One document for each text, the first by name; the other names are noted."""
    documents: dict[str, Document] = {}
    notes = []
    versions = {extraction.document for extraction in extractions}
    for document in sorted(versions, key=lambda d: (d.name, d.id, repr(d))):
        kept = documents.setdefault(document.id, document)
        if kept.name != document.name:
            notes.append(f"{document.name}: has the same text as {kept.name}, kept once")
    return documents, notes


def _moved(mentions: Iterable[Evidence], document: Document) -> tuple[Evidence, ...]:
    return tuple(mention if mention.document is document else replace(mention, document=document)
                 for mention in mentions)  # fmt: skip


def _moved_node(node: Node, document: Document) -> Node:
    """The node with its mentions in the kept one of several documents of equal text."""
    if all(mention.document is document for mention in node.mentions):
        return node
    return replace(node, mentions=_moved(node.mentions, document))


def _moved_statement(statement: Statement, document: Document) -> Statement:
    """The statement with its evidence in the kept one of several documents of equal text."""
    if statement.evidence.document is document:
        return statement
    (evidence,) = _moved([statement.evidence], document)
    condition = None if statement.condition is None else _moved([statement.condition], document)[0]
    return replace(statement, evidence=evidence, condition=condition)


def surer(one: Statement, other: Statement) -> Statement:
    """Which of two statements of one identifier to keep: the surer one, then by the rest that can differ."""
    return min(one, other, key=_rank)


def _rank(statement: Statement) -> tuple[float, str]:
    return -statement.confidence, repr((statement.stage, statement.evidence, statement.condition))


def _vote[T](values: Iterable[T]) -> list[T]:
    """The values, the most frequent first, ties by alphabet."""
    counts = Counter(values)
    return sorted(counts, key=lambda value: (-counts[value], str(value)))


def _tidy(node: Node) -> Node:
    """The node of one document, each of its mentions and aliases once and in order."""
    mentions = {mention.key: mention for mention in node.mentions}
    return Node(
        node.id,
        node.node_class,
        node.label,
        tuple(mentions[key] for key in sorted(mentions)),
        tuple(sorted(set(node.aliases) - {node.label})),
        node.wikidata or None,
        node.iso3166 or None,
    )


def _united(versions: list[Node]) -> tuple[Node, list[str]]:
    """One node from what each document says of it, and notes on what they disagree about."""
    if len(versions) == 1:
        return _tidy(versions[0]), []
    labels = _vote(node.label for node in versions)
    classes: list[NodeClass] = _vote(node.node_class for node in versions)
    wikidata = _vote(node.wikidata for node in versions if node.wikidata)
    iso3166 = _vote(node.iso3166 for node in versions if node.iso3166)
    mentions = {mention.key: mention for node in versions for mention in node.mentions}
    aliases = {alias for node in versions for alias in node.aliases} | set(labels[1:])
    node = Node(
        versions[0].id,
        classes[0],
        labels[0],
        tuple(mentions[key] for key in sorted(mentions)),
        tuple(sorted(aliases - {labels[0]})),
        wikidata[0] if wikidata else None,
        iso3166[0] if iso3166 else None,
    )
    notes = []
    if len(classes) > 1:
        names = " and ".join(node_class.value for node_class in classes)
        notes.append(f"{node.id}: documents take it for {names}; kept as {classes[0].value}")
    notes.extend(
        f"{node.id}: documents give {' and '.join(codes)}; kept {codes[0]}"
        for codes in (wikidata, iso3166)
        if len(codes) > 1
    )
    return node, notes

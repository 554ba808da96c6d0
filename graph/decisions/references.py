"""How a decision names a node or a statement, so that it finds it again when a document is read anew.

A node is named by its identifier, and by its kind, label and first mention; a statement by its
identifier, and by document, quotation, offsets, relation, polarity and ends. Where the identifier
is gone, the rest decides, and only if it leaves no doubt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final

from ...model import Evidence, Node, Statement
from ...ontology import NodeClass
from ..records import Record

SAME_PLACE: Final = 0.5
"""How much of the shorter of two quotations the overlap must be, for them to be one place."""


def node_reference(node: Node) -> Record:
    """The node as a decision names it."""
    reference: Record = {"id": node.id, "class": node.node_class.value, "label": node.label}
    if node.mentions:
        first = node.mentions[0]
        reference["mention"] = [first.document.id, first.start, first.end]
    return reference


def statement_reference(
    statement: Statement, nodes: Mapping[str, Node], origins: Iterable[str] = ()
) -> Record:
    """The statement as a decision names it.

    `origins` are the identifiers it had when it was found: several where statements collapsed into it.
    """
    evidence = statement.evidence
    reference: Record = {
        "id": statement.id,
        "document": evidence.document.id,
        "name": evidence.document.name,
        "start": evidence.start,
        "end": evidence.end,
        "quotation": evidence.quotation,
        "subject": {"id": statement.subject, "label": nodes[statement.subject].label},
        "relation": statement.relation.value,
        "object": {"id": statement.object, "label": nodes[statement.object].label},
        "polarity": statement.polarity.value,
    }
    if (found := sorted(set(origins))) not in ([], [statement.id]):
        reference["origins"] = found
    return reference


def names_of(node: Node) -> frozenset[str]:
    """The label and the aliases, without regard to case."""
    return frozenset(name.casefold() for name in (node.label, *node.aliases))


class NodeFinder:
    """Finds the nodes that references name, among nodes that may change meanwhile."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.nodes = {node.id: node for node in nodes}
        self._by_name: defaultdict[str, set[str]] = defaultdict(set)
        for node in self.nodes.values():
            self._index(node)

    def put(self, node: Node) -> None:
        """Take the node in, in place of one of the same identifier."""
        self.nodes[node.id] = node
        self._index(node)

    def drop(self, node_id: str) -> None:
        """Forget the node."""
        del self.nodes[node_id]

    def by_id(self, reference: Any) -> Node | None:
        """The node of that identifier and, where the reference says so, that kind."""
        if not isinstance(reference, dict):
            return self.nodes.get(str(reference))
        node = self.nodes.get(str(reference.get("id")))
        return node if node is not None and _kind(reference) in {None, node.node_class.kind} else None

    def by_name(self, reference: Any) -> Node | None:
        """The one node that has the label of the reference as a name; None where there is no one."""
        if not isinstance(reference, dict):
            return None
        kind, label = _kind(reference), str(reference.get("label", "")).casefold()
        known = [self.nodes[node_id] for node_id in sorted(self._by_name[label]) if node_id in self.nodes]
        alike = [node for node in known if kind in {None, node.node_class.kind} and label in names_of(node)]
        where = place(reference.get("mention"))
        there = [node for node in alike if where is not None and is_mentioned_at(node, where)]
        # A proposal or an interest belongs to its document; an actor may be known from elsewhere.
        found = there or (alike if kind == "Actor" else [])
        return found[0] if len(found) == 1 else None

    def _index(self, node: Node) -> None:
        for name in names_of(node):
            self._by_name[name].add(node.id)


def describe_node(reference: Any) -> str:
    """The reference in words, for messages."""
    if not isinstance(reference, dict):
        return repr(str(reference))
    label = reference.get("label")
    return f"{str(reference.get('id'))!r}" + (f" ({label})" if label else "")


def describe_statement(reference: Mapping[str, Any]) -> str:
    """The reference in words, for messages."""
    ends = [_end(reference, name).get("label", "?") for name in ("subject", "object")]
    return f"{str(reference.get('id'))!r} ({ends[0]} {reference.get('relation', '?')} {ends[1]})"


def likeness(
    reference: Mapping[str, Any],
    statement: Statement,
    ends: Mapping[str, tuple[Node, ...]],
) -> tuple[float, ...] | None:
    """How well the statement fits the reference, more is better; None where it is another one.

    It is the same where document, relation and polarity are equal, the quotations overlap by half
    of the shorter one, and both ends have the identifier or a name in common. `ends` gives the
    nodes that an identifier stands for, with and without people's decisions.
    """
    if reference.get("relation") != statement.relation.value:
        return None
    if reference.get("polarity", statement.polarity.value) != statement.polarity.value:
        return None
    shared = _overlap(reference, statement)
    if shared < SAME_PLACE:
        return None
    for name, end in (("subject", statement.subject), ("object", statement.object)):
        wanted = _end(reference, name)
        candidates = ends.get(end, ())
        label = str(wanted.get("label", "")).casefold()
        if not any(node.id == wanted.get("id") or label in names_of(node) for node in candidates):
            return None
    evidence = statement.evidence
    return (
        float(reference.get("document") == evidence.document.id),
        shared,
        float(evidence.quotation == reference.get("quotation")),
    )


def _overlap(reference: Mapping[str, Any], statement: Statement) -> float:
    """Which part of the shorter quotation both cover; 1 for equal words in a new version of a document."""
    evidence = statement.evidence
    if reference.get("document") != evidence.document.id:
        same = (evidence.document.name, evidence.quotation)
        return float(same == (reference.get("name"), reference.get("quotation")))
    start, end = reference.get("start"), reference.get("end")
    if not isinstance(start, int) or not isinstance(end, int) or start >= end:
        return 0.0
    common = min(end, evidence.end) - max(start, evidence.start)
    return max(common, 0) / min(end - start, evidence.end - evidence.start)


def _end(reference: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = reference.get(name)
    return value if isinstance(value, dict) else {}


def _kind(reference: Mapping[str, Any]) -> str | None:
    try:
        return NodeClass(str(reference.get("class"))).kind
    except ValueError:
        return None


def place(value: Any) -> tuple[str, int, int] | None:
    """A document identifier and two offsets, if the value is a list of these."""
    match value:
        case [str() as document, int() as start, int() as end]:
            return document, start, end
    return None


def is_mentioned_at(node: Node, where: tuple[str, int, int]) -> bool:
    """Whether a mention of the node overlaps the place."""
    return any(overlaps(mention, where) for mention in node.mentions)


def overlaps(mention: Evidence, where: tuple[str, int, int]) -> bool:
    """Whether the mention and the place have a code point in common."""
    document, start, end = where
    return mention.document.id == document and mention.start < end and start < mention.end

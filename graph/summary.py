"""A graph at a glance: counts, the strongest stances, contradictions, and what was skipped."""

from __future__ import annotations

import html
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ..model import Statement
from ..ontology import NodeClass, Polarity, Relation

if TYPE_CHECKING:
    from .graph import Graph

SHOWN: Final = 10
"""How many stances a notebook shows."""

_STANCES: Final = frozenset({Relation.PROPOSES, Relation.SUPPORTS, Relation.OPPOSES, Relation.DEMANDS})


@dataclass(frozen=True, slots=True)
class Stance:
    """How an actor stands to a proposal, in labels, and how many statements and documents say so."""

    actor: str
    relation: Relation
    polarity: Polarity
    proposal: str
    statements: int
    documents: int

    def __str__(self) -> str:
        denied = "not: " if self.polarity is Polarity.NEGATIVE else ""
        return f"{self.actor} {denied}{self.relation.label} {self.proposal}"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Statements about one pair of nodes that cannot all hold: the two sides, each in order."""

    subject: str
    object: str
    one_side: tuple[Statement, ...]
    other_side: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The counts of a graph by class and relation (those that occur, in the ontology's order) and more.

    `stances` begin with those that most statements say. `contradictions` are in the order of
    the statements; nothing in the graph is changed for them.
    """

    documents: int
    nodes: int
    statements: int
    classes: Mapping[NodeClass, int]
    relations: Mapping[Relation, int]
    stances: tuple[Stance, ...]
    contradictions: tuple[Contradiction, ...]
    skipped: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The summary as JSON values; statements by their identifiers."""
        return {
            "documents": self.documents,
            "nodes": self.nodes,
            "statements": self.statements,
            "classes": {node_class.value: count for node_class, count in self.classes.items()},
            "relations": {relation.value: count for relation, count in self.relations.items()},
            "stances": [
                {
                    "actor": stance.actor,
                    "relation": stance.relation.value,
                    "polarity": stance.polarity.value,
                    "proposal": stance.proposal,
                    "statements": stance.statements,
                    "documents": stance.documents,
                }
                for stance in self.stances
            ],
            "contradictions": [
                {
                    "subject": contradiction.subject,
                    "object": contradiction.object,
                    "one_side": [statement.id for statement in contradiction.one_side],
                    "other_side": [statement.id for statement in contradiction.other_side],
                }
                for contradiction in self.contradictions
            ],
            "skipped": list(self.skipped),
        }

    def to_html(self) -> str:
        """The summary for a notebook: counts, the strongest stances, how much was skipped."""
        rows = "".join(
            f"<tr><td>{html.escape(str(stance))}</td><td>{stance.statements}</td></tr>"
            for stance in self.stances[:SHOWN]
        )
        table = f"<table><tr><th>strongest stances</th><th>statements</th></tr>{rows}</table>" if rows else ""
        counts = ", ".join(
            f"{count} {name}" if count != 1 else f"1 {name.removesuffix('s')}"
            for count, name in (
                (self.documents, "documents"),
                (self.nodes, "nodes"),
                (self.statements, "statements"),
                (len(self.contradictions), "contradictions"),
                (len(self.skipped), "notes"),
            )
        )
        return f"<p><b>Graph</b>: {counts} on what was skipped</p>{table}"


def summarize(graph: Graph) -> Summary:
    """The summary of a graph."""
    classes = Counter(node.node_class for node in graph.nodes)
    relations = Counter(statement.relation for statement in graph.statements)
    return Summary(
        len(graph.documents),
        len(graph.nodes),
        len(graph.statements),
        {node_class: classes[node_class] for node_class in NodeClass if classes[node_class]},
        {relation: relations[relation] for relation in Relation if relations[relation]},
        _stances(graph),
        _contradictions(graph),
        graph.skipped,
    )


def _stances(graph: Graph) -> tuple[Stance, ...]:
    said: defaultdict[tuple[str, Relation, Polarity, str], list[Statement]] = defaultdict(list)
    for st in graph.statements:
        if st.relation in _STANCES and graph.node(st.object).node_class is NodeClass.PROPOSAL:
            said[st.subject, st.relation, st.polarity, st.object].append(st)
    found = [
        (
            Stance(
                graph.node(actor).label,
                relation,
                polarity,
                graph.node(proposal).label,
                len(statements),
                len({st.evidence.document.id for st in statements}),
            ),
            (-len(statements), -sum(st.confidence for st in statements), actor, proposal, relation.value),
        )
        for (actor, relation, polarity, proposal), statements in said.items()
    ]
    return tuple(stance for stance, _ in sorted(found, key=lambda pair: (pair[1], pair[0].polarity.value)))


def _contradictions(graph: Graph) -> tuple[Contradiction, ...]:
    """One relation affirmed and denied of a pair, or its support and its opposition both affirmed."""
    said: defaultdict[tuple[str, str], defaultdict[tuple[Relation, Polarity], list[Statement]]]
    said = defaultdict(lambda: defaultdict(list))
    for st in graph.statements:
        ends = sorted((st.subject, st.object)) if st.relation.symmetric else (st.subject, st.object)
        said[ends[0], ends[1]][st.relation, st.polarity].append(st)
    found: list[Contradiction] = []
    for (subject, object_), sides in said.items():
        opposites = [
            (sides[relation, Polarity.POSITIVE], sides[relation, Polarity.NEGATIVE])
            for relation in dict.fromkeys(relation for relation, _ in tuple(sides))
            if (relation, Polarity.POSITIVE) in sides and (relation, Polarity.NEGATIVE) in sides
        ]
        supported = sides.get((Relation.SUPPORTS, Polarity.POSITIVE))
        opposed = sides.get((Relation.OPPOSES, Polarity.POSITIVE))
        if supported and opposed:
            opposites.append((supported, opposed))
        found.extend(Contradiction(subject, object_, tuple(one), tuple(other)) for one, other in opposites)
    return tuple(sorted(found, key=lambda contradiction: contradiction.one_side[0].key))

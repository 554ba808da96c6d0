"""A small language for graphs.

Nodes, one a line, with the strings that mention them (the label too, where it occurs):

    name Class Label | mention | mention

Statements, one a line; the quotation and the condition are words of the document:

    document: subject relation object [-] [?] [@source ...] [date=...] [0.7] | quotation | condition

`-` denies, `?` makes uncertain, each `@` names a voice, the nearest first, and a number is the
confidence. The name `crab` stands for the identifier `proposal/crab` where it is a Proposal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from parleygraph.graph import Graph, Run
from parleygraph.model import Document, Evidence, Extraction, Node, Statement
from parleygraph.ontology import Certainty, NodeClass, Polarity, Relation

RUN = Run(version="0.1.0", model="by-hand", model_version="1", settings={"reader": "careful"})


def make_graph(
    documents: Iterable[Document] | str,
    nodes: str,
    statements: str,
    *,
    base: str | None = None,
    codes: Mapping[str, tuple[str, str]] | None = None,
) -> Graph:
    """A graph in the language above; a text alone is a document named `text`.

    `codes` gives the Wikidata and ISO 3166 codes of nodes by their names.
    """
    found = [Document(documents, name="text")] if isinstance(documents, str) else list(documents)
    described = [line.split(maxsplit=2) for line in nodes.strip().splitlines()]
    identifiers = {name: f"{NodeClass(kind).kind.lower()}/{name}" for name, kind, _ in described}
    extractions = []
    for document in found:
        parsed = [
            _statement(document, line.partition(": ")[2], identifiers)
            for line in statements.strip().splitlines()
            if line.startswith(f"{document.name}: ")
        ]
        used = {end for st in parsed for end in (st.subject, st.object, *st.sources)}
        made = [
            _node(document, identifiers[name], NodeClass(kind), names, (codes or {}).get(name, (None, None)))
            for name, kind, names in described
        ]
        kept = tuple(node for node in made if node.mentions or node.id in used)
        extractions.append(Extraction(document, kept, tuple(parsed), ("one sentence was not placed",)))
    return Graph(extractions, run=RUN, **({"base": base} if base else {}))


def _node(
    document: Document, node_id: str, kind: NodeClass, names: str, codes: tuple[str | None, str | None]
) -> Node:
    label, *others = (name.strip() for name in names.split(" | "))
    places = {
        (match.start(), match.end())
        for name in (label, *others)
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", document.text)
    }
    mentions = tuple(document.quote(start, end) for start, end in sorted(places))
    aliases = tuple(sorted(set(others)))
    return Node(node_id, kind, label, mentions, aliases, *codes)


def _statement(document: Document, line: str, identifiers: Mapping[str, str]) -> Statement:
    head, quotation, *condition = (part.strip() for part in line.split(" | "))
    subject, relation, object_, *flags = head.split()
    given: dict[str, Any] = {"stage": "by-hand"}
    for flag in flags:
        if flag.startswith("date="):
            given["date"] = flag.removeprefix("date=")
        elif flag[0].isdigit():
            given["confidence"] = float(flag)
    return Statement(
        identifiers[subject],
        Relation(relation),
        identifiers[object_],
        _quoted(document, quotation),
        Polarity.NEGATIVE if "-" in flags else Polarity.POSITIVE,
        Certainty.UNCERTAIN if "?" in flags else Certainty.ASSERTED,
        tuple(identifiers[flag[1:]] for flag in flags if flag.startswith("@")),
        _quoted(document, condition[0]) if condition else None,
        **given,
    )


def _quoted(document: Document, quotation: str) -> Evidence:
    """The first place of the quotation, in the sentence around it."""
    start = document.text.index(quotation)
    end = start + len(quotation)
    before = max(document.text.rfind(stop, 0, start) for stop in (". ", ".\n"))
    after = document.text.find(".", end)
    return document.quote(start, end, (max(before + 2, 0) if before >= 0 else 0, after + 1 or end))

"""Annotations: one JSON file a document, nodes and statements as a human annotator writes them.

Mentions and evidence are `{"start", "end"}` in code points of the document's text; the
source of a statement is `author` or the identifier of the nearest voice.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from ..model import Document, Evidence, Node, Statement

if TYPE_CHECKING:
    from .graph import Graph

AUTHOR: Final = "author"
"""The source of what a document says in its own voice."""

_UNFIT: Final = re.compile(r'^\.+|[\x00-\x1f<>:"/\\|?*\ud800-\udfff]')


def annotation_files(graph: Graph) -> dict[str, bytes]:
    """The files, `<name of the document>.json` to content.

    Documents of one name are told apart by the beginning of their identifier.
    """
    of_document: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in graph.statements:
        of_document[statement.evidence.document.id].append(statement)
    mentions: defaultdict[str, dict[str, list[Evidence]]] = defaultdict(dict)
    for node in graph.nodes:
        for mention in node.mentions:
            mentions[mention.document.id].setdefault(node.id, []).append(mention)
    files = {}
    for document, name in zip(graph.documents, _file_names(graph.documents), strict=True):
        statements = of_document[document.id]
        found = mentions[document.id]
        ends = {end for st in statements for end in (st.subject, st.object, *st.sources)}
        nodes = [graph.node(node_id) for node_id in sorted(ends | found.keys())]
        record = {
            "doc": document.name,
            "nodes": [_node(node, found.get(node.id, [])) for node in nodes],
            "statements": [_statement(statement) for statement in statements],
        }
        files[f"{name}.json"] = (json.dumps(record, ensure_ascii=True, indent=1) + "\n").encode()
    return files


def _node(node: Node, mentions: Iterable[Evidence]) -> dict[str, Any]:
    return {
        "id": node.id,
        "class": node.node_class.value,
        "label": node.label,
        "mentions": [_offsets(mention) for mention in mentions],
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "s": statement.subject,
        "r": statement.relation.value,
        "o": statement.object,
        "polarity": statement.polarity.sign,
        "certainty": statement.certainty.value,
        "source": statement.sources[0] if statement.sources else AUTHOR,
        "evidence": _offsets(statement.evidence),
    }


def _offsets(evidence: Evidence) -> dict[str, int]:
    return {"start": evidence.start, "end": evidence.end}


def _file_names(documents: Iterable[Document]) -> list[str]:
    """A file name for each document, without what file systems refuse or take for a path."""
    pairs = [(_UNFIT.sub("_", document.name) or "_", document.id) for document in documents]
    # Some file systems take upper and lower case for the same.
    counts = Counter(name.casefold() for name, _ in pairs)
    return [name if counts[name.casefold()] == 1 else f"{name}-{key[:6]}" for name, key in pairs]

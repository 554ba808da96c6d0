"""Tables of the nodes and of the statements, as CSV for spreadsheets.

The CSV is UTF-8 with a byte order mark, which Excel needs to know it by, and RFC 4180 quoting.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .graph import Graph

type Cell = str | int | float | None

_FORMULA: Final = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")


def nodes(graph: Graph) -> bytes:
    """A row a node, sorted by identifier."""
    counts = Counter(end for st in graph.statements for end in {st.subject, st.object})
    header = ("id", "class", "label", "aliases", "wikidata", "iso3166", "mentions", "documents", "statements")
    return table(
        header,
        (
            (
                node.id,
                node.node_class.value,
                node.label,
                "; ".join(node.aliases),
                node.wikidata,
                node.iso3166,
                len(node.mentions),
                len({mention.document.id for mention in node.mentions}),
                counts[node.id],
            )
            for node in graph.nodes
        ),
    )


def statements(graph: Graph) -> bytes:
    """A row a statement with all its qualifiers, its quotation and where that is, in order."""
    header = (
        *("id", "subject", "subject_label", "relation", "object", "object_label", "polarity", "certainty"),
        *("sources", "source_labels", "condition", "date", "document", "document_id", "document_title"),
        *("document_date", "document_publisher", "document_url", "start", "end", "quotation", "sentence"),
        *("confidence", "stage"),
    )
    return table(
        header,
        (
            (
                st.id,
                st.subject,
                graph.node(st.subject).label,
                st.relation.value,
                st.object,
                graph.node(st.object).label,
                st.polarity.value,
                st.certainty.value,
                "; ".join(st.sources),
                "; ".join(graph.node(source).label for source in st.sources),
                st.condition.quotation if st.condition else None,
                st.date,
                st.evidence.document.name,
                st.evidence.document.id,
                st.evidence.document.title,
                st.evidence.document.date,
                st.evidence.document.publisher,
                st.evidence.document.url,
                st.evidence.start,
                st.evidence.end,
                st.evidence.quotation,
                st.evidence.sentence_text,
                st.confidence,
                st.stage,
            )
            for st in graph.statements
        ),
    )


def table(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The CSV of a header and rows, whose cells are made safe, as the bytes of a file."""
    return text(header, ([safe(cell) for cell in row] for row in rows)).encode("utf-8-sig")


def text(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The CSV of a header and rows as they are; a lone surrogate becomes U+FFFD."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows(rows)
    return _SURROGATES.sub("\ufffd", out.getvalue())


def safe(cell: Cell) -> Cell:
    """The cell, with an apostrophe before a text that a spreadsheet would take for a formula.

    >>> safe("=HYPERLINK(1)"), safe("-5 degrees"), safe(-5), safe("Norway")
    ("'=HYPERLINK(1)", "'-5 degrees", -5, 'Norway')
    """
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell

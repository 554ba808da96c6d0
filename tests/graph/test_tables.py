"""The tables say everything, and do nothing when a spreadsheet opens them."""

from __future__ import annotations

import csv
import io

import pytest
from parleygraph.graph import Graph
from parleygraph.graph.tables import safe


def rows(content: bytes) -> list[dict[str, str]]:
    """The rows of a table by column."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_row_is_a_statement_with_its_quotation(small_graph: Graph) -> None:
    """The table can go into a report: labels, qualifiers, document and date are all there."""
    found = rows(small_graph.serialize("statements-csv"))
    assert [row["id"] for row in found] == [st.id for st in small_graph.statements]
    (row,) = [row for row in found if row["sources"]]
    assert row["subject_label"] == "Tessland"
    assert row["polarity"] == "negative"
    assert row["source_labels"] == "Tern Gazette; Edda Brook"
    assert row["quotation"] == "Tessland did not accept the patrol ban"
    assert (row["document"], row["document_date"]) == ("lighthouse", "June 2031")


def test_a_row_is_a_node(small_graph: Graph) -> None:
    """Nodes come with class, label, aliases, codes and counts."""
    found = {row["id"]: row for row in rows(small_graph.serialize("nodes-csv"))}
    assert set(found) == {node.id for node in small_graph.nodes}
    marovia = found["actor/marovia"]
    assert (marovia["class"], marovia["label"], marovia["wikidata"]) == ("State", "Marovia", "Q42")
    assert int(marovia["statements"]) == sum(
        "actor/marovia" in (st.subject, st.object) for st in small_graph.statements
    )


def test_no_cell_is_a_formula(small_graph: Graph) -> None:
    """Texts that a spreadsheet would run are shown instead, and numbers stay numbers."""
    for name in ("nodes-csv", "statements-csv"):
        for row in rows(small_graph.serialize(name)):
            assert not [cell for cell in row.values() if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
    found = {row["id"]: row["label"] for row in rows(small_graph.serialize("nodes-csv"))}
    assert found["proposal/sum"] == "'=SUM(A1:A9)"
    assert found["actor/boats"] == "'-5 boats"


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", " =1", "\uff1d1", "\u00a0=1"]
)
def test_each_way_to_begin_a_formula_is_disarmed(text: str) -> None:
    """Spreadsheets skip white space and take full-width signs for signs."""
    assert safe(text) == "'" + text


def test_harmless_cells_are_left_alone() -> None:
    """A table of ordinary labels has no stray apostrophes."""
    assert [safe(cell) for cell in ("Norland", "a=b", "3-1", -2, 0.5, None)] == [
        "Norland",
        "a=b",
        "3-1",
        -2,
        0.5,
        None,
    ]

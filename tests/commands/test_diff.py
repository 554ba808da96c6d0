"""diff, as a table, as JSON and as a page."""

from __future__ import annotations

from pathlib import Path

import pytest
from parleygraph.graph import Graph

from .conftest import Command


@pytest.fixture
def folders(small_graph: Graph, parley: Command, tmp_path: Path) -> tuple[Path, Path]:
    """The dispute over fish, and the same after a merge, a renaming and a split."""
    before, after = small_graph.save(tmp_path / "before"), small_graph.save(tmp_path / "after")
    parley("merge", after, "actor/guild", "actor/dockers")
    parley("rename", after, "actor/quill", "Feather Island")
    parley("split", after, "actor/tessland", "--document", "lighthouse", "--label", "Tessland of the coast")
    return before, after


def test_the_tables_show_each_kind_of_difference(parley: Command, folders: tuple[Path, Path]) -> None:
    """With names and identifiers, and counts at the end."""
    done = parley("diff", *folders)
    assert done.status == 0
    for title in ("Nodes merged (1)", "Nodes split (1)", "Nodes renamed (1)"):
        assert title in done.out
    assert "Feather Island" in done.out
    assert "statements: 0 added, 0 removed, 0 changed; nodes: 1 merged, 1 split" in done.out


def test_equal_graphs_are_said_to_be_so(parley: Command, folders: tuple[Path, Path]) -> None:
    """In one line."""
    assert parley("diff", folders[0], folders[0]).out == "the graphs are equal\n"


def test_json_and_page_have_the_same(parley: Command, folders: tuple[Path, Path], tmp_path: Path) -> None:
    """The page is one file; both can be asked for at once."""
    page = tmp_path / "new" / "diff.html"
    record = parley("diff", *folders, "--json").json
    assert [each["before"]["label"] for each in record["nodes"]["renamed"]] == ["Quill Island"]
    assert parley("diff", *folders, "--html", page).out.strip() == str(page)
    assert "Feather Island" in page.read_text(encoding="utf-8")
    assert sorted(path.name for path in page.parent.iterdir()) == ["diff.html"]


def test_hostile_words_are_escaped_on_the_terminal(
    parley: Command, small_graph: Graph, folders: tuple[Path, Path], tmp_path: Path
) -> None:
    """Those of the statements that were added too."""
    less = Graph(run=small_graph.run).save(tmp_path / "empty")
    shown = parley("diff", less, folders[0]).out
    assert "Statements added (28)" in shown
    assert "\x07" not in shown
    assert "\u200f" not in shown


def test_a_folder_without_a_graph_is_named(
    parley: Command, folders: tuple[Path, Path], tmp_path: Path
) -> None:
    """Whichever of the two it is."""
    for pair in ((tmp_path, folders[0]), (folders[0], tmp_path)):
        refused = parley("diff", *pair)
        assert refused.status == 3
        assert f"{tmp_path}: holds no graph" in refused.err

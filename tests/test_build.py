"""`pg.build`: sources in, a graph out, and one bad text does not cost the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import parleygraph as pg
import pytest
from parleygraph import _sources
from parleygraph.extractors import spacy_extractor
from parleygraph.model import ParleyError

PLAN = pg.Document("France rejected the plan of Germany.", name="plan")
TREATY = pg.Document("Norway supports the treaty.", name="treaty")


def names(graph: pg.Graph) -> list[str]:
    """The names of the documents of a graph."""
    return [document.name for document in graph.documents]


def test_documents_in_memory_files_and_folders_go_together(tmp_path: Path) -> None:
    """A build takes one source or many, of any kind."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "one.txt").write_text("Kenya proposed a ceasefire.")
    (tmp_path / "two.txt").write_text("Peru opposes the tariff.")
    graph = pg.build([PLAN, tmp_path / "folder", str(tmp_path / "two.txt")])
    assert names(graph) == ["one", "plan", "two"]
    assert names(pg.build(PLAN)) == ["plan"]


def test_the_run_is_recorded() -> None:
    """The graph knows the version of the package, and name and version of the model."""
    run = pg.build(PLAN).run
    assert (run.version, run.model) == (pg.__version__, "en_core_web_md")
    assert run.model_version.startswith("3.")


def test_what_cannot_be_read_is_listed_and_the_rest_goes_on(tmp_path: Path) -> None:
    """`graph.skipped` names the file with the reason."""
    (tmp_path / "empty.txt").touch()
    graph = pg.build([PLAN, tmp_path / "empty.txt"])
    assert names(graph) == ["plan"]
    assert any("empty.txt" in note for note in graph.skipped)


def test_nothing_to_build_is_an_error_that_names_every_source(tmp_path: Path) -> None:
    """The error lists each failure; no source at all is an error too."""
    with pytest.raises(ParleyError) as caught:
        pg.build([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert "a.txt" in str(caught.value)
    assert "b.txt" in str(caught.value)
    with pytest.raises(ParleyError, match="no document was given"):
        pg.build([])


def test_equal_texts_are_one_document_and_a_note() -> None:
    """The second name of a text is noted, not lost."""
    graph = pg.build([PLAN, pg.Document(PLAN.text, name="copy")])
    assert len(graph.documents) == 1
    assert any("plan" in note and "copy" in note for note in graph.skipped)


def test_progress_counts_every_document() -> None:
    """The callback hears of each document as it is done."""
    heard: list[tuple[int, int, str]] = []
    pg.build([PLAN, TREATY], on_progress=lambda *step: heard.append(step))
    assert heard == [(1, 2, "plan"), (2, 2, "treaty")]


@pytest.mark.parametrize("error", [pg.StatementError("does not fit"), TypeError("an integer is required")])
def test_a_text_that_stops_the_extraction_does_not_cost_the_others(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """The text is named with the reason, and the ones before and after it are in the graph."""
    real = spacy_extractor.extract_all

    def fragile(documents: Iterable[pg.Document], *rest: Any) -> Iterator[pg.Extraction]:
        for document in documents:
            if document.name == "bad":
                raise error
            yield from real([document], *rest)

    monkeypatch.setattr(spacy_extractor, "extract_all", fragile)
    bad = pg.Document("Chile demands a vote.", name="bad")
    heard: list[str] = []
    graph = pg.build([PLAN, bad, TREATY], on_progress=lambda done, total, name: heard.append(name))
    assert names(graph) == ["plan", "treaty"]
    assert any(note.startswith("bad: ") and str(error) in note for note in graph.skipped)
    assert heard == ["plan", "bad", "treaty"]


def test_names_that_are_taken_get_numbers() -> None:
    """A number that would clash with a given name is passed over."""
    given = [
        _sources.Found(pg.Document(text, name=name), "")
        for text, name in (("a", "n"), ("b", "n-2"), ("c", "n"), ("d", "n"))
    ]
    named = _sources.distinct_names(given)
    assert [found.document.name for found in named] == ["n", "n-2", "n-3", "n-4"]


def test_more_confidence_is_fewer_statements_and_it_is_recorded() -> None:
    """The least confidence leaves out what is below it, and the run says what was chosen."""
    text = (Path(__file__).parent.parent / "examples" / "river-talks.txt").read_text(encoding="utf-8")
    article = pg.Document(text, name="talks")
    usual, sure = pg.build(article), pg.build(article, min_confidence=0.7)
    assert 0 < len(sure.statements) < len(usual.statements)
    assert all(statement.confidence >= 0.7 for statement in sure.statements)
    assert sure.run.settings["min_confidence"] == 0.7
    assert sure.run.settings_hash != usual.run.settings_hash


def test_the_rules_can_decide_alone() -> None:
    """Without the learned reader, the run records that, and every statement names its rule."""
    graph = pg.build(PLAN, learned=False)
    assert graph.run.settings["reader"] == "rules"
    assert graph.statements
    assert not any("learned" in statement.stage for statement in graph.statements)

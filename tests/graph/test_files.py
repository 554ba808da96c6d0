"""Files are written in whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from parleygraph.graph import DossierError, Graph
from parleygraph.graph.exports import exporter
from parleygraph.graph.files import write_file, write_files


def test_a_folder_that_cannot_be_made_is_an_error(small_graph: Graph, tmp_path: Path) -> None:
    """The message names the folder, the reason and what to do; nothing is left behind."""
    (tmp_path / "file").write_text("in the way")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(DossierError, match=r"cannot be written .* choose a folder"):
            small_graph.save(folder)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_failure_leaves_the_old_files_and_no_new_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk is full at the second file, the first is still what it was."""
    write_files(tmp_path, {"a": b"old"})
    real = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if content == b"second":
            real(path, content[:3])
            raise OSError(28, "No space left on device")
        return real(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(DossierError, match="No space left on device"):
        write_files(tmp_path, {"a": b"first", "b": b"second"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"old"}


def test_a_new_folder_does_not_outlive_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders that were made for the files go with them."""

    def full(path: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(DossierError):
        write_files(tmp_path / "a" / "b", {"c": b"c"})
    assert list(tmp_path.iterdir()) == []


def test_one_file_is_not_written_over_a_folder(tmp_path: Path) -> None:
    """The message says to name a file in it."""
    with pytest.raises(DossierError, match="it is a folder"):
        write_file(tmp_path, b"")


def test_an_export_is_one_file_or_a_folder_of_them(small_graph: Graph, tmp_path: Path) -> None:
    """Exporters return the paths of what they wrote."""
    (path,) = exporter("turtle").write(small_graph, tmp_path / "made" / "graph.ttl")
    assert path.read_bytes() == small_graph.serialize("turtle")
    paths = exporter("annotations").write(small_graph, tmp_path / "notes")
    assert sorted(path.name for path in paths) == ["hostile.json", "lighthouse.json", "quota-talks.json"]


def test_the_page_is_written_where_it_is_asked_for(small_graph: Graph, tmp_path: Path) -> None:
    """A string does for a path."""
    path = small_graph.to_html(str(tmp_path / "page.html"))
    assert path.read_bytes() == small_graph.serialize("html")
    assert path.read_bytes().startswith(b"<!doctype html>")

"""What goes wrong for users: one clear line, the right exit status, nothing half-written."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from .conftest import Command, Outcome

ENCRYPTED = "encrypted.pdf"


def one_line(outcome: Outcome) -> str:
    """The only line on standard error, which names the command and is no traceback."""
    (line,) = outcome.err.splitlines()
    assert line.startswith("parleygraph")
    return line


def contents(folder: Path) -> dict[Path, bytes]:
    """Every file below the folder with what is in it."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def unreadable(tmp_path: Path) -> dict[str, Path]:
    """Files that cannot be read, by what is wrong with them."""
    from pypdf import PdfWriter

    files = {
        "empty": tmp_path / "empty.txt",
        "blank": tmp_path / "blank.txt",
        "binary": tmp_path / "binary.txt",
        "password": tmp_path / ENCRYPTED,
        "broken": tmp_path / "broken.pdf",
        "suffix": tmp_path / "picture.jpeg",
        "absent": tmp_path / "absent.txt",
    }
    files["empty"].write_bytes(b"")
    files["blank"].write_text(" \n\t\n")
    files["binary"].write_bytes(bytes(range(256)) * 40)
    files["broken"].write_bytes(b"%PDF-1.7\nnothing else")
    files["suffix"].write_bytes(b"\xff\xd8\xff\xe0" + bytes(100))
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm="AES-256")
    writer.write(files["password"])
    return files


@pytest.mark.parametrize("kind", ["empty", "blank", "binary", "password", "broken", "suffix", "absent"])
def test_a_file_that_cannot_be_read_is_named_and_nothing_is_written(
    parley: Command, unreadable: dict[str, Path], tmp_path: Path, kind: str
) -> None:
    """Alone, such a file means status 3, one line with its name, and no folder."""
    outcome = parley("build", unreadable[kind], "--out", tmp_path / "out")
    assert outcome.status == 3
    assert unreadable[kind].name in one_line(outcome)
    assert outcome.out == ""
    assert not (tmp_path / "out").exists()


def test_the_others_go_on_and_the_status_says_so(
    parley: Command, unreadable: dict[str, Path], tmp_path: Path
) -> None:
    """Beside a good file, each bad one gets its line and its note; the graph is written; status 1."""
    good = tmp_path / "good.txt"
    good.write_text("France rejected the plan.")
    outcome = parley("build", good, *unreadable.values(), "--out", tmp_path / "out", "--json")
    assert outcome.status == 1
    assert len(outcome.err.splitlines()) == len(unreadable)
    assert outcome.json["documents"] == 1
    assert len(outcome.json["failures"]) == len(unreadable)
    run = (tmp_path / "out" / "run.json").read_text(encoding="utf-8")
    assert all(path.name in run for path in unreadable.values())


def test_text_that_is_not_utf_8_is_read_by_its_encoding(parley: Command, tmp_path: Path) -> None:
    """Latin-1 is recognised: the text comes through, or the file is refused with a reason."""
    path = tmp_path / "latin.txt"
    path.write_bytes(
        "Le président rejected the plan, and nobody in the café was surprised.\n".encode("latin-1") * 4
    )
    outcome = parley("build", path, "--out", tmp_path / "out", "--quiet")
    assert outcome.status == 0
    assert "pr\u00e9sident" in (tmp_path / "out" / "documents.jsonl").read_text(encoding="utf-8")


def test_a_text_in_another_language_is_named_and_the_others_go_on(parley: Command, tmp_path: Path) -> None:
    """German is refused by file and language with status 1, or 3 alone; `--language en` has it read."""
    german, good, out = tmp_path / "notiz.txt", tmp_path / "good.txt", tmp_path / "out"
    german.write_text("Die Regierung lehnt den Vorschlag ab und fordert neue Verhandlungen. " * 6)
    good.write_text("France rejected the plan.")
    outcome = parley("build", german, good, "--out", out, "--json")
    assert outcome.status == 1
    assert outcome.json["documents"] == 1
    line = one_line(outcome)
    assert str(german) in line
    assert "German (de)" in line
    assert "--language en" in line
    assert parley("build", german, "--out", tmp_path / "alone").status == 3
    assert parley("build", german, "--language", "en", "--out", out, "--quiet") == Outcome(0, "", "")
    assert '"language": "en"' in (out / "documents.jsonl").read_text(encoding="utf-8")


def test_a_folder_without_documents_is_an_error(parley: Command, tmp_path: Path) -> None:
    """An empty folder is named; nothing is written."""
    (tmp_path / "in").mkdir()
    outcome = parley("build", tmp_path / "in", "--out", tmp_path / "out")
    assert outcome.status == 3
    assert str(tmp_path / "in") in one_line(outcome)
    assert not (tmp_path / "out").exists()


def test_five_megabytes_of_one_line_are_refused_in_time(parley: Command, tmp_path: Path) -> None:
    """A text that is longer than the model can read is named with its length, without a long wait."""
    path = tmp_path / "long.txt"
    path.write_text("France rejected the plan of Germany and " * 131072)
    started = time.monotonic()
    outcome = parley("build", path, "--out", tmp_path / "out")
    assert time.monotonic() - started < 60
    assert outcome.status == 3
    line = one_line(outcome)
    assert "long" in line
    assert "split" in line
    assert not (tmp_path / "out").exists()


def test_nothing_on_standard_input_is_an_error(process: Command, tmp_path: Path) -> None:
    """An empty pipe is reported as an empty document."""
    outcome = process("build", "-", "--out", tmp_path / "out")
    assert outcome.status == 3
    assert "stdin" in one_line(outcome) or "standard input" in one_line(outcome)


@pytest.mark.parametrize("place", ["a file", "under a file", "/proc/parley"])
def test_a_place_that_cannot_be_written_is_said_before_the_work(
    parley: Command, example: Path, tmp_path: Path, place: str
) -> None:
    """A file in the way, or a place where nobody can write, stops the build at once."""
    (tmp_path / "taken").write_text("mine")
    if place == "/proc/parley" and not Path("/proc/self").exists():
        pytest.skip("there is no /proc here")
    out = {"a file": tmp_path / "taken", "under a file": tmp_path / "taken" / "out"}.get(place, Path(place))
    started = time.monotonic()
    outcome = parley("build", example, "--out", out)
    assert outcome.status == 3
    assert str(out) in one_line(outcome)
    assert time.monotonic() - started < 2
    assert (tmp_path / "taken").read_text() == "mine"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_said_before_the_work(
    parley: Command, example: Path, tmp_path: Path
) -> None:
    """A read-only folder is named, and what was in it stays."""
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    outcome = parley("build", example, "--out", locked / "out")
    assert outcome.status == 3
    assert str(locked) in one_line(outcome)


def test_a_failed_build_leaves_the_last_graph_as_it_was(parley: Command, tmp_path: Path) -> None:
    """What was built before survives a build that fails."""
    note, out = tmp_path / "note.txt", tmp_path / "out"
    note.write_text("France rejected the plan.")
    assert parley("build", note, "--out", out, "--quiet").status == 0
    before = contents(out)
    note.write_text("")
    assert parley("build", note, "--out", out).status == 3
    assert contents(out) == before


@pytest.mark.parametrize(
    ("arguments", "said", "status"),
    [
        (["build"], "PATH", 2),
        (["build", "x.txt", "--wat"], "--wat", 2),
        (["biuld"], "biuld", 2),
        (["build", "{note}", "--base", "not an iri", "--out", "{out}"], "not an iri", 2),
        (["build", "{note}", "--language", "de", "--out", "{out}"], "'de'", 2),
        (["build", "{note}", "--model", "no_such_model", "--out", "{out}"], "no_such_model", 3),
    ],
)
def test_a_wrong_command_line_is_one_line(
    parley: Command, tmp_path: Path, arguments: list[str], said: str, status: int
) -> None:
    """Whatever is misspelt or missing is named, with where to look; there is no traceback."""
    note = tmp_path / "note.txt"
    note.write_text("France rejected the plan.")
    places = {"note": note, "out": tmp_path / "out"}
    outcome = parley(*(argument.format(**places) for argument in arguments))
    assert outcome.status == status
    assert said in one_line(outcome)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "arguments", [["query", "{dir}", "ASK {{}}"], ["export", "{dir}", "--format", "turtle"],
                  ["view", "{dir}", "--no-open"], ["validate", "{dir}"], ["explain", "{dir}", "abc"]],
)  # fmt: skip
def test_a_folder_that_holds_no_graph_is_named(parley: Command, tmp_path: Path, arguments: list[str]) -> None:
    """Every command that reads a graph says that there is none, and what to name instead."""
    outcome = parley(*(argument.format(dir=tmp_path) for argument in arguments))
    assert outcome.status == 3
    assert str(tmp_path) in one_line(outcome)
    assert "parleygraph build" in one_line(outcome)


def test_a_damaged_graph_is_reported_by_its_file(parley: Command, dossier: Path, tmp_path: Path) -> None:
    """A quotation that was changed by hand is found when the graph is read."""
    damaged = tmp_path / "damaged"
    shutil.copytree(dossier, damaged)
    (document,) = (damaged / "documents").iterdir()
    document.write_bytes(document.read_bytes().replace(b'"start": ', b'"start": 1', 1))
    outcome = parley("validate", damaged)
    assert outcome.status == 3
    assert str(document) in one_line(outcome)
    assert "parleygraph rebuild" in one_line(outcome)

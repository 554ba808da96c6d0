"""Files and folders: what is read, what is skipped and why, and what cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from parleygraph.extractors import SUFFIXES, ReadError, find_documents, read_document, read_stream, readers
from parleygraph.model import ParleyError


def write(path: Path, content: str = "The towns ask for time.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize(("file", "name"), [("towns.txt", "towns"), ("a.b.TXT", "a.b"), ("towns", "towns")])
def test_a_document_is_named_after_its_file(file: str, name: str, tmp_path: Path) -> None:
    """The stem is the name; the case of the suffix does not matter, and it may be missing."""
    document = read_document(write(tmp_path / file))
    assert (document.name, document.text) == (name, "The towns ask for time.")


def test_a_stream_is_named_by_the_caller() -> None:
    """A dot in it is no suffix."""
    assert read_stream(b"They ask.", "U.S. talks").name == "U.S. talks"
    assert read_stream(b"They ask.").name == "stdin"


def test_a_name_can_be_written_in_utf_8(tmp_path: Path) -> None:
    """File names may hold bytes that are no text, and marks apart from their letters."""
    path = write(tmp_path / os.fsdecode(b"cafe\xcc\x81-\xff.txt"))
    assert read_document(path).name == "caf\xe9-?"


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_an_empty_file_is_refused(content: bytes, suffix: str, tmp_path: Path) -> None:
    """Blank space and a byte order mark are no text."""
    path = tmp_path / f"towns{suffix}"
    path.write_bytes(content)
    with pytest.raises(ReadError, match=rf"towns\{suffix}: (is empty|holds no (text|article))"):
        read_document(path)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_error_names_the_file_the_reason_and_the_way_out(suffix: str, tmp_path: Path) -> None:
    """Every reader refuses bytes that are not of its format in the same way."""
    path = tmp_path / f"noise{suffix}"
    path.write_bytes(bytes(range(256)) * 20)
    with pytest.raises(ReadError) as caught:
        read_document(path)
    error = caught.value
    assert isinstance(error, ParleyError)
    assert error.where == str(path)
    assert error.reason
    assert error.advice
    assert str(error) == f"{path}: {error.reason}; {error.advice}"


@pytest.mark.parametrize(
    ("content", "kind"), [(b"%PDF-1.7 ...", "a PDF"), (b"PK\x03\x04...", "a zip or Office file")]
)
def test_a_text_file_of_another_format_says_which(content: bytes, kind: str, tmp_path: Path) -> None:
    """A wrong suffix is a common slip."""
    path = tmp_path / "towns.txt"
    path.write_bytes(content)
    with pytest.raises(ReadError, match=f"is not text but {kind}; give it the suffix of its format"):
        read_document(path)


def test_a_suffix_that_no_reader_knows_is_refused(tmp_path: Path) -> None:
    """The message lists the suffixes that can be read."""
    with pytest.raises(ReadError, match=r"suffix \.rtf.*\.txt \.md \.html"):
        read_document(write(tmp_path / "towns.rtf"))


def test_a_folder_named_like_a_file_is_refused(tmp_path: Path) -> None:
    """It is read by way of the files in it."""
    (tmp_path / "towns.txt").mkdir()
    with pytest.raises(ReadError, match="is a folder"):
        read_document(tmp_path / "towns.txt")


@pytest.mark.parametrize("name", ["missing.txt", "loop.txt"])
def test_a_path_that_leads_nowhere_is_refused(name: str, tmp_path: Path) -> None:
    """Missing files and links in a circle end in an error, not in a search."""
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    with pytest.raises(ReadError, match="cannot be opened"):
        read_document(tmp_path / name)
    with pytest.raises(ReadError, match="does not exist"):
        find_documents([tmp_path / name])


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """Reading it would hang until somebody writes."""
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(ReadError, match="not a regular file; pass its content through standard input"):
        read_document(tmp_path / "pipe.txt")


def test_a_file_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason is that of the system."""
    path = write(tmp_path / "towns.txt")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    # The superuser may read everything, so that a mode would not do.
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ReadError, match=r"towns\.txt: cannot be opened: Permission denied"):
        read_document(path)


def test_a_file_beyond_the_limit_is_refused_unread(tmp_path: Path) -> None:
    """A file of 51 MB is too large for one document."""
    path = tmp_path / "towns.txt"
    with path.open("wb") as file:
        file.truncate(51_000_000)
    with pytest.raises(ReadError, match=r"is 51\.0 MB large, more than 50 MB; split it"):
        read_document(path)


def test_a_stream_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is the same."""
    monkeypatch.setattr(readers, "MAX_BYTES", 10)
    with pytest.raises(ReadError, match="more than"):
        read_stream(b"The towns ask for time.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "news"
    for name in ("b.txt", "a.md", "deep/er/c.HTML", "deep/d.pdf", "x.txt/e.docx"):
        write(root / name)
    for name in ("notes.csv", ".hidden.txt", ".git/f.txt", "bare"):
        write(root / name)
    (root / "back").symlink_to(root, target_is_directory=True)
    (root / "gone.txt").symlink_to("nowhere.txt")
    (root / "again.txt").symlink_to("b.txt")
    os.mkfifo(root / "pipe.txt")
    return root


def test_a_folder_is_searched_to_the_bottom_in_order(folder: Path) -> None:
    """Documents of every known suffix, sorted, however the system lists them."""
    found = find_documents([folder])
    assert [str(path.relative_to(folder)) for path in found] == [
        "a.md",
        "again.txt",
        "deep/d.pdf",
        "deep/er/c.HTML",
        "x.txt/e.docx",
    ]
    assert (len(found), found[0], found[-1:]) == (5, folder / "a.md", (folder / "x.txt/e.docx",))


def test_what_is_skipped_is_listed_with_the_reason(folder: Path) -> None:
    """Nothing is left out in silence."""
    skipped = {str(skip.path.relative_to(folder)): skip.reason for skip in find_documents([folder]).skipped}
    assert skipped == {
        ".git": "is hidden",
        ".hidden.txt": "is hidden",
        "b.txt": f"is the same file as {folder / 'again.txt'}",
        "back": "is a link to a folder",
        "bare": "has the suffix (none)",
        "gone.txt": "is a broken link",
        "notes.csv": "has the suffix .csv",
        "pipe.txt": "is not a regular file",
    }


def test_files_are_taken_as_given(folder: Path) -> None:
    """A file that is named is meant, hidden or not, and keeps its place."""
    given = [folder / "notes.csv", folder / ".hidden.txt", folder / "a.md"]
    found = find_documents([*given, folder])
    assert list(found[:3]) == given
    assert len(found) == len(set(found)) == 7


@pytest.mark.parametrize("name", [None, ".hidden.txt", "notes.csv"])
def test_a_folder_without_documents_is_refused(name: str | None, tmp_path: Path) -> None:
    """The message says how much else is in it, and what kinds of files are read."""
    if name:
        write(tmp_path / name)
    with pytest.raises(ReadError, match=rf"without documents \({int(bool(name))} other.*\.txt \.md"):
        find_documents([tmp_path])


def test_a_folder_that_cannot_be_opened_is_skipped(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are read, and the reason is listed."""
    list_folder = Path.iterdir

    def refuse(path: Path) -> object:
        if path.name == "deep":
            raise PermissionError(13, "Permission denied")
        return list_folder(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    found = find_documents([folder])
    assert "a.md" in {path.name for path in found}
    assert (folder / "deep", "cannot be opened: Permission denied") in {
        (s.path, s.reason) for s in found.skipped
    }

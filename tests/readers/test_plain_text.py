"""Plain text: any usual encoding, binary and damaged content refused, title and date from the first lines."""

from __future__ import annotations

import codecs
import hashlib
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parleygraph.extractors import ReadError, read_stream
from parleygraph.extractors.plain_text import clean

# Everything that a reader keeps as it is: no control characters, surrogates and non-characters.
kept = st.characters(
    exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff\ufffe\uffff"
) | st.sampled_from("\n\t")
kept_texts = st.text(kept, min_size=1).map(lambda text: "Talks: " + text)
WORDS = [
    "the",
    "minister",
    "of",
    "trade",
    "refused",
    "to",
    "sign",
    "a",
    "new",
    "pact",
    "with",
    "harbour",
    "towns",
]
WESTERN_WORDS = [
    "São",
    "Málaga",
    "Göteborg",
    "Österreich",
    "café",
    "naïve",
    "Curaçao",
    "£5",
    "«no»",
    "12°",
    "§",
]
WINDOWS_WORDS = ["“yes”", "didn’t", "1914–18", "€20", "—", "Škoda", "wait…"]

# The first text waits for the libraries behind the reader.
unhurried = settings(deadline=None)


def sentences(accented: list[str]) -> st.SearchStrategy[str]:
    """English text in which at most every fourth word is not ASCII."""
    pieces = st.tuples(st.lists(st.sampled_from(WORDS), min_size=3, max_size=8), st.sampled_from(accented))
    return st.lists(pieces, min_size=1, max_size=8).map(
        lambda drawn: " ".join(word for words, other in drawn for word in (*words, other))
    )


def read(text: str, encoding: str) -> str:
    return read_stream(text.encode(encoding)).text


@unhurried
@given(kept_texts, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_unicode_text_comes_through_in_nfc(text: str, encoding: str) -> None:
    """Whatever the text, UTF-8 with and without mark, UTF-16 and UTF-32 give it back."""
    assert read(text, encoding) == unicodedata.normalize("NFC", text)


@unhurried
@given(sentences(WESTERN_WORDS), st.sampled_from(["latin-1", "cp1252"]))
def test_western_text_in_latin_1_comes_through(text: str, encoding: str) -> None:
    """A few accented words among English ones are read as they were written."""
    assert read(text, encoding) == text


@pytest.mark.parametrize("text", ["“Yes”", "é", "olé!"])
def test_a_few_characters_are_taken_for_western(text: str) -> None:
    """They are too little to go by, and the package reads English."""
    assert read(text, "cp1252") == text


@unhurried
@given(sentences(WESTERN_WORDS + WINDOWS_WORDS))
def test_windows_punctuation_comes_through(text: str) -> None:
    """Curly quotes, dashes and the euro sign are those of Windows-1252."""
    assert read(text, "cp1252") == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Rząd odrzucił propozycję ścisłej współpracy żądając więcej pieniędzy", "cp1250"),
        ("Министр предложил переговоры о прекращении огня, но повстанцы отвергли предложение.", "cp1251"),
        ("外交部长提出停火谈判的建议，但叛军拒绝了这一建议。", "gb18030"),
        ("The minister refused the truce that the islands had proposed.", "utf-16-le"),
        ("The minister refused the truce that the islands had proposed.", "utf-16-be"),
    ],
)
def test_other_encodings_are_detected(text: str, encoding: str) -> None:
    """Text that is not Western, and UTF-16 without its mark, is told by what it holds."""
    assert read(text, encoding) == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_no_part_of_the_text(encoding: str) -> None:
    """The first offset is that of the first letter."""
    assert read("Orland refuses.", encoding) == "Orland refuses."


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda text: text[:40] + b"\xff" + text[40:], "UTF-8 that is damaged at byte 40"),
        (lambda text: text[:-1], "UTF-8 that is damaged at byte"),
        (lambda text: codecs.BOM_UTF8 + text + b"\xe2\x80", "begins as UTF-8 and is damaged at byte"),
        (lambda text: text.decode().encode("utf-16") + b"\x00", "begins as UTF-16-LE and is damaged at byte"),
    ],
)
def test_damaged_unicode_is_refused_with_its_place(damage: Callable[[bytes], bytes], reason: str) -> None:
    """Rather than garbled text, the reader gives the byte where it breaks, and the way out."""
    text = "The café was closed, “for now”, said the mayor of São Vito – and opened in spring: olé".encode()
    with pytest.raises(ReadError, match=f"stdin: .*{reason}.*; save it as UTF-8 text"):
        read_stream(damage(text))


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
        b"Talks\x00\x01\x02 and more talks",
        b"\x01\x02\x03\x04\x05\x06\x07\x08talks",
        bytes(7 * number % 256 for number in range(4_000)),
        hashlib.shake_256(b"noise").digest(20_000),
    ],
    ids=["png", "nul", "controls", "pattern", "noise"],
)
def test_binary_content_is_refused(data: bytes) -> None:
    """What is no text in any encoding says so."""
    with pytest.raises(ReadError, match="binary"):
        read_stream(data)


def test_stray_control_characters_become_spaces() -> None:
    """One of them is no reason to refuse a text, but no export could hold it."""
    assert read("Talks\x08 go on, " + "and on, " * 40 + "\x0cand end.", "utf-8").startswith("Talks  go on")
    assert "\x0c" not in read("Talks.\x0cMore talks.", "utf-8")


def test_half_a_surrogate_pair_is_replaced() -> None:
    """PDFs hold such halves; neither a hash nor a file could."""
    assert clean("\ud83d\ude00 and \ud83d") == "\U0001f600 and \ufffd"


BODY = "The towns asked on Monday for more time, and the islands refused it once more.\n"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Harbour towns ask for time\n\n{BODY}", "Harbour towns ask for time"),
        (f"\n\n  Who will sign?  \n \n{BODY}", "Who will sign?"),
        (f"Harbour towns ask for time\n{BODY * 2}".replace(".\nThe", ". The"), "Harbour towns ask for time"),
        (f"Harbour towns ask\n{BODY}", None),
        (f"The towns asked for time.\n\n{BODY}", None),
        (f"He said “no.”\n\n{BODY}", None),
        (f"Monday, March 3, 2014\n\n{BODY}", None),
        (f"{'A long line of words, ' * 8}and no end\n\n{BODY}", None),
        ("Harbour towns ask for time", None),
    ],
)
def test_a_short_first_line_is_the_title(text: str, title: str | None) -> None:
    """It stands alone and does not end as a sentence; it stays in the text."""
    document = read_stream(text.encode())
    assert (document.title, document.text) == (title, text)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Wednesday, November 28, 2007", "2007-11-28"),
        ("28 November 2007", "2007-11-28"),
        ("2007-11-28", "2007-11-28"),
        ("28/11/2007", "2007-11-28"),
        ("Published: Nov. 28, 2007, 11:30 PM EST", "2007-11-28"),
        ("By Jane Doe, 28th November 2007", "2007-11-28"),
        (f"PORT ORLAND, Nov. 28, 2007 (Agency) — {BODY}", "2007-11-28"),
        ("03/04/2007", None),
        ("November 2007", None),
        ("Monday", None),
        ("The session that began on November 28, 2007 went on for three more days", None),
        ("On November 28, 2007 the towns met.", None),
        (f"PORT ORLAND — On November 28, 2007 the towns met. {BODY}", None),
        ("Resolution 1701 (2006)", None),
    ],
)
def test_a_dateline_gives_the_date(line: str, date: str | None) -> None:
    """A full date that can be read in one way, in a line of its own or before the first dash."""
    assert read_stream(f"Harbour towns ask for time\n\n{line}\n\n{BODY}".encode()).date == date


def test_a_date_in_the_prose_is_no_date_of_the_document() -> None:
    """A short line with a date further down is the text's business."""
    assert read_stream(f"Towns ask for time\n\n{BODY * 12}\n28 November 2007\n".encode()).date is None


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_five_megabytes_in_one_line_are_read(encoding: str) -> None:
    """Size and a missing line end change nothing."""
    text = "The minister said that it’s over, and the islands refused to sign. " * 75_000
    assert read(text, encoding) == text


def test_lines_are_kept() -> None:
    """Blank lines and single line ends stay, so that headings stand apart."""
    assert read("A heading\r\n\r\nA line\rand a line\n", "utf-8") == "A heading\n\nA line\nand a line\n"

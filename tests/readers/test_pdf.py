"""PDF: paragraphs out of lines, and files that hold no text to read."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from parleygraph.extractors import ReadError, read_stream
from parleygraph.extractors.pdf_lines import Line, paragraphs
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

STYLES = getSampleStyleSheet()
TOWNS = [
    "Abbey",
    "Beck",
    "Cove",
    "Dale",
    "Elm",
    "Fell",
    "Gate",
    "Hythe",
    "Isle",
    "Jetty",
    "Keld",
    "Lock",
    "Mere",
    "Ness",
    "Oast",
    "Port",
    "Quay",
    "Reach",
    "Sound",
]


def paragraph(number: int) -> str:
    """A long sentence in which no two lines are equal, as in real prose."""
    names = [TOWNS[(number * step) % len(TOWNS)] for step in (1, 2, 3)]
    sentences = [
        f"The mayor of {name} said that talks about the long-term pact of {names[0]}" for name in names
    ]
    return " and the islands would go on, ".join([*sentences, f"and all of them met in room {number}."])


STORY = [
    ("Title", "Towns ask for a new pact"),
    ("Normal", "Monday, March 3, 2014"),
    ("BodyText", paragraph(1)),
    ("Heading2", "What they want"),
    *[("BodyText", paragraph(number)) for number in range(2, 30)],
]


def make_pdf(columns: int = 1, **metadata: Any) -> bytes:
    """The story in columns, with a running head and a page number on every page."""

    def furniture(canvas: Canvas, template: BaseDocTemplate) -> None:
        canvas.drawString(60, 810, "The Quay")
        canvas.drawString(60, 20, f"Page {template.page}")

    width = 480 / columns
    frames = [Frame(60 + number * width, 50, width - 10, 740) for number in range(columns)]
    out = BytesIO()
    template = BaseDocTemplate(out, pagesize=A4, **metadata)
    template.addPageTemplates(PageTemplate(frames=frames, onPage=furniture))
    template.build([Paragraph(text, STYLES[style]) for style, text in STORY])
    return out.getvalue()


def rewritten(data: bytes, *, user: str | None = None, rotation: int = 0) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    if rotation:
        for page in writer.pages:
            page.rotate(rotation)
    if user is not None:
        writer.encrypt(user, "owner", algorithm="AES-256")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("columns", [1, 2])
def test_lines_become_paragraphs_across_columns_and_pages(columns: int) -> None:
    """Each heading and paragraph is one block, running heads and page numbers are gone."""
    data = make_pdf(columns)
    assert len(PdfReader(BytesIO(data)).pages) > 1
    assert read_stream(data).text.split("\n\n") == [text for _, text in STORY]


def test_title_and_date_are_those_of_the_first_page() -> None:
    """The day of making, and a title that no line says, are no title and date of the text."""
    document = read_stream(make_pdf(title="talk_v3_FINAL.indd", author="Jane Doe"))
    assert (document.title, document.date) == ("Towns ask for a new pact", "2014-03-03")
    assert document.author == "Jane Doe"


@pytest.mark.parametrize("author", ["jdoe", "", None])
def test_a_login_is_no_author(author: str | None) -> None:
    """One word that the text does not hold is what a program fills in."""
    assert read_stream(make_pdf(author=author)).author is None


def test_a_pdf_with_a_password_is_refused() -> None:
    """The message names the password and the way to a copy without it."""
    with pytest.raises(ReadError, match="protected by a password; save it without the password"):
        read_stream(rewritten(make_pdf(), user="secret"))


def test_a_pdf_that_only_restricts_printing_is_read() -> None:
    """Without a password to open it, everybody may read it."""
    assert read_stream(rewritten(make_pdf(), user="")).title == "Towns ask for a new pact"


def test_a_pdf_on_its_side_is_read() -> None:
    """Pages that are turned for the reader keep their paragraphs."""
    assert read_stream(rewritten(make_pdf(), rotation=90)).text == read_stream(make_pdf()).text


def test_a_scan_is_refused_and_asks_for_ocr() -> None:
    """A page without a text layer gives no document."""
    out = BytesIO()
    canvas = Canvas(out)
    canvas.rect(100, 100, 200, 200)
    canvas.showPage()
    canvas.save()
    with pytest.raises(ReadError, match="without a text layer, such as a scan; run OCR"):
        read_stream(out.getvalue())


def test_an_image_among_pages_of_text_is_reported(caplog: pytest.LogCaptureFixture) -> None:
    """What a scanned page says is not dropped in silence."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    out = BytesIO()
    canvas = Canvas(out)
    canvas.drawString(60, 700, "The towns ask for more time.")
    canvas.showPage()
    canvas.drawImage(ImageReader(Image.new("RGB", (20, 20), "gray")), 60, 500)
    canvas.showPage()
    canvas.save()
    assert read_stream(out.getvalue(), "towns").text == "The towns ask for more time."
    assert "towns: page 2 is an image without text" in caplog.text


@pytest.mark.parametrize("part", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)), make_pdf()[:700]])
def test_a_damaged_pdf_is_refused(part: bytes) -> None:
    """Whatever the parser trips over, the message is of a document that cannot be read."""
    with pytest.raises(ReadError, match="stdin: "):
        read_stream(part)


def lines(*texts: str, **changes: float) -> list[Line]:
    return [Line(1, text, 60, 700 - 12 * number, 10, **changes) for number, text in enumerate(texts)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("They ask for nego-", "tiations and money.", "They ask for negotiations and money."),
        ("They ask for nego\u00ad", "tiations and money.", "They ask for negotiations and money."),
        ("They want a long-", "term pact, for good.", "They want a long-term pact, for good."),
        ("They were all anti-", "Orland in those days.", "They were all anti-Orland in those days."),
        ("It was from 1914 -", "and they knew that.", "It was from 1914 - and they knew that."),
        ("It opened in 1914-", "15 and closed again.", "It opened in 1914- 15 and closed again."),
        ("The \ufb01rst o\ufb03ce of", "the pact is closed.", "The first office of the pact is closed."),
    ],
)
def test_divided_words_are_made_whole(before: str, after: str, joined: str) -> None:
    """A hyphen stays where the text writes the word with one elsewhere, or a capital follows."""
    found = paragraphs(lines("So much for the long-term view.", before, after))
    assert " ".join(found) == f"So much for the long-term view. {joined}"


EVEN_LINES = [
    Line(1, f"and line {n} goes on and on until it fills its measure", 60, 600 - 12 * n, 10) for n in range(4)
]


@pytest.mark.parametrize(
    "second",
    [
        Line(1, "What they want", 60, 676, 10),
        Line(1, "What they want", 60, 688, 14),
        Line(1, "What they want", 60, 688, 10, bold=True),
        Line(1, "• What they want", 60, 688, 10),
        Line(1, "What they want", 75, 688, 10),
    ],
    ids=["gap", "size", "bold", "bullet", "indent"],
)
def test_distance_type_bullet_and_indent_part_paragraphs(second: Line) -> None:
    """Each of them alone is enough after the end of a sentence."""
    first = Line(1, "The towns asked for money and for more time in the long run.", 60, 700, 10)
    rest = [
        Line(1, f"and line {number} goes on and on until it fills its measure", 60, 600 - 12 * number, 10)
        for number in range(4)
    ]
    assert paragraphs([first, second, *rest])[:2] == [first.text, second.text]


def test_a_line_with_much_room_left_ends_its_paragraph() -> None:
    """The next word would have fitted: somebody began a new line."""
    items = lines("more boats", "fewer nets", "and a long item that goes on to the end of the line, and on")
    assert paragraphs(items) == [line.text for line in items]

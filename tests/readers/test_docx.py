"""Word files: paragraphs, tables, links, tracked changes and text boxes, in their order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from parleygraph.extractors import ReadError, read_stream

_W = nsdecls("w")
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def make_docx(build: Callable[[Any], None]) -> bytes:
    file = docx.Document()
    build(file)
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def text_of(*paragraphs_xml: str) -> str:
    """What is read of a file with these paragraphs, given as WordprocessingML."""

    def build(file: Any) -> None:
        for xml in paragraphs_xml:
            file.element.body.insert(-1, parse_xml(xml))

    return read_stream(make_docx(build)).text


def test_paragraphs_and_rows_are_blocks_in_order() -> None:
    """A table stands where it stands in the file, row by row, merged cells once."""

    def build(file: Any) -> None:
        file.add_heading("Towns ask for time", 1)
        file.add_paragraph("They ask.\tAnd ask.")
        table = file.add_table(rows=3, cols=2)
        for row, cells in zip(
            table.rows, [("Town", "View"), ("North", "in\nfavour"), ("Both", "")], strict=True
        ):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        table.cell(2, 0).merge(table.cell(2, 1))
        file.add_paragraph("More boats", style="List Bullet")

    assert read_stream(make_docx(build)).text.split("\n\n") == [
        "Towns ask for time",
        "They ask. And ask.",
        "Town | View",
        "North | in favour",
        "Both",
        "More boats",
    ]


def test_inserted_and_linked_words_are_read_and_deleted_ones_are_not() -> None:
    """A draft with tracked changes says what it says once they are accepted."""
    assert (
        text_of(
            f"<w:p {_W}><w:r><w:t xml:space='preserve'>They </w:t></w:r>"
            "<w:del><w:r><w:delText>refuse</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>accept</w:t></w:r></w:ins>"
            "<w:moveFrom><w:r><w:t>never</w:t></w:r></w:moveFrom>"
            "<w:hyperlink><w:r><w:t xml:space='preserve'> the pact</w:t></w:r></w:hyperlink>"
            "<w:r><w:br/><w:t>for good</w:t><w:noBreakHyphen/><w:t>ish</w:t></w:r></w:p>"
        )
        == "They accept the pact\nfor good-ish"
    )


def test_content_controls_are_read() -> None:
    """Forms keep their paragraphs in controls."""
    assert (
        text_of(
            f"<w:sdt {_W}><w:sdtContent><w:p><w:r><w:t>They ask.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        )
        == "They ask."
    )


def test_a_text_box_is_a_block_of_its_own_and_read_once() -> None:
    """Word writes it twice, for itself and for older readers."""
    box = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
    assert (
        text_of(
            f"<w:p {_W} {_MC}><w:r><w:t>Around it.</w:t></w:r><w:r><mc:AlternateContent>"
            f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )
        == "Around it.\n\nIn a box."
    )


def with_properties(*paragraphs: str, **properties: object) -> bytes:
    def build(file: Any) -> None:
        for text in paragraphs:
            file.add_paragraph(text)
        for name, value in properties.items():
            setattr(file.core_properties, name, value)

    return make_docx(build)


def test_core_properties_describe_the_document() -> None:
    """Title, author and the day it was made, where the text itself says nothing else."""
    made = datetime(2014, 3, 3, 23, 30)
    document = read_stream(
        with_properties(
            "A NOTE",
            "Towns ask for time",
            "They ask.",
            title="Towns ask for time",
            author="J. Doe",
            created=made,
        )
    )
    assert (document.title, document.author, document.date) == ("Towns ask for time", "J. Doe", "2014-03-03")


def test_the_dateline_goes_before_the_day_of_the_file() -> None:
    """A file may be made long after its text."""
    data = with_properties(
        "Towns ask", "28 November 2007", "They ask.", author="J. Doe", created=datetime(2014, 3, 3)
    )
    assert read_stream(data).date == "2007-11-28"


def test_the_properties_of_a_template_say_nothing() -> None:
    """The library behind many converters leaves its own name and date in each file."""
    document = read_stream(with_properties("Towns ask", "They ask."))
    assert (document.author, document.date) == (None, None)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            "protected by a password, or is an old .doc file",
        ),
        (b"PK\x03\x04" + b"\0" * 100, "cannot be read as .docx"),
        (with_properties("Towns ask")[:3_000], "cannot be read as .docx"),
        (with_properties("", " "), "holds no text"),
    ],
)
def test_files_that_cannot_be_read_say_why(data: bytes, reason: str) -> None:
    """A password, damage and a file without words are told apart."""
    with pytest.raises(ReadError, match=reason):
        read_stream(data)

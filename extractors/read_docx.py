"""Word documents (.docx): paragraphs, table rows and text boxes, in the order of the file."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn

from ..model import Document
from .openings import find_date, find_title, iso_date
from .plain_text import join_blocks, join_cells
from .read_error import ReadError

_OLE = b"\xd0\xcf\x11\xe0"
_PARAGRAPH, _TABLE, _TEXT = qn("w:p"), qn("w:tbl"), qn("w:t")
_CHARACTERS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_BOX = qn("w:txbxContent")
# Word writes a text box twice, the second time for older readers.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What holds no text of its own, or text that was moved away.
_PASSED_OVER = frozenset({qn("w:pPr"), qn("w:rPr"), qn("w:moveFrom"), _BOX, _FALLBACK})
_TEMPLATE_AUTHOR = "python-docx"


def read(data: bytes, where: str) -> Document:
    """The document in a Word file, with inserted changes and without deleted ones.

    Footnotes, headers and footers are left out. Author and title come from the core
    properties; the date is that of the dateline, else the day the file was made. Raises
    ReadError for a file with a password, and the parser's own errors for a damaged one.
    """
    if data.startswith(_OLE):
        reason = "is protected by a password, or is an old .doc file"
        raise ReadError(where, reason, "save it from the word processor as .docx without a password")
    file = docx.Document(BytesIO(data))
    text = join_blocks(_blocks(file.element.body))
    properties = file.core_properties
    author = " ".join(properties.author.split())
    # Files made by that library carry the author and the date of its template.
    is_template = author == _TEMPLATE_AUTHOR
    return Document(
        text,
        title=find_title(text, properties.title),
        date=find_date(text) or (None if is_template else iso_date(properties.created)),
        author=None if is_template else author or None,
    )


def _blocks(parent: Any) -> Iterator[str]:
    """The blocks inside an element, looking through content controls and tracked insertions."""
    for child in parent:
        if child.tag == _PARAGRAPH:
            yield "".join(_runs(child))
            for box in child.iter(_BOX):
                if not any(ancestor.tag == _FALLBACK for ancestor in box.iterancestors()):
                    yield from _blocks(box)
        elif child.tag == _TABLE:
            for row in child.xpath("./w:tr|./w:sdt/w:sdtContent/w:tr"):
                cells = row.xpath("./w:tc|./w:sdt/w:sdtContent/w:tc")
                yield join_cells(" ".join(_blocks(cell)) for cell in cells)
        elif child.tag not in _PASSED_OVER:
            yield from _blocks(child)


def _runs(element: Any) -> Iterator[str]:
    """The pieces of text in a paragraph: links, fields and insertions too, text boxes not."""
    for child in element:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        elif child.tag not in _PASSED_OVER:
            yield from _runs(child)

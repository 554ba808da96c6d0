"""Web pages: the article and its metadata by trafilatura and htmldate, without menus and adverts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from trafilatura import bare_extraction, load_html

from ..model import Document
from .decoding import decode
from .openings import find_date
from .plain_text import join_blocks, join_cells
from .read_error import ReadError

# libxml2 drops a longer run of text without a word.
MAX_CHARACTERS = 10_000_000
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
# What was copied out of a page has no root, and trafilatura asks for one.
_ROOT = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_OPENING = 2_000
_OPENING_BLOCKS = 3
_INLINE = frozenset({"hi", "ref", "lb", "del", "graphic", "code"})
_DATES = {
    # The day a page was published, not changed; what only stands in its prose is not its date.
    "original_date": True,
    "extensive_search": False,
    # Fixed, so that a page gives the same date on every day it is read.
    "min_date": "1500-01-01",
    "max_date": "2200-01-01",
}


def read(data: bytes, where: str) -> Document:
    """The document in a web page, with title, author, date, site (as publisher), url and topics.

    Raises ReadError as `decode` does, for pages above 10 million characters, and where no
    article is found.
    """
    markup = _XML_DECLARATION.sub("", decode(data, where), count=1)
    if len(markup) > MAX_CHARACTERS:
        reason = f"is a page of {len(markup):,} characters, more than {MAX_CHARACTERS:,}"
        raise ReadError(where, reason, "save its article as text")
    if not _ROOT.search(markup):
        markup = f"<html><body>{markup}</body></html>"
    page: Any = bare_extraction(
        markup, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATES)
    )
    text = join_blocks(_blocks(page.body)) if page is not None and page.body is not None else ""
    if not text:
        raise ReadError(where, "holds no article that can be found", "save the text of the page as .txt")
    title = _line(page.title)
    if title and not _is_near_top(title, text):
        text = f"{title}\n\n{text}"
    return Document(
        text,
        title=title,
        date=_line(page.date) or find_date(text),
        author=_line(page.author),
        publisher=_line(page.sitename),
        url=_line(page.url),
        language=_language(markup),
        topics=_topics(page),
    )


def _blocks(element: Any) -> Iterator[str]:
    """The blocks of an element of trafilatura's tree, in order; inline elements stay inside theirs."""
    parts = [element.text or ""]
    for child in element:
        if child.tag in _INLINE:
            parts.append("\n" if child.tag == "lb" else "".join(child.itertext()))
        else:
            yield "".join(parts)
            parts = []
            if child.tag == "row":
                yield join_cells(" ".join(cell.itertext()) for cell in child)
            else:
                yield from _blocks(child)
        parts.append(child.tail or "")
    yield "".join(parts)


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def _is_near_top(title: str, text: str) -> bool:
    """Whether one of the first blocks is the title, or the title with a site's name cut off."""
    blocks = (" ".join(block.split()).casefold() for block in text[:_OPENING].split("\n\n")[:_OPENING_BLOCKS])
    known = title.casefold()
    return any(block in known or (known in block and len(block) < 2 * len(known)) for block in blocks)


def _language(markup: str) -> str:
    tree = load_html(markup)
    declared = (tree.get("lang") or tree.get("xml:lang") or "") if tree is not None else ""
    return declared.replace("_", "-").split("-")[0].strip().lower() or "en"


def _topics(page: Any) -> tuple[str, ...]:
    """Categories and tags, in the page's order, each once."""
    listed = [*(page.categories or ()), *(page.tags or ())]
    topics = (topic.strip() for entry in listed for topic in entry.split(","))
    return tuple(dict.fromkeys(topic for topic in topics if topic))

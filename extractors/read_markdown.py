"""Markdown to plain text: markup goes, every heading, paragraph, list item and row is a block."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import yaml
from lxml import html
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from ..model import Document
from .decoding import decode
from .openings import find_date, find_title, iso_date
from .plain_text import join_blocks, join_cells

_NESTING = 100


def read(data: bytes, where: str) -> Document:
    """The document in a Markdown text (CommonMark with tables and YAML front matter).

    Links keep their text; images and fenced code are left out. Text that is only indented
    is prose here, not code. Title, date, author, publisher and url come from the front
    matter; else the title is the first heading of level 1, and the date that of the
    dateline. Raises ReadError as `decode` does.
    """
    source = decode(data, where).replace("\r\n", "\n").replace("\r", "\n")
    tokens = _parser().parse(source)
    text = join_blocks(_blocks(tokens, source.split("\n")))
    fields = _front_matter(tokens)
    return Document(
        text,
        title=_string(fields.get("title")) or _first_heading(tokens) or find_title(text),
        date=iso_date(fields.get("date")) or find_date(text),
        author=_string(fields.get("author")),
        publisher=_string(fields.get("publisher")),
        url=_string(fields.get("url")),
    )


def _parser() -> MarkdownIt:
    # Articles indent their paragraphs; taken for code, they would be lost.
    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable("table").disable("code")
    return parser.use(front_matter_plugin)


def _blocks(tokens: list[Token], lines: list[str]) -> Iterator[str]:
    cells: list[str] = []
    in_row = False
    for token in tokens:
        match token.type:
            case "tr_open":
                cells, in_row = [], True
            case "tr_close":
                yield join_cells(cells)
                in_row = False
            case "inline" if in_row:
                cells.append(_plain(token))
            case "inline":
                yield _plain(token)
            case "html_block":
                yield from _html_blocks(token.content)
            case "fence" if not _is_closed(token, lines):
                # Without an end mark, the fence takes the rest of the text with it.
                yield from token.content.split("\n\n")


def _is_closed(fence: Token, lines: list[str]) -> bool:
    first, end = fence.map or (0, 0)
    return end - first > 1 and lines[end - 1].strip(" >").startswith(fence.markup)


def _plain(inline: Token) -> str:
    """The text of a run of inline tokens; a line break that the author made is kept."""
    parts = []
    for token in inline.children or ():
        match token.type:
            case "softbreak":
                parts.append(" ")
            case "hardbreak":
                parts.append("\n")
            case "html_inline":
                parts.append("\n" if token.content.startswith("<br") else "")
            case "image":
                pass
            case _:
                parts.append(token.content)
    return "".join(parts)


def _html_blocks(markup: str) -> list[str]:
    root = html.fragment_fromstring(markup, create_parent="div")
    for element in root.xpath(".//script|.//style"):
        element.drop_tree()
    return str(root.text_content()).split("\n")


def _first_heading(tokens: list[Token]) -> str | None:
    for token, inline in pairwise(tokens):
        if token.type == "heading_open" and token.tag == "h1":
            return " ".join(_plain(inline).split()) or None
    return None


def _front_matter(tokens: list[Token]) -> dict[str, Any]:
    content = next((token.content for token in tokens if token.type == "front_matter"), "")
    try:
        fields = yaml.safe_load(content)
    except yaml.YAMLError:
        return {}
    return fields if isinstance(fields, dict) else {}


def _string(value: object) -> str | None:
    """A field of the front matter as one line; None where it is empty or holds a structure."""
    return " ".join(value.split()) or None if isinstance(value, str) else None

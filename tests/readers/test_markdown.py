"""Markdown: the markup goes, the prose stays, block by block."""

from __future__ import annotations

from pathlib import Path

import pytest
from parleygraph.extractors import ReadError, read_document
from parleygraph.model import Document


def read(text: str, folder: Path) -> Document:
    path = folder / "towns.md"
    path.write_text(text, encoding="utf-8")
    return read_document(path)


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("# Towns ask\n\nThey *ask* for\nmore **time**.", "Towns ask\n\nThey ask for more time."),
        ("Towns ask\n=========\nThey ask.", "Towns ask\n\nThey ask."),
        ("The [talks](http://x.example 'so') go on.", "The talks go on."),
        ("The [talks][1] go on.\n\n[1]: http://x.example", "The talks go on."),
        ("See <http://x.example>.", "See http://x.example."),
        ("They ask:\n- time\n  and boats\n- money\n", "They ask:\n\ntime and boats\n\nmoney"),
        ("1. time\n   1. more time\n2. money", "time\n\nmore time\n\nmoney"),
        ("> We refuse.\n> For good.\n>\n> > They said.", "We refuse. For good.\n\nThey said."),
        (
            "|Town|View|\n|---|---|\n|North|**for**|\n|South|against|",
            "Town | View\n\nNorth | for\n\nSouth | against",
        ),
        ("Before.\n\n```\ncode = 1\n```\n\nAfter.", "Before.\n\nAfter."),
        ("> ~~~ sh\n> code\n> ~~~\n\nAfter.", "After."),
        ("Before.\n\n```\nAn open fence.\n\nMore prose.", "Before.\n\nAn open fence.\n\nMore prose."),
        ("Before.\n\n    Indented prose.\n\nAfter.", "Before.\n\nIndented prose.\n\nAfter."),
        ("Their `friends` &amp; \\*allies\\*.", "Their friends & *allies*."),
        ("One line  \nanother\\\nand<br>one more.", "One line\nanother\nand\none more."),
        (
            "<div><p>Inside <b>markup</b>.</p></div>\n\nAn <i>inline</i> tag.",
            "Inside markup.\n\nAn inline tag.",
        ),
        ("<!-- a comment -->\n<script>\nx = 1\n</script>\n\nAfter.", "After."),
        ("Before ![a logo](x.png) after.", "Before after."),
        ("***\n\nAfter a rule.", "After a rule."),
        ("> " * 40 + "A long thread.", "A long thread."),
    ],
)
def test_markup_becomes_plain_text(markdown: str, text: str, tmp_path: Path) -> None:
    """Each heading, paragraph, item and row is a block; a blank line stands between two."""
    assert read(markdown, tmp_path).text == text


FRONT_MATTER = """---
title: Towns ask
date: 2014-03-03
author: Jane Doe
publisher: The Quay
url: https://quay.example/towns
draft: [1, 2]
---
# Another heading

3 May 2010

They ask.
"""


def test_front_matter_describes_the_document(tmp_path: Path) -> None:
    """It is no part of the text, and goes before what the text says of itself."""
    document = read(FRONT_MATTER, tmp_path)
    assert document.text == "Another heading\n\n3 May 2010\n\nThey ask."
    assert (document.title, document.date, document.author) == ("Towns ask", "2014-03-03", "Jane Doe")
    assert (document.publisher, document.url) == ("The Quay", "https://quay.example/towns")


@pytest.mark.parametrize(
    "front", ["title: [", "title: [1]\ndate: soon", "- a list", "", "title: ''", "a: &x [*x, *x]"]
)
def test_front_matter_that_says_nothing_leaves_it_to_the_text(front: str, tmp_path: Path) -> None:
    """Title and date are then those of heading and dateline."""
    document = read(f"---\n{front}\n---\n# Towns *ask*\n\n3 May 2010\n\nThey ask.", tmp_path)
    assert (document.title, document.date) == ("Towns ask", "2010-05-03")


def test_a_text_of_nothing_but_code_is_refused(tmp_path: Path) -> None:
    """There is nothing to read in it."""
    with pytest.raises(ReadError, match=r"towns\.md: holds no text"):
        read("```\ncode = 1\n```\n", tmp_path)

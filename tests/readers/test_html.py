"""Web pages: the article without its frame, and what the page says about it."""

from __future__ import annotations

import pytest
from parleygraph.extractors import ReadError, read_html, read_stream

HEAD = """<title>Towns ask for time | The Quay</title>
<meta property="og:title" content="Towns ask for time">
<meta property="og:site_name" content="The Quay">
<meta name="author" content="Jane Doe">
<meta name="keywords" content="fish, trade, fish">
<meta property="article:published_time" content="2014-03-03T23:30:00+01:00">
<meta property="article:modified_time" content="2019-08-08T10:00:00Z">
<link rel="canonical" href="https://quay.example/towns">"""
PROSE = (
    "The minister said on <b>Monday</b> that the <a href='/x'>talks</a> would go on for another long week."
)
BODY = f"""<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Towns ask for time</h1>
<p>{PROSE}</p><h2>What they want</h2><p>The towns demand a longer timetable.<br>The islands refuse it.</p>
<ul><li>More boats for the north</li><li>Fewer nets, <em>said</em> the islands</li></ul>
<blockquote><p>We will not sign.</p></blockquote>
<table><tr><th>Town</th><th>View</th></tr><tr><td>North</td><td>in favour</td></tr></table>
<p>The last paragraph is about the talks and about the minister.</p></article>
<div class="comments"><p>Nice article!</p></div><footer>Copyright 2020 The Quay</footer>"""


def page(head: str = HEAD, body: str = BODY, lang: str = "en-GB") -> str:
    return f'<!DOCTYPE html>\n<html lang="{lang}"><head>{head}</head><body>{body}</body></html>'


def test_the_article_is_read_block_by_block() -> None:
    """Headings, paragraphs, items, quotations and rows stay apart; menus and feet are gone."""
    assert read_stream(page().encode()).text.split("\n\n") == [
        "Towns ask for time",
        "The minister said on Monday that the talks would go on for another long week.",
        "What they want",
        "The towns demand a longer timetable.\nThe islands refuse it.",
        "More boats for the north",
        "Fewer nets, said the islands",
        "We will not sign.",
        "Town | View",
        "North | in favour",
        "The last paragraph is about the talks and about the minister.",
    ]


def test_the_page_describes_the_document() -> None:
    """Title, author, the day of publication, site, address, language and topics are those of the page."""
    document = read_stream(page().encode())
    assert (document.title, document.author, document.date) == (
        "Towns ask for time",
        "Jane Doe",
        "2014-03-03",
    )
    assert (document.publisher, document.url) == ("The Quay", "https://quay.example/towns")
    assert (document.language, document.topics) == ("en", ("fish", "trade"))


def test_a_page_without_metadata_is_read_by_its_text() -> None:
    """The date is then that of the dateline; what is not known is not made up."""
    body = f"<article><h1>Towns ask</h1><p>March 3, 2014</p>{f'<p>{PROSE}</p>' * 3}</article>"
    document = read_stream(page("", body, "").encode())
    assert (document.title, document.date, document.language) == ("Towns ask", "2014-03-03", "en")
    assert (document.author, document.topics) == (None, ())


def test_a_date_in_the_prose_is_no_date_of_the_page() -> None:
    """What the article tells of another day does not date it."""
    body = f"<article><h1>Towns ask</h1>{f'<p>{PROSE} The war began on 3 May 1998.</p>' * 3}</article>"
    assert read_stream(page("", body).encode()).date is None


def test_a_title_that_the_article_lacks_is_put_before_it() -> None:
    """A headline makes statements too, so it has offsets."""
    body = BODY.replace("<h1>Towns ask for time</h1>", "")
    assert read_stream(page(body=body).encode()).text.startswith("Towns ask for time\n\nThe minister said")


def test_a_title_that_the_article_has_is_not_said_twice() -> None:
    """The name of the site behind the title makes no second headline."""
    head = "<title>Towns ask for time - The Quay</title>"
    assert read_stream(page(head).encode()).text.count("Towns ask for time") == 1


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("iso-8859-1", "cp1252"), ("windows-1252", "cp1252"), ("utf-16", "utf-16"), ("utf-8", "utf-8-sig")],
)
def test_the_declared_encoding_holds(charset: str, encoding: str) -> None:
    """Latin-1 means Windows-1252, as in browsers."""
    body = f"<article>{'<p>The café said “no” to the minister, who was in São Vito then.</p>' * 4}</article>"
    text = read_stream(page(f'<meta charset="{charset}">', body).encode(encoding)).text
    assert text.startswith("The café said “no” to the minister, who was in São Vito")


def test_a_declared_encoding_holds_where_detection_would_not() -> None:
    """A page in Cyrillic is mostly ASCII markup."""
    body = (
        "<article>" + "<p>Министр предложил переговоры о прекращении огня, но повстанцы отказались.</p>" * 4
    )
    text = read_stream(page('<meta charset="windows-1251">', body).encode("cp1251")).text
    assert text.startswith("Министр предложил")


@pytest.mark.parametrize(
    "start", ["", "\ufeff", "\n <!-- saved -->\n", '<?xml version="1.0" encoding="utf-8"?>\n']
)
def test_a_page_is_recognised_in_a_stream(start: str) -> None:
    """Marks, comments and declarations may stand before it."""
    assert read_stream((start + page()).encode()).title == "Towns ask for time"


def test_a_part_of_a_page_is_recognised_in_a_stream() -> None:
    """What was copied out of a page begins with any element."""
    assert read_stream(f"<div><p>{PROSE}</p></div>".encode()).text.startswith("The minister said on Monday")


@pytest.mark.parametrize("body", ["", "<form><input name='q'></form>", "<script>let x = 1</script>"])
def test_a_page_without_an_article_is_refused(body: str) -> None:
    """A frame without text says so, and what to do."""
    with pytest.raises(ReadError, match=r"holds no article .*; save the text of the page as \.txt"):
        read_stream(page("", body).encode())


def test_a_page_too_large_for_the_parser_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond that size text would be lost without a word."""
    monkeypatch.setattr(read_html, "MAX_CHARACTERS", 100)
    with pytest.raises(ReadError, match="more than 100"):
        read_stream(page().encode())


def test_five_megabytes_in_one_line_are_read() -> None:
    """Size and a missing line end change nothing."""
    prose = "The minister said that the talks would go on, and the islands refused. " * 70_000
    document = read_stream(page("", f"<article><p>{prose}</p></article>").encode())
    assert document.text.count("The minister said") == 70_000

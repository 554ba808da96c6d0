"""What the first lines of a plain text say about it: its title and its date."""

from __future__ import annotations

import re
from datetime import date, datetime
from itertools import islice

_OPENING = 4_000
_TITLE_LENGTH = 150
# What follows a title: a blank line, or a line longer than those of texts with wrapped lines.
_TITLE = re.compile(rf"\s*([^\n]{{1,{_TITLE_LENGTH}}})\n(?:[^\S\n]*\n\s*\S|[^\n]{{101}})")
_SENTENCE_END = re.compile(r"[.,;:][\"'”’)\]]*$")
_DATELINE_LENGTH = 100
_DATELINE_LINES = 8
# A dateline in the first paragraph: "GENEVA, Nov. 28, 2007 (Agency) —".
_CITY_DATELINE = re.compile(r"[A-Z]{3}[^\n]{0,90}?(?=\s(?:—|–|-|--)\s)")
_ABBREVIATION = re.compile(r"(?<=[^\W\d_])\.")
# A full date has a year of four digits; two might be a day as well.
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_WORDS_BESIDE_DATE = 6
_WORDS_BESIDE_DATE_FIRST = 2
_PARSER_SETTINGS = {
    # Only what is written counts: no date is filled up from today's.
    "REQUIRE_PARTS": ["day", "month", "year"],
    "STRICT_PARSING": True,
    "PARSERS": ["absolute-time"],
    "PREFER_LOCALE_DATE_ORDER": False,
    "RETURN_AS_TIMEZONE_AWARE": True,
}


def find_title(text: str, declared: str | None = None) -> str | None:
    """The title of a text, or None.

    It is the `declared` one, if a line or a paragraph near the top says the same; else the
    first line, if that has at most 150 code points, does not end as a sentence, and is
    followed by a blank line or by one of more than 100.

    >>> find_title("Harbours ask for time\\n\\nThe harbour towns asked on Monday for more time.")
    'Harbours ask for time'
    """
    opening = text[:_OPENING]
    if declared and _squeeze(declared) in map(_squeeze, re.split(r"\n\s*\n", opening) + opening.splitlines()):
        return " ".join(declared.split()) or None
    match = _TITLE.match(opening)
    line = match[1].strip() if match else ""
    if not line or _SENTENCE_END.search(line) or _line_date(line, _WORDS_BESIDE_DATE_FIRST):
        return None
    return line


def _squeeze(text: str) -> str:
    return " ".join(text.split()).casefold()


def find_date(text: str) -> str | None:
    """The ISO 8601 date in the dateline of a text, or None.

    Among the first eight lines, a dateline is a short one with a full date and few words
    besides, or the words in front of the first paragraph's dash. Figures that may be read
    as two dates, such as 03/04/2007, give none.

    >>> find_date("Harbours ask for time\\n\\nMonday, March 3, 2014\\n\\nThe harbour towns asked.")
    '2014-03-03'
    """
    lines = (line.strip() for line in text[:_OPENING].splitlines())
    limit = _WORDS_BESIDE_DATE_FIRST
    for line in islice(filter(None, lines), _DATELINE_LINES):
        if len(line) > _DATELINE_LENGTH or line.endswith((".", "!", "?")):
            match = _CITY_DATELINE.match(line)
            found = _line_date(match[0], _WORDS_BESIDE_DATE) if match else None
            if found or len(line) > _DATELINE_LENGTH:
                return found
        elif found := _line_date(line, limit):
            return found
        limit = _WORDS_BESIDE_DATE
    return None


def iso_date(value: object) -> str | None:
    """The ISO 8601 date of a date, a time, or a string that holds one full date; else None.

    >>> iso_date("28 November 2007")
    '2007-11-28'
    """
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return _line_date(value[:_DATELINE_LENGTH], _WORDS_BESIDE_DATE) if isinstance(value, str) else None


def _line_date(line: str, words_beside: int) -> str | None:
    """The date in a line that has at most so many words besides."""
    if not _YEAR.search(line):
        return None
    line = _ABBREVIATION.sub("", line)
    found = [_first_date(line, order) for order in ("MDY", "DMY")]
    if found[0] is None or found[0] != found[1]:
        return None
    words, day = found[0]
    return day if len(_WORD.findall(line.replace(words, " "))) <= words_beside else None


def _first_date(line: str, order: str) -> tuple[str, str] | None:
    # Half a second to load: only a line with a year needs it.
    from dateparser.search import search_dates

    found = search_dates(line, languages=["en"], settings={**_PARSER_SETTINGS, "DATE_ORDER": order})
    return (found[0][0], found[0][1].date().isoformat()) if found else None

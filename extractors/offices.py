"""Offices in the text: the words before a name that say what its bearer holds."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from .learned.parse import Parse
from .wordlists import OFFICES, Words

LONGEST_TITLE = 6
_LONGEST_OFFICE = 10
_BETWEEN = frozenset({"of", "for", "to", "on", "in", "the", "and", "&", "-"})


def title_before(doc: Doc, start: int, lists: Words) -> tuple[int | None, tuple[str, ...]]:
    """The office right before a name: its first token and its words, modifiers left out."""
    lower = (parse := Parse.of(doc)).lower
    if not ends_title(parse, start, lists):
        return None, ()
    for longest in range(start - min(LONGEST_TITLE, start), start):
        first, title = longest, tuple(lower[longest:start])
        if title in lists.titles:
            while first > 0 and (lower[first - 1] in lists.title_modifiers or lower[first - 1] == "-"):
                first -= 1
            if lists.titles[title] in {"honorific", "military"}:
                before, office = title_before(doc, first, lists)
                if before is not None and office and lists.titles[office] in OFFICES:
                    return before, office
            return first, title
    return None, ()


def ends_title(parse: Parse, start: int, lists: Words) -> bool:
    """Whether the word before may be the last one of an office."""
    return start > 0 and parse.lower[start - 1] in lists.title_ends


def title_ending(parse: Parse, first: int, end: int, lists: Words) -> tuple[str, ...]:
    """The longest office among the words from `first` on that ends at `end`, or no words."""
    if not ends_title(parse, end, lists):
        return ()
    titles = (tuple(parse.lower[start:end]) for start in range(first, end))
    return next((title for title in titles if title in lists.titles), ())


def office_words(doc: Doc, lists: Words) -> frozenset[int]:
    """The tokens of offices of several words (*Secretary of State*, *Interior Minister*)."""
    parse = Parse.of(doc)
    found: set[int] = set()
    for last, word in enumerate(parse.lower):
        if word in lists.title_ends:
            for first in range(last - min(LONGEST_TITLE - 1, last), last):
                if tuple(parse.lower[first : last + 1]) in lists.titles:
                    found.update(range(first, last + 1))
                    break
    return frozenset(found)


def without_given_names(doc: Doc, lists: Words) -> Words:
    """The lists without the titles that are somebody's first name in this text (*Earl*, *Duke*).

    Such a word stands alone as a name, without an article.
    """
    parse = Parse.of(doc)
    given = {
        parse.lower[e.start]
        for e in doc.ents
        if e.label_ == "PERSON"
        and e.end - e.start == 1
        and (parse.lower[e.start],) in lists.titles
        and parse.pos[e.start] == "PROPN"
        and not (e.start > 0 and parse.pos[e.start - 1] in {"DET", "PRON"})
        and parse.pos[e.end : e.end + 1] != ["PROPN"]
    }
    if not given:
        return lists
    titles = {title: kind for title, kind in lists.titles.items() if title not in {(word,) for word in given}}
    return replace(lists, titles=titles, title_ends=frozenset(title[-1] for title in titles))


def after_office(doc: Doc, start: int, end: int, lists: Words) -> int:
    """Where the name begins in a run of capitalised words that an office reaches into.

    *Minister of the Interior Jo Lee*: what the office is of depends on the preposition, not on the name.
    """
    parse = Parse.of(doc)
    for split in range(end - 2, start, -1):
        if parse.dep[split - 1] == "pobj" and start <= split and parse.dep[split] == "compound":
            place = split - 1
            while (
                place > 0
                and split - place < _LONGEST_OFFICE
                and (parse.text[place][:1].isupper() or parse.lower[place] in _BETWEEN)
            ):
                if parse.lower[place] in lists.title_ends and parse.text[place][:1].isupper():
                    return split
                place -= 1
    return start

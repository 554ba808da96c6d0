"""Quotations are found where the text says them, and parts and sentences cover the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parleygraph.extractors.llm.chunks import around, cut, halve, sentences
from parleygraph.extractors.llm.quotes import Quotable

SPACES = st.sampled_from([" ", "  ", "\n", "\t", "\u00a0", " \n "])
WORDS = st.lists(
    st.sampled_from(["plan", "it’s", "“no”", "peace—now", "co\u00adop", "Ünder", "5%", "…", "Mr. Vale"]),
    min_size=1,
)


@pytest.mark.parametrize(
    ("text", "quotation", "found"),
    [
        ("He said: “It’s over.”", "It's over.", "It’s over."),
        ("the  joint\n  plan", "the joint plan", "the  joint\n  plan"),
        ("a cease\u00adfire now", "a ceasefire now", "a cease\u00adfire now"),
        ("1999–2003 talks", "1999-2003 talks", "1999–2003 talks"),
        ("well… perhaps so", "well... perhaps so", "well… perhaps so"),
        ("They left early today", '"They left early..."', "They left early"),
        ("e\u0301lan vital".replace("e\u0301", "\xe9"), "e\u0301lan vital", "\xe9lan vital"),
        ("The plan failed", "the plan failed", None),
        ("The plan failed", "The plan succeeded", None),
        ("The plan failed", "… “” ...", None),
        ("The plan failed", "", None),
    ],
)
def test_what_differs_in_signs_only_is_found(text: str, quotation: str, found: str | None) -> None:
    """Spaces, quotation marks, dashes and soft hyphens may differ; letters may not."""
    place = Quotable(text).find(quotation, 0, len(text))
    assert (text[slice(*place)] if place else None) == found


def test_a_quotation_must_be_in_the_part_that_was_shown() -> None:
    """The model saw only that part; the same words elsewhere are no evidence."""
    text = "No deal. Later on: no deal, “no  deal”."
    assert Quotable(text).find("no deal", 9, len(text)) == (19, 26)
    assert Quotable(text).find('"no deal"', 9, 20) is None
    assert Quotable(text).find('"no deal"', 9, len(text)) == (28, 38)


def test_a_name_is_whole_words() -> None:
    """*US* is not in *USSR*, and *Aid* is not in *Aids*."""
    text = "US and USSR; the US's aid. US"
    assert Quotable(text).find_words("US", 0, len(text)) == [(0, 2), (17, 19), (27, 29)]


@given(WORDS, st.data())
def test_whatever_is_respaced_is_found_again(words: list[str], data: st.DataObject) -> None:
    """A passage with other white space is found, and its place holds the same words."""
    text = " ".join(words)
    respaced = "".join(word + data.draw(SPACES) for word in words)
    place = Quotable(text).find(respaced, 0, len(text))
    if any(character.isalnum() for character in text):
        assert place is not None
        assert text[slice(*place)].split() == text.split()


@given(st.text(st.sampled_from("aB .\n?!”"), max_size=300), st.integers(1, 60), st.integers(0, 30))
def test_the_parts_cover_every_word_and_keep_to_their_size(text: str, size: int, overlap: int) -> None:
    """Nothing is left unread, no part is too long, and the parts go forward."""
    parts = cut(text, size, min(overlap, size // 2))
    covered = {offset for start, end in parts for offset in range(start, end)}
    assert {i for i, character in enumerate(text) if not character.isspace()} <= covered
    assert all(0 < end - start <= size for start, end in parts)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(parts))


@given(st.text(st.sampled_from("aB .\n?!”"), max_size=200))
def test_sentences_hold_every_word_in_order(text: str) -> None:
    """The sentences do not overlap, and what stands around a quotation holds it."""
    spans = sentences(text)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    covered = {offset for span in spans for offset in range(*span)}
    assert {i for i, character in enumerate(text) if not character.isspace()} <= covered
    for start in range(0, len(text), 7):
        first, last = around(spans, start, start + 1)
        assert first <= start < last


def test_parts_end_with_paragraphs_and_begin_with_sentences() -> None:
    """A part ends with a paragraph where it can, and the next one repeats whole sentences."""
    text = "One is here. Two is here.\n\nThree is here. Four is here. Five is here."
    assert [text[slice(*part)] for part in cut(text, 45, 15)] == [
        "One is here. Two is here.",
        "Two is here.\n\nThree is here. Four is here.",
        "Four is here. Five is here.",
    ]
    assert [text[slice(*part)] for part in halve(text, (0, 25))] == ["One is here.", "Two is here."]


def test_titles_and_initials_end_no_sentence() -> None:
    """A full stop after *Mr* or *J* is no end."""
    text = "Mr. Vale met J. Stone. They “agreed.” Was it so? Yes."
    assert [text[slice(*span)] for span in sentences(text)] == [
        "Mr. Vale met J. Stone.", "They “agreed.”", "Was it so?", "Yes.",
    ]  # fmt: skip

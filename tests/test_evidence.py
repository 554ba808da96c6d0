"""Evidence is the text at its offsets, in code points of the text as it is kept."""

from __future__ import annotations

import unicodedata
from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from parleygraph.model import (
    Document,
    Evidence,
    EvidenceError,
)

from .quoting import DOCUMENT, quote, unhurried

PIECES = [
    "The ministers refuse. ",
    "caf\u00e9 ",
    "cafe\u0301 ",  # the same, with a combining mark
    "a\u0323\u0307 ",  # two marks, which normalization sorts
    "\u212b ",  # Ångström sign, which becomes a letter
    "\U0001f469\u200d\U0001f469\u200d\U0001f467 ",  # a family: one picture, five code points
    "\U0001f1fa\U0001f1f3",
    "\u1112\u1161\u11ab",  # Hangul that composes
    "\u202bرفض الوزير الاقتراح\u202c ",
    "השר סירב ",
    "\r\n",
    "\r",
    "\n\n",
    "“No”, ",
    "\u2028",
    "\x0c",
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), min_size=1, max_size=20).map("".join)
documents = texts.map(Document).filter(lambda document: document.text)


@st.composite
def spans(draw: st.DrawFn) -> tuple[Document, int, int]:
    """A document and the offsets of a part of it that is not empty."""
    document = draw(documents)
    start = draw(st.integers(0, len(document.text) - 1))
    return document, start, draw(st.integers(start + 1, len(document.text)))


@unhurried
@given(texts)
def test_a_document_is_in_nfc_with_plain_line_ends_and_stays_so(text: str) -> None:
    """Normalization is done once: the text of a document makes the same document again."""
    document = Document(text)
    assert unicodedata.is_normalized("NFC", document.text)
    assert "\r" not in document.text
    assert Document(document.text) == document


@unhurried
@given(texts)
def test_the_same_text_in_another_form_is_the_same_document(text: str) -> None:
    """Neither the normalization form nor the line ends of a file change the identifier."""
    same = unicodedata.normalize("NFD", text.replace("\r\n", "\n").replace("\r", "\n"))
    assert Document(same.replace("\n", "\r\n")).id == Document(text).id


@unhurried
@given(documents, st.text(min_size=1, max_size=3))
def test_another_text_is_another_document(document: Document, more: str) -> None:
    """The identifier tells texts apart."""
    other = Document(document.text + more)
    assume(other.text != document.text)
    assert other.id != document.id


@unhurried
@given(spans())
def test_a_quotation_is_the_text_at_its_offsets_in_code_points(
    span: tuple[Document, int, int],
) -> None:
    """Offsets count code points: what stands before, inside and after makes up the text."""
    document, start, end = span
    evidence = document.quote(start, end)
    before, after = list(document.text)[:start], list(document.text)[end:]
    assert "".join([*before, evidence.quotation, *after]) == document.text
    assert len(evidence.quotation.encode("utf-32-le", "surrogatepass")) == 4 * (end - start)
    assert evidence.sentence_text == evidence.quotation


@unhurried
@given(spans())
def test_a_quotation_survives_normalization(span: tuple[Document, int, int]) -> None:
    """A quotation that another program puts in NFC is still the text at its offsets."""
    document, start, end = span
    quotation = unicodedata.normalize("NFC", document.quote(start, end).quotation)
    assert Evidence(document, start, end, quotation, (start, end)).quotation == quotation


@unhurried
@given(spans(), st.data())
def test_a_changed_quotation_is_refused(span: tuple[Document, int, int], data: st.DataObject) -> None:
    """One code point more, less or other than the text, and there is no evidence."""
    document, start, end = span
    quotation = document.text[start:end]
    at = data.draw(st.integers(0, len(quotation) - 1))
    changed = data.draw(
        st.sampled_from(
            [
                quotation[:at] + quotation[at + 1 :],
                quotation + "x",
                quotation[:at] + "\ue000" + quotation[at + 1 :],
            ]
        )
    )
    assume(changed != quotation)
    with pytest.raises(EvidenceError, match="the quotation is"):
        Evidence(document, start, end, changed, (0, len(document.text)))


@unhurried
@given(documents, st.integers(-5, 200), st.integers(-5, 200))
def test_offsets_outside_the_text_are_refused(document: Document, start: int, end: int) -> None:
    """Negative, reversed, empty and overlong spans are no evidence, whatever a slice would give."""
    assume(not 0 <= start < end <= len(document.text))
    with pytest.raises(EvidenceError, match="outside the text"):
        document.quote(start, end)


@pytest.mark.parametrize("sentence", [(1, 44), (0, 5), (-1, 44), (0, 1000)])
def test_a_sentence_holds_its_quotation(sentence: tuple[int, int]) -> None:
    """The sentence around a quotation begins and ends outside it and inside the text."""
    with pytest.raises(EvidenceError, match="sentence"):
        DOCUMENT.quote(0, 6, sentence)


def test_the_message_names_the_document_and_the_offsets() -> None:
    """Who reads the error can find the place."""
    with pytest.raises(
        EvidenceError, match=r"ferry \[0:6\]: the text is 'Orland', the quotation is 'Norland'"
    ):
        Evidence(DOCUMENT, 0, 6, "Norland", (0, 6))


def test_evidence_cannot_be_changed_after_it_was_checked() -> None:
    """What holds on construction holds for good."""
    with pytest.raises(FrozenInstanceError):
        quote("Orland").quotation = "Norland"  # type: ignore[misc]
    with pytest.raises(EvidenceError):
        replace(quote("Orland"), end=7)

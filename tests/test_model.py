"""The statement model: evidence is the text at its offsets, statements keep to the ontology."""

from __future__ import annotations

import unicodedata
from dataclasses import FrozenInstanceError, replace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from parleygraph.model import (
    Document,
    Evidence,
    EvidenceError,
    Extraction,
    Node,
    Statement,
    StatementError,
    check,
    digest,
)
from parleygraph.ontology import Certainty, NodeClass, Polarity, Relation

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

# A busy machine is no fault of the model.
unhurried = settings(deadline=None)


@st.composite
def spans(draw: st.DrawFn) -> tuple[Document, int, int]:
    """A document and the offsets of a part of it that is not empty."""
    document = draw(documents)
    start = draw(st.integers(0, len(document.text) - 1))
    return document, start, draw(st.integers(start + 1, len(document.text)))


TEXT = "Orland proposes a ferry line to the islands. The Reeds oppose it if the fares rise."
DOCUMENT = Document(TEXT, "ferry")


def quote(words: str, document: Document = DOCUMENT) -> Evidence:
    start = document.text.index(words)
    return document.quote(start, start + len(words))


ORLAND = Node("actor/orland", NodeClass.STATE, "Orland", (quote("Orland"),))
REEDS = Node("actor/reeds", NodeClass.GROUP, "The Reeds", (quote("The Reeds"),))
FERRY = Node("proposal/ferry", NodeClass.PROPOSAL, "a ferry line", (quote("a ferry line"),))
FARES = Node("interest/fares", NodeClass.INTEREST, "low fares", (quote("the fares"),))
NODES = (ORLAND, REEDS, FERRY, FARES)


def statement(**changes: Any) -> Statement:
    return replace(
        Statement(ORLAND.id, Relation.PROPOSES, FERRY.id, quote("Orland proposes a ferry line")), **changes
    )


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


def test_a_statement_keeps_its_identifier() -> None:
    """The identifier is a function of what is stated and where: these are digests of earlier runs."""
    assert statement().id == "cac355f2a47022d0"
    assert DOCUMENT.id == "9e91b8dabb93da73"


@pytest.mark.parametrize(
    "change",
    [
        {"subject": REEDS.id},
        {"relation": Relation.SUPPORTS},
        {"object": "proposal/other"},
        {"polarity": Polarity.NEGATIVE},
        {"certainty": Certainty.UNCERTAIN},
        {"sources": (REEDS.id,)},
        {"condition": quote("if the fares rise")},
        {"date": "2014-03-03"},
        {"evidence": quote("proposes")},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_is_stated_is_in_the_identifier(change: dict[str, object]) -> None:
    """Statements that differ in their ends, a qualifier or their place are two statements."""
    assert statement(**change).id != statement().id


@unhurried
@given(st.lists(st.sampled_from([ORLAND.id, REEDS.id, "actor/x"]), max_size=3), st.data())
def test_the_order_of_sources_is_in_the_identifier(sources: list[str], data: st.DataObject) -> None:
    """X, citing Y, is not Y, citing X."""
    other = data.draw(st.permutations(sources))
    assert (statement(sources=tuple(sources)).id == statement(sources=tuple(other)).id) == (sources == other)


@unhurried
@given(st.lists(st.text(max_size=3).filter(lambda part: "\0" not in part), max_size=4), st.data())
def test_a_digest_keeps_its_parts_apart(parts: list[str], data: st.DataObject) -> None:
    """Parts that only join to the same string have another digest."""
    assume(len(parts) > 1)
    at = data.draw(st.integers(1, len(parts) - 1))
    joined = [*parts[: at - 1], parts[at - 1] + parts[at], *parts[at + 1 :]]
    assert digest(*joined) != digest(*parts)


def test_how_a_statement_was_found_is_not_in_the_identifier() -> None:
    """Two rules that find the same find one statement."""
    assert statement(confidence=0.5, stage="another-rule").id == statement().id


@pytest.mark.parametrize("confidence", [0.0, -0.1, 1.01, float("nan")])
def test_confidence_lies_above_zero_and_at_most_at_one(confidence: float) -> None:
    """What is not a confidence is refused."""
    with pytest.raises(StatementError, match="confidence"):
        statement(confidence=confidence)


def test_statements_that_the_ontology_allows_pass() -> None:
    """A proposal by a state, seen by a group, is in order."""
    check(NODES, [statement(), statement(sources=(REEDS.id,))])


@pytest.mark.parametrize("relation", Relation)
@pytest.mark.parametrize("subject", NODES, ids=lambda node: node.node_class.value)
@pytest.mark.parametrize("obj", NODES, ids=lambda node: node.node_class.value)
def test_domain_and_range_are_those_of_the_ontology(relation: Relation, subject: Node, obj: Node) -> None:
    """A statement passes if its ends are in domain and range of its relation, and only then."""
    made = statement(subject=subject.id, relation=relation, object=obj.id)
    if subject.node_class in relation.domain and obj.node_class in relation.range:
        check(NODES, [made])
    else:
        with pytest.raises(StatementError, match=f"{relation.value} does not go from"):
            check(NODES, [made])


@pytest.mark.parametrize(
    "change", [{"subject": "actor/x"}, {"object": "proposal/x"}, {"sources": (REEDS.id, "actor/x")}]
)
def test_a_statement_about_an_unknown_node_is_refused(change: dict[str, object]) -> None:
    """Subject, object and sources are nodes that are there."""
    with pytest.raises(StatementError, match=r"there is no node '(actor|proposal)/x'"):
        check(NODES, [statement(**change)])


def test_an_extraction_checks_its_statements() -> None:
    """There is no extraction with a statement that the ontology refuses."""
    assert Extraction(DOCUMENT, NODES, (statement(),)).statements == (statement(),)
    with pytest.raises(StatementError):
        Extraction(DOCUMENT, NODES, (statement(object=FARES.id),))


def test_an_extraction_holds_evidence_of_its_own_document_only() -> None:
    """A mention or a statement of another text is refused, and so is a condition in one."""
    other = Document(TEXT + " Or so they say.", "later")
    with pytest.raises(EvidenceError, match="evidence from ferry, not from later"):
        Extraction(other, NODES)
    with pytest.raises(EvidenceError, match="evidence from later, not from ferry"):
        Extraction(DOCUMENT, NODES, (statement(evidence=quote("Orland", other)),))
    with pytest.raises(EvidenceError, match="the condition is in later, the evidence in ferry"):
        statement(condition=quote("if the fares rise", other))


def test_an_extraction_has_one_node_for_an_identifier() -> None:
    """Two nodes of one identifier would lose the mentions of one of them."""
    with pytest.raises(StatementError, match="two nodes 'actor/orland'"):
        Extraction(DOCUMENT, (*NODES, replace(ORLAND, label="The Orland side")))

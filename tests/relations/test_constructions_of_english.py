"""What a sentence says by the rules alone, construction by construction."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from parleygraph.model import Extraction
from parleygraph.ontology import Certainty, Polarity, Relation

from .conftest import Say


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("France rejected the draft treaty.", ("France", "opposes", "draft treaty")),
        ("The draft treaty was rejected by France.", ("France", "opposes", "draft treaty")),
        ("France's rejection of the draft treaty surprised nobody.", ("France", "opposes", "draft treaty")),
        ("Egypt and Jordan accepted the ceasefire.", ("Jordan", "supports", "ceasefire")),
        ("Egypt accepted the truce and the prisoner exchange.", ("Egypt", "supports", "prisoner exchange")),
        ("Norway, which drafted the fishing accord, left.", ("Norway", "proposes", "fishing accord")),
        ("Italy agreed to sign the naval pact.", ("Italy", "supports", "sign the naval pact")),
        ("Kenya and Uganda approved and signed the water treaty.", ("Uganda", "supports", "water treaty")),
        ("Peru accused Chile of bad faith.", ("Peru", "criticizes", "Chile")),
        ("Germany attacked Poland.", ("Germany", "attacks", "Poland")),
        ("Japan met with Canada in secret.", ("Japan", "negotiatesWith", "Canada")),
        ("Switzerland mediated between Iran and Iraq.", ("Switzerland", "mediates", "Iraq")),
        ("Spain fears the loss of its fishing grounds.", ("Spain", "fears", "loss of its fishing grounds")),
        ("Austria is wary of Prussia.", ("Austria", "distrusts", "Prussia")),
        ("Sweden approved the merger despite opposition from Denmark.", ("Denmark", "opposes", "merger")),
        ("Chile signed the accord over the objections of Peru.", ("Peru", "opposes", "accord")),
        ("Oman called the pact a threat to regional peace.", ("pact", "threatens", "regional peace")),
        ("Peru described the treaty as a danger to Chile.", ("treaty", "harms", "Chile")),
        ("Chad demanded compensation from Mali.", ("compensation from Mali", "addressedTo", "Mali")),
        ("The treaty was ratified in spite of fierce French opposition.", ("France", "opposes", "treaty")),
    ],
)  # fmt: skip
def test_a_construction_is_read(said: Say, sentence: str, expected: tuple[str, str, str]) -> None:
    """Active, passive, nominal, possessive, coordinated, relative and controlled predicates are read."""
    assert expected in said(sentence)


def test_a_call_on_somebody_is_a_demand_and_its_addressee(said: Say) -> None:
    """*urged X to do it* states who demands it and who is to act."""
    found = said("Brazil urged Argentina to open the border.")
    assert ("Brazil", "demands", "open the border") in found
    assert ("open the border", "addressedTo", "Argentina") in found


def test_the_holder_of_a_plan_proposes_it(said: Say) -> None:
    """*the Egyptian proposal* is proposed by Egypt."""
    assert any(
        s == "Egypt" and r == "proposes"
        for s, r, _ in said("Libya studied the Egyptian proposal for a truce.")
    )


def test_an_objection_that_is_spoken_of_is_no_deed(said: Say) -> None:
    """Only what is done in spite of it is opposed by who objects."""
    found = said("The envoy showed the unreasonableness of Peru's objections to the pact.")
    assert not any("unreasonableness" in thing for _, _, thing in found)


def _only(extraction: Extraction, relation: Relation) -> object:
    found = [s for s in extraction.statements if s.relation is relation]
    assert len(found) == 1, extraction.statements
    return found[0]


@pytest.mark.parametrize(
    ("sentence", "polarity"),
    [
        ("Israel accepted the plan.", Polarity.POSITIVE),
        ("Israel did not accept the plan.", Polarity.NEGATIVE),
        ("Israel never accepted the plan.", Polarity.NEGATIVE),
        ("Israel refused to accept the plan.", Polarity.NEGATIVE),
        ("Israel did not refuse to accept the plan.", Polarity.POSITIVE),
        ("Israel agreed to accept the plan.", Polarity.POSITIVE),
        ("Israel accepted the plan; we cannot give more.", Polarity.POSITIVE),
    ],
)
def test_polarity_follows_the_scope_of_negation(
    extraction: Callable[[str], Extraction], sentence: str, polarity: Polarity
) -> None:
    """A denied stance is kept, with polarity negative; two denials cancel out."""
    found = [
        s
        for s in extraction(sentence).statements
        if s.relation is Relation.SUPPORTS and s.evidence.quotation.endswith("plan") and "accept" in s.stage
    ]
    assert [s.polarity for s in found] == [polarity]


@pytest.mark.parametrize(
    ("sentence", "certainty"),
    [
        ("Sweden backed the embargo.", Certainty.ASSERTED),
        ("Sweden may back the embargo.", Certainty.UNCERTAIN),
        ("Sweden would back the embargo.", Certainty.UNCERTAIN),
        ("Sweden reportedly backed the embargo.", Certainty.UNCERTAIN),
    ],
)
def test_hedges_make_a_statement_uncertain(
    extraction: Callable[[str], Extraction], sentence: str, certainty: Certainty
) -> None:
    """Modals, conditionals and hedging adverbs leave it open whether something holds."""
    found = [s for s in extraction(sentence).statements if s.relation is Relation.SUPPORTS]
    assert found
    assert {s.certainty for s in found} == {certainty}


def test_a_condition_is_quoted(extraction: Callable[[str], Extraction]) -> None:
    """The clause that a stance depends on stands with it."""
    found = extraction("Turkey will sign the accord if Greece withdraws its ships.")
    conditions = {s.condition.quotation for s in found.statements if s.condition}
    assert any("if Greece withdraws its ships" in quotation for quotation in conditions)


@pytest.mark.parametrize(
    "sentence",
    [
        "John Kerry said that Iran rejected the offer.",
        "According to John Kerry, Iran rejected the offer.",
        '"Iran rejected the offer," John Kerry said.',
    ],
)
def test_the_speaker_is_the_source(extraction: Callable[[str], Extraction], sentence: str) -> None:
    """What somebody says of others has the speaker as source, however it is put."""
    found = [s for s in extraction(sentence).statements if s.relation is Relation.OPPOSES]
    assert [s.sources for s in found] == [("actor/john-kerry",)]


def test_the_author_is_no_source_of_a_plain_statement(extraction: Callable[[str], Extraction]) -> None:
    """Without a speaker, the chain of sources is empty: the author of the document speaks."""
    assert {s.sources for s in extraction("Iran rejected the offer.").statements} == {()}


def test_who_speaks_after_a_semicolon_did_not_say_what_stands_before(
    extraction: Callable[[str], Extraction],
) -> None:
    """The parser may hang the first thought below the verb of the second."""
    found = extraction("Peru accepted the survey; Selim said he was not convinced by it.").statements
    assert [s.sources for s in found if s.relation is Relation.SUPPORTS and s.polarity.sign == "+"] == [()]


def test_every_statement_says_what_made_it(extraction: Callable[[str], Extraction]) -> None:
    """The rule and the word that evoked it are recorded."""
    stages = {s.stage for s in extraction("Iran rejected the offer.").statements}
    assert stages == {"frames/oppose:reject"}


def test_later_mentions_of_a_proposal_are_one_node(extraction: Callable[[str], Extraction]) -> None:
    """*the treaty* after *a fishing treaty* is the same proposal."""
    found = extraction("Norway proposed a fishing treaty. Iceland rejected the treaty.")
    proposals = {s.object for s in found.statements if s.relation in (Relation.PROPOSES, Relation.OPPOSES)}
    assert len(proposals) == 1


def test_text_without_statements_gives_none(extraction: Callable[[str], Extraction]) -> None:
    """Weather is no negotiation."""
    assert extraction("It rained all day.").statements == ()

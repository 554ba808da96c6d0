"""Texts that are no plain prose: headlines, lists, transcripts, long quotations, tables, tags."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from parleygraph.extractors.turns import find_turns
from parleygraph.model import Extraction, Statement
from parleygraph.ontology import Relation

from .conftest import Say

TRANSCRIPT = """MODERATOR: Good evening, and welcome to the debate.

MS BRANDT: Hungary rejected the patrol. We want safe shipping lanes.

Norway supports the patrol.

MR OKORO: Denmark said that Finland supports the toll. I demand a vote on the ban.

MS BRANDT: Sweden opposes the treaty."""


def only(extraction: Extraction, relation: Relation, subject: str) -> Statement:
    """The statement with that relation whose subject has that identifier."""
    found = [s for s in extraction.statements if s.relation is relation and s.subject == subject]
    assert len(found) == 1, extraction.statements
    return found[0]


@pytest.fixture(scope="module")
def debate(extraction: Callable[[str], Extraction]) -> Extraction:
    return extraction(TRANSCRIPT)


@pytest.mark.parametrize(
    ("relation", "subject", "sources"),
    [
        (Relation.OPPOSES, "actor/hungary", ("actor/brandt",)),
        (Relation.SUPPORTS, "actor/norway", ("actor/brandt",)),
        (Relation.SUPPORTS, "actor/finland", ("actor/denmark", "actor/okoro")),
        (Relation.OPPOSES, "actor/sweden", ("actor/brandt",)),
    ],
    ids=["line", "next paragraph", "reported in a turn", "second turn"],
)
def test_whose_turn_it_is_is_the_source(
    debate: Extraction, relation: Relation, subject: str, sources: tuple[str, ...]
) -> None:
    """A turn lasts until the next label; who is reported in it is the nearer voice."""
    assert only(debate, relation, subject).sources == sources


def test_we_and_i_are_who_speaks(debate: Extraction) -> None:
    """In a turn, what *we* want and *I* demand is the speaker's own, with no other source."""
    assert only(debate, Relation.SEEKS, "actor/brandt").sources == ()
    assert only(debate, Relation.DEMANDS, "actor/okoro").sources == ()


@pytest.mark.parametrize(
    "text",
    [
        "Background: Norway drafted it.\n\nOutlook: Sweden may sign.",
        "Norway: The government supports the ban.\n\nSweden: The government opposes it.",
        "He said this: Norway supports it.\nHe said that: Sweden does not.",
        "At 10:30 the talks began.\nAt 10:45 they ended.",
    ],
    ids=["headings", "countries", "sentences", "times"],
)
def test_not_every_colon_is_a_turn(text: str) -> None:
    """Speakers take turns: labels that stand once, and are not in capitals, are headings."""
    assert find_turns(text) == ()


@pytest.mark.parametrize("marks", ["“”", '""', "«»"])
def test_a_quotation_over_paragraphs_has_one_speaker(
    extraction: Callable[[str], Extraction], marks: str
) -> None:
    """Each paragraph opens with a mark and only the last one closes: all of it is the speaker's."""
    opening, closing = marks
    found = extraction(
        "John Kerry met reporters on Monday.\n\n"
        f"{opening}Hungary rejected the patrol. It was a sad day.\n\n"
        f"{opening}Norway supports the toll. It will pass.\n\n"
        f"{opening}Sweden opposes the treaty,{closing} Kerry said. Finland proposed a ban."
    )
    assert only(found, Relation.OPPOSES, "actor/hungary").sources == ("actor/john-kerry",)
    assert only(found, Relation.SUPPORTS, "actor/norway").sources == ("actor/john-kerry",)
    assert only(found, Relation.OPPOSES, "actor/sweden").sources == ("actor/john-kerry",)
    assert only(found, Relation.PROPOSES, "actor/finland").sources == ()


def test_a_mark_that_nobody_closes_quotes_no_further_paragraph(
    extraction: Callable[[str], Extraction],
) -> None:
    """Where the next paragraph does not take the quotation up, it has ended."""
    found = extraction(
        "“Norway supports the toll.\n\nSweden opposes the treaty.\n\nSo be it,” John Kerry said."
    )
    assert only(found, Relation.OPPOSES, "actor/sweden").sources == ()


def test_a_headline_in_capitals_does_not_spoil_the_first_sentence(said: Say) -> None:
    """The sentence below the headline is read by itself."""
    found = said("FRANCE REJECTS NEW TOLL ON RHINE\n\nFrance rejected the toll on the Rhine on Monday.")
    assert {(subject, relation) for subject, relation, _ in found} == {("France", "opposes")}


def test_capitals_all_through_are_read(said: Say) -> None:
    """A text in capitals still says who is for and against."""
    found = {(s, r) for s, r, _ in said("GERMANY DEMANDS NEW TALKS. THE EUROPEAN UNION SUPPORTS THE TOLL.")}
    assert {("Germany", "demands"), ("European Union", "supports")} <= found


def test_each_item_of_a_list_is_read_by_itself(said: Say) -> None:
    """Whatever the bullet is, one item has nothing to do with the next."""
    found = said(
        "The parties stand far apart:\n\n- France supports the toll\n- Germany opposes the ban on nets\n"
        "* Norway demands a ceasefire\n1. Sweden rejects the treaty\n2) Denmark backs the embargo"
    )
    assert {
        ("France", "supports", "toll"),
        ("Germany", "opposes", "ban on nets"),
        ("Norway", "demands", "ceasefire"),
        ("Sweden", "opposes", "treaty"),
        ("Denmark", "supports", "embargo"),
    } == found


def test_the_rows_of_a_table_are_kept_apart(said: Say) -> None:
    """What one row says is not said of the actor of another."""
    found = said(
        "Country | Position | Date\n\nFrance | supports the toll | 3 March\n\n"
        "Germany | opposes the ban on nets | 4 March\n\nNorway | undecided | 5 March"
    )
    assert found <= {("France", "supports", "toll"), ("Germany", "opposes", "ban on nets")}


@pytest.mark.parametrize(
    "tags",
    [
        "Tags: France, Germany, toll, Rhine, European Union, peace talks, sanctions",
        "France\nGermany\nEuropean Union\nTrade war\nSanctions against Russia\nPeace talks",
        "Topics\nFrance | Germany | Rhine toll | Sanctions | Peace plan\n\nMore in Europe\nRead more",
    ],
    ids=["commas", "lines", "bars"],
)
def test_tags_at_the_end_of_a_page_say_nothing(said: Say, tags: str) -> None:
    """A list of topics adds no statement to those of the article."""
    article = "Norway rejected the fishing treaty on Monday."
    assert said(f"{article}\n\n{tags}") == said(article)

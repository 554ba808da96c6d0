"""Persons whom a text calls by an office or a calling, and names that the recogniser misses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from parleygraph.extractors.actors import Actor, find_actors
from parleygraph.ontology import NodeClass
from spacy.language import Language
from spacy.tokens import Doc

from ..recognised import tell

Find = Callable[[str], dict[str, Actor]]


def persons(actors: dict[str, Actor]) -> set[str]:
    """The labels of the persons."""
    return {label for label, actor in actors.items() if actor.node_class is NodeClass.PERSON}


def labels(doc: Doc) -> set[str]:
    """The labels of the persons of a parsed text."""
    return persons({actor.label: actor for actor in find_actors(doc)})


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The prefect refused the request.", "prefect"),
        ("The abbot and the nuncio protested.", "abbot"),
        ("The ombudsman demanded the names.", "ombudsman"),
        ("The treasurer opposed the loan.", "treasurer"),
        ("An American professor proposed an index.", "American professor"),
        ("Our vice-minister rejected the plan.", "Our vice-minister"),
        ("Lindow's mayor rejected the plan.", "Lindow's mayor"),
        ("The guild, whose president rejected the plan, met again.", "whose president"),
        ("The senior envoy for maritime affairs rejected the plan.", "senior envoy for maritime affairs"),
        ("Madam President, we reject the plan.", "Madam President"),
    ],
)
def test_who_holds_an_office_is_a_person(find: Find, text: str, label: str) -> None:
    """The office, its owner or how its holder is addressed tells who is meant."""
    assert label in persons(find(text))


@pytest.mark.parametrize(
    "text",
    [
        "Prime Minister Ann Holm left. The finance minister demanded a vote.",
        "Prince Karl Holm left. The crown prince demanded a vote.",
        "President Ann Holm left. The vice president demanded a vote.",
        "Prime Minister Ann Holm left. Their prime minister demanded a vote.",
        "Foreign Minister Ann Holm left. The Brazilian foreign minister demanded a vote.",
        "Attorney General Ann Holm left. The solicitor general demanded a vote.",
    ],
)
def test_another_office_is_another_person(find: Find, text: str) -> None:
    """Who has another portfolio or rank, or serves somebody else, is not the one named before."""
    assert len(persons(find(text))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Prime Minister Ann Holm left. The prime minister demanded a vote.",
        "Crown Prince Karl Holm left. The prince demanded a vote.",
        "Minister of Finance Ann Holm left. The finance minister demanded a vote.",
    ],
)
def test_the_same_office_is_the_same_person(find: Find, text: str) -> None:
    """The office in other words, or a part of them, is that of the one named before."""
    assert len(persons(find(text))) == 1


def test_who_speaks_by_an_office_alone_is_a_person(find: Find) -> None:
    """A turn of a transcript may begin with an office and what it is for."""
    text = "SPOKESMAN FOR TRADE: We reject it.\n\nREPORTER: Why?\n\nSPOKESMAN FOR TRADE: It harms us."
    assert persons(find(text)) == {"SPOKESMAN FOR TRADE", "REPORTER"}


@pytest.mark.parametrize(
    ("text", "entity", "name"),
    [
        ("Tamal Delport refused the vote.", ("Tamal Delport", "PRODUCT"), "Tamal Delport"),
        ("France restored Ferdinand VII to the throne.", ("Ferdinand VII", "LOC"), "Ferdinand VII"),
        ("Dean Rusk thought it wrong.", ("Dean", "PERSON"), "Dean Rusk"),
    ],
)
def test_a_name_that_the_recogniser_mistakes_is_found(
    nlp: Language, text: str, entity: tuple[str, str], name: str
) -> None:
    """Who refuses, bears a number as sovereigns do, or goes on behind the first name is a person."""
    assert name in labels(tell(nlp, text, entity))


def test_a_surname_may_end_like_a_plural(nlp: Language) -> None:
    """The recogniser knows that it is a person."""
    doc = tell(nlp, "Adnan Menderes agreed to the plan.", ("Adnan Menderes", "PERSON"))
    doc[1].tag_ = "NNPS"
    assert "Adnan Menderes" in labels(doc)


def test_a_title_belongs_to_a_surname_of_several_words(find: Find) -> None:
    """The mention begins with the title, as for a surname of one word."""
    (actor,) = (a for a in find("President Van Buren refused the plan.").values() if "Buren" in a.label)
    assert actor.aliases == ("President Van Buren",)


def test_a_person_behind_a_place_is_no_place(nlp: Language) -> None:
    """The parse joins the name to the place before it (*In Lindow Gareth Evans thought*)."""
    doc = tell(nlp, "In Lindow Gareth Evans thought of a plan.", ("Gareth Evans", "PERSON"))
    doc[3].dep_, doc[3].head = "pobj", doc[0]
    assert "Gareth Evans" in labels(doc)


def test_a_name_beside_a_person_is_a_person(nlp: Language) -> None:
    """The recogniser takes it for a place."""
    text = "Agents met Thabo Lindo and Jacob Zuma."
    assert "Thabo Lindo" in labels(tell(nlp, text, ("Thabo Lindo", "GPE"), ("Jacob Zuma", "PERSON")))

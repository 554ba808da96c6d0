"""Which names are found, whose they are, and what bears a name without being an actor."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from parleygraph.extractors.actors import Actor, find_actors
from parleygraph.extractors.gazetteer import load_gazetteer
from parleygraph.extractors.names import same_person
from parleygraph.ontology import NodeClass
from spacy.language import Language
from spacy.tokens import Doc, Span

from ..recognised import tell

Find = Callable[[str], dict[str, Actor]]


def found_in(doc: Doc) -> dict[str, NodeClass]:
    """The actors of a parsed text by label, with their classes."""
    return {actor.label: actor.node_class for actor in find_actors(doc)}


def called(find: Find, text: str) -> dict[str, list[str]]:
    """The persons of the text by label, with the other names that they have there."""
    return {
        label: list(actor.aliases)
        for label, actor in find(text).items()
        if actor.node_class is NodeClass.PERSON and any(m.kind == "name" for m in actor.mentions)
    }


def test_a_person_behind_a_long_office_is_found(nlp: Language) -> None:
    """What the office is of is cut off the name, though all of it has capitals."""
    text = "Danish Minister of the Harbors Arve Delling issued a statement."
    assert found_in(tell(nlp, text)) == {"Denmark": NodeClass.STATE, "Arve Delling": NodeClass.PERSON}


def test_a_person_between_commas_behind_what_they_are_is_found(nlp: Language) -> None:
    """The parse may hang such a name onto the verb; the noun before says that it is one person."""
    doc = tell(nlp, "The miners had trust in the chairman, Tamale Okoro Bessi, in the east.")
    doc[10].dep_, doc[10].head = "npadvmod", doc[2]
    assert doc[10].text == "Bessi" and "Tamale Okoro Bessi" in found_in(doc)


def test_the_second_of_two_joined_surnames_is_a_person(nlp: Language) -> None:
    """A name joined by a hyphen to that of a person known from the text names another."""
    text = "Premier Karl Brandt fell. The Brandt-Almqvist strategy outlived him."
    assert "Almqvist" in found_in(nlp(text))


def test_a_name_goes_on_behind_an_apostrophe(nlp: Language) -> None:
    """The recogniser cuts *L'Estrange* off; the word stands right behind the first name."""
    doc = tell(
        nlp, "They gave money to Bernard L’Estrange in Malta.", ("Bernard", "PERSON"), ("Malta", "GPE")
    )
    assert "Bernard L’Estrange" in found_in(doc)


def test_a_capital_that_opens_a_sentence_is_no_first_name(nlp: Language) -> None:
    """An adverb there is no part of the name behind it."""
    text = "Anna Lindqvist had signed. Thereafter Lindqvist refused."
    doc = tell(nlp, text, ("Anna Lindqvist", "PERSON"), ("Thereafter Lindqvist", "PERSON"))
    assert list(found_in(doc)) == ["Anna Lindqvist"]


def test_a_king_is_not_a_commoner_of_that_name(find: Find) -> None:
    """Sovereigns go by their first names, and are called with their titles."""
    text = "General Omar Idris led the coup. King Idris refused to leave the palace."
    assert called(find, text) == {"Omar Idris": [], "King Idris": []}


def test_a_senator_is_not_the_representative_of_that_name(find: Find) -> None:
    """A member of one house does not sit in the other."""
    text = "Rep. Jane Ortley wrote the bill. Senator Ortley voted against it."
    assert called(find, text) == {"Jane Ortley": [], "Ortley": ["Senator Ortley"]}


def test_a_title_may_be_a_first_name(find: Find) -> None:
    """Where it stands alone as a name, it is no title before a surname."""
    text = "Marek's cousin, Earl, left town. Earl Novak denies the charge. Marek Novak stayed."
    assert called(find, text) == {"Marek Novak": ["Marek"], "Earl Novak": ["Earl", "Marek's cousin"]}


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("john a. marlow", "john b. c. marlow", False),
        ("john marlow", "john b. c. marlow", True),
        ("john b. marlow", "john bertram marlow", True),
    ],
)
def test_initials_tell_namesakes_apart(short: str, full: str, *, same: bool) -> None:
    """Two that have other initials are two; one without may be either."""
    assert same_person(short.replace(".", ""), full.replace(".", "")) is same


def test_what_was_a_person_is_no_organization_later(nlp: Language) -> None:
    """The recogniser may take the first or the last word of a known name for an organization."""
    text = "Chen Lihua met the envoys. Later they wrote to Chen. Lihua answered."
    doc = tell(nlp, text, ("Chen Lihua", "PERSON"), ("Lihua answered", "ORG"))
    doc.set_ents([doc[0:2], Span(doc, 10, 11, "ORG")], default="outside")
    assert doc[10].text == "Chen" and NodeClass.ORGANIZATION not in found_in(doc).values()


def test_a_thing_called_after_somebody_names_nobody(nlp: Language) -> None:
    """A single word that only ever modifies a thing is no person."""
    assert found_in(tell(nlp, "They signed the Pinto treaty in May.", ("Pinto", "PERSON"))) == {}


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("The secretary met Secretary of State Laura Quill.", "State"),
        ("They launched Operation Northern Anvil in May.", "Operation Northern Anvil"),
        ("They were angered by Article IX of it.", "Article IX"),
        ("They welcomed the Harbor Order I in May.", "Harbor Order I"),
        ("They read the Travel Advisory in May.", "Travel Advisory"),
        ("The recent U.S. Government actions were praised.", "U.S. Government"),
    ],
)
def test_names_of_things_and_parts_of_offices_are_no_organizations(
    nlp: Language, text: str, entity: str
) -> None:
    """The recogniser takes operations, articles and what an office is of for organizations."""
    found = found_in(tell(nlp, text, (entity, "ORG")))
    assert entity not in found and NodeClass.ORGANIZATION not in found.values()


def test_an_acronym_of_a_thing_is_no_organization(nlp: Language) -> None:
    """What it abbreviates stands before it; an organization's acronym stays its name."""
    text = "The talks on a general tariff freeze ban (GTB) failed. GTB limits were rejected."
    doc = nlp(text)
    doc.set_ents([Span(doc, 13, 14, "ORG")], default="outside")
    assert doc[13].text == "GTB" and "GTB" not in found_in(doc)


@pytest.mark.parametrize("place", ["New Jersey", "North America", "South Jordan"])
def test_a_longer_name_of_a_place_holds_no_state(nlp: Language, place: str) -> None:
    """A part of the world or a place named after a state is not that state."""
    doc = tell(nlp, f"The ship sailed to {place} in May.", (place, "LOC"))
    assert NodeClass.STATE not in found_in(doc).values()


def test_the_western_hemisphere_is_not_the_west(find: Find) -> None:
    """A place that the name of a group is a part of is no actor."""
    assert "The West" not in find("The council met in the Western Hemisphere.")


def test_half_of_a_compound_is_its_state(find: Find) -> None:
    """*Sino-* and *Franco-* count before a hyphen and another state, and nowhere else."""
    assert {"China", "Soviet Union"} <= set(find("The Sino-Soviet split widened."))
    found = find("Franco-Prussian tension grew. Francisco Franco refused to sign.")
    assert list(found) == ["France", "Prussia", "Francisco Franco"]
    assert "Sino" in load_gazetteer().combining


def test_two_peoples_share_a_noun(find: Find) -> None:
    """The first of them is its state too, though the noun stands behind the second only."""
    text = "The firm joined the Polish and the Finnish governments in the appeal."
    assert {"Poland", "Finland"} <= set(find(text))


def test_a_parliament_is_not_the_end_of_another_name(find: Find) -> None:
    """A word that ends a longer name is that body's, with its acronym."""
    found = find("The Free Workers Congress (FWC) called a strike. Congress rejected the bill.")
    assert found["Free Workers Congress"].aliases == ("FWC",)
    assert found["United States Congress"].aliases == ("Congress",)


def test_an_acronym_at_the_beginning_of_a_name_is_an_actor(find: Find) -> None:
    """The body of a larger one names that one too."""
    assert "United Nations" in find("The UN Commission on Ports criticized Norway.")
    assert "Labour Party" not in find("The Labour Court ruled against the firm.")


def test_a_body_is_not_a_longer_name_that_begins_with_it(find: Find) -> None:
    """Two names that each end in what a body is are two; a place is not the body that is of it."""
    found = find("Lund University rejected the plan. The Lund University Press Club backed it.")
    assert {"Lund University", "Lund University Press Club"} <= set(found)
    found = find("The Central Bank of Norway raised rates. The Central Bank feared inflation.")
    assert found["Central Bank of Norway"].aliases == ("Central Bank",)


def test_a_name_of_what_something_is_of_is_an_organization(find: Find) -> None:
    """The state in it does not hide it."""
    text = "Friends of Chile reported that the talks had failed. The editor left Friends of Chile."
    assert find(text)["Friends of Chile"].node_class is NodeClass.ORGANIZATION


def test_an_item_in_a_list_of_organizations_is_one(nlp: Language) -> None:
    """A name without a type is what its neighbours are, also with a preposition in it."""
    text = "The signers were the Harbor Union, Bread on Wheels, and the Dockers Union."
    doc = tell(nlp, text, ("Harbor Union", "ORG"), ("Dockers Union", "ORG"))
    assert found_in(doc) == {"signers": NodeClass.GROUP} | dict.fromkeys(
        ("Harbor Union", "Bread on Wheels", "Dockers Union"), NodeClass.ORGANIZATION
    )


def test_an_acronym_behind_a_person_is_where_they_belong(nlp: Language) -> None:
    """*of* and capitals behind a name give the party."""
    doc = tell(nlp, "Lena Strand of KDL was elected.", ("Lena Strand", "PERSON"))
    assert found_in(doc) == {"Lena Strand": NodeClass.PERSON, "KDL": NodeClass.ORGANIZATION}


def test_the_plural_of_a_name_is_a_party(find: Find) -> None:
    """With an article it is no person, whatever the recogniser says."""
    found = find("The consent of the Mensheviks was needed, and the Mensheviks refused.")
    assert found["Mensheviks"].node_class is NodeClass.ORGANIZATION


def test_a_place_whose_officials_act_is_an_organization(find: Find) -> None:
    """A province is an actor where its officials are."""
    assert find("South Dakota officials arrested the surveyors.")["South Dakota"].node_class is (
        NodeClass.ORGANIZATION
    )

"""Who is found as an actor, under what label and of what class."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from parleygraph.extractors.actors import Actor, find_actors
from parleygraph.extractors.names import is_acronym_of, same_person
from parleygraph.ontology import NodeClass
from spacy.language import Language

Find = Callable[[str], dict[str, Actor]]


def names(actor: Actor) -> set[str]:
    """What the text calls the actor."""
    return {actor.label, *actor.aliases}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Washington rejected the offer on Friday.", "United States"),
        ("The Kremlin dismissed the report as absurd.", "Russia"),
        ("The French refused to sign the accord.", "France"),
        ("U.S. officials warned that talks would fail.", "United States"),
        ("The Japanese government welcomed the plan.", "Japan"),
        ("Downing Street said that the offer stands.", "United Kingdom"),
        ("The USSR vetoed the draft.", "Soviet Union"),
    ],
)
def test_a_state_is_found_however_it_is_named(find: Find, text: str, label: str) -> None:
    """Capitals, seats of government, demonyms, officials and abbreviations are their state."""
    assert find(text)[label].node_class is NodeClass.STATE


def test_names_of_one_state_are_one_actor(find: Find) -> None:
    """A name, an abbreviation, a demonym plural and a capital gather in one node with its code."""
    found = find(
        "The United States backed the plan. The US paid. The Americans left. Washington regretted it."
    )
    assert [a.label for a in found.values() if a.node_class is NodeClass.STATE] == ["United States"]
    assert (found["United States"].iso3166, found["United States"].wikidata) == ("US", "Q30")
    assert len([m for m in found["United States"].mentions if m.kind == "name"]) == 4


def test_the_abbreviation_pa_is_the_palestinian_authority(find: Find) -> None:
    """The override table comes before country codes."""
    assert find("The PA condemned the raid.")["Palestinian Authority"].node_class is NodeClass.ORGANIZATION


def test_one_authority_is_a_body_and_no_state(find: Find) -> None:
    """*The Ports Authority* is an organization, *the authorities* of a state are the state."""
    found = find(
        "The Tanzania Ports Authority met the union of Zambia. The authority refused to pay. "
        "Kenya's authorities kept silent. The local water authority wanted a levy."
    )
    ports = found["Tanzania Ports Authority"]
    assert ports.node_class is NodeClass.ORGANIZATION
    assert [m.kind for m in ports.mentions] == ["name", "nominal"]
    assert found["Kenya"].node_class is NodeClass.STATE


def test_a_power_is_no_actor(find: Find) -> None:
    """*The authority of parliament to tax* is not somebody."""
    found = find(
        "The governor doubted the authority of the council to tax fuel. He invoked emergency powers. "
        "The great powers protested."
    )
    assert not any("authority" in label or "emergency" in label for label in found)
    assert "great powers" in found


def test_a_surname_and_a_title_join_the_full_name(find: Find) -> None:
    """A person is one actor by full name, surname and title."""
    found = find("John Harker met the mayor. Harker then left. Secretary Harker gave no comment.")
    people = [a for a in found.values() if a.node_class is NodeClass.PERSON and "Harker" in a.label]
    assert [a.label for a in people] == ["John Harker"]
    assert len([m for m in people[0].mentions if m.kind == "name"]) == 3


def test_two_persons_of_one_surname_stay_apart(find: Find) -> None:
    """Different first names are different persons."""
    found = find("Anna Lindqvist voted for the bill. Peter Lindqvist voted against it.")
    assert {"Anna Lindqvist", "Peter Lindqvist"} <= set(found)


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("kerry", "john kerry", True),
        ("ann kerry", "john kerry", False),
        ("recep tayyip erdogan", "recep erdogan", True),
        ("volodymyr zelenskyy", "volodymyr zelensky", True),
        ("j. smith", "john smith", True),
        ("george ii", "george iii", False),
        ("lee kwok-hing", "lee kwok-kin", False),
    ],
)
def test_spelling_variants_are_told_from_other_names(short: str, full: str, same: bool) -> None:
    """Surnames, initials, middle names and misspelt variants agree, other first names do not."""
    assert same_person(short, full) is same


def test_an_acronym_stands_for_its_name(find: Find) -> None:
    """An acronym joins the name whose initials it is."""
    assert is_acronym_of("NFU", ["National Farmers Union"])
    assert not is_acronym_of("NFU", ["National Railway Board"])
    found = find("The National Farmers Union (NFU) rejected the tax. The NFU called for a vote.")
    assert any({"National Farmers Union", "NFU"} <= names(actor) for actor in found.values())


def test_administrations_are_apart_where_the_text_tells_them_apart(find: Find) -> None:
    """One named administration is its state, two are organizations."""
    one = find("The United States signed. The Carter administration welcomed the treaty.")
    assert "Carter administration" in names(one["United States"])
    two = find("The Carter administration signed the treaty. The Reagan administration rejected it.")
    for label in ("Carter administration", "Reagan administration"):
        assert two[label].node_class is NodeClass.ORGANIZATION


def test_some_officials_do_not_speak_for_their_state(find: Find) -> None:
    """*U.S. officials* are the state, some of them a group."""
    found = find("U.S. officials rejected the plan. Some Egyptian officials supported it.")
    assert found["United States"].node_class is NodeClass.STATE
    assert found["Some Egyptian officials"].node_class is NodeClass.GROUP


def test_an_organ_of_a_state_is_an_organization(find: Find) -> None:
    """Ministries, parliaments and armies are organizations, not their states."""
    found = find("The Norwegian parliament approved the treaty. The Peruvian Navy seized a trawler.")
    assert found["Norwegian parliament"].node_class is NodeClass.ORGANIZATION
    assert found["Peruvian Navy"].node_class is NodeClass.ORGANIZATION


def test_an_unnamed_office_holder_is_a_person(find: Find) -> None:
    """An office without a name is a Person."""
    found = find("The Norwegian foreign minister proposed a truce.")
    assert found["Norwegian foreign minister"].node_class is NodeClass.PERSON


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The Soviet Union signed. Moscow then ratified the treaty.", "Soviet Union"),
        ("Russia signed. Moscow then ratified the treaty.", "Russia"),
        ("Settlers attacked the Indians. The Indians rejected the treaty.", "Native Americans"),
        ("India signed. The Indians then ratified the treaty.", "India"),
    ],
)
def test_a_name_that_several_share_is_his_whom_the_document_names(find: Find, text: str, label: str) -> None:
    """*Moscow* is the Soviet Union where that is named, *Indians* are Native Americans without India."""
    last = text.rsplit(". ", maxsplit=1)[-1].removeprefix("The ").split()[0]
    assert last in names(find(text)[label])


def test_a_government_is_its_state_with_a_capital_too(find: Find) -> None:
    """*The U.S. Government* names no organization of its own."""
    found = find("The U.S. Government rejected the claim. The South African Government protested.")
    assert {a.label for a in found.values()} == {"United States", "South Africa"}


@pytest.mark.parametrize(
    "text",
    [
        "Germany sent the Zimmermann Telegram to Mexico.",
        "The Senate rejected the Treaty of San Ildefonso.",
        "The President signed a historic Executive Order on trade.",
    ],
)
def test_a_document_is_no_actor(find: Find, text: str) -> None:
    """Names of documents are no persons and no organizations, whatever the recogniser says."""
    assert not any(word in label for label in find(text) for word in ("Telegram", "Ildefonso", "Order"))


def test_a_place_is_less_salient_than_a_party(find: Find) -> None:
    """A state that demands something weighs more than one where something happens."""
    found = find("Norway demanded an apology from Sweden.\n\nThe two men had met once in Portugal.")
    assert found["Norway"].salience > found["Portugal"].salience if "Portugal" in found else True
    assert found["Norway"].salience > 0.5


def test_salience_sees_who_acts_and_who_is_a_mere_place(find: Find) -> None:
    """Owning a plan and willing something speak for an actor, standing after *in* against it."""
    found = find("Norway urged Sweden to sign Denmark's plan. Workers struck in Iceland.")
    assert found["Norway"].features["wills"] and found["Sweden"].features["is to act"]
    assert found["Denmark"].features["owns a theme"]
    assert found["Iceland"].features["only place:State:name"] == 1.0
    assert found["Iceland"].salience < min(found[name].salience for name in ("Norway", "Sweden", "Denmark"))


def test_an_adjective_of_a_state_is_marked_attributive(find: Find) -> None:
    """A demonym that only describes something else is no party to what is said."""
    mentions = find("Merchants sold French wine.")["France"].mentions
    assert [m.attributive for m in mentions] == [True]


def test_the_title_of_a_document_does_not_swallow_its_first_sentence(nlp: Language) -> None:
    """Mentions lie inside sentences, and their offsets give the words they name."""
    doc = nlp("Norway Rejects Fishing Pact\nSweden welcomed the decision.")
    sweden = next(a for a in find_actors(doc) if a.label == "Sweden")
    assert doc[sweden.mentions[0].start : sweden.mentions[0].end].text == "Sweden"
    assert doc[sweden.mentions[0].root].dep_ == "nsubj"


def test_a_party_is_not_read_into_a_court(find: Find) -> None:
    """*Labour* in *Labour Court* names no party, and a name that ends in a country's is one name."""
    found = find("The Labour Court ruled that the strike was illegal. The Labour Party welcomed it.")
    assert [m.kind for m in found["Labour Party"].mentions if m.kind == "name"] == ["name"]
    assert "Transport Workers Union of America" in find(
        "The Transport Workers Union of America supported it."
    )


def test_a_name_that_goes_on_after_a_preposition_is_not_named_by_its_last_word(find: Find) -> None:
    """*Voice for Peace* is an organization, though *peace* is none."""
    found = find("The Moorland Voice for Peace and the Ministry of Rural Affairs rejected it.")
    assert found["Moorland Voice for Peace"].node_class is NodeClass.ORGANIZATION
    assert found["Ministry of Rural Affairs"].node_class is NodeClass.ORGANIZATION


def test_the_surname_of_a_person_in_the_text_is_the_person(find: Find) -> None:
    """*Ford* after *Paul Ford* is no company, also where it modifies and the recogniser takes it for one."""
    assert set(find("Paul Ford spoke. The Ford plan was made by Ford and GM.")) == {"Paul Ford", "GM"}

"""Which later words mean an actor that was named before."""

from __future__ import annotations

import pytest
from parleygraph.extractors.actors import find_actors
from parleygraph.ontology import NodeClass
from spacy.language import Language

from .conftest import Affiliations, Find


def _owners(nlp: Language, text: str, word: str) -> list[str]:
    """The labels of the actors that the last mention of the word names or means."""
    doc = nlp(text)
    last = max(t.i for t in doc if t.lower_ == word)
    return [a.label for a in find_actors(doc) if any(m.root == last for m in a.mentions)]


@pytest.mark.parametrize(
    ("text", "full", "short"),
    [
        (
            "The Joint Relief Force (JORELF) arrived. JORELF said it would stay.",
            "Joint Relief Force",
            "JORELF",
        ),
        (
            "The National Union of Farmers (UNAG) met on Monday. UNAG asked for more.",
            "National Union of Farmers",
            "UNAG",
        ),
        (
            "The Popular Movement for the Freedom of Angola (PMFA) rejected the truce. The PMFA left.",
            "Popular Movement for the Freedom of Angola",
            "PMFA",
        ),
    ],
)
def test_an_acronym_in_parentheses_is_another_name(find: Find, text: str, full: str, short: str) -> None:
    """Whatever language its letters come from, and however the recogniser takes it."""
    found = find(text)
    assert short in found[full].aliases
    assert short not in found


def test_a_word_in_parentheses_behind_a_person_is_no_organization(find: Find) -> None:
    """Only an organization's name is abbreviated so."""
    found = find("President Ann Lee (ALX) rejected the offer.")
    assert found["Ann Lee"].aliases == ()


def test_a_name_with_what_it_is_is_that_name(find: Find) -> None:
    """*the Green Alternative party* is Green Alternative."""
    found = find("The Green Alternative party opposed the bill. Green Alternative said so.")
    assert [label for label in found if "Green" in label] == ["Green Alternative"]


@pytest.mark.parametrize(
    ("text", "word", "label"),
    [
        ("The Transport Ministry wrote. The federation rejected the ministry's plan.", "ministry",
         "Transport Ministry"),
        ("The Steel Guild met Corus. Managers rejected the union's demand.", "union", "Steel Guild"),
        ("The rebels' demand for a truce was rejected.", "rebels", "rebels"),
    ],
)  # fmt: skip
def test_who_owns_a_thing_is_an_actor(nlp: Language, text: str, word: str, label: str) -> None:
    """A description may name an actor inside the phrase of what it owns."""
    assert label in _owners(nlp, text, word)


def test_a_bare_name_is_the_firm_that_begins_with_it(find: Find, nlp: Language) -> None:
    """Unless a person has that name."""
    text = "Harlan Logistics runs the port. The ministry may exempt Harlan from the fee."
    assert _owners(nlp, text, "harlan") == ["Harlan Logistics"]
    found = find("Ann Harlan sued Harlan Logistics. Harlan lost the case.")
    assert "Harlan" in found["Ann Harlan"].aliases


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The Chadian government met rebels. France sent envoys to Niger. The government agreed.", "Chad"),
        ("Norway asked for talks. The envoys met in Niger. The government agreed.", "Norway"),
        ("France asked Chad to sign. The government refused.", "Chad"),
    ],
)
def test_the_government_is_that_of_the_state_that_acts(nlp: Language, text: str, state: str) -> None:
    """The one whose government was named, else the last that is more than a place."""
    assert _owners(nlp, text, "government") == [state]


@pytest.mark.parametrize("word", ["parties", "sides"])
def test_the_sides_are_the_two_that_were_named_together(nlp: Language, word: str) -> None:
    """*The parties* are two also where nobody counts them."""
    assert _owners(nlp, f"Kenya and Uganda met. The {word} signed it.", word) == ["Kenya", "Uganda"]


def test_the_parties_stay_a_group_where_no_two_were_named_together(nlp: Language) -> None:
    """Two that only happen to be near are not *the parties*."""
    assert _owners(nlp, "Kenya left. Uganda stayed. The parties signed it.", "parties") == ["parties"]


def test_a_body_that_is_only_proposed_is_no_actor(find: Find) -> None:
    """Neither where it is proposed nor where it is named again; one that acts is an actor."""
    assert set(find("Kenya proposed a joint inspection team. Uganda supported the team.")) == {
        "Kenya",
        "Uganda",
    }
    assert "Kenya's team" in find("Kenya's team proposed a ban. The team left.")


def test_a_group_is_told_by_its_place(find: Find) -> None:
    """*miners in Silesia* are told from other miners by where they are."""
    found = find("Coal miners in Silesia went on strike.")
    assert found["Coal miners in Silesia"].node_class is NodeClass.GROUP


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("The council met villagers who had lost their wells.", "villagers who had lost their wells"),
        ("Norland will punish traders that break the ban and reward us.", "traders that break the ban"),
        ("The envoy met villagers, who had lost their wells.", "villagers"),
    ],
)
def test_a_group_is_told_by_the_clause_that_says_who_belongs_to_it(find: Find, text: str, group: str) -> None:
    """A clause behind a comma only adds to it."""
    assert group in find(text)


def test_the_place_that_a_body_is_named_after_is_not_the_body(find: Find, affiliations: Affiliations) -> None:
    """Who is of the place does not belong to the body; a short name that acts still is one."""
    text = "The Torvald Ferry Union left the talks. The bishop of Torvald and the mayor offered to mediate."
    assert [(m.start, m.end) for m in find(text)["Torvald Ferry Union"].mentions] == [(1, 4)]
    assert not {pair for pair in affiliations(text) if pair[1] == "Torvald Ferry Union"}


def test_a_name_behind_the_office_of_one_person_is_a_person(find: Find) -> None:
    """Also where the recogniser takes the name for an organization's."""
    found = find("The authority's director, Signe Aldén, rejected the plan. Aldén left.")
    assert found["Signe Aldén"].node_class is NodeClass.PERSON
    assert len(found["Signe Aldén"].mentions) == 3


def test_a_surname_that_is_also_a_word_for_a_body_is_a_persons_after_an_office(find: Find) -> None:
    """*Chairman Lodge* is no lodge."""
    found = find("Chairman Henry Cabot Lodge opposed the treaty. Chairman Lodge wanted reservations.")
    assert found["Henry Cabot Lodge"].node_class is NodeClass.PERSON
    assert len(found["Henry Cabot Lodge"].mentions) == 2


@pytest.mark.parametrize(
    ("text", "label", "noun"),
    [
        (
            "The Northern Liberation Front signed the truce. The rebels will disarm by May.",
            "Northern Liberation Front",
            "rebels",
        ),
        (
            "The Court of Cassation heard the appeal. The judges annulled the vote.",
            "Court of Cassation",
            "judges",
        ),
    ],
)
def test_those_who_make_up_a_body_mean_it(find: Find, text: str, label: str, noun: str) -> None:
    """The rebels are the front, the judges the court that was named before."""
    found = find(text)
    assert noun not in found and noun.capitalize() not in found
    assert noun in found[label].aliases


@pytest.mark.parametrize(
    "text",
    [
        "The Northern Liberation Front signed the truce. Other rebels fight on.",
        "The Northern Liberation Front met the Eastern Front. The rebels will disarm by May.",
        "The rebels will disarm by May. The army mistrusts the Northern Liberation Front.",
    ],
)
def test_those_of_nobody_known_stay_a_group(find: Find, text: str) -> None:
    """Others than those of the body, those of one of two, and those who were named first."""
    assert any("rebels" in label.lower() for label in find(text))


@pytest.mark.parametrize(
    ("text", "label", "noun"),
    [
        (
            "NATO agreed to help. The alliance will send trainers.",
            "North Atlantic Treaty Organization",
            "alliance",
        ),
        ("Hamas rejected the truce. The militant group wants guarantees.", "Hamas", "militant group"),
        ("The European Union imposed sanctions. The bloc will review them.", "European Union", "bloc"),
    ],
)
def test_a_known_body_is_called_by_its_kind(find: Find, text: str, label: str, noun: str) -> None:
    """What a body is, the data says where its name does not."""
    assert noun in find(text)[label].aliases


def test_another_of_the_kind_is_not_the_known_body(find: Find) -> None:
    """Words that are not said of it tell of another one."""
    found = find("NATO agreed to help. The opposition alliance rejected the offer. The Syrian group left.")
    assert "opposition alliance" in found and "Syrian group" in found

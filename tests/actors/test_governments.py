"""Which government is meant: that of a state, a body of its own, or none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from parleygraph.extractors.actors import Actor, find_actors
from parleygraph.extractors.affiliation import find_affiliations
from parleygraph.ontology import NodeClass
from spacy.language import Language

Find = Callable[[str], dict[str, Actor]]


def called(actor: Actor) -> set[str]:
    """What the text calls the actor."""
    return {actor.label, *actor.aliases}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "Norway objected. The Ontario provincial government taxed it.",
            "Ontario provincial government",
        ),
        ("Kenya left. The Lamu regional government refused to sign.", "Lamu regional government"),
        ("Peru will work with a future Bolivian government.", "future Bolivian government"),
        ("Libya waited. The transitional government signed the accord.", "transitional government"),
        ("Chile's national unity government resigned.", "Chile's national unity government"),
        ("Britain refused to pay the debts of the Girondist government.", "Girondist government"),
        ("The United States waited for the incoming administration.", "incoming administration"),
    ],
)
def test_a_government_told_apart_is_a_body(find: Find, text: str, label: str) -> None:
    """The government of a region, of another make-up or time, and one without a state, is no state."""
    assert find(text)[label].node_class is NodeClass.ORGANIZATION


@pytest.mark.parametrize(
    ("text", "label", "mention"),
    [
        (
            "Portugal met British Prime Minister Clement Attlee. Spain left. The Attlee government resigned.",
            "United Kingdom",
            "Attlee government",
        ),
        (
            "The Spanish government thanked President Ann Lee of Kenya and her government.",
            "Kenya",
            "her government",
        ),
        (
            "Spain left. Portugal wrote to the military government in Chile.",
            "Chile",
            "military government",
        ),
        (
            "The Brazilian government met the French government. The federal government agreed.",
            "Brazil",
            "federal government",
        ),
    ],
)
def test_a_government_is_that_of_its_leader_or_place(find: Find, text: str, label: str, mention: str) -> None:
    """Whose a government is, is told by the person it is named after, by *in*, or by *federal*."""
    found = find(text)
    assert found[label].node_class is NodeClass.STATE
    assert mention in called(found[label])


@pytest.mark.parametrize(
    "text",
    [
        "Finland praised her leadership.",
        "Finland backed a stronger sanctions regime.",
        "Finland stands for government under law.",
        "Finland hoped for a democratic government.",
        "Finland recognized no government.",
        "Finland had been under Russian administration.",
    ],
)
def test_a_word_for_a_government_may_mean_none(find: Find, text: str) -> None:
    """Qualities, sets of rules and governments that are not there yet are nobody."""
    words = {"leadership", "regime", "government", "administration"}
    assert not any(words & set(name.split()) for actor in find(text).values() for name in called(actor))


def test_an_administration_beside_congress_is_a_body(nlp: Language) -> None:
    """Set against the chamber of its state it is an organization, and belongs to the state."""
    doc = nlp(
        "The United States hesitated. The Carter administration asked Congress for money. "
        "The administration then waited."
    )
    actors = find_actors(doc)
    [index] = [i for i, a in enumerate(actors) if a.label == "Carter administration"]
    assert "administration" in called(actors[index])
    assert ("United States") in {
        actors[a.object].label for a in find_affiliations(doc, actors) if a.subject == index
    }


def test_a_bare_administration_in_one_sentence_with_congress_is_a_body(find: Find) -> None:
    """*The administration calls on Congress* sets the one against the other."""
    found = find("The United States signed. The administration calls on Congress to ratify the treaty.")
    assert found["administration"].node_class is NodeClass.ORGANIZATION


def test_the_cabinet_of_a_president_is_a_body(find: Find) -> None:
    """*The U.S. Cabinet* advises, *the Japanese cabinet* governs."""
    found = find("The U.S. Cabinet met. The Cabinet advised against war. The Japanese cabinet resigned.")
    assert {"U.S. Cabinet", "Cabinet"} <= called(found["U.S. Cabinet"])
    assert "Japanese cabinet" in called(found["Japan"])


def test_the_regime_is_the_one_named_last(find: Find) -> None:
    """*The regime* follows a regime named after somebody, and is never the United States."""
    found = find("Chad left. The United States punished the Morrow regime. The regime protested.")
    assert "regime" in called(found["Morrow regime"])
    found = find("Cuba jailed them. The United States wrote a policy toward the regime.")
    assert "regime" in called(found["Cuba"])


def test_a_government_of_no_known_state_that_acts_is_found(find: Find) -> None:
    """Where it does nothing it is not."""
    assert find("The government raised the tax.")["government"].node_class is NodeClass.STATE
    assert not find("There was a rumour about the government.")

"""One actor that is named in ways which look like actors of different classes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from parleygraph.extractors.actors import Actor
from parleygraph.ontology import NodeClass

Find = Callable[[str], dict[str, Actor]]


def times(actor: Actor) -> int:
    """How often the text names the actor, pronouns left out."""
    return sum(m.kind != "pronoun" for m in actor.mentions)


@pytest.mark.parametrize(
    ("text", "label", "count"),
    [
        (
            "The Indonesian Navy searched the strait. On Monday the Indonesian navy denied the report.",
            "Indonesian Navy",
            2,
        ),
        (
            "French troops held the port. The French Army refused to leave, and French forces dug in.",
            "French Army",
            3,
        ),
        (
            "The United Dock Workers rejected the offer. The UDW demanded a vote.",
            "United Dock Workers",
            2,
        ),
        (
            "It worked with the United Nations Interim Administration Mission in Haiti (UNMIH). UNMIH left.",
            "United Nations Interim Administration Mission in Haiti",
            3,
        ),
        (
            "Standard Oil Company of Ohio (SOHIO – once the largest) demanded a vote. SOHIO left.",
            "Standard Oil Company of Ohio",
            3,
        ),
        (
            "The administration of President Ann Lee rejected it, and the Holm administration backed it. "
            "The Lee administration demanded a vote.",
            "Lee administration",
            2,
        ),
        ("Henry Cabot Lodge rejected the plan. Chairman Lodge demanded a vote.", "Henry Cabot Lodge", 2),
        (
            "Secretary of State Ann Holm rejected the plan. The former Secretary of State demanded a vote.",
            "Ann Holm",
            2,
        ),
    ],
)
def test_one_actor_by_two_kinds_of_names_is_one(find: Find, text: str, label: str, count: int) -> None:
    """A name with and without capitals, an acronym, the forces of a state, an administration, an office."""
    assert times(find(text)[label]) == count


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (
            "French troops held the port. The French navy refused to sail.",
            {"French troops", "French navy"},
        ),
        (
            "French troops held the port, and Spanish troops the bridge.",
            {"French troops", "Spanish troops"},
        ),
        (
            "18 French soldiers were arrested. The French Army demanded that they be freed.",
            {"18 French soldiers", "French Army"},
        ),
        (
            "Arvid Holm demanded a vote. The Holm Institute opposed it.",
            {"Arvid Holm", "Holm Institute"},
        ),
        (
            "The Tax Enforcement Administration left. The Drug Enforcement Administration demanded a vote.",
            {"Tax Enforcement Administration", "Drug Enforcement Administration"},
        ),
    ],
)
def test_what_only_looks_alike_stays_apart(find: Find, text: str, labels: set[str]) -> None:
    """Other forces, other states, a few of the soldiers, and a body that is named after a person."""
    assert labels <= find(text).keys()


def test_a_person_once_taken_for_a_body_is_a_person(find: Find) -> None:
    """All mentions have the class of the person, whichever of them the recogniser took for a body."""
    found = find("Don Luis de Oriel refused the terms. Oriel said that he would not sign. Oriel left.")
    persons = [a for a in found.values() if "Oriel" in a.label]
    assert [a.node_class for a in persons] == [NodeClass.PERSON]
    assert times(persons[0]) == 3


@pytest.mark.parametrize(
    ("text", "label", "count"),
    [
        ("Arab leaders met in Tunis. The Arab states rejected the plan.", "Arab leaders", 2),
        ("The American public demanded a vote. The American people rejected the plan.", "American public", 2),
        ("All Cubans want it. The Cuban people demanded a vote.", "Cuban people", 2),
        (
            "Two Senate lawmakers demanded a vote. Two Senate lawmakers from the coast wrote to the mayor.",
            "Two Senate lawmakers from the coast",
            2,
        ),
    ],
)
def test_one_people_or_number_is_one(find: Find, text: str, label: str, count: int) -> None:
    """The states of a people with its leaders, a people as a whole, and so many of a kind."""
    assert times(find(text)[label]) == count


def test_other_peoples_are_others(find: Find) -> None:
    """What only the noun has in common is two actors."""
    found = find("Arab leaders rejected the plan, and European leaders backed it.")
    assert {"Arab leaders", "European leaders"} <= found.keys()

"""Names of things and places are no actors."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from parleygraph.extractors.actors import Actor

Find = Callable[[str], dict[str, Actor]]


def named(found: dict[str, Actor]) -> str:
    """Everything that the text calls an actor, as one string."""
    return " | ".join(name for actor in found.values() for name in (actor.label, *actor.aliases))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The delegates signed the Danzig-Memel Pact in Rome.", "Pact"),
        ("France revised the 1907 Lindow Convention.", "Convention"),
        ("France ratified the Convention of 1907.", "Convention"),
        ("The Ministry granted Permanent Resident Status to the refugees.", "Status"),
        ("The Lindow Straits Crises alarmed France.", "Crises"),
        ("The U.S.S. Ranger, a carrier, reached Yemen.", "Ranger"),
        ("The summit further poisoned U.S.-Soviet relations.", "U.S.-Soviet"),
        ("Chile and Peru signed SART II, the second of the Strategic Arms Removal Treaties (SART).", "SART"),
        ("The Florimel river divides Chile from Peru.", "Florimel"),
        ("Seiler, who lived in Ann Harbour, was arrested.", "Harbour"),
        ("Japan kept Korea, including Port Arthur, and the railway.", "Arthur"),
        ('The group responded on Instagram, "We stay."', "Instagram"),
        ("Norway sent wheat through a programme known as Harvest-Aid.", "Harvest"),
        ("Jo Lee thanked Deputy Prime Minister and Defense Minister Ann Roe.", "Prime Minister |"),
        ("Treaties bind Chile and every other State Party.", "every other"),
        ("Jordan kept the West Bank.", "West Bank"),
    ],
)
def test_the_name_of_a_thing_is_no_actor(find: Find, text: str, word: str) -> None:
    """Treaties, ships, programmes, statuses and places have names too."""
    assert word not in named(find(text)) + " |"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The Port Authority of Lindow fined Chile.", "Port Authority of Lindow"),
        ("An analyst at the Center for Baltic Studies warned Poland.", "Center for Baltic Studies"),
        ("In the capital, Lindqvist met the king of Sweden.", "Lindqvist"),
        ("The Warsaw Pact invaded Czechoslovakia.", "Warsaw Pact"),
    ],
)
def test_a_body_or_person_stays_one(find: Find, text: str, label: str) -> None:
    """Words for places in or before a name do not make it one."""
    assert label in find(text)

"""An actor that the text tells in other words, by another name or by those who stand for it."""

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
    ("text", "label"),
    [
        ("The Lund Relief Groups met in May. These groups demanded a vote.", "Lund Relief Groups"),
        ("The Dover city council met. This City Council demanded a vote.", "Dover city council"),
        (
            "The ministry named nine state-owned enterprises. The bank will not deal with these entities.",
            "nine state-owned enterprises",
        ),
        (
            "Foreign coal companies opposed the tax. The large coal companies demanded a vote.",
            "Foreign coal companies",
        ),
        (
            "Foreign coal companies opposed the tax. The foreign coal companies in Poland left.",
            "Foreign coal companies",
        ),
        (
            "Dissidents in the eastern provinces met. The minister feared that dissidents would win.",
            "Dissidents in the eastern provinces",
        ),
        (
            "The Lund negotiators rejected the plan. The negotiators at Lund demanded more time.",
            "Lund negotiators",
        ),
        (
            "NATO's northern partners demanded a vote. NATO and its northern partners rejected the plan.",
            "NATO’s northern partners",
        ),
        (
            "Over 40 banks and firms opposed the law. The minister met more than 40 banks and firms.",
            "Over 40 banks and firms",
        ),
        ("The senator and her team demanded a vote. Her colleagues rejected the plan.", "her team"),
    ],
)
def test_a_description_in_other_words_is_the_same_actor(find: Find, text: str, label: str) -> None:
    """What points back, what says no more of whom it means, and who is with the same person."""
    assert times(find(text.replace("'", "’"))[label]) == 2


@pytest.mark.parametrize(
    ("text", "label", "count"),
    [
        ("The Dock Union rejected it. The Dock Union leaders demanded a vote.", "Dock Union", 3),
        ("The Dock Union rejected it, and members of the Dock Union struck.", "Dock Union", 3),
        ("The Lund organization demanded a vote. Lund officials opposed it.", "Lund organization", 2),
        (
            "The African Union sent help. Nearly 900 African Union forces held the port.",
            "African Union",
            3,
        ),
        (
            "The Polish Communist Party rejected the plan. The Communists demanded a vote.",
            "Polish Communist Party",
            3,
        ),
        (
            "The police rejected the claim. Later the Dover Police Department demanded proof.",
            "Dover Police Department",
            2,
        ),
        (
            "The military rejected the plan. Sudan’s military leaders demanded a vote.",
            "Sudan’s military leaders",
            2,
        ),
    ],
)
def test_those_who_stand_for_a_body_are_the_body(find: Find, text: str, label: str, count: int) -> None:
    """Its leaders, members and troops, the members of a party by its name, and the only one of a kind."""
    assert times(find(text)[label]) == count


@pytest.mark.parametrize(
    ("text", "label", "count"),
    [
        (
            "The Dock Union, now known as the Port League, demanded a vote. The Port League rejected it.",
            "Dock Union",
            3,
        ),
        ("Empress Marta (Ana Holm) demanded a vote. Ana Holm rejected the plan.", "Empress Marta", 3),
        ("The United Nations demanded a vote. The Untied Nations rejected the plan.", "United Nations", 2),
        (
            "Governor Ana Karimzadeh demanded a vote. Later Mrs. Kerimzedeh rejected the plan.",
            "Ana Karimzadeh",
            2,
        ),
        (
            "The Gulf Fishery Commission demanded a vote. The Gulf Joint Fishery Commission left.",
            "Gulf Joint Fishery Commission",
            2,
        ),
    ],
)
def test_another_name_or_spelling_is_the_same_actor(find: Find, text: str, label: str, count: int) -> None:
    """Names that the text says are one, slips, transliterations and a word left out."""
    assert times(find(text)[label]) == count


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (
            "Six members of the Dock Union demanded a vote. The Dock Union opposed it.",
            {"Six members of the Dock Union", "Dock Union"},
        ),
        (
            "The people of Ethiopia want peace. The people of Ethiopia or Eritrea oppose the plan.",
            {"people of Ethiopia", "people of Ethiopia or Eritrea"},
        ),
        (
            "The chairman called Ana Holm. Ana Holm rejected the plan.",
            {"chairman", "Ana Holm"},
        ),
        (
            "The Dover Police Department rejected it. The Lund Police Department backed it.",
            {"Dover Police Department", "Lund Police Department"},
        ),
        (
            "The Royal Dock Board demanded a vote. The Royal Dock Safety Board rejected the plan.",
            {"Royal Dock Board", "Royal Dock Safety Board"},
        ),
        (
            "French banks opposed the law. Spanish banks backed it.",
            {"French banks", "Spanish banks"},
        ),
    ],
)
def test_others_stay_apart(find: Find, text: str, labels: set[str]) -> None:
    """Some of the members, the people of more states, who is called, and bodies of one kind."""
    assert labels <= find(text).keys()


def test_what_stands_for_a_body_has_its_class(find: Find) -> None:
    """The leaders of a union are no group where they are the union."""
    (union,) = (a for a in find("The Dock Union leaders met. The Dock Union left.").values())
    assert union.node_class is NodeClass.ORGANIZATION

"""Which descriptions of bodies are actors."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from parleygraph.extractors.actors import Actor
from parleygraph.ontology import NodeClass

Find = Callable[[str], dict[str, Actor]]


def called(actor: Actor) -> set[str]:
    """What the text calls the actor."""
    return {actor.label, *actor.aliases}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The treaty established a fisheries commission.", "fisheries commission"),
        ("Norway negotiated with a parallel Danish committee.", "parallel Danish committee"),
        ("They met a fisheries sub-committee.", "fisheries sub-committee"),
        ("The coalition against the rebels grew.", "coalition against the rebels"),
        ("He spoke at the Evian Conference.", "Evian Conference"),
        ("Members of the Pan Nordic Congress marched.", "Pan Nordic Congress"),
    ],
)
def test_a_body_is_found(find: Find, text: str, label: str) -> None:
    """Committees that the text first brings in, coalitions and conferences are organizations."""
    assert find(text)[label].node_class is NodeClass.ORGANIZATION


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The accord laid the foundation for peace.", "foundation"),
        ("Peel's mission failed.", "mission"),
        ("Owen's campaign was popular.", "campaign"),
        ("Peruvian aircraft struck the port.", "aircraft"),
    ],
)
def test_a_word_for_a_body_may_mean_none(find: Find, text: str, word: str) -> None:
    """Deeds, things owned, states of things and parts of an office are nobody."""
    assert not any(word in name.split() for actor in find(text).values() for name in called(actor))


def test_the_police_is_the_office_that_was_named(find: Find) -> None:
    """*The police* after *Dover Police Department* is the same."""
    found = find("The Dover Police Department arrested him. The police kept silent.")
    assert "police" in called(found["Dover Police Department"])


def test_what_congress_does_names_it(find: Find) -> None:
    """*Congressional* is the adjective of the Congress of the United States."""
    assert "congressional" in called(find("Kenya welcomed congressional approval.")["United States Congress"])


def test_the_treasury_of_its_department_is_no_second_body(find: Find) -> None:
    """*The Department of the Treasury* is one body."""
    found = find("The Department of the Treasury fined two banks.")
    assert not any("Treasury" in called(actor) for actor in found.values())


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The minister told parliament that the dam was safe.", "parliament"),
        ("The port authority, which owns the quay, refused.", "port authority"),
        ("The municipality of Geneva supports the agency.", "municipality of Geneva"),
        ("The ministry of education accepted the letter.", "ministry of education"),
        ("The dairy refused to pay the farmers.", "dairy"),
        ("The diocese sold the meadow.", "diocese"),
        ("A smaller union rejected the offer.", "smaller union"),
    ],
)
def test_a_body_that_acts_is_found(find: Find, text: str, label: str) -> None:
    """With what it is charged with, without an article, and where the text only then brings it in."""
    assert find(text)[label].node_class is NodeClass.ORGANIZATION


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Crowds gathered near parliament.", "parliament"),
        ("They walked past the dairy.", "dairy"),
        ("She has the authority to tax.", "authority"),
    ],
)
def test_a_place_that_does_nothing_is_no_body(find: Find, text: str, word: str) -> None:
    """Nor is a power."""
    assert not any(word in called(actor) for actor in find(text).values())

"""Groups by nouns for people and bodies in the plural, by adjectives, and by what follows their noun."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from parleygraph.extractors.actors import Actor

Find = Callable[[str], dict[str, Actor]]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Hauliers blamed Norway for the queue.", "Hauliers"),
        ("The hoteliers and the tax office fell out.", "hoteliers"),
        ("Norway arrested two lobstermen.", "two lobstermen"),
        ("The annexationists wrote to Norway.", "annexationists"),
        ("Newspapers accused Norway of lying.", "Newspapers"),
        ("The rural municipalities sued Norway.", "rural municipalities"),
        ("The hotels blamed Norway.", "hotels"),
        ("Provincial authorities blamed Norway.", "Provincial authorities"),
        ("Norway received a deputation.", "deputation"),
        ("Leading opposition figures blamed Norway.", "Leading opposition figures"),
    ],
)
def test_plurals_of_people_and_bodies(text: str, label: str, find: Find) -> None:
    """Crafts, roles and bodies that nobody names one by one."""
    assert label in find(text)


def test_things_that_end_like_people_are_none(find: Find) -> None:
    """Not every plural in *-ists* is people."""
    assert "checklists" not in find("Norway published the checklists.")


def test_firms_are_a_group_where_they_do_something(find: Find) -> None:
    """What is built, shut or burned is a thing."""
    assert "hotels" not in find("Norway shut the hotels.")


def test_the_last_word_of_a_house_is_no_group(find: Find) -> None:
    """*Deputies* are part of the name."""
    assert "Deputies" not in find("The Chamber of Deputies blamed Norway.")


@pytest.mark.parametrize(
    ("text", "label", "found"),
    [
        ("Norway promised to help the poor.", "poor", True),
        ("The displaced blamed Norway.", "displaced", True),
        ("The poor harvest worried Norway.", "poor", False),
        ("Norway grew rich.", "rich", False),
    ],
)
def test_adjectives_that_are_people(text: str, label: str, found: bool, find: Find) -> None:
    """*The poor* are people, and *the poor harvest* is not."""
    assert (label in find(text)) is found


def test_an_adjective_behind_tells_who_is_meant(find: Find) -> None:
    """*Familiar with* is part of what names the people."""
    assert "people familiar with the talks" in find("Two people left, people familiar with the talks said.")


def test_a_clause_that_tells_who_is_meant_is_in_the_label_alone(find: Find) -> None:
    """The mention is the noun, by which the text goes on to speak of them."""
    (mention,) = find("Norway angered traders who had sold early.")["traders who had sold early"].mentions
    assert mention.end - mention.start == 1

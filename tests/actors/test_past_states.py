"""States of the past, which share names with those of today."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from parleygraph.extractors.actors import Actor

Find = Callable[[str], dict[str, Actor]]


@pytest.mark.parametrize(
    ("text", "label", "other"),
    [
        (
            "The Soviet Union rejected the note. The Russians wanted a treaty, and Moscow said so in 1955.",
            "Soviet Union",
            "Russia",
        ),
        (
            "Britain refused to sign. The English feared that their trade would suffer.",
            "United Kingdom",
            "England",
        ),
        (
            "The Ottoman Empire asked for terms in 1856. Turkey had lost two provinces.",
            "Ottoman Empire",
            "Turkey",
        ),
        ("North Vietnam agreed to talk. Hanoi no longer insisted that Vietnam be one.", "North Vietnam", ""),
    ],
)
def test_a_state_of_the_past_bears_the_name_of_todays_too(
    find: Find, text: str, label: str, other: str
) -> None:
    """Both names mean one actor where the past one is named and no later year."""
    found = find(text)
    assert label in found and other not in found


def test_the_capital_of_both_is_that_of_the_state_of_its_time(find: Find) -> None:
    """Hanoi is that of the north as long as there is one."""
    found = find("North Vietnam agreed to talk in 1972. Hanoi no longer insisted that Vietnam be one.")
    assert "Hanoi" in found["North Vietnam"].aliases


def test_a_later_year_tells_the_two_apart(find: Find) -> None:
    """What came after the end of the older state is not its own."""
    found = find(
        "The Soviet Union signed the treaty in 1987. Russia left it in 2019, and Moscow blamed Washington."
    )
    assert found["Soviet Union"].aliases == ()
    assert "Moscow" in found["Russia"].aliases


def test_a_capital_stays_with_the_one_that_is_named(find: Find) -> None:
    """A later year alone gives it to nobody else (*Moscow* where only the Soviet Union is named)."""
    found = find("The Soviet Union objected. Moscow refused to pay, as was learnt in 1995.")
    assert "Moscow" in found["Soviet Union"].aliases and "Russia" not in found

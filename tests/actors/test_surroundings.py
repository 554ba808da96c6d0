"""What stands around a name tells whether it acts, or is a place or a source."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from parleygraph.extractors.actors import Actor

Find = Callable[[str], dict[str, Actor]]


@pytest.mark.parametrize(
    ("text", "label", "feature"),
    [
        ("Japan planned the conquest of Korea.", "Korea", "near:fate"),
        ("Reporters wrote about the crisis in Laos.", "Laos", "near:matter"),
        ("The envoy sailed to Cuba.", "Cuba", "near:moving"),
        ("Spain had to cede Cuba to Britain.", "Cuba", "near:holding"),
        ("Talks were held in Helsinki, Finland.", "Finland", "near:behind a place"),
        ("Sweden recalled its Ambassador to Poland.", "Poland", "near:posted to"),
        ("They released a declaration on Poland.", "Poland", "only a place"),
        ("It was signed by states including Chile.", "Chile", "near:member"),
        ("Chilean officials met Peru.", "Chile", "near:acts"),
        (
            "Jo Lee told the Lindow Herald that Chile was wrong. The Lindow Herald demanded more.",
            "Lindow Herald",
            "media told",
        ),
        (
            "According to the Lindow Herald, Chile was wrong. The Lindow Herald demanded more.",
            "Lindow Herald",
            "media told",
        ),
    ],
)
def test_the_words_around_a_name_tell_how_it_is_meant(
    find: Find, text: str, label: str, feature: str
) -> None:
    """A land that is conquered, a paper that is told something: features that have weights."""
    assert find(text)[label].features.get(feature, 0.0) > 0

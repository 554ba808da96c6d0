"""Who does, and who bears, what a proposal or an interest says: guesses about themes that are known."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from parleygraph.extractors.affected import find_affected
from spacy.tokens import Doc

ACTORS = frozenset({"Norway", "Iceland", "Norwegian", "smugglers", "crew"})


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Norway suspended the talks.", ("Norway", "supports", "suspended")),
        ("Norway will build a port.", ("Norway", "proposes", "build")),
        ("Norway must lift the ban.", ("lift", "addressedTo", "Norway")),
        ("They want to punish the smugglers.", ("punish", "harms", "smugglers")),
        ("They asked for help to assist the crew.", ("assist", "benefits", "crew")),
        ("The release of the crew was delayed.", ("release", "benefits", "crew")),
        ("The deportation of the smugglers was delayed.", ("deportation", "harms", "smugglers")),
        ("They wait for the Norwegian withdrawal.", ("withdrawal", "addressedTo", "Norwegian")),
        ("Iceland strengthened its grip on the ports.", ("Iceland", "seeks", "strengthened")),
    ],
)
def test_a_deed_says_who_is_meant(
    parse: Callable[[str], Doc], sentence: str, expected: tuple[str, str, str]
) -> None:
    """The verb or noun of a deed is related to who does it and to whom it is done."""
    doc = parse(sentence)
    claims = find_affected(doc, frozenset(t.i for t in doc if t.text in ACTORS))
    assert all(claim.guess for claim in claims)
    assert expected in {(c.subject.token.text, c.relation.value, c.object.token.text) for c in claims}


def test_who_is_asked_does_not_support_it(parse: Callable[[str], Doc]) -> None:
    """*must* asks for a deed, and says nothing of what the actor thinks of it."""
    doc = parse("Norway must lift the ban.")
    found = {c.relation.value for c in find_affected(doc, frozenset({0}))}
    assert "supports" not in found


def test_who_says_that_it_must_be_done_demands_it(parse: Callable[[str], Doc]) -> None:
    """*said that X must do it* is a demand of the speaker."""
    doc = parse("Iceland said that Norway must lift the ban.")
    claims = find_affected(doc, frozenset(t.i for t in doc if t.text in ACTORS))
    found = {(c.subject.token.text, c.relation.value, c.object.token.text) for c in claims}
    assert ("Iceland", "demands", "lift") in found

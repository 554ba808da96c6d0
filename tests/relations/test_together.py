"""What is said of actors that are named together, by the rules alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from parleygraph.extractors.frames import Claim
from parleygraph.extractors.lexicon import LexiconError
from parleygraph.extractors.together import find_together, together
from spacy.tokens import Doc

from .conftest import Say


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Chad and Niger signed the grazing pact.", {("Chad", "negotiatesWith", "Niger")}),
        ("The grazing pact was signed by Chad and Niger.", {("Chad", "negotiatesWith", "Niger")}),
        ("Peru and Chile opened talks in Lima.", {("Peru", "negotiatesWith", "Chile")}),
        ("The negotiations between Peru and Chile failed.", {("Peru", "negotiatesWith", "Chile")}),
        ("The Chilean-Peruvian talks went on.", {("Chile", "negotiatesWith", "Peru")}),
        (
            "The war between Peru and Chile went on.",
            {("Peru", "attacks", "Chile"), ("Chile", "attacks", "Peru")},
        ),
        (
            "Norway and Iceland differ over the catch.",
            {("Norway", "opposes", "Iceland"), ("Iceland", "opposes", "Norway")},
        ),
        ("The alliance between Norway and Iceland holds.", {("Norway", "allyOf", "Iceland")}),
    ],
)
def test_actors_named_together_are_related(
    said: Say, sentence: str, expected: set[tuple[str, str, str]]
) -> None:
    """Joint subjects, joint agents, *between* and joint modifiers say what the actors do together."""
    both = {(b, r, a) for a, r, b in expected if r in ("negotiatesWith", "allyOf")}
    found = {triple for triple in said(sentence) if {triple[0], triple[2]} == set(next(iter(expected))[::2])}
    assert found and found <= expected | both
    assert len(found) == len(expected)


def test_both_sides_are_two_actors(said: Say) -> None:
    """*the two countries* stands for both of the actors that were named before."""
    found = said("Peru faced Chile. The two countries agreed to a truce.")
    assert {("Peru", "negotiatesWith", "Chile"), ("Chile", "negotiatesWith", "Peru")} & found


@pytest.mark.parametrize(
    "sentence",
    ["Peru and Chile grew richer.", "Peru signed the pact.", "The border between Peru and Chile is long."],
)
def test_mere_company_says_nothing(parse: Callable[[str], Doc], sentence: str) -> None:
    """A verb or a noun that says nothing of what they do together gives no claim."""
    doc = parse(sentence)
    found: list[Claim] = find_together(doc, frozenset(t.i for t in doc if t.text in ("Peru", "Chile")))
    assert found == []


def test_a_noun_has_one_meaning(monkeypatch: pytest.MonkeyPatch) -> None:
    """A noun that stands under two relations is refused."""
    twice = {name: {"nouns": ["talk"], "verbs": []} for name in ("attacks", "opposes")}
    monkeypatch.setattr("parleygraph.extractors.together.read_data", lambda name: twice)
    together.cache_clear()
    with pytest.raises(LexiconError, match="'talk' stands twice"):
        together()
    monkeypatch.undo()
    together.cache_clear()

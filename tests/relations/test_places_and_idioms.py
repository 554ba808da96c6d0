"""What idioms, prepositions, headlines and mere places in a sentence say, by the rules alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from parleygraph.extractors.frames import Claim
from parleygraph.extractors.guesses import find_guesses
from parleygraph.model import Extraction
from parleygraph.ontology import Certainty, Polarity, Relation
from spacy.tokens import Doc

from .conftest import Say


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Farm lobby against levy", ("Farm lobby", "opposes", "levy")),
        ("Farmers oppose levy", ("Farmers", "opposes", "levy")),
        ("The union is against the merger.", ("union", "opposes", "merger")),
        ("The union is opposed to the merger.", ("union", "opposes", "merger")),
        ("The union is in favour of the merger.", ("union", "supports", "merger")),
        ("The accord paved the way for peace.", ("accord", "advances", "peace")),
        ("The measure is aimed at lower rents.", ("measure", "advances", "lower rents")),
        ("The merger will need a permit.", ("merger", "requires", "permit")),
        ("A ceasefire is a prerequisite for talks.", ("talks", "requires", "ceasefire")),
        ("The loan was granted in exchange for a tax reform.", ("loan", "requires", "tax reform")),
        ("The tax cut came at the expense of pensioners.", ("tax cut", "harms", "pensioners")),
        ("Norway shuttled between Greece and Turkey.", ("Norway", "mediates", "Turkey")),
        ("The talks were held under the auspices of Norway.", ("Norway", "mediates", "talks")),
        ("Norway acted as a mediator between Greece and Turkey.", ("Norway", "mediates", "Greece")),
        ("The bank made the loan conditional on a tax reform.", ("loan", "requires", "tax reform")),
        (
            "Turkey will sign the accord only if Greece frees its ships.",
            ("accord", "requires", "frees its ships"),
        ),
        ("Without a ceasefire there can be no talks.", ("talks", "requires", "ceasefire")),
        ("Norway warned it would strike if Chile cuts pay.", ("Norway", "pressures", "Chile")),
        ("Sweden cut its tariffs in order to lower prices.", ("Sweden", "seeks", "lower prices")),
        ("Iran does not trust Peru.", ("Iran", "distrusts", "Peru")),
        ("Poland doubts Chile's sincerity.", ("Poland", "distrusts", "Chile")),
        ("Poland lost faith in Chile.", ("Poland", "distrusts", "Chile")),
    ],
)
def test_an_idiom_or_a_preposition_is_read(said: Say, sentence: str, expected: tuple[str, str, str]) -> None:
    """A verb with its object, a preposition with its noun and a headline without a verb state relations."""
    assert expected in said(sentence)


def test_that_something_is_a_condition_is_no_doubt(extraction: Callable[[str], Extraction]) -> None:
    """*not unless* denies and hedges what hangs on the condition, and not that it does."""
    stated = extraction("Peru may not sign the pact unless Chile frees its ships.").statements
    found = [s for s in stated if s.relation is Relation.REQUIRES]
    assert [(s.polarity, s.certainty) for s in found] == [(Polarity.POSITIVE, Certainty.ASSERTED)]


def test_what_cannot_be_done_is_no_end(said: Say) -> None:
    """*could not afford more* is nothing that anybody seeks."""
    assert said("The mayor hopes the households could not afford more.") == set()


def test_a_group_of_a_people_is_no_organ_of_its_state(said: Say) -> None:
    """*Kyrgyz herders* speak for themselves; *Kyrgyz diplomats* serve the state."""
    assert not any(r == "affiliatedWith" for _, r, _ in said("Kyrgyz herders demand compensation."))
    assert any(r == "affiliatedWith" for _, r, _ in said("Some Kyrgyz diplomats demand compensation."))


@pytest.mark.parametrize("hedge", ["is likely to", "is expected to", "is set to"])
def test_an_adjective_that_hedges_leaves_it_open(extraction: Callable[[str], Extraction], hedge: str) -> None:
    """What somebody is likely or expected to do is uncertain."""
    found = [
        s
        for s in extraction(f"Norway {hedge} back the treaty.").statements
        if s.relation is Relation.SUPPORTS
    ]
    assert [s.certainty for s in found] == [Certainty.UNCERTAIN]


def test_trust_that_is_not_denied_is_no_distrust(said: Say) -> None:
    """A frame that speaks only where it is denied is silent elsewhere."""
    assert not any(relation == "distrusts" for _, relation, _ in said("Iran trusts Peru."))


@pytest.mark.parametrize(
    ("sentence", "polarity"),
    [
        ("The union is not against the merger.", Polarity.NEGATIVE),
        ("The union is not opposed to the merger.", Polarity.NEGATIVE),
        ("The union is against the merger.", Polarity.POSITIVE),
    ],
)
def test_who_is_not_against_it_does_not_oppose_it(
    extraction: Callable[[str], Extraction], sentence: str, polarity: Polarity
) -> None:
    """Opposition that is denied is kept as denied."""
    found = [s for s in extraction(sentence).statements if s.relation is Relation.OPPOSES]
    assert [s.polarity for s in found] == [polarity]


def _guessed(parse: Callable[[str], Doc], sentence: str, *actors: str) -> set[tuple[str, str, str]]:
    doc = parse(sentence)
    heads = frozenset(token.i for token in doc if token.text in actors)
    claims: list[Claim] = find_guesses(doc, heads)
    assert all(claim.guess for claim in claims)
    return {(c.subject.token.text, c.relation.value, c.object.token.text) for c in claims}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The levy funds village schools.", ("levy", "advances", "schools")),
        ("The levy wrecks village schools and undermines trust.", ("levy", "threatens", "trust")),
        ("The aid to Chad was cut.", ("aid", "benefits", "Chad")),
        ("The tariffs on Chad remain.", ("tariffs", "harms", "Chad")),
        ("A pact between Chad and Niger was signed.", ("Niger", "supports", "pact")),
        ("Under the deal, Niger would open the road.", ("deal", "includes", "open")),
        ("They spoke of Niger's security.", ("Niger", "seeks", "security")),
    ],
)
def test_a_place_suggests_a_relation(
    parse: Callable[[str], Doc], sentence: str, expected: tuple[str, str, str]
) -> None:
    """Whatever the word between them, the places of two things suggest what one is to the other."""
    assert expected in _guessed(parse, sentence, "Chad", "Niger", "Norway")


def test_a_guess_yields_to_a_rule(said: Say) -> None:
    """Where a rule knows the word between two things, their places say nothing more."""
    assert said("The merger will need a permit.") == {("merger", "requires", "permit")}


def test_a_guess_finds_no_things_of_its_own(said: Say) -> None:
    """What no rule and no reader takes for a proposal or an interest is none because it has a place."""
    assert said("The river crosses the valley of Chad.") == set()

"""Who belongs to whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from parleygraph.extractors.actors import find_actors
from parleygraph.extractors.affiliation import find_affiliations
from spacy.language import Language

Affiliations = Callable[[str], set[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("US Secretary of State John Harker rejected the plan.", ("John Harker", "United States")),
        ("Norway's Prime Minister Ann Lee backed the bill.", ("Ann Lee", "Norway")),
        ("President Ann Lee of Chile backed the bill.", ("Ann Lee", "Chile")),
        ("Peter Holm of the Labour Party voted against it.", ("Peter Holm", "Labour Party")),
        ("Peter Holm, the foreign minister of Sweden, left the talks.", ("Peter Holm", "Sweden")),
        ("Peter Holm, a spokesman for Hamas, denied it.", ("Peter Holm", "Hamas")),
        ("Hamas leader Peter Holm denied it.", ("Peter Holm", "Hamas")),
        ("The Norwegian parliament approved the treaty in Norway.", ("Norwegian parliament", "Norway")),
        (
            "The Security Council met. The United Nations agreed.",
            ("United Nations Security Council", "United Nations"),
        ),
        ("The Harbour Commission, led by Peter Holm, met on Monday.", ("Peter Holm", "Harbour Commission")),
        ("Senator Ann Lee attacked the Senate.", ("Ann Lee", "United States Senate")),
    ],
)
def test_an_affiliation_is_read_from_its_construction(
    affiliations: Affiliations, text: str, pair: tuple[str, str]
) -> None:
    """Titles, complements, appositions, modifiers and known organs affiliate."""
    assert pair in affiliations(text)


def test_members_of_a_list_belong_to_its_group(affiliations: Affiliations) -> None:
    """*Several Arab states, including X and Y*: X and Y belong to the group."""
    pairs = affiliations("Several Arab states, including Jordan and Egypt, rejected the plan.")
    assert {subject for subject, whole in pairs if "Arab states" in whole} >= {"Jordan", "Egypt"}


def test_a_visit_is_no_affiliation(affiliations: Affiliations) -> None:
    """Who merely meets or visits a state does not belong to it."""
    assert ("Ann Lee", "Norway") not in affiliations("Ann Lee visited Norway. Ann Lee criticised Norway.")


def test_evidence_holds_both_ends_and_names_its_rule(nlp: Language) -> None:
    """The evidence of an affiliation is the span from the one name to the other."""
    doc = nlp("US Secretary of State John Harker rejected the plan.")
    found = find_affiliations(doc, find_actors(doc))
    assert [(doc[a.start : a.end].text, a.stage) for a in found] == [
        ("US Secretary of State John Harker", "affiliation.title")
    ]


def test_neighbours_in_a_list_do_not_lend_each_other_their_states(affiliations: Affiliations) -> None:
    """*X, French President Y* lists two persons; Y's state is not X's."""
    pairs = affiliations("Peter Holm, French President Ann Lee and Olga Berg met in France.")
    assert ("Peter Holm", "France") not in pairs
    assert ("Ann Lee", "France") in pairs


def test_two_governments_are_not_each_others(affiliations: Affiliations) -> None:
    """States that share one noun (*the Norwegian and Swedish governments*) are apart."""
    assert affiliations("The Norwegian and Swedish governments rejected the plan.") == set()

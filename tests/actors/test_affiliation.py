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
        ("Senator Ann Lee wrote to Congress.", ("Ann Lee", "United States Congress")),
        ("German Ambassador to Chile Otto Holm protested.", ("Otto Holm", "Germany")),
        ("Peter Holm, a spokesman for the Norwegian army, denied it.", ("Peter Holm", "Norwegian army")),
        (
            "Peter Holm, 61, a member of the Harbour Commission, resigned.",
            ("Peter Holm", "Harbour Commission"),
        ),
        ("Ann Lee and her finance minister, Peter Holm, resigned.", ("Peter Holm", "Ann Lee")),
        ("Ann Lee praised her chief adviser Peter Holm.", ("Peter Holm", "Ann Lee")),
        ("Chairman of the Harbour Commission, Peter Holm, resigned.", ("Peter Holm", "Harbour Commission")),
        (
            "The council appointed Peter Holm as head of the Harbour Commission.",
            ("Peter Holm", "Harbour Commission"),
        ),
        ("Peter Holm chairs the Harbour Commission.", ("Peter Holm", "Harbour Commission")),
        ("Chaired by Peter Holm, the Harbour Commission met.", ("Peter Holm", "Harbour Commission")),
        (
            "They set up a Harbour Commission under the chairmanship of Peter Holm.",
            ("Peter Holm", "Harbour Commission"),
        ),
        ("Chile was admitted to the United Nations.", ("Chile", "United Nations")),
        ("Chile is a member of the United Nations.", ("Chile", "United Nations")),
        ("Chile joined the United Nations.", ("Chile", "United Nations")),
        ("Chile and other members of NATO declined.", ("Chile", "North Atlantic Treaty Organization")),
        ("The joint Norwegian delegation with Sweden left.", ("Norway", "joint Norwegian delegation")),
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


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("The Norwegian industrialist Peter Holm backed Norway.", ("Peter Holm", "Norway")),
        ("Peter Holm, a vehement critic of the Labour Party, resigned.", ("Peter Holm", "Labour Party")),
        ("Peter Holm was one of the hostages held by Hamas.", ("Peter Holm", "Hamas")),
        ("After a quarrel with Peter Holm, the minister of Sweden left.", ("Peter Holm", "Sweden")),
        ("The anti-Norwegian officials met in Norway.", ("anti-Norwegian officials", "Norway")),
    ],
)
def test_what_is_said_beside_a_name_need_not_affiliate(
    affiliations: Affiliations, text: str, pair: tuple[str, str]
) -> None:
    """Where an envoy is sent, where somebody works or whom he opposes is not whom he belongs to."""
    assert pair not in affiliations(text)


@pytest.mark.parametrize(
    "text",
    [
        "Four foreign powers, Chile, Peru, Norway and Sweden, agreed.",
        "The foreign powers (Chile, Peru, Norway and Sweden) agreed.",
        "The foreign powers: Chile, Peru, Norway and Sweden agreed.",
        "Several foreign powers agreed, including Chile, Peru, Norway and Sweden.",
        "The foreign powers are Chile, Peru, Norway and Sweden.",
    ],
)
def test_a_list_beside_a_group_names_its_members(affiliations: Affiliations, text: str) -> None:
    """A count, a bracket, a colon, a word or a verb says that the list is of the group's members."""
    members = {subject for subject, whole in affiliations(text) if "powers" in whole}
    assert members == {"Chile", "Peru", "Norway", "Sweden"}


def test_a_list_of_which_a_group_is_one_names_no_members(affiliations: Affiliations) -> None:
    """*governments, the Red Cross and banks*: one stands beside the other."""
    assert affiliations("They thanked foreign governments, the Harbour Commission, Hamas and Chile.") == set()


def test_those_who_make_up_a_body_belong_to_it(affiliations: Affiliations) -> None:
    """*a committee consisting of X and Y*."""
    pairs = affiliations("The Harbour Commission, made up of Ann Lee of Chile and Peter Holm, met.")
    assert {subject for subject, whole in pairs if whole == "Harbour Commission"} == {"Ann Lee", "Peter Holm"}


def test_members_without_a_body_are_of_the_one_last_named(affiliations: Affiliations) -> None:
    """*The founding members were X and Y*."""
    pairs = affiliations("The Harbour League was founded in May. The founding members were Chile and Peru.")
    assert {("Chile", "Harbour League"), ("Peru", "Harbour League")} <= pairs


def test_names_behind_the_noun_for_them_are_of_that_group(affiliations: Affiliations) -> None:
    """*peace advocates X and Y*."""
    pairs = affiliations("The pacifist councillors Ann Lee and Peter Holm voted against it.")
    assert {subject for subject, whole in pairs if "councillors" in whole} == {"Ann Lee", "Peter Holm"}


def test_the_others_share_the_group_of_those_before(affiliations: Affiliations) -> None:
    """*Chile, Peru and the other allies*."""
    pairs = affiliations("Chile, Peru and the other coastal states rejected the draft.")
    assert {subject for subject, whole in pairs if "coastal states" in whole} == {"Chile", "Peru"}


def test_an_administration_has_its_head(affiliations: Affiliations) -> None:
    """Where an administration is told apart from its state, whose name it bears belongs to it."""
    pairs = affiliations("The incoming Holm administration attacked the Lee administration. Peter Holm won.")
    assert any(subject == "Peter Holm" and "Holm" in whole for subject, whole in pairs)


def test_leaders_of_several_states_belong_to_none_alone(affiliations: Affiliations) -> None:
    """*the foreign ministers of X and Y*."""
    pairs = affiliations("The leaders of Norway and Sweden met.")
    assert not pairs & {
        ("leaders of Norway and Sweden", "Norway"),
        ("leaders of Norway and Sweden", "Sweden"),
    }

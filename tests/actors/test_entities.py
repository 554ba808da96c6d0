"""Names that the recogniser takes together, cuts or takes for something else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from parleygraph.extractors.actors import Actor
from parleygraph.ontology import NodeClass

Find = Callable[[str], dict[str, Actor]]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (
            "She will broker a deal between the Inland Ferrymen's Union and Sound Transit Lines.",
            {"Inland Ferrymen's Union", "Sound Transit Lines"},
        ),
        ("The Office of Management and Budget opposes the bill.", {"Office of Management and Budget"}),
    ],
)
def test_two_bodies_are_two(find: Find, text: str, labels: set[str]) -> None:
    """Joined names come apart where both sides name a body, and not inside one name."""
    assert {a.label for a in find(text).values() if a.node_class is NodeClass.ORGANIZATION} == labels


def test_a_dateline_names_nobody(find: Find) -> None:
    """The place before the dash and the word after it are no name."""
    found = find("OLYMPIA — Ferry workers said on Tuesday that they would strike.")
    assert list(found) == ["Ferry workers"]


def test_washington_is_a_state_of_the_union_where_the_text_says_so(find: Find) -> None:
    """The seat of a government is not meant by the name of a part of the country."""
    found = find("Ferry workers in Washington state want a raise. Washington lawmakers oppose it.")
    assert "United States" not in found
    assert "United States" in find("Washington opposes the raise.")


def test_the_state_senate_is_not_the_senate_of_the_country(find: Find) -> None:
    """What the text calls a state's chamber is no chamber of the United States."""
    assert "United States Senate" not in find("Republicans in the state Senate accused the governor.")


@pytest.mark.parametrize(
    "text",
    [
        "A citizens' group, Keep Us Moving, plans a rally. The group demands that lawmakers resign.",
        "The tenants' association, Keep Us Moving, sued the mayor. The association wants lower rents.",
    ],
)
def test_a_name_behind_the_word_for_a_body_is_its_name(find: Find, text: str) -> None:
    """Whatever the recogniser takes it for, it is the organization, and so is the description."""
    actor = find(text)["Keep Us Moving"]
    assert actor.node_class is NodeClass.ORGANIZATION
    assert sum(m.kind != "pronoun" for m in actor.mentions) > 1


def test_the_company_is_the_last_body_whose_name_tells_nothing(find: Find) -> None:
    """Not a union, whose name says what it is."""
    found = find(
        "The chief of Nordvik Lines met the Ferrymen's Union on Monday. The company rejected the accusation."
    )
    mentions = {a.label: sum(m.kind != "pronoun" for m in a.mentions) for a in found.values()}
    assert (mentions["Nordvik Lines"], mentions["Ferrymen's Union"]) == (2, 1)


@pytest.mark.parametrize(
    "text",
    [
        "The chancellor annoyed Washington.",
        "The envoy appealed to Washington.",
        "He asked for the consent of Washington.",
    ],
)
def test_a_capital_that_is_addressed_is_its_state(find: Find, text: str) -> None:
    """What is told or asked something is no place."""
    assert "United States" in find(text)


def test_a_capital_that_is_visited_is_a_place(find: Find) -> None:
    """Nobody is addressed by a visit."""
    assert "United States" not in find("The chancellor visited Washington.")


def test_provinces_that_sign_act(find: Find) -> None:
    """Each in a list is an organization of its own."""
    found = find("The letter bears the signatures of Nevada, Utah and Wyoming.")
    assert {"Nevada", "Utah", "Wyoming"} <= found.keys()


def test_an_untyped_name_that_acts_is_an_organization(find: Find) -> None:
    """Though the recogniser knows nothing of it."""
    found = find("Antitrust regulator Fairdel may still impose a fine on the port.")
    assert found["Fairdel"].node_class is NodeClass.ORGANIZATION


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("BEIRUT - Lebanon's top prosecutor accused the minister.", "Lebanon's top prosecutor"),
        ("LA PAZ — Civic leaders blocked the road.", "Civic leaders"),
        ("BANGKOK - Thailand's Constitutional Court dissolved it.", "Thailand's Constitutional Court"),
    ],
)
def test_a_name_begins_behind_the_dash_of_a_date_line(find: Find, text: str, label: str) -> None:
    """Whether the recogniser or the parse runs over the dash."""
    assert label in find(text)


@pytest.mark.parametrize(
    "text", ["Officials in Oslo rejected the plan.", "Norwegian spokesmen rejected the plan."]
)
def test_who_speaks_for_a_state_is_the_state(find: Find, text: str) -> None:
    """From its capital, or as those whose office is to speak; but not whoever is there."""
    assert list(find(text)) == ["Norway"]
    assert "Norway" not in find("Protesters in Oslo rejected the plan.")


@pytest.mark.parametrize(
    ("text", "label", "node_class"),
    [
        (
            "The duke objected. Castlereagh, who had signed it, resigned.",
            "Castlereagh",
            NodeClass.PERSON,
        ),
        (
            "The duke would not sign. Nesselrode reprimanded the envoy.",
            "Nesselrode",
            NodeClass.ORGANIZATION,
        ),
    ],
)
def test_a_name_that_begins_a_sentence_is_one(
    find: Find, text: str, label: str, node_class: NodeClass
) -> None:
    """A subject that is no common word names an actor, though its capital tells nothing."""
    assert find(text)[label].node_class is node_class


def test_a_common_word_that_begins_a_sentence_names_nobody(find: Find) -> None:
    """A capital is no name there."""
    found = find("The talks dragged on. Exhaustion did what pressure could not. Money decided.")
    assert not {"Exhaustion", "Money"} & set(found)


def test_the_number_of_an_article_names_nobody(find: Find) -> None:
    """The recogniser takes a Roman numeral for an organization."""
    assert not {"XV", "XVI"} & set(find("The minister gave the notice that Article XV prescribes."))


def test_a_date_line_in_capitals_stops_nothing(find: Find) -> None:
    """What the recogniser takes for a name may end with the dash (*LA MONEDA –*)."""
    found = find("LA MONEDA – Words of the President of the Republic on the pension bill")
    assert "President of the Republic" in found


def test_the_leaders_of_two_sides_are_two(find: Find) -> None:
    """The leader of the majority is not that of the minority."""
    found = find("The Majority Leader announced his support. The Minority Leader has given no answer.")
    assert {"Majority Leader", "Minority Leader"} <= set(found)


@pytest.mark.parametrize(
    "text",
    [
        "Deal signed\n\nTARVISHKA, 3 May 2024 - The government of Georgia said that it would sign.",
        "PORT MARDEN, Ruvonia, May 4 (Wire) – The envoy said that the talks would go on.",
    ],
)
def test_the_place_of_a_date_line_is_nobody(find: Find, text: str) -> None:
    """Where and when a report was written is no actor."""
    assert not {"TARVISHKA", "PORT MARDEN", "Ruvonia", "Wire"} & set(find(text))


def test_a_body_before_a_dash_is_an_actor(find: Find) -> None:
    """Without a date it is no date line."""
    assert "ADAC" in find("ADAC – the motorists' club – rejected the tax.")

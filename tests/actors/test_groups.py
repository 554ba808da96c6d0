"""Groups by nouns for people and bodies in the plural, by adjectives, and by what follows their noun."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from parleygraph.extractors.actors import Actor
from parleygraph.ontology import NodeClass

Find = Callable[[str], dict[str, Actor]]


def names(actor: Actor) -> set[str]:
    """What the text calls the actor."""
    return {actor.label, *actor.aliases}


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


def test_groups_are_found_by_their_head_nouns(find: Find) -> None:
    """Collectives without a name are actors of the class Group."""
    found = find("The rebels rejected the truce. Thousands of protesters demanded new elections.")
    groups = {label for label, actor in found.items() if actor.node_class is NodeClass.GROUP}
    assert any("rebels" in label for label in groups)
    assert any("protesters" in label for label in groups)


def test_one_people_is_one_group_however_it_is_put(find: Find) -> None:
    """*The people of Sudan* are *the Sudanese people*, and laborers are workers."""
    found = find(
        "The Sudanese people rejected the coup. The people of Sudan demanded a vote. "
        "The Kenyan people watched. Chinese laborers struck. Chinese workers want a raise."
    )
    groups = [names(a) for a in found.values() if a.node_class is NodeClass.GROUP]
    assert {"Sudanese people", "people of Sudan"} in groups and {"Kenyan people"} in groups
    assert {"Chinese laborers", "Chinese workers"} in groups


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The bank lent to nine countries that had never paid.", "nine countries that had never paid"),
        ("It alarmed bystanders throughout the valley, and left.", "bystanders throughout the valley"),
        ("The embassy warned Danish citizens living in Lima.", "Danish citizens living in Lima"),
        ("All parties to the conflict met.", "All parties to the conflict"),
    ],
)
def test_a_group_is_named_with_what_tells_who_is_meant(find: Find, text: str, label: str) -> None:
    """What follows the head is in the label where it tells who is meant, up to the next comma."""
    assert label in find(text)


def test_groups_that_are_told_apart_are_not_one(find: Find) -> None:
    """*Countries that paid* are not *countries that did not*; with a name of their own, they are one."""
    apart = find("The bank praised nine countries that had paid. It sued nine countries that had refused.")
    assert {"nine countries that had paid", "nine countries that had refused"} <= set(apart)
    one = find("Danish sailors who had struck went home. Later the Danish sailors demanded a raise.")
    assert len(one["Danish sailors"].mentions) == 2


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Non-citizens pay. Later, citizens pay.", {"Non-citizens", "citizens"}),
        ("Non-Danish sailors struck. Danish sailors did not.", {"Non-Danish sailors", "Danish sailors"}),
        ("The envoy met hard-line anti-communists.", {"hard-line anti-communists"}),
        ("Some activists left. Human rights activists stayed.", {"Some activists", "Human rights activists"}),
        (
            "More than 90 countries signed. Many poor countries did not.",
            {"90 countries", "Many poor countries"},
        ),
    ],
)
def test_a_group_is_not_those_it_is_set_against(find: Find, text: str, groups: set[str]) -> None:
    """*Non-citizens* are no citizens, and those that are only counted not those that are described."""
    found = {
        label.removeprefix("More than ") for label, a in find(text).items() if a.node_class is NodeClass.GROUP
    }
    assert found == groups


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("We thank those at the table.", "those at the table"),
        ("The army and those who oppose reform objected.", "those who oppose reform"),
        ("It freed those responsible for the fire.", "those responsible for the fire"),
        ("The speech shocked many abroad, who objected.", "many abroad"),
        ("Peru, Chile and others throughout the region signed.", "others throughout the region"),
        ("Then everyone would benefit.", "everyone"),
    ],
)
def test_a_group_needs_no_noun(find: Find, text: str, group: str) -> None:
    """Pronouns with what tells who is meant are groups, whatever their place in the sentence."""
    assert find(text)[group].node_class is NodeClass.GROUP


def test_the_public_is_one_in_what_it_thinks_and_feels(find: Find) -> None:
    """*Public opinion* and *public anger* are the public's; *public procurement* is not."""
    found = find("Public anger grew. Danish public opinion turned, and the Danish public voted.")
    assert names(found["Danish public"]) == {"Danish public", "Danish public opinion", "Public"}
    assert "public" not in find("The minister reformed public procurement.")


def test_a_part_of_a_people_is_named_with_where_it_is(find: Find) -> None:
    """*Many Danes in Lima* are some Danes."""
    assert "many Danes in Lima" in find("The consul warned many Danes in Lima.")


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("The law protects independent media.", "independent media"),
        ("It passed in 1884. Skeptics had dubbed the purchase a folly.", "Skeptics"),
    ],
)
def test_a_plural_is_seen_whatever_its_form(find: Find, text: str, group: str) -> None:
    """*Media* are many, and a plural that the tagger takes for a name is a group all the same."""
    assert find(text)[group].node_class is NodeClass.GROUP


def test_trades_are_people(find: Find) -> None:
    """Dentists are a group, and a dentist is a person."""
    found = find("Dentists rejected the fee. A Danish plumber sued.")
    assert found["Dentists"].node_class is NodeClass.GROUP
    assert found["Danish plumber"].node_class is NodeClass.PERSON


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("The law protects nurses, miners and pilots.", {"nurses, miners and pilots"}),
        ("Danish sailors and fishermen in Peru struck.", {"Danish sailors and fishermen in Peru"}),
        ("Danish sailors and Peruvian miners struck.", {"Danish sailors", "Peruvian miners"}),
        ("Danish sailors met miners and left.", {"Danish sailors", "miners"}),
    ],
)
def test_groups_named_in_one_breath_are_one(find: Find, text: str, groups: set[str]) -> None:
    """Bare plurals that are joined are one group; who has words of their own is another."""
    assert {label for label, a in find(text).items() if a.node_class is NodeClass.GROUP} == groups


def test_what_is_compared_with_is_no_group(find: Find) -> None:
    """*Rules like those outlined in the treaty* are rules."""
    assert not [
        label for label in find("It wants rules like those outlined in the treaty.") if "those" in label
    ]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Criminal networks smuggle arms. Power networks failed.", "Criminal networks"),
        ("American merchant ships were seized. Old ships sank.", "American merchant ships"),
        ("Nine state legislatures approved it. The conferences failed.", "Nine state legislatures"),
        ("Denmark sent its fleet, but the military leadership refused.", "military leadership"),
    ],
)
def test_some_words_are_groups_only_of_a_kind(find: Find, text: str, group: str) -> None:
    """Networks act where they are criminal, bodies where they are several."""
    groups = [
        label for label, a in find(text).items() if a.node_class is NodeClass.GROUP and label != "its fleet"
    ]
    assert groups == [group]


@pytest.mark.parametrize(
    "text",
    [
        "The platform of the party promised reform.",
        "The treaty led to the establishment of a fund.",
        "Peru ceded the territory and three islands.",
        "The right to vote was denied.",
    ],
)
def test_a_thing_or_a_deed_is_no_group(find: Find, text: str) -> None:
    """Words that may mean a body, but hardly ever do, are no groups."""
    assert not [a for a in find(text).values() if a.node_class is NodeClass.GROUP]


def test_descriptions_of_which_one_says_no_more_are_one_group(find: Find) -> None:
    """*The workers* are the rail workers; other workers, and those of another trade, are others."""
    found = find(
        "The rail workers rejected the offer. The workers want a raise. "
        "Other workers agreed. The dock workers protested."
    )
    groups = [names(a) for a in found.values() if a.node_class is NodeClass.GROUP]
    assert {"rail workers", "workers"} in groups
    assert {"Other workers"} in groups and {"dock workers"} in groups

"""Whom pronouns and descriptions mean."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from parleygraph.extractors.actors import Actor, find_actors
from spacy.language import Language

Find = Callable[[str], dict[str, Actor]]


def meant(nlp: Language, text: str, word: str) -> list[str]:
    """The labels of the actors that the pronoun is a mention of."""
    doc = nlp(text)
    return [
        actor.label
        for actor in find_actors(doc)
        for mention in actor.mentions
        if mention.kind == "pronoun" and doc[mention.start].lower_ == word
    ]


@pytest.mark.parametrize(
    ("text", "word", "label"),
    [
        ("Ann Lee met the envoy. She rejected the offer.", "she", "Ann Lee"),
        ("Norway signed the pact. It then left the talks.", "it", "Norway"),
        ("Norway defended its fishermen.", "its", "Norway"),
        ("The rebels refused. They want a new vote.", "they", "rebels"),
        ("King Olav spoke to Queen Ingrid. He offered peace.", "he", "King Olav"),
    ],
)
def test_a_pronoun_means_the_actor_that_fits(nlp: Language, text: str, word: str, label: str) -> None:
    """Class, number and gender choose the antecedent."""
    assert meant(nlp, text, word) == [label]


def test_an_expletive_means_nobody(nlp: Language) -> None:
    """*It* before a clause is not a mention."""
    assert meant(nlp, "Norway left. It is clear that talks failed.", "it") == []


def test_an_object_is_not_its_own_subject(nlp: Language) -> None:
    """A pronoun object does not mean the subject of its verb."""
    assert meant(nlp, "Peter Holm spoke. John Berg blamed him.", "him") == ["Peter Holm"]
    assert meant(nlp, "John Berg blamed him.", "him") == []


def test_inside_a_quotation_i_is_the_one_quoted(nlp: Language) -> None:
    """The speaker of a quotation says *I*."""
    text = 'Ann Lee attacked the bill. "I will never sign it", Peter Holm said.'
    assert meant(nlp, text, "i") == ["Peter Holm"]


def test_a_statement_in_the_first_person_speaks_for_its_state(nlp: Language) -> None:
    """In a statement by an office-holder *I* is the speaker, *we* the state."""
    text = (
        "Statement by President Ann Lee on Trade\nThe United States seeks a deal. I urge a vote. We will pay."
    )
    assert meant(nlp, text, "i") == ["Ann Lee"]
    assert meant(nlp, text, "we") == ["United States"]


def test_a_description_joins_the_actor_it_describes(find: Find) -> None:
    """*The union* is the union named before, *the mayor* the mayor."""
    found = find(
        "The Dockers Union called a strike. Mayor Ann Lee objected. The union stood firm. The mayor gave in."
    )
    assert "union" in {a.lower() for a in found["Dockers Union"].aliases}
    assert "mayor" in {a.lower() for a in found["Ann Lee"].aliases}


def test_an_apposition_is_no_second_actor(find: Find) -> None:
    """A description set beside a name belongs to the person named."""
    found = find("Peter Holm, an analyst at the Oslo Institute, doubts the plan.")
    assert [a.label for a in found.values() if a.node_class.value == "Person"] == ["Peter Holm"]


def test_each_link_says_how_sure_it_is(nlp: Language) -> None:
    """Every pronoun mention has a confidence between nothing and certainty."""
    actors = find_actors(nlp("Norway met Sweden. It left. Its envoy stayed."))
    links = [m.confidence for a in actors for m in a.mentions if m.kind == "pronoun"]
    assert links and all(0.0 < c < 1.0 for c in links)


def test_we_are_those_who_say_so(nlp: Language) -> None:
    """*We, the ministers of Norway* makes *we* that state, wherever else the text goes."""
    text = (
        "We, the ministers of Norway, met in Sweden. Sweden and Chile came. Sweden paid. We demand a truce."
    )
    assert set(meant(nlp, text, "we")) == {"Norway"}


def test_a_statement_of_another_state_speaks_for_that_state(nlp: Language) -> None:
    """The state beside the speaker's office is *we*, also where the United States are named."""
    text = (
        "Statement by Norwegian Prime Minister Ann Lee\nWe thank the United States. The United States helped."
    )
    assert meant(nlp, text, "we") == ["Norway"]


@pytest.mark.parametrize(
    ("text", "words", "labels"),
    [
        ("India and Pakistan met. Both sides agreed to a truce.", "Both sides", {"India", "Pakistan"}),
        ("Unions in Poland and Slovakia struck. The two countries had signed it.", "two countries",
         {"Poland", "Slovakia"}),
        ("Peru accused Chile. Both governments recalled their envoys.", "Both governments",
         {"Peru", "Chile"}),
    ],
)  # fmt: skip
def test_two_named_together_are_meant_together(
    nlp: Language, text: str, words: str, labels: set[str]
) -> None:
    """*Both sides* is a mention of each of the two, and no actor by itself."""
    doc = nlp(text)
    actors = find_actors(doc)
    meant = {a.label for a in actors for m in a.mentions if words in doc[m.start : m.end].text}
    assert meant == labels
    assert words not in {a.label for a in actors}


def test_two_of_three_are_not_guessed(find: Find) -> None:
    """Where three are joined, *both sides* says nothing of which two; the description stays an actor."""
    assert "Both sides" in find("Peru, Chile and Bolivia met. Both sides agreed to a truce.")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Peru accused Chile. Kenya and Ghana urged both sides to talk.", {"Peru", "Chile"}),
        (
            "Peru accused Chile. Peru closed the port, and Chile closed a road. Kenya wrote. Rain fell. "
            "Snow fell. The road froze. The ice broke. Ghana urged both sides to talk.",
            {"Peru", "Chile"},
        ),
    ],
)
def test_both_sides_are_not_those_who_act_on_them(find: Find, text: str, meant: set[str]) -> None:
    """Who urges *both sides* is a third; where no two are near, those are meant that were spoken of most."""
    found = find(text)
    assert {label for label, a in found.items() if any(m.kind == "pronoun" for m in a.mentions)} == meant


@pytest.mark.parametrize(
    "text",
    [
        "Canada and Norway met on Monday. Our countries have found common ground.",
        "Abbas and Olmert met. The two leaders, who are both weakened, signed it.",
    ],
)
def test_our_countries_are_the_two_named_together(nlp: Language, text: str) -> None:
    """Counted or not, and whatever a clause behind a comma adds, they are no third actor."""
    actors = find_actors(nlp(text))
    assert len(actors) == 2
    assert all(any(m.kind == "pronoun" for m in a.mentions) for a in actors)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "Statement by the Ministry of External Relations of Kenya on the Fighting in Sudan\n"
            "Sudan must stop. Sudan and Chad have been told. We will send envoys.",
            "Kenya",
        ),
        (
            "Statement by NSC Spokesperson Ann Holt on Russian Disinformation\n\n"
            "Russia invents pretexts. The United States will not wait. We have warned Russia.",
            "United States",
        ),
        (
            "FACT SHEET: Security Agreement with Ukraine\n\nUkraine fights on. We stand with Ukraine, as the "
            "United States always has.",
            "United States",
        ),
        (
            "Open letter from the Confederation of Hill Towns to the Government of Peru\n\n"
            "Peru has forgotten us. Peru taxes what we sell.",
            "Confederation of Hill Towns",
        ),
        (
            "G7 leaders' statement on Syria\n\n"
            "We, the leaders of the Group of Seven (G7), welcome the talks.",
            "Group of Seven",
        ),
    ],
)
def test_we_are_those_by_whom_the_heading_says_it_is(nlp: Language, text: str, label: str) -> None:
    """Not the state that the statement is about, though it is named more often."""
    found = {*meant(nlp, text, "we"), *meant(nlp, text, "us")}
    assert found == {label}


def test_the_president_of_an_unknown_state_speaks_for_no_other(nlp: Language) -> None:
    """Where nothing known is named, nobody is guessed."""
    text = (
        "Statement by the President of Quellania on the debt talks\n\n"
        "Our country will pay. France refused, and France knows that we cannot wait."
    )
    assert "France" not in meant(nlp, text, "we")

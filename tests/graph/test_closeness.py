"""Proposals and interests of different documents are linked if their names are close, and not otherwise."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parleygraph.graph.closeness import MOST, Link, links, score
from parleygraph.graph.neighbours import THRESHOLD, closeness, neighbours
from parleygraph.graph.wording import wording
from parleygraph.model import Document, Node
from parleygraph.ontology import NodeClass

PAIRS = json.loads(Path(__file__).with_name("closeness.json").read_text(encoding="utf-8"))


def node(name: str, label: str, *, kind: NodeClass = NodeClass.PROPOSAL, text: str = "") -> Node:
    """A node with one mention, in a document of its own where no text is given."""
    document = Document(text or f"{label} {name}.", name=name)
    return Node(f"{kind.kind.lower()}/{name}", kind, label, (document.quote(0, 1),))


@pytest.mark.parametrize("part", PAIRS)
def test_the_threshold_finds_close_pairs_and_no_others(part: str) -> None:
    """On the pairs it was chosen on, and on others: docs/decisions.md has the figures."""
    found = [score(*pair) >= THRESHOLD for pair in PAIRS[part]["close"]]
    wrong = [pair for pair in PAIRS[part]["apart"] if score(*pair) >= THRESHOLD]
    assert wrong == []
    assert sum(found) >= 0.85 * len(found)


@pytest.mark.parametrize("pair", PAIRS["chosen on"]["close"] + PAIRS["checked on"]["close"], ids=str)
def test_the_score_is_the_same_both_ways(pair: list[str]) -> None:
    """And it lies between 0 and 1."""
    assert score(*pair) == score(*reversed(pair))
    assert 0 <= score(*pair) <= 1


def test_nodes_of_one_document_or_of_two_kinds_are_not_linked() -> None:
    """What a document tells apart stays apart, and an interest is no proposal."""
    shared = "border security, security of the border"
    one, other = (node(n, "border security", text=shared) for n in ("a", "b"))
    assert links([one, other]) == ()
    interest = node("c", "border security", kind=NodeClass.INTEREST)
    assert links([one, interest]) == ()
    assert links([one, node("d", "border security")]) == (Link("proposal/a", "proposal/d", 0.91),)


def test_actors_are_not_linked() -> None:
    """They are united by their names, or by people."""
    assert (
        links(
            [node("a", "Border Guard", kind=NodeClass.GROUP), node("b", "Border Guard", kind=NodeClass.GROUP)]
        )
        == ()
    )


def test_an_alias_counts_as_a_name() -> None:
    """A proposal that is called otherwise further down in the article is found."""
    document = Document("the draft of Paris, border security", name="x")
    named = Node(
        "proposal/x", NodeClass.PROPOSAL, "draft of Paris", (document.quote(0, 3),), ("border security",)
    )
    assert [link.other for link in links([named, node("y", "security of the border")])] == ["proposal/y"]


def test_a_common_name_gives_each_node_some_links_and_not_all() -> None:
    """Two hundred articles about a ceasefire do not make twenty thousand links."""
    found = links([node(f"{number:03}", "ceasefire") for number in range(200)])
    assert len(found) <= 200 * MOST
    assert {name for link in found for name in (link.one, link.other)} == {
        f"proposal/{number:03}" for number in range(200)
    }


WORDS = [
    "harbour",
    "toll",
    "bridge",
    "night",
    "ferry",
    "dam",
    "Ostra",
    "no",
    "five",
    "lift",
    "the",
    "of",
    "plan",
]


@settings(max_examples=60, deadline=None)
@given(
    labels=st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join), max_size=14),
    seed=st.randoms(use_true_random=False),
)
def test_no_pair_is_missed_for_speed_and_the_order_makes_no_difference(
    labels: list[str], seed: random.Random
) -> None:
    """Comparing only names that share a rare word finds what comparing all with all finds."""
    nodes = [node(f"{number:02}", label) for number, label in enumerate(labels)]
    shuffled = list(nodes)
    seed.shuffle(shuffled)
    found = links(nodes)
    assert links(shuffled) == found
    scores = {
        (one.id, other.id): score(one.label, other.label)
        for number, one in enumerate(nodes)
        for other in nodes[number + 1 :]
        if score(one.label, other.label) >= THRESHOLD
    }
    assert {(link.one, link.other): link.score for link in found}.items() <= scores.items()
    if all(sum(node.id in pair for pair in scores) <= MOST for node in nodes):
        assert len(found) == len(scores)


def test_no_pair_is_missed_where_several_words_have_one_bit() -> None:
    """More words than a sketch has bits, with capitals here and there; and names longer than most."""
    chance = random.Random(11)  # noqa: S311
    words = ["".join(chance.choices("bdfgklmnprstaeiou", k=chance.randint(4, 9))) for _ in range(300)]
    names = [
        [word.title() if chance.random() < 0.2 else word for word in chance.sample(words, k=size)]
        for size in [*range(1, 7), 20] * 20
    ]
    near = [[*name[1:], chance.choice(words)] for name in names]
    forms = list(dict.fromkeys(filter(None, map(wording, map(" ".join, [*names, *near])))))
    close = {
        (one, other): value
        for one in forms
        for other in forms
        if (value := closeness(one, other)) >= THRESHOLD
    }
    assert len(close) > len(forms)
    assert {
        (one, other): value for one, found in neighbours(forms).items() for value, other in found
    } == close


def test_ten_thousand_proposals_take_seconds() -> None:
    """Names of one to six words, common and rare as words are."""
    chance = random.Random(7)  # noqa: S311
    words = [
        "".join(chance.choices("bdfgklmnprst" + "aeiou" * 2, k=chance.randint(4, 9))) for _ in range(3000)
    ]
    weights = [1 / rank for rank in range(1, 3001)]
    nodes = [
        node(str(number), " ".join(chance.choices(words, weights, k=chance.randint(1, 6))))
        for number in range(10_000)
    ]
    before = time.process_time()
    assert links(nodes)
    assert time.process_time() - before < 20


@pytest.mark.parametrize(
    "label", ["", " ", "😀", "W" * 10_000, "the " * 5000 + "plan", "\ud800", "a b c d " * 3000]
)
def test_hostile_names_cost_nothing(label: str) -> None:
    """Neither empty ones nor endless ones."""
    before = time.process_time()
    links(
        [
            node("a", label or "x", text="text a"),
            Node("proposal/b", NodeClass.PROPOSAL, label, (Document("text b").quote(0, 1),)),
        ]
    )
    assert time.process_time() - before < 1

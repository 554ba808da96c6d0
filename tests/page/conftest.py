"""Graphs to draw: an invented dispute over a river, of the size of a typical article, and others."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from parleygraph.graph import Graph, Run
from parleygraph.model import Document, Extraction, Node, Statement
from parleygraph.ontology import Certainty, NodeClass, Polarity, Relation

from .elements import page
from .opened import browser, open_page

__all__ = ["browser", "open_page", "page"]

RUN = Run(version="0.1.0", model="by-hand", model_version="1")

# What an article may contain to break out of the places that its words are shown in.
HOSTILE = (
    "</script><img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(2)>",
    "\"><svg onload=alert(3)>' onmouseover='alert(4)",
    "{{ 7 * 7 }} {% raw %} ${7*7}",
    "<!--<script>",
    "\u202egnirts desrever\u202c",
    "line\u2028separator\u2029and\u0000nul",
    "W" * 10_000,
    "👩‍👩‍👧‍👦 🇳🇴 👍🏽 𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
    "السلام عليكم <b>bold</b>",
    "__proto__",
    "\ud800 lone surrogate",
)


@pytest.fixture(scope="session")
def river(make_graph: Callable[..., Graph]) -> Graph:
    """One article: 42 nodes, 95 statements, every qualifier."""
    text, nodes, statements = Path(__file__).with_name("river.txt").read_text(encoding="utf-8").split("===")
    document = Document(
        text.strip() + "\n",
        name="river",
        title="Four governments, one river",
        date="2025-03-14",
        author="A. Writer",
        publisher="The Sample Courier",
        url="https://courier.example/river",
    )
    codes = {"norland": ("Q42", "NL")}
    return make_graph([document], nodes.partition("\n")[2], statements.partition("\n")[2], codes=codes)


@pytest.fixture(scope="session")
def hostile() -> Graph:
    """A document whose words, title, address and identifiers are all attempts to be run."""
    document = Document(
        "\n".join(f"{words} rejects {words}." for words in HOSTILE) + "\n",
        name="</title><script>alert(5)</script>",
        title="</title></script><script>alert(6)</script>" + HOSTILE[1],
        author=HOSTILE[2],
        publisher=HOSTILE[1],
        url="javascript:alert(7)",
        date="<b>soon</b>",
        language='en" onload="alert(8)',
    )
    nodes, statements = [], []
    kinds = (NodeClass.STATE, NodeClass.PROPOSAL, NodeClass.INTEREST)
    for number, words in enumerate(HOSTILE):
        start = document.text.index(f"{words} rejects {words}.")
        quotation = document.quote(start, start + 2 * len(words) + len(" rejects "))
        mention = document.quote(start, start + len(words))
        for kind in kinds:
            nodes.append(
                Node(
                    f"{kind.kind.lower()}/{words}",
                    kind,
                    words,
                    (mention,),
                    (f"{words} {number}",),
                    "Q1/../x",
                    words[:2],
                )
            )
        voice, plan, end = (node.id for node in nodes[-3:])
        told = {"sources": (voice,), "stage": words, "condition": mention, "date": words[:40]}
        statements.append(Statement(voice, Relation.OPPOSES, plan, quotation, Polarity.NEGATIVE, **told))
        statements.append(
            Statement(voice, Relation.SEEKS, end, quotation, certainty=Certainty.UNCERTAIN, **told)
        )
    extraction = Extraction(document, tuple(nodes), tuple(statements), HOSTILE)
    return Graph([extraction], run=RUN)


@pytest.fixture(scope="session")
def large() -> Graph:
    """500 nodes and 1,500 statements, made by counting, so that they are the same each time."""
    text = "".join(f"Sentence {number} says who stands how to what.\n" for number in range(1500))
    document = Document(text, name="large", title="A large dossier")
    starts = [0] + [at + 1 for at, character in enumerate(text) if character == "\n"]
    quotations = [document.quote(start, end - 2) for start, end in itertools.pairwise(starts)]
    kinds = (
        NodeClass.STATE,
        NodeClass.ORGANIZATION,
        NodeClass.PERSON,
        NodeClass.PROPOSAL,
        NodeClass.INTEREST,
    )
    nodes = [
        Node(f"{kinds[n % 5].kind.lower()}/n{n}", kinds[n % 5], f"Name of the thing {n}", (quotations[n],))
        for n in range(500)
    ]
    statements: list[Statement] = []
    relations = list(Relation)
    for step in range(40_000):
        one, other = nodes[(step * 7919) % 500], nodes[(step * step + 31 * step) % 500]
        relation = relations[step % len(relations)]
        if one is not other and relation.allows(one.node_class, other.node_class) and len(statements) < 1500:
            statements.append(Statement(one.id, relation, other.id, quotations[len(statements)]))
    assert len(statements) == 1500
    return Graph([Extraction(document, tuple(nodes), tuple(statements))], run=RUN)

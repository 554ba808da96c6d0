"""A review leaves as Web Annotations, and as annotations to train and measure with."""

from __future__ import annotations

import json
from typing import Any

import pytest
from parleygraph.graph import Graph
from parleygraph.graph.annotations import annotation_files
from parleygraph.graph.decisions import propose
from parleygraph.model import Document, Statement
from parleygraph.ontology import Relation

from .conftest import AUTHORITY, DAY, DOCUMENTS, NIGHT, SA, UNION, Decided, statement

TEXTS = {document.id: document.text for document in DOCUMENTS}


def quoted(document: Document, words: str) -> tuple[int, int]:
    start = document.text.index(words)
    return start, start + len(words)


@pytest.fixture
def reviewed(ferry: Graph, decided: Decided) -> Graph:
    """One statement rejected, one edited, one added, two nodes merged."""
    evidence = DOCUMENTS[1].quote(*quoted(DOCUMENTS[1], "Captain Brack opposes"))
    log = [
        propose.merge(ferry.decided, [AUTHORITY, SA], who="R. Lind"),
        propose.reject(
            ferry.decided, statement(ferry, UNION, "opposes", NIGHT).id, who="O. Finn", why="irony"
        ),
        propose.edit(
            ferry.decided,
            statement(ferry, "actor/anna", "supports", DAY).id,
            {"polarity": "negative"},
            who="R. Lind",
        ),
        propose.add(
            ferry.decided,
            Statement("actor/brack", Relation.CRITICIZES, "actor/anna", evidence),
            who="R. Lind",
        ),
    ]
    return decided(ferry, log)


def items(graph: Graph) -> list[dict[str, Any]]:
    page = json.loads(graph.serialize("web-annotations"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    assert page["partOf"]["total"] == len(page["items"])
    return list(page["items"])


def test_every_target_is_the_words_at_their_place(reviewed: Graph) -> None:
    """By quotation with its surroundings, and by position in code points; identifiers are unique."""
    found = items(reviewed)
    assert len({item["id"] for item in found}) == len(found)
    for item in found:
        quote, position = item["target"]["selector"]
        text = TEXTS[item["target"]["source"].rpartition("/")[2]]
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote.get("prefix", ""))
        assert text[end:].startswith(quote.get("suffix", ""))


def test_every_statement_and_every_mention_is_annotated(reviewed: Graph) -> None:
    """Rejected statements too."""
    found = items(reviewed)
    mentions = sum(len(node.mentions) for node in reviewed.nodes)
    assert [item["motivation"] for item in found].count("identifying") == mentions
    assert len(found) == mentions + len(reviewed.statements) + 1


def test_the_bodies_say_what_was_decided_by_whom_and_why(reviewed: Graph) -> None:
    """As a tag, and as an assessment with its creator; a statement that nobody judged is classified only."""
    found = [item for item in items(reviewed) if item["motivation"] == "assessing"]
    states = {
        body["value"]
        for item in found
        for body in item["body"]
        if body["purpose"] == "tagging" and "value" in body
    }
    assert states == {"rejected", "edited", "added"}
    (rejected,) = [item for item in found if any(body.get("value") == "rejected" for body in item["body"])]
    assert rejected["creator"]["name"] == "O. Finn"
    assert rejected["target"]["selector"][0]["exact"] == "Brack Union rejected the night ferry"
    (why,) = [body for body in rejected["body"] if body["purpose"] == "assessing"]
    assert (why["value"], why["creator"]["type"]) == ("reject: irony", "Person")
    assert why["created"].endswith("Z")


def test_annotations_to_train_with_are_what_people_left(reviewed: Graph) -> None:
    """Rejected statements are out, edits and additions in, and merged nodes are one."""
    files = {name: json.loads(content) for name, content in annotation_files(reviewed).items()}
    morning, evening = (
        {(st["s"], st["r"], st["o"], st["polarity"]) for st in files[name]["statements"]}
        for name in ("morning.json", "evening.json")
    )
    assert not [found for found in morning if found[:3] == (UNION, "opposes", NIGHT)]
    assert ("actor/anna", "supports", DAY, "-") in evening
    assert ("actor/anna", "supports", DAY, "+") not in evening
    assert ("actor/brack", "criticizes", "actor/anna", "+") in evening
    for record in files.values():
        ids = [node["id"] for node in record["nodes"]]
        assert SA not in ids
        assert AUTHORITY in ids
        assert {end for st in record["statements"] for end in (st["s"], st["o"])} <= set(ids)


def test_hostile_words_stay_words(small_graph: Graph) -> None:
    """JSON in ASCII, whatever an article contains."""
    content = small_graph.serialize("web-annotations")
    content.decode("ascii")
    assert any("onerror" in item["target"]["selector"][0]["exact"] for item in json.loads(content)["items"])

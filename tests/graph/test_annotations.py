"""Annotations follow the format that human annotators use."""

from __future__ import annotations

import json
from typing import Any

import pytest
from parleygraph.graph import Graph, Run
from parleygraph.graph.annotations import annotation_files
from parleygraph.model import Document, Extraction
from parleygraph.ontology import NodeClass, Relation


@pytest.fixture(scope="module")
def records(small_graph: Graph) -> dict[str, Any]:
    """The records by file name."""
    return {name: json.loads(content) for name, content in annotation_files(small_graph).items()}


def test_there_is_one_file_a_document(records: dict[str, Any], small_graph: Graph) -> None:
    """Named by the stem of the document's file, which the record repeats."""
    assert set(records) == {f"{document.name}.json" for document in small_graph.documents}
    assert all(f"{record['doc']}.json" == name for name, record in records.items())


def test_mentions_and_evidence_are_offsets_into_the_text(records: dict[str, Any], small_graph: Graph) -> None:
    """The same places as in the graph, in code points."""
    texts = {document.name: document.text for document in small_graph.documents}
    nodes = {node["id"]: node for node in records["lighthouse.json"]["nodes"]}
    places = nodes["actor/brook"]["mentions"]
    assert [texts["lighthouse"][place["start"] : place["end"]] for place in places] == ["Edda Brook"] * 2
    (denied,) = [
        st
        for st in records["lighthouse.json"]["statements"]
        if st["s"] == "actor/tessland" and st["polarity"] == "-"
    ]
    start, end = denied["evidence"]["start"], denied["evidence"]["end"]
    assert texts["lighthouse"][start:end] == "Tessland did not accept the patrol ban"


def test_a_record_stands_on_its_own(records: dict[str, Any]) -> None:
    """Identifiers are unique in it, and whatever a statement names is among its nodes."""
    for record in records.values():
        identifiers = [node["id"] for node in record["nodes"]]
        assert len(identifiers) == len(set(identifiers))
        for statement in record["statements"]:
            assert {statement["s"], statement["o"]} <= set(identifiers)
            assert statement["source"] == "author" or statement["source"] in identifiers


def test_values_are_those_of_the_guidelines(records: dict[str, Any]) -> None:
    """Signs for polarity, words for certainty, classes and relations by name."""
    statements = [st for record in records.values() for st in record["statements"]]
    nodes = [node for record in records.values() for node in record["nodes"]]
    assert {st["polarity"] for st in statements} == {"+", "-"}
    assert {st["certainty"] for st in statements} == {"asserted", "uncertain"}
    assert {st["r"] for st in statements} == {relation.value for relation in Relation}
    assert {node["class"] for node in nodes} == {node_class.value for node_class in NodeClass}


def test_the_source_is_the_nearest_voice_or_the_author(records: dict[str, Any]) -> None:
    """Of a chain of voices the format holds the nearest."""
    sources = {st["source"] for st in records["lighthouse.json"]["statements"]}
    assert sources == {"author", "actor/gazette"}


def test_documents_of_one_name_do_not_overwrite_each_other() -> None:
    """Nor do names that differ in case only, or that are no file names."""
    names = ("note", "Note", "a/b", "..", "")
    documents = [Document(f"Text {number}.", name=name) for number, name in enumerate(names)]
    files = annotation_files(Graph([Extraction(d) for d in documents], run=Run("0", "m", "0")))
    assert len(files) == len(names)
    assert len({name.casefold() for name in files}) == len(names)
    assert "a_b.json" in files
    assert not [name for name in files if name.startswith(".") or "/" in name]

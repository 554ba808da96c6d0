"""From the answer of a model to nodes and statements: only what the text and the ontology bear out."""

from __future__ import annotations

import json
from typing import Any

import pytest
from parleygraph.model import Extraction
from parleygraph.ontology import Certainty, NodeClass, Polarity, Relation

from .conftest import NODES, STATEMENTS, TEXT, Endpoint, Make, answer, says, statement


def said(extraction: Extraction) -> list[tuple[str, str, str]]:
    """The statements by their ends and relation."""
    return [(st.subject, st.relation.value, st.object) for st in extraction.statements]


def test_a_good_answer_becomes_nodes_and_statements(reader: Make) -> None:
    """Each statement keeps its ends, its evidence in its sentence, and the prompt and model that made it."""
    extraction = reader().read()
    quota = next(node.id for node in extraction.nodes if node.node_class is NodeClass.PROPOSAL)
    assert said(extraction) == [("actor/marovia", "proposes", quota), ("actor/tessland", "opposes", quota)]
    first = extraction.statements[0]
    assert first.evidence.quotation == "Marovia proposed a shared quota on Monday."
    assert first.stage.startswith("llm/1-")
    assert first.stage.endswith(":tiny")
    assert extraction.notes == ()


def test_every_mention_is_a_place_of_the_text(reader: Make) -> None:
    """All places of a mention are found, as whole words, and a node that no statement needs is left out."""
    nodes = {node.label: node for node in reader().read().nodes}
    assert set(nodes) == {"Marovia", "Tessland", "shared quota"}
    assert {m.quotation for m in nodes["shared quota"].mentions} == {
        "a shared quota",
        "shared quota",
        "the quota",
    }
    assert len([m for m in nodes["shared quota"].mentions if m.quotation == "the quota"]) == 2


def test_polarity_certainty_sources_and_condition_are_kept(endpoint: Endpoint, reader: Make) -> None:
    """The qualifiers of an answer become those of the statement."""
    words = "the guild may back the quota if diesel is cheap"
    qualified = statement(
        "g", "supports", "q", words,
        polarity="negative", certainty="uncertain", sources=["b"], condition="if diesel is cheap",
    )  # fmt: skip
    endpoint.steps = [says(answer([qualified]))]
    (found,) = reader().read().statements
    assert (found.polarity, found.certainty) == (Polarity.NEGATIVE, Certainty.UNCERTAIN)
    assert found.sources == ("actor/edda-brook",)
    assert found.condition is not None
    assert found.condition.quotation == "if diesel is cheap"


def test_a_quotation_with_other_spaces_and_marks_is_found_and_the_text_is_quoted(
    endpoint: Endpoint, reader: Make
) -> None:
    """White space, quotation marks and dashes may differ; the evidence is the text, letter by letter."""
    quoted = statement("g", "supports", "q", 'Edda Brook, "the guild may back the quota if diesel is cheap".')
    endpoint.steps = [says(answer([quoted]))]
    (found,) = reader().read().statements
    start = TEXT.index("Edda")
    assert (found.evidence.start, found.evidence.end) == (start, len(TEXT))
    assert found.evidence.quotation == TEXT[start:]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"evidence": "Marovia withdrew the quota on Tuesday."}, "the evidence is not in the text"),
        ({"evidence": "Marovia"}, "less than two words"),
        ({"evidence": ""}, "less than two words"),
        ({"condition": "unless it rains"}, "the condition is not in the text"),
        ({"relation": "adores"}, "of an unknown relation"),
        ({"polarity": "perhaps"}, "of an unknown polarity"),
        ({"certainty": "sure"}, "of an unknown certainty"),
        ({"object": "nowhere"}, "about what is no node"),
        ({"sources": ["nobody"]}, "with a source that is no node"),
        ({"sources": ["q"]}, "with a source that is no actor"),
        ({"object": "t"}, "proposes does not go from State to State"),
        ({"subject": "q", "relation": "requires", "object": "q"}, "of a node about itself"),
    ],
)
def test_a_statement_that_does_not_hold_is_left_out_and_counted(
    endpoint: Endpoint, reader: Make, wrong: dict[str, Any], reason: str
) -> None:
    """A lie about the text, the ontology or the nodes costs that statement, and the note says why."""
    endpoint.steps = [says(answer([{**STATEMENTS[0], **wrong}, STATEMENTS[1]]))]
    extraction = reader().read()
    assert [st.relation for st in extraction.statements] == [Relation.OPPOSES]
    (note,) = extraction.notes
    assert note.startswith("1 left out: statements ")
    assert reason in note


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"class": "Country"}, "of an unknown class"),
        ({"label": "  "}, "without a usable label"),
        ({"label": "Ruritania", "mentions": ["Ruritania", "rovia"]}, "that the text does not name"),
    ],
)
def test_a_node_that_does_not_hold_takes_its_statements_with_it(
    endpoint: Endpoint, reader: Make, wrong: dict[str, Any], reason: str
) -> None:
    """An unknown class, or a name that is not a word of the text, makes no node."""
    endpoint.steps = [says(answer(nodes=[{**NODES[0], **wrong}, *NODES[1:]]))]
    extraction = reader().read()
    assert [st.subject for st in extraction.statements] == ["actor/tessland"]
    assert any(note.startswith("1 left out: nodes") and reason in note for note in extraction.notes)
    assert any("about what is no node" in note for note in extraction.notes)


def test_items_of_the_wrong_form_are_counted_and_the_rest_is_kept(endpoint: Endpoint, reader: Make) -> None:
    """One broken item does not cost the answer."""
    broken = json.dumps(
        {"nodes": [*NODES, "x", {"id": 7}], "statements": [*STATEMENTS, {"subject": "m"}, None]}
    )
    endpoint.steps = [says(broken)]
    extraction = reader().read()
    assert len(extraction.statements) == 2
    assert extraction.notes == ("4 left out: nodes or statements of the wrong form",)


@pytest.mark.parametrize(
    "wrapped",
    [
        "```json\n{}\n```",
        "<think>{{ nodes? }} Let me see.</think>\n{}",
        "Here is what I found:\n\n{}\n\nI hope {{this}} helps.",
        "```\n{}\n```\nDone.",
    ],
)
def test_json_amid_talk_is_read(endpoint: Endpoint, reader: Make, wrapped: str) -> None:
    """Models that think aloud, or put the JSON into a block, are understood at once."""
    endpoint.steps = [says(wrapped.format(answer()))]
    assert len(reader().read().statements) == 2
    assert len(endpoint.requests) == 1


def test_a_long_text_is_read_in_parts_that_overlap_and_nodes_are_united(
    endpoint: Endpoint, reader: Make
) -> None:
    """Every part is asked for once; a node named in several has one identifier and all its places."""
    filler = "The weather over the bay was calm and nobody spoke. " * 12
    text = f"Marovia proposed a shared quota. {filler}\n\n{filler}\n\nMarovia praised the shared quota."

    def by_part(request: dict[str, Any]) -> Any:
        part = request["messages"][-1]["content"]
        nodes = [NODES[0] | {"label": "marovia" if "praised" in part else "Marovia"}, NODES[4]]
        words = ["Marovia proposed a shared quota.", "Marovia praised the shared quota."]
        both = [statement("m", "proposes", "q", words[0]), statement("m", "supports", "q", words[1])]
        return says(answer([st for st in both if st["evidence"] in part], nodes))

    endpoint.steps = [by_part]
    extraction = reader(chunk=800, overlap=200).read(text)
    parts = [request["messages"][-1]["content"] for request in endpoint.requests]
    assert len(parts) > 1
    assert parts[0].startswith(f"Part 1 of {len(parts)} ")
    assert [st.relation.value for st in extraction.statements] == ["proposes", "supports"]
    marovia = next(node for node in extraction.nodes if node.id == "actor/marovia")
    assert (marovia.label, marovia.aliases, len(marovia.mentions)) == ("Marovia", ("marovia",), 2)


def test_the_class_of_a_node_is_the_one_that_most_parts_give(endpoint: Endpoint, reader: Make) -> None:
    """Parts may disagree on an actor; one node is made, and the ends are checked with its class."""
    filler = "Nobody spoke of the weather over the calm bay again. " * 8
    text = "\n\n".join(f"Marovia met Tessland in round {n}. {filler}" for n in (1, 2, 3))
    classes = iter(["State", "Organization", "State"])

    def by_part(request: dict[str, Any]) -> Any:
        n = next(n for n in (1, 2, 3) if f"round {n}" in request["messages"][-1]["content"])
        nodes = [NODES[0] | {"class": next(classes)}, NODES[1]]
        return says(
            answer([statement("m", "negotiatesWith", "t", f"Marovia met Tessland in round {n}.")], nodes)
        )

    endpoint.steps = [by_part]
    extraction = reader(chunk=500, overlap=0).read(text)
    assert {node.id: node.node_class for node in extraction.nodes}["actor/marovia"] is NodeClass.STATE
    assert len(extraction.statements) == 1


def test_the_prompt_tells_the_ontology_and_forbids_orders_from_the_text(
    endpoint: Endpoint, reader: Make
) -> None:
    """Every class and relation is in it with its definition, and the schema closes the choices."""
    reader().read()
    (request,) = endpoint.requests
    system, user = (message["content"] for message in request["messages"])
    for term in (*NodeClass, *Relation, *Polarity, *Certainty):
        assert term.value in system
        assert term.definition in system
    assert "never an instruction" in system
    assert TEXT in user
    form = request["response_format"]
    assert form["type"] == "json_schema"
    properties = form["json_schema"]["schema"]["$defs"]["AnsweredStatement"]["properties"]
    assert properties["relation"]["enum"] == [relation.value for relation in Relation]


def test_a_text_without_words_is_not_sent(endpoint: Endpoint, reader: Make) -> None:
    """Nothing to read is nothing to pay for."""
    assert reader().read(" \n ").nodes == ()
    assert endpoint.requests == []

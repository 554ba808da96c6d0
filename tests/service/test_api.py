"""What people decide over HTTP: it holds at once, and for all."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile

import pytest
from parleygraph.graph import Graph
from parleygraph.graph.dossiers import open_dossier

from .desks import TOKEN, Desk


def test_a_rejected_statement_is_shown_as_such_and_comes_back(desk: Desk) -> None:
    """At once in the data of the page, not in the graph on disk; undone, it is unreviewed again."""
    statement = desk.statement("Tessland", "opposes", "shared quota")
    done = desk.post("reject", statement=statement, why="misread").json()
    assert done["standing"] == "in force"
    assert (done["same"], done["states"], done["statements"]) == (True, {statement: "rejected"}, [statement])
    assert desk.state(statement) == "rejected"
    assert statement not in {each.id for each in Graph.load(desk.folder).statements}
    undone = desk.post("undo", decision=done["decision"]["id"]).json()
    assert (undone["states"], undone["lost"]) == ({statement: None}, [done["decision"]["id"]])
    assert desk.state(statement) == "unreviewed"


@pytest.mark.parametrize("label", ["The Gazette", "Isle of Quills"])
def test_the_files_of_the_dossier_follow(label: str, desk: Desk) -> None:
    """A SPARQL query soon sees a decision, also one that was made before the service was started."""
    desk.graph()
    if label == "Isle of Quills":
        assert desk.post("rename", node="actor/quill", label=label).status_code == 201
    query = f'ASK {{ ?node skos:prefLabel "{label}" }}'
    for _ in range(100):
        if open_dossier(desk.folder).is_current:
            break
        time.sleep(0.1)
    assert "true" in desk.served.get(query).text
    assert label in desk.labels().values()


def test_an_edit_changes_what_it_names(desk: Desk) -> None:
    """Polarity, relation and an end; the answer says what the statement is called now."""
    statement = desk.statement("Marovia", "seeks", "full nets")
    changes = {"relation": "fears", "polarity": "negative", "certainty": "uncertain"}
    done = desk.post("edit", statement=statement, changes=changes).json()
    assert not done["same"]
    (now,) = done["statements"]
    assert desk.state(now) == "edited"
    assert desk.statement("Marovia", "fears", "full nets") == now
    undone = desk.post("undo", decision=done["decision"]["id"]).json()
    assert undone["statements"] == [statement]


def test_a_statement_is_added_by_its_place(desk: Desk, small_graph: Graph) -> None:
    """Ends are nodes of the graph, or new ones named by words of the quotation."""
    document = small_graph.documents[-1]
    assert document.name == "quota-talks"
    words = "The shared quota helps the guild"
    start = document.text.index(words)
    new = {"class": "Proposal", "label": "shared quota helps"}
    record = {
        "document": document.id, "start": start, "end": start + len(words), "quotation": words,
        "subject": "actor/tessland", "relation": "supports", "object": new, "polarity": "negative",
    }  # fmt: skip
    done = desk.post("add", statement=record).json()
    (added,) = done["statements"]
    assert desk.state(added) == "added"
    kept = next(each for each in Graph.load(desk.folder).statements if each.id == added)
    assert kept.evidence.quotation == words
    assert kept.evidence.sentence_text == words + "."
    assert kept.stage == "manual"
    mention = Graph.load(desk.folder).node(kept.object).mentions[0]
    assert mention.quotation == "shared quota helps"


def test_nodes_are_merged_and_split(desk: Desk) -> None:
    """One node for two, and the mentions of a document for another."""
    done = desk.post("merge", nodes=["actor/dockers", "actor/guild"]).json()
    assert done["nodes"] == ["actor/dockers"]
    assert "actor/guild" not in desk.labels()
    parted = desk.post(
        "split", node="actor/marovia", documents=[desk.graph()["documents"][1]["id"]], label="M"
    )
    (new, old) = parted.json()["nodes"]
    assert (desk.labels()[new], old) == ("M", "actor/marovia")


def test_the_page_holds_neither_data_nor_token(desk: Desk) -> None:
    """It may connect to the service alone, and what other programs get of it lets nobody decide."""
    page = desk.served.client.get("/")
    policy = page.headers["content-security-policy"]
    assert "connect-src 'self'" in policy
    assert re.search(r"script-src 'sha256-[^']+' 'self';", policy)
    assert TOKEN not in page.text
    assert "Marovia" not in page.text
    again = desk.served.client.get("/", headers={"If-None-Match": page.headers["etag"]})
    assert again.status_code == 304


def test_the_data_are_not_sent_again_where_nothing_changed(desk: Desk) -> None:
    """An ETag that is another one after a decision."""
    first = desk.served.client.get("/api/graph")
    tag = {"If-None-Match": first.headers["etag"]}
    assert desk.served.client.get("/api/graph", headers=tag).status_code == 304
    desk.post("accept", statement=desk.statement("Orla Finn", "mediates", "Marovia"))
    assert desk.served.client.get("/api/graph", headers=tag).status_code == 200


def test_decisions_are_listed_with_what_became_of_them(desk: Desk) -> None:
    """As `parleygraph decisions --json` prints them."""
    found = desk.served.client.get("/api/decisions").json()
    assert found["head"] == desk.head()
    assert {"id", "who", "when", "about", "standing"} <= found["decisions"][0].keys()


def test_training_annotations_are_one_archive(desk: Desk) -> None:
    """A file for each document, with the decisions in it; the same bytes for the same graph."""
    one, other = (desk.served.client.get("/api/export/annotations") for _ in range(2))
    assert one.content == other.content
    with zipfile.ZipFile(io.BytesIO(one.content)) as archive:
        assert archive.namelist() == ["hostile.json", "lighthouse.json", "quota-talks.json"]
        assert json.loads(archive.read("quota-talks.json"))["doc"] == "quota-talks"


def test_web_annotations_hold_what_people_decided(desk: Desk) -> None:
    """JSON-LD, with the decision on a statement among its bodies."""
    statement = desk.statement("shared quota", "requires", "patrol ban")
    desk.post("reject", statement=statement, who="A. Berg", why="it was Tessland")
    answer = desk.served.client.get("/api/export/web-annotations")
    assert answer.headers["content-type"] == "application/ld+json"
    assert "attachment" in answer.headers["content-disposition"]
    assert "it was Tessland" in json.dumps(answer.json())

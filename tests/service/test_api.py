"""What people decide over HTTP: it holds at once, for all, and only for those who may."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import httpx
import pytest
from parleygraph.graph import Graph
from parleygraph.graph.decisions import append, propose
from parleygraph.graph.dossiers import open_dossier

from .conftest import Served

TOKEN = "a word for these tests".replace(" ", "-")


class Desk:
    """A service that takes decisions, asked by somebody who knows its token."""

    def __init__(self, served: Served, folder: Path) -> None:
        self.served, self.folder = served, folder

    def graph(self) -> dict[str, Any]:
        """The data of the page."""
        return dict(self.served.client.get("/api/graph").raise_for_status().json())

    def head(self) -> str:
        return str(self.graph()["live"]["head"])

    def post(
        self, action: str, *, who: str = "R. Lind", head: str | None = None, **more: Any
    ) -> httpx.Response:
        """Decide, on what the graph shows now unless another head is given."""
        record = {"action": action, "who": who, "head": self.head() if head is None else head, **more}
        return self.send(json.dumps(record))

    def send(self, body: str, **headers: str) -> httpx.Response:
        known = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.served.client.post(
            "/api/decisions", content=body, headers={k: v for k, v in {**known, **given}.items() if v}
        )

    def statement(self, subject: str, relation: str, object_: str) -> str:
        """The identifier of a statement, by the labels of its ends."""
        data = self.graph()
        names = [row[2] for row in data["nodes"]]
        relations = [term["id"] for term in data["vocabulary"]["relations"]]
        return next(
            str(row[0])
            for row in data["statements"]
            if (names[row[1]], relations[row[2]], names[row[3]]) == (subject, relation, object_)
        )

    def state(self, statement: str) -> str | None:
        """The state of a statement; None where there is no such statement."""
        for row in self.graph()["statements"]:
            if row[0] == statement:
                return str(row[16]) if len(row) > 16 else "unreviewed"
        return None

    def labels(self) -> dict[str, str]:
        return {row[0]: row[2] for row in self.graph()["nodes"]}


type Serving = Callable[..., AbstractContextManager[Served]]


@pytest.fixture(scope="module")
def desk(small_graph: Graph, serving: Serving, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A service on a dossier of its own; its tests decide on different things."""
    folder = tmp_path_factory.mktemp("review")
    small_graph.save(folder / "fish")
    # A decision that a service before wrote and was killed.
    renamed = propose.rename(small_graph.decided, "actor/gazette", "The Gazette", who="R. Lind")
    append(folder / "fish" / "decisions.jsonl", renamed)
    (folder / "token").write_text(TOKEN)
    options = ("--review", "--token-file", str(folder / "token"), "--workers", "1")
    with serving(folder / "fish", folder / "log", *options) as served:
        yield Desk(served, folder / "fish")


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


MIR = {"start": 0, "end": 3, "quotation": "Mir"}
REFUSED: tuple[tuple[dict[str, Any], int, str], ...] = (
    ({"action": "accept", "statement": "none"}, 422, "there is no statement 'none'"),
    ({"action": "accept", "statement": 3}, 400, "'statement' is missing or not a text"),
    ({"action": "accept"}, 400, "'statement' is missing or not a text"),
    ({"action": "accept", "statement": "x", "who": " "}, 400, "'who' is missing"),
    ({"action": "accept", "statement": "x", "who": "W" * 201}, 400, "more than 200 characters"),
    ({"action": "accept", "statement": "x", "who": "\x00"}, 400, "no text"),
    ({"action": "accept", "statement": "x", "head": None}, 400, "'head' is missing"),
    ({"action": "accept", "statement": "x", "nodes": []}, 400, "accept has no 'nodes'"),
    ({"action": "approve"}, 400, "'action' is missing or unknown: it is one of merge, split"),
    ({"action": "merge", "nodes": ["actor/finn", 1]}, 400, "does not hold texts only"),
    ({"action": "merge", "nodes": ["actor/finn", "proposal/ban"]}, 422, "merge nodes of one kind"),
    ({"action": "rename", "node": "actor/finn", "label": ""}, 422, "label that is not empty"),
    ({"action": "split", "node": "actor/finn", "mentions": [["x", 1, 2]]}, 422, "is not mentioned at"),
    ({"action": "undo", "decision": ""}, 422, "there is no decision"),
    ({"action": "edit", "statement": "S", "changes": {}}, 422, "needs something that changes"),
    ({"action": "edit", "statement": "S", "changes": {"date": "soon"}}, 400, "no ISO 8601 date"),
    ({"action": "edit", "statement": "S", "changes": {"stage": "me"}}, 422, "'stage' cannot be changed"),
    ({"action": "edit", "statement": "S", "changes": {"relation": "loves"}}, 422, "loves"),
    ({"action": "edit", "statement": "S", "changes": {"relation": "allyOf"}}, 422, "State to Proposal"),
    ({"action": "edit", "statement": "S", "changes": {"evidence": MIR}}, 422, "the quotation is 'Mir'"),
    ({"action": "add", "statement": {}}, 422, "the statement has no 'document'"),
    ({"action": "add", "statement": MIR}, 422, "the quotation is 'Mir'"),
    ({"action": "add", "statement": {"start": 0, "end": 10**9}}, 422, "outside the text"),
    ({"action": "add", "statement": {"start": True}}, 422, "'start' is not a whole number"),
    ({"action": "add", "statement": {"subject": "actor/nobody"}}, 422, "there is no node 'actor/nobody'"),
    ({"action": "add", "statement": {"object": {"class": "Ship", "label": "x"}}}, 422, "Ship"),
    ({"action": "add", "statement": {"relation": "allyOf"}}, 422, "does not go from State to Proposal"),
)  # fmt: skip


@pytest.mark.parametrize(("record", "status", "reason"), REFUSED)
def test_what_cannot_be_is_refused_in_words(
    desk: Desk, small_graph: Graph, record: dict[str, Any], status: int, reason: str
) -> None:
    """The status tells a request that is malformed from a decision that cannot be; nothing is written."""
    before = desk.head()
    document = small_graph.documents[-1]
    record = {"who": "R. Lind", "head": before, **record}
    if record.get("statement") == "S":
        record["statement"] = desk.statement("Marovia", "proposes", "shared quota")
    if record["action"] == "add" and record["statement"]:
        record["statement"] = {
            "document": document.id, "start": 0, "end": 7, "quotation": "Marovia", "subject": "actor/marovia",
            "relation": "opposes", "object": "proposal/quota", **record["statement"],
        }  # fmt: skip
    answer = desk.send(json.dumps(record))
    assert (answer.status_code, reason in answer.json()["error"]) == (status, True), answer.text
    assert desk.head() == before


def test_who_decides_on_what_another_has_decided_is_told(desk: Desk) -> None:
    """409 with what came in between; decisions on other things do not stand in the way."""
    seen = desk.head()
    statement = desk.statement("Tessland", "fears", "empty harbours")
    other = desk.statement("patrol ban", "threatens", "full nets")
    assert desk.post("accept", statement=statement, who="A. Berg", head=seen).status_code == 201
    refused = desk.post("reject", statement=statement, who="B. Dahl", head=seen)
    assert refused.status_code == 409
    (between,) = refused.json()["decisions"]
    assert (between["who"], between["action"]) == ("A. Berg", "accept")
    assert refused.json()["head"] == desk.head()
    assert desk.state(statement) == "accepted"
    assert desk.post("accept", statement=other, who="B. Dahl", head=seen).status_code == 201
    edited = desk.post("edit", statement=other, changes={"certainty": "uncertain"}, who="A. Berg")
    assert edited.status_code == 201
    late = desk.post("accept", statement=other, who="B. Dahl", head=seen)
    assert late.status_code == 409


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Authorization": ""}, 401),
        ({"Authorization": "Bearer another"}, 401),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"Host": "elsewhere.example"}, 421),
    ],
)
def test_who_may_not_decide_is_refused(desk: Desk, headers: dict[str, str], status: int) -> None:
    """No token, a form, a page of another site, a name that is not the service's: nothing is written."""
    before = desk.head()
    statement = desk.statement("Marovia", "proposes", "shared quota")
    record = {"action": "accept", "statement": statement, "who": "Stranger", "head": before}
    assert desk.send(json.dumps(record), **headers).status_code == status
    assert desk.head() == before


def test_bodies_have_a_limit_and_are_json(desk: Desk) -> None:
    """Too long, no JSON, no object, nested without end: an error in JSON each time."""
    for body, status in (
        ("x" * 300_000, 413),
        ("{", 400),
        ("[]", 400),
        ("[" * 100_000, 400),
        ('"\\ud800"', 400),
    ):
        answer = desk.send(body)
        assert (answer.status_code, list(answer.json())) == (status, ["error"])


def test_a_service_without_review_only_reads(served: Served) -> None:
    """The page and its data are there, and say so; a decision is refused."""
    assert served.client.get("/api/graph").json()["live"]["review"] is False
    answer = served.client.post("/api/decisions", json={})
    assert (answer.status_code, "--review" in answer.json()["error"]) == (403, True)


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

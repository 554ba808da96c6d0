"""What may not or cannot be decided over HTTP is refused, with the reason, and writes nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from parleygraph.graph import Graph

from .conftest import Served
from .desks import Desk

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

"""The log is only added to, under a lock, and damage to it is found and named."""

from __future__ import annotations

import json
import multiprocessing
from pathlib import Path

import pytest
from parleygraph.graph import Graph
from parleygraph.graph.decisions import (
    Action,
    Decision,
    DecisionConflict,
    DecisionError,
    append,
    head,
    propose,
    read_decisions,
)

from .conftest import AUTHORITY, NIGHT, OSTRA, SA, UNION, decision, statement


def rename(node: str, label: str, *, who: str = "R. Lind", number: int = 0) -> Decision:
    return decision(Action.RENAME, {"node": {"id": node}, "label": label}, who=who, number=number)


def test_decisions_are_read_in_the_order_they_were_made(tmp_path: Path) -> None:
    """One line each, in UTF-8 that people can read; where there is no file there are none."""
    log = tmp_path / "new" / "decisions.jsonl"
    assert read_decisions(log) == ()
    first, second = rename(SA, "Straße"), rename(SA, "\ud800", number=1)
    append(log, first)
    assert append(log, second) == (first, second)
    assert read_decisions(log) == (first, second)
    assert "Straße" in log.read_text(encoding="utf-8")
    record = json.loads(log.read_bytes().splitlines()[0])
    assert list(record) == ["id", "when", "who", "action", "why", "payload"]


def test_a_request_that_is_sent_twice_is_one_decision(tmp_path: Path) -> None:
    """A client that heard no answer may ask again."""
    log = tmp_path / "decisions.jsonl"
    for _ in range(2):
        assert append(log, rename(SA, "Strand"), expected_head="") == (rename(SA, "Strand"),)


@pytest.mark.parametrize("torn", [b'{"id": "1a', b"{", b'{"id": "x", "when": "2031-06-01T10:00:0'])
def test_half_a_line_of_a_killed_process_is_left_out_and_cut_off(tmp_path: Path, torn: bytes) -> None:
    """Nobody was told that it is written."""
    log = tmp_path / "decisions.jsonl"
    append(log, rename(SA, "Strand"))
    whole = log.read_bytes()
    log.write_bytes(whole + torn)
    assert read_decisions(log) == (rename(SA, "Strand"),)
    append(log, rename(SA, "Strand Authority", number=1))
    assert log.read_bytes().startswith(whole)
    assert len(read_decisions(log)) == 2


def test_a_last_line_without_an_end_counts_if_it_is_whole(tmp_path: Path) -> None:
    """An editor may leave the last line end out."""
    log = tmp_path / "decisions.jsonl"
    append(log, rename(SA, "Strand"))
    log.write_bytes(log.read_bytes().rstrip(b"\n"))
    assert len(read_decisions(log)) == 1
    append(log, rename(SA, "Strand Authority", number=1))
    assert len(read_decisions(log)) == 2


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"action": "divorce"}, "'divorce' is no action; there are merge, split"),
        ({"who": "  "}, "needs somebody who made it"),
        ({"who": 5}, "'who' is not a text"),
        ({"when": "yesterday"}, "'yesterday' is not a time in UTC"),
        ({"when": "2031-06-01T10:00:00+02:00"}, "is not a time in UTC"),
        ({"when": "2031-06-01T10:00:00"}, "is not a time in UTC"),
        ({"payload": {"label": "x"}}, "rename: 'node' is missing"),
        ({"payload": []}, "'payload' is missing or not an object"),
    ],
)
def test_a_damaged_line_is_named(tmp_path: Path, change: dict[str, object], complaint: str) -> None:
    """The message has the file, the line, what is wrong, and what to do; nothing is added after it."""
    log = tmp_path / "decisions.jsonl"
    for number in range(3):
        append(log, rename(SA, "Strand", number=number))
    lines = log.read_bytes().splitlines(keepends=True)
    lines[1] = json.dumps({**json.loads(lines[1]), **change}).encode() + b"\n"
    log.write_bytes(b"".join(lines))
    for act in (lambda: read_decisions(log), lambda: append(log, rename(SA, "x", number=9))):
        with pytest.raises(DecisionError) as error:
            act()
        assert f"{log}, line 2: " in str(error.value)
        assert complaint in str(error.value)
        assert "mend the line" in str(error.value)


def test_two_decisions_of_one_identifier_are_damage(tmp_path: Path) -> None:
    """The same line twice, which a merge of two versions of the file makes, is one decision."""
    log = tmp_path / "decisions.jsonl"
    append(log, rename(SA, "Strand"))
    line = log.read_bytes()
    log.write_bytes(line + line)
    assert len(read_decisions(log)) == 1
    log.write_bytes(line + line.replace(b'"Strand"', b'"Beach"'))
    with pytest.raises(DecisionError, match=r"line 2: .* is another decision in an earlier line"):
        read_decisions(log)


def test_a_line_written_by_hand_needs_no_identifier(tmp_path: Path) -> None:
    """It gets the one that its content gives."""
    log = tmp_path / "decisions.jsonl"
    made = rename(SA, "Strand")
    record = {"when": made.when, "who": made.who, "action": "rename", "payload": dict(made.payload)}
    log.write_text("\n" + json.dumps(record) + "\n\n")
    assert read_decisions(log) == (made,)


def test_a_log_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A folder in its place, for one."""
    with pytest.raises(DecisionError, match="cannot be written"):
        append(tmp_path, rename(SA, "x"))
    with pytest.raises(DecisionError, match="cannot be read"):
        read_decisions(tmp_path)


def test_a_decision_on_what_somebody_decided_meanwhile_is_a_conflict(tmp_path: Path, ferry: Graph) -> None:
    """It carries the decisions in between, and nothing is written; other things do not stand in the way."""
    log = tmp_path / "decisions.jsonl"
    chosen = statement(ferry, UNION, "opposes", NIGHT).id
    seen = head(append(log, rename(OSTRA, "Ostra (state)")))
    finn = propose.reject(ferry.decided, chosen, who="O. Finn")
    append(log, finn, expected_head=seen)
    append(log, rename(SA, "Strand", number=1), expected_head=seen)
    mine = propose.accept(ferry.decided, chosen, who="R. Lind")
    with pytest.raises(DecisionConflict, match=r"O\. Finn decided on the same") as conflict:
        append(log, mine, expected_head=seen)
    assert conflict.value.decisions == (finn,)
    assert len(read_decisions(log)) == 3
    assert append(log, mine, expected_head=head(read_decisions(log)))[-1] == mine


def test_an_undoing_meanwhile_is_a_conflict_too(tmp_path: Path) -> None:
    """Both the decision that was undone and what it was about have changed."""
    log = tmp_path / "decisions.jsonl"
    first = rename(SA, "Strand")
    seen = head(append(log, first))
    append(log, decision(Action.UNDO, {"decision": first.id}, who="O. Finn", number=1))
    for late in (
        rename(SA, "Beach", number=2),
        decision(Action.UNDO, {"decision": first.id}, number=2),
        decision(Action.MERGE, {"nodes": [{"id": AUTHORITY}, {"id": SA}]}, number=2),
    ):
        with pytest.raises(DecisionConflict):
            append(log, late, expected_head=seen)
    append(log, rename(AUTHORITY, "Beach", number=3), expected_head=seen)


def test_a_head_that_the_log_does_not_hold_is_a_conflict(tmp_path: Path) -> None:
    """The page was loaded from another graph, or before the log was restored."""
    with pytest.raises(DecisionConflict, match="load the graph again"):
        append(tmp_path / "decisions.jsonl", rename(SA, "x"), expected_head="0")


def _append_many(log: Path, who: str) -> None:
    for number in range(25):
        append(log, rename(SA, f"{who} {number}", who=who, number=number))


def test_writers_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    """Four processes add to one log; every line of each is there, whole and in the order of its writer."""
    log = tmp_path / "decisions.jsonl"
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=_append_many, args=(log, who)) for who in "ABCD"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    found = read_decisions(log)
    assert len(found) == 100
    for who in "ABCD":
        labels = [each.payload["label"] for each in found if each.who == who]
        assert labels == [f"{who} {number}" for number in range(25)]

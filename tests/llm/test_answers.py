"""When the answer of the model is not what it should be."""

from __future__ import annotations

from typing import Any

import pytest
from parleygraph.extractors.llm import AnswerError

from .conftest import NODES, STATEMENTS, Endpoint, Make, Step, answer, says


def test_a_huge_answer_is_not_read_to_its_end(endpoint: Endpoint, reader: Make) -> None:
    """Memory is bounded whatever the endpoint sends."""
    endpoint.steps = [Step(b" " * (9 << 20))]
    with pytest.raises(AnswerError, match="larger than 8 MiB"):
        reader().read()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>busy</html>",
        b"[]",
        b'{"choices": []}',
        b'{"choices": [{"message": null}]}',
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"choices": ["x"]}',
        b'{"choices": {"0": 1}}',
    ],
)
def test_a_response_that_is_not_of_the_protocol_is_asked_for_again(
    endpoint: Endpoint, reader: Make, body: bytes
) -> None:
    """It may have been a hiccup; where it was, nothing is lost."""
    endpoint.steps = [Step(body), says(answer())]
    assert len(reader().read().statements) == 2


@pytest.mark.parametrize(
    "content",
    [
        "I cannot help with that.",
        '{"nodes": [',
        '{"nodes": {}, "statements": []}',
        "[]",
        "",
        None,
        "{" * 20_000,
        '{"nodes": []}',
        '{"a":' * 5000,
    ],
)
def test_an_answer_that_is_not_the_json_is_asked_for_again_and_told_why(
    endpoint: Endpoint, reader: Make, content: str | None
) -> None:
    """The model is told what was wrong; after three answers the document fails."""
    endpoint.steps = [says(content), says(answer())]
    assert len(reader().read().statements) == 2
    if content is not None:
        repair = endpoint.requests[1]["messages"]
        assert [message["role"] for message in repair] == ["system", "user", "assistant", "user"]
        assert "no JSON object" in repair[-1]["content"]
    endpoint.steps = [says(content)]
    del endpoint.requests[:]
    with pytest.raises(AnswerError, match="'tiny' gave no answer that can be read"):
        reader(cache="").read()
    assert len(endpoint.requests) == 3


def test_an_answer_that_is_cut_short_is_asked_for_in_halves(endpoint: Endpoint, reader: Make) -> None:
    """A part that is too rich for one answer is cut in two, so that no statement is lost."""

    def brief(request: dict[str, Any]) -> Step:
        part = request["messages"][-1]["content"]
        if all(st["evidence"] in part for st in STATEMENTS):
            return says(answer()[:100], finish="length")
        return says(answer([st for st in STATEMENTS if st["evidence"] in part]))

    endpoint.steps = [brief]
    text = f"{STATEMENTS[0]['evidence']} {STATEMENTS[1]['evidence']}"
    assert len(reader().read(text).statements) == 2


def test_a_part_that_stays_without_an_answer_is_noted(endpoint: Endpoint, reader: Make) -> None:
    """The other parts are read, and the note quotes where the unread one begins."""
    filler = "Nobody spoke of the weather over the calm bay again. " * 8
    text = f"Marovia proposed a shared quota on Monday. {filler}\n\nUnlucky words here. {filler}"

    def half(request: dict[str, Any]) -> Step:
        unlucky = "Unlucky" in request["messages"][1]["content"]
        return says("no") if unlucky else says(answer(STATEMENTS[:1], NODES))

    endpoint.steps = [half]
    extraction = reader(chunk=500, overlap=0).read(text)
    assert len(extraction.statements) == 1
    assert any("without an answer" in note and "Unlucky words" in note for note in extraction.notes)

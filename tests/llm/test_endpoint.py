"""When the endpoint or the network does not do what it should."""

from __future__ import annotations

import json
import socket
from email.utils import formatdate
from typing import Any

import httpx
import parleygraph as pg
import pytest
from parleygraph.extractors.llm import LlmExtractor, LlmOptions, ServiceDownError, ServiceError

from .conftest import KEY, TEXT, Endpoint, Make, Step, answer, fails, says


def test_the_request_is_of_the_protocol(endpoint: Endpoint, reader: Make) -> None:
    """Temperature 0, a seed, the model and the key go to the address of chat completions."""
    reader(seed="7", max_tokens="900").read()
    (request,) = endpoint.requests
    assert endpoint.paths == ["/v1/chat/completions"]
    assert endpoint.headers[0]["authorization"] == f"Bearer {KEY}"
    assert (request["model"], request["temperature"], request["seed"]) == ("tiny", 0, 7)
    assert request["max_tokens"] == 900
    assert [message["role"] for message in request["messages"]] == ["system", "user"]


def test_without_a_key_none_is_sent(endpoint: Endpoint, reader: Make) -> None:
    """A local server needs no key."""
    reader(key="").read()
    assert "authorization" not in endpoint.headers[0]


def test_an_endpoint_without_structured_output_is_asked_without_it(endpoint: Endpoint, reader: Make) -> None:
    """It is found out once; after that no request asks for it."""

    def old(request: dict[str, Any]) -> Step:
        return fails(400, "unknown field response_format") if "response_format" in request else says(answer())

    endpoint.steps = [old]
    made = reader(cache="")
    extractions = list(made.extractor.extract([pg.Document(TEXT), pg.Document(TEXT + " Enough.")]))
    assert [len(extraction.statements) for extraction in extractions] == [2, 2]
    assert ["response_format" in request for request in endpoint.requests] == [True, False, False]
    assert made.pauses == []


@pytest.mark.parametrize("status", [429, 500, 502, 503, 408])
def test_a_failure_that_may_pass_is_tried_again_with_longer_pauses(
    endpoint: Endpoint, reader: Make, status: int
) -> None:
    """The pause doubles with every try."""
    endpoint.steps = [fails(status), fails(status), fails(status), says(answer())]
    made = reader()
    assert len(made.read().statements) == 2
    assert made.pauses == [0.5, 1.0, 2.0]


@pytest.mark.parametrize("after", ["7", "7.0"])
def test_the_endpoint_says_how_long_to_wait(endpoint: Endpoint, reader: Make, after: str) -> None:
    """Retry-After goes before our own idea."""
    endpoint.steps = [fails(429, retry_after=after), says(answer())]
    made = reader()
    made.read()
    assert made.pauses == [7.0]


def test_the_endpoint_may_give_a_date_or_nonsense(endpoint: Endpoint, reader: Make) -> None:
    """A date in the past means no pause; what is neither date nor number is passed over."""
    endpoint.steps = [
        fails(429, retry_after=formatdate(0, usegmt=True)),
        fails(429, retry_after="soon"),
        fails(429, retry_after="nan"),
        says(answer()),
    ]
    made = reader()
    made.read()
    assert made.pauses == [0.0, 1.0, 2.0]


def test_nobody_waits_for_an_hour(endpoint: Endpoint, reader: Make) -> None:
    """Where the endpoint asks for more than the longest pause, the run ends and says so."""
    endpoint.steps = [fails(429, "quota used up", retry_after="3600")]
    made = reader(max_wait=30)
    with pytest.raises(ServiceDownError, match=r"quota used up.*3,600 seconds"):
        made.read()
    assert made.pauses == []


def test_tries_are_bounded(endpoint: Endpoint, reader: Make) -> None:
    """After the last try the document fails, with what the endpoint said and how often it was asked."""
    endpoint.steps = [fails(503, "overloaded")]
    with pytest.raises(ServiceError, match=r"answered 503: overloaded \(tried 3 times\)"):
        reader(retries=2).read()
    assert len(endpoint.requests) == 3


@pytest.mark.parametrize("delay", [{"delay": 0.6}, {"drip": 0.02}])
def test_a_slow_answer_is_given_up(endpoint: Endpoint, reader: Make, delay: dict[str, float]) -> None:
    """The time is for the whole answer: neither silence nor a trickle can hold a run up."""
    endpoint.steps = [says(answer(), **delay)]
    with pytest.raises(ServiceError, match=r"no answer within 0.3 seconds \(tried 2 times\)"):
        reader(timeout=0.3, retries=1).read()


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        (401, "PARLEYGRAPH_LLM_KEY"),
        (403, "PARLEYGRAPH_LLM_KEY"),
        (404, "name of the model"),
        (307, "another address"),
    ],
)
def test_what_fails_for_every_document_ends_the_run_at_once(
    endpoint: Endpoint, reader: Make, status: int, advice: str
) -> None:
    """A refused key or a wrong address is not tried again, and no further document is sent."""
    endpoint.steps = [fails(status, "no", location="http://127.0.0.1:9/v1")]
    made = reader()
    with pytest.raises(pg.ParleyError, match=advice) as caught:
        pg.build([pg.Document(TEXT, "one"), pg.Document(TEXT + " More.", "two")], extractor=made.extractor)
    assert "one: " in str(caught.value)
    assert "two: " in str(caught.value)
    assert len(endpoint.requests) == 1


def test_an_endpoint_that_is_not_there_is_named(reader: Make) -> None:
    """The message gives the address and the likely reason."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    with pytest.raises(ServiceDownError, match=r"127.0.0.1:\d+/v1/chat/completions cannot be reached"):
        reader(url=url, retries=1).read()


def test_a_document_that_the_endpoint_refuses_does_not_cost_the_others(
    endpoint: Endpoint, reader: Make
) -> None:
    """One document is too long for the model; the one behind it is read, and the first is listed."""

    def picky(request: dict[str, Any]) -> Step:
        return fails(413, "too long") if "LONG" in request["messages"][1]["content"] else says(answer())

    endpoint.steps = [picky]
    documents = [pg.Document(TEXT + " LONG", "long"), pg.Document(TEXT, "short")]
    graph = pg.build(documents, extractor=reader().extractor)
    assert [document.name for document in graph.documents] == ["short"]
    assert any(note.startswith("long: ") and "too long" in note for note in graph.skipped)


def test_a_client_of_ones_own_sends_the_requests(reader: Make) -> None:
    """Proxies, certificates and tests come in by the client."""
    heard: list[httpx.Request] = []

    def transport(request: httpx.Request) -> httpx.Response:
        heard.append(request)
        return httpx.Response(200, json=json.loads(says(answer()).body))

    options = LlmOptions.read({"url": "https://models.example/v1", "model": "tiny", "cache": ""})
    client = httpx.Client(transport=httpx.MockTransport(transport))
    (extraction,) = LlmExtractor(options, client=client).extract([pg.Document(TEXT)])
    assert len(extraction.statements) == 2
    assert [str(request.url) for request in heard] == ["https://models.example/v1/chat/completions"]
    assert not client.is_closed

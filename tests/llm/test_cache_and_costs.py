"""Answers are kept and paid for once, and the key stays where it is."""

from __future__ import annotations

import json
import stat
import sys
from pathlib import Path
from typing import Any

import parleygraph as pg
import pytest
from parleygraph.cli import run
from parleygraph.extractors.llm import LlmOptions
from parleygraph.extractors.llm.options import default_cache

from .conftest import KEY, TEXT, Endpoint, Make, answer, fails, says

DOCUMENT = pg.Document(TEXT, name="note")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below the folder with its bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        # The files of the store are the library's own; its quads are in graph.trig.
        if path.is_file() and "store" not in path.parts
    }


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """The text as a file."""
    (tmp_path / "note.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "note.txt"


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, endpoint: Endpoint, tmp_path: Path) -> None:
    """The endpoint, model and key as a user sets them, and a cache folder of the test's own."""
    monkeypatch.setenv("PARLEYGRAPH_LLM_URL", endpoint.url)
    monkeypatch.setenv("PARLEYGRAPH_LLM_MODEL", "tiny")
    monkeypatch.setenv("PARLEYGRAPH_LLM_KEY", KEY)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home-cache"))


def test_a_second_run_makes_no_request_and_gives_the_same_bytes(
    endpoint: Endpoint, reader: Make, tmp_path: Path
) -> None:
    """Whether an answer is new or kept makes no difference to the graph."""
    for name in ("one", "two"):
        made = reader()
        pg.build(DOCUMENT, extractor=made.extractor).save(tmp_path / name)
    assert len(endpoint.requests) == 1
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert (made.extractor.ledger.requests, made.extractor.ledger.cached) == (0, 1)


@pytest.mark.parametrize("change", [{"model": "other"}, {"seed": 1}, {"max_tokens": 9}])
def test_another_model_or_setting_is_another_question(
    endpoint: Endpoint, reader: Make, change: dict[str, Any]
) -> None:
    """An answer is kept for exactly what was asked."""
    reader().read()
    reader(**change).read()
    assert len(endpoint.requests) == 2


def test_another_text_is_another_question_and_another_key_is_not(endpoint: Endpoint, reader: Make) -> None:
    """The text counts, who pays does not."""
    reader().read()
    reader(key="sk-another-secret-key").read()
    assert len(endpoint.requests) == 1
    reader().read(TEXT + " More.")
    assert len(endpoint.requests) == 2


def test_only_answers_that_can_be_read_are_kept(endpoint: Endpoint, reader: Make, tmp_path: Path) -> None:
    """A failed run leaves nothing behind that a later one would trust."""
    endpoint.steps = [says("no")]
    with pytest.raises(pg.ParleyError):
        reader().read()
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"content": 7}', b'{"content": "no"}', b"\xff"])
def test_a_damaged_cache_is_asked_again(
    endpoint: Endpoint, reader: Make, tmp_path: Path, damage: bytes
) -> None:
    """A file that was cut or changed counts as no answer, and is replaced."""
    reader().read()
    (file,) = (path for path in (tmp_path / "cache").rglob("*.json"))
    good = file.read_bytes()
    file.write_bytes(damage)
    assert len(reader().read().statements) == 2
    assert len(endpoint.requests) == 2
    assert file.read_bytes() == good


def test_a_cache_that_cannot_be_written_is_an_error_with_advice(reader: Make, tmp_path: Path) -> None:
    """The message names the folder and both ways out."""
    (tmp_path / "file").touch()
    with pytest.raises(pg.ParleyError, match=r"cannot be kept in .*file.*--set cache=DIR"):
        reader(cache=tmp_path / "file").read()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_the_cache_is_for_its_owner_alone(reader: Make, tmp_path: Path) -> None:
    """Texts may be confidential."""
    reader().read()
    (file,) = (tmp_path / "cache").rglob("*.json")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.usefixtures("environment")
def test_the_cache_is_in_the_users_cache_folder(reader: Make, tmp_path: Path) -> None:
    """Where nothing is said, answers go to `parleygraph` in the user's folder for such things."""
    assert default_cache() == tmp_path / "home-cache" / "parleygraph"


def test_tokens_and_cost_are_counted_over_all_requests(endpoint: Endpoint, reader: Make) -> None:
    """Answers that could not be used are paid for too; one without a count is mentioned."""
    endpoint.steps = [says("no", usage=(1000, 10)), fails(500), says(answer(), usage=None)]
    made = reader(price_in="2", price_out="10")
    made.read()
    assert list(made.extractor.report()) == [
        "requests: 3 (1 again); answers from the cache: 0",
        "tokens: 1,000 in prompts, 10 in answers",
        "answers without a count of their tokens: 1",
        "cost: 0.0021 (at 2 and 10 for a million tokens)",
    ]


@pytest.mark.usefixtures("environment")
def test_the_command_shows_what_the_run_took(
    note: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`build --extractor llm` reads with the endpoint of the environment and prints tokens and cost."""
    arguments = [
        "build",
        str(note),
        "--extractor",
        "llm",
        "--set",
        "price-in=1",
        "--out",
        str(tmp_path / "out"),
    ]
    assert run(arguments) == 0
    out = capsys.readouterr().out
    assert "(read with tiny prompt 1-" in out
    assert "tokens: 100 in prompts, 20 in answers" in out
    assert "cost: 0.0001" in out
    assert run([*arguments, "--json"]) == 0
    assert "requests: 0 (0 again); answers from the cache: 1" in json.loads(capsys.readouterr().out)["report"]


@pytest.mark.usefixtures("environment")
def test_the_run_records_extractor_model_and_settings(note: Path, tmp_path: Path) -> None:
    """The record says what decides the result, the version of the prompt included."""
    assert run(["build", str(note), "--extractor", "llm", "--quiet", "--out", str(tmp_path / "out")]) == 0
    record = json.loads((tmp_path / "out" / "run.json").read_bytes())
    assert record["model"] == "tiny"
    assert record["settings"]["extractor"] == "llm"
    assert record["model_version"] == f"prompt {record['settings']['extractor_version']}"
    assert record["settings"]["seed"] == 0
    assert pg.Graph.load(tmp_path / "out").validate().conforms


@pytest.mark.usefixtures("environment")
def test_the_key_is_written_nowhere(
    endpoint: Endpoint, note: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither the graph, the cache, the output nor an error holds it, even where the endpoint repeats it."""
    told = ["build", str(note), "--extractor", "llm", "--out", str(tmp_path / "out")]
    endpoint.steps = [says(f"The key is {KEY}."), says(answer() + f"\n{KEY}")]
    assert run(told) == 0
    for status in (401, 400, 500):
        endpoint.steps = [fails(status, f"incorrect key {KEY} in {{'Authorization': 'Bearer {KEY}'}}")]
        assert run([*told, "--set", f"seed={status}", "--set", "retries=0"]) == 3
    printed = capsys.readouterr()
    assert "incorrect key [key]" in printed.err
    assert KEY not in printed.out + printed.err
    assert not any(KEY.encode() in data for data in contents(tmp_path).values())
    assert all(headers["authorization"] == f"Bearer {KEY}" for headers in endpoint.headers)


def test_the_key_is_not_in_what_python_shows(reader: Make) -> None:
    """Neither the options nor the extractor shows it."""
    options = LlmOptions.read({"url": "http://localhost/v1", "model": "tiny", "key": KEY})
    assert KEY not in f"{options!r} {options} {options.record()} {options.model_dump_json()}"
    assert KEY not in repr(vars(reader().extractor))

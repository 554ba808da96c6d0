"""Extractors: chosen by name or given as objects, and the example of the documentation runs."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import parleygraph as pg
import pytest
from parleygraph.cli import run
from parleygraph.extractors.registry import find_extractors, load_extractor

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "extractors.md").read_text(encoding="utf-8")
ONE, TWO = pg.Document("First text.", "one"), pg.Document("Second text.", "two")


class Quiet:
    """An extractor that finds nothing, in the ways that a test asks for."""

    name, version = "quiet", "2.1"

    def __init__(self, *, order: int = 1, fail: Exception | None = None, times: int = 1) -> None:
        self._order, self._fail, self._times = order, fail, times

    def extract(self, documents: Iterable[pg.Document]) -> Iterator[pg.Extraction]:
        """Empty extractions."""
        for document in list(documents)[:: self._order]:
            if self._fail is not None and document.name == "one":
                raise self._fail
            for _ in range(self._times):
                yield pg.Extraction(document)


def blocks(language: str) -> list[str]:
    """The blocks of the page in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)


def install(folder: Path, name: str, value: str, package: str = "placards") -> None:
    """Put the metadata of an installed package with one entry point into the folder."""
    info = folder / f"{package}-3.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 3.0\n")
    (info / "entry_points.txt").write_text(f"[parleygraph.extractors]\n{name} = {value}\n")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for packages, on the path; what is imported from it is forgotten at the end."""
    (tmp_path / "site").mkdir()
    monkeypatch.syspath_prepend(tmp_path / "site")
    before = set(sys.modules)
    yield tmp_path / "site"
    for name in set(sys.modules) - before:
        if str(tmp_path) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


@pytest.fixture
def slogans(site: Path) -> Path:
    """The example of the page, installed as it says."""
    (site / "slogans.py").write_text(blocks("python")[0], encoding="utf-8")
    name, value = re.findall(r'^(\w+) = "(.+)"$', blocks("toml")[0], re.MULTILINE)[0]
    install(site, name, value)
    return site


@pytest.mark.usefixtures("slogans")
def test_the_example_of_the_page_is_chosen_by_name(tmp_path: Path) -> None:
    """Installed with its entry point, it reads, and the run records its name and version."""
    (tmp_path / "placards.txt").write_text("Fishers: no to the night ban\nDockers: no to new tolls\n")
    out = tmp_path / "out"
    assert (
        run(["build", str(tmp_path / "placards.txt"), "--extractor", "slogans", "--out", str(out), "-q"]) == 0
    )
    lines = (out / "statements.jsonl").read_text().splitlines()
    assert [json.loads(line)["evidence"]["quotation"] for line in lines] == [
        "Fishers: no to the night ban", "Dockers: no to new tolls",
    ]  # fmt: skip
    record = json.loads((out / "run.json").read_bytes())
    assert (record["model"], record["model_version"]) == ("slogans", "1")
    assert record["settings"] == {"extractor": "slogans", "extractor_version": "1"}
    assert pg.Graph.load(out).validate().conforms


def test_the_example_of_the_page_is_given_as_an_object() -> None:
    """Both Python blocks run as they stand, one after the other."""
    names: dict[str, object] = {}
    for block in blocks("python"):
        exec(compile(block, "docs/extractors.md", "exec"), names)  # noqa: S102 - our own page


def test_every_option_of_the_language_model_is_on_the_page() -> None:
    """An option that is added must be described, with its default."""
    from parleygraph.extractors.llm import LlmOptions

    section = PAGE.partition("## Your own")[0]
    for name, field in LlmOptions.model_fields.items():
        (row,) = re.findall(rf"^\|[^|]*`{name}`[^|]*\|([^|]*)\|", section, re.MULTILINE)
        if isinstance(field.default, int | float):
            assert f"{field.default:g}" in row


@pytest.mark.usefixtures("slogans")
def test_the_doctor_lists_the_extractors(capsys: pytest.CaptureFixture[str]) -> None:
    """Shipped and installed ones are listed with the package that brings them."""
    run(["doctor", "--json"])
    parts = {part["name"]: part["found"] for part in json.loads(capsys.readouterr().out)["parts"]}
    assert parts["extractor slogans"] == "placards 3.0"
    assert parts["extractor spacy"] == f"parleygraph {pg.__version__}"
    assert "extractor llm" in parts


def test_the_doctor_says_why_an_extractor_does_not_load(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A broken one of others costs nothing but its own line."""
    install(site, "broken", "no_such_module:Reader")
    run(["doctor", "--json"])
    (part,) = (p for p in json.loads(capsys.readouterr().out)["parts"] if p["name"] == "extractor broken")
    assert part["found"] is None
    assert "no_such_module" in part["advice"]
    assert "placards" in part["advice"]


@pytest.mark.usefixtures("slogans")
def test_an_unknown_name_is_an_error_that_lists_the_known_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command ends with the status of a wrong command line, before anything is written."""
    (tmp_path / "a.txt").write_text("Words.")
    assert (
        run(["build", str(tmp_path / "a.txt"), "--extractor", "slogan", "--out", str(tmp_path / "out")]) == 2
    )
    assert "there is no extractor 'slogan': choose one of llm, slogans, spacy" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_name_that_two_packages_offer_is_refused(slogans: Path) -> None:
    """Which one is meant is not guessed."""
    install(slogans, "slogans", "slogans:Slogans", "banners")
    with pytest.raises(pg.ExtractorError, match=r"offered twice, by banners .* and placards"):
        load_extractor("slogans")


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("made:nothing", "lacks name and version and extract"),
        ("made:number", "no class or function"),
        ("made:boom", "cannot be made with no options: RuntimeError: out of paper"),
        ("made:missing", "cannot be loaded"),
        ("wrong", "no class or function"),
    ],
)
def test_what_is_no_extractor_is_refused_with_the_reason(site: Path, value: str, reason: str) -> None:
    """The error says what the thing lacks, or why it could not be made."""
    (site / "made.py").write_text(
        "number = 7\ndef nothing(): return object()\ndef boom(): raise RuntimeError('out of paper')\n"
    )
    (site / "wrong.py").touch()
    install(site, "made", value)
    with pytest.raises(pg.ExtractorError, match=reason):
        load_extractor("made")


def test_an_option_that_an_extractor_does_not_take_is_named(slogans: Path) -> None:
    """The error lists what it takes; `--set` needs a value."""
    with pytest.raises(pg.ExtractorError, match="'slogans' takes no option 'color': it takes none"):
        pg.build(ONE, extractor="slogans", options={"color": "red"})
    with pytest.raises(pg.ExtractorError, match="'spacy' takes no option 'url': it takes model, learned"):
        pg.build(ONE, options={"url": "x"})
    with pytest.raises(pg.ExtractorError, match="use --rules-only"):
        pg.build(ONE, options={"learned": "false"})
    assert run(["build", str(slogans / "slogans.py"), "--set", "url"]) == 2


def test_an_object_takes_no_options() -> None:
    """It was made with its options already."""
    with pytest.raises(pg.ExtractorError, match="min_confidence cannot be set"):
        pg.build(ONE, extractor=Quiet(), min_confidence=0.3)
    with pytest.raises(pg.ExtractorError, match="is no extractor: it lacks name"):
        pg.build(ONE, extractor=object())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("documents", "extractor", "read", "reason"),
    [
        ([ONE, TWO], Quiet(fail=KeyError("x")), ["two"], "one: stopped the extraction .*KeyError.*'quiet'"),
        ([ONE, TWO], Quiet(order=-1), ["two"], "one: the extractor 'quiet' gave an extraction of 'two'"),
        ([ONE, TWO], Quiet(order=2), ["one"], "two: the extractor 'quiet' gave nothing"),
        ([ONE, TWO], Quiet(times=2), ["one"], "two: the extractor 'quiet' gave an extraction of 'one'"),
        ([ONE], Quiet(times=2), ["one"], "one: the extractor 'quiet' gave more extractions"),
    ],
)
def test_an_extractor_that_breaks_the_rules_costs_documents_and_not_the_graph(
    documents: list[pg.Document], extractor: Quiet, read: list[str], reason: str
) -> None:
    """One extraction for each document, in their order; what is missing or out of place is told."""
    graph = pg.build(documents, extractor=extractor)
    assert [document.name for document in graph.documents] == read
    assert any(re.search(reason, note) for note in graph.skipped), graph.skipped


def test_an_extractor_can_stop_the_run_and_what_is_done_is_kept() -> None:
    """The documents that are left are listed with the reason."""
    extractor = Quiet(fail=pg.ExtractorStopped("the paper is used up"))
    graph = pg.build([TWO, ONE], extractor=extractor)
    assert [document.name for document in graph.documents] == ["two"]
    assert "one: the paper is used up" in graph.skipped


def test_the_shipped_extractors_follow_the_protocol() -> None:
    """Name and version are known, and listing them imports nothing."""
    assert {offer.name for offer in find_extractors()} >= {"spacy", "llm"}
    spacy = load_extractor("spacy", {"learned": False})
    assert isinstance(spacy, pg.Extractor)
    assert (spacy.name, spacy.version) == ("spacy", pg.__version__)

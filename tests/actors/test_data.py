"""The word lists and the gazetteer as data, and that what is found depends on nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files

import pytest
from parleygraph.extractors import wordlists
from parleygraph.extractors.actors import Actor, find_actors
from parleygraph.extractors.gazetteer import load_gazetteer
from parleygraph.extractors.lexicon import LexiconError
from parleygraph.extractors.wordlists import load_words
from spacy.language import Language

Find = Callable[[str], dict[str, Actor]]


def test_the_lexicons_follow_their_schema() -> None:
    """The word lists load, and no polity points to a whole that is not listed."""
    assert load_words().titles[("prime", "minister")] == "state"
    polities = load_gazetteer().polities
    assert {w for p in polities.values() for w in p.part_of} <= set(polities)
    assert set(load_gazetteer().leaders.values()) <= set(polities)


@pytest.mark.parametrize("fault", [{"people": ["Rebel"]}, {"extra": ["rebel"]}])
def test_a_word_list_that_breaks_its_schema_is_refused(
    fault: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A capitalised word or an unknown key in a word list raises, and the error names the file."""
    read = wordlists.read_data
    monkeypatch.setattr(
        wordlists, "read_data", lambda name: read(name) | fault if name == "groups.yaml" else read(name)
    )
    with pytest.raises(LexiconError, match=r"groups\.yaml"):
        wordlists.load_words.__wrapped__()


def test_the_generated_territories_say_where_they_come_from() -> None:
    """Source, licence and command stand in the header of the generated file."""
    text = (files("parleygraph.extractors") / "data" / "territories.json").read_text(encoding="utf-8")
    header = json.loads(text)
    assert "rigour" in header["source"] and "MIT" in header["licence"]
    assert header["command"] == "python tools/make_territories.py"


@pytest.mark.parametrize("seed", ["1", "2"])
def test_actors_do_not_depend_on_the_hash_seed(seed: str, nlp: Language) -> None:
    """Equal text gives equal actors in equal order under any hash seed."""
    text = "Norway and Sweden met the rebels. The rebels thanked President Ann Lee of Chile, who left."
    code = (
        "from parleygraph.extractors.pipeline import load_pipeline;"
        "from parleygraph.extractors.actors import find_actors;"
        f"print([(a.label, a.aliases, a.salience) for a in find_actors(load_pipeline()({text!r}))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": seed, "PATH": ""},
    )
    expected = [(a.label, a.aliases, a.salience) for a in find_actors(nlp(text))]
    assert done.stdout.strip() == str(expected)

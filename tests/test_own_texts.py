"""The texts written for the training: each reads, says what the ontology allows, and quotes itself."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from parleygraph.ontology import NodeClass, Relation

TOOLS = Path(__file__).resolve().parent.parent / "tools" / "train_reader"
sys.path.append(str(TOOLS))

import own_texts  # noqa: E402

TEXTS = sorted(own_texts.FOLDER.glob("*.txt"))
ACTORS = sorted(own_texts.ACTORS.glob("*.txt"))
SHORT = """
Talks open
Norway put a draft on the table, and Kenya
did not welcome it.

It may cost fishermen their living.
---
norway S Norway | Norway
kenya S Kenya | Kenya
draft Pr draft | a draft
living In living | their living
---
norway proposes draft 2
kenya supports draft 3 - ? @norway
"""


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_text_says_only_what_the_ontology_allows(path: Path) -> None:
    """Relations go from their domain to their range, once each, with evidence in the text."""
    text, gold = own_texts.read(path)
    classes = {node["id"]: NodeClass(node["class"]) for node in gold["nodes"]}
    assert len(classes) == len(gold["nodes"])
    said = [(s["s"], s["r"], s["o"], s["polarity"]) for s in gold["statements"]]
    assert len(said) == len(set(said)) >= 10
    for statement in gold["statements"]:
        assert statement["s"] != statement["o"]
        assert Relation(statement["r"]).allows(classes[statement["s"]], classes[statement["o"]]), statement
        assert statement["evidence"] in text


def test_every_relation_is_in_the_texts_twenty_times() -> None:
    """What is rare in other texts was written on purpose."""
    said = [s["r"] for path in TEXTS for s in own_texts.read(path)[1]["statements"]]
    assert all(said.count(relation.value) >= 20 for relation in Relation)


@pytest.mark.parametrize("path", ACTORS, ids=lambda path: path.stem)
def test_the_actors_of_a_text_are_named_in_it(path: Path) -> None:
    """Each has a mention in the text of that name, and no mention is of two."""
    _, gold = own_texts.read_actors(path)
    mentions = [m for node in gold["nodes"] for m in {mention.casefold() for mention in node["mentions"]}]
    assert gold["nodes"] and len(mentions) == len(set(mentions))


def test_a_theme_is_no_actor(tmp_path: Path) -> None:
    """Who writes down a proposal where only actors are wanted is told so."""
    path = tmp_path / ACTORS[0].name
    text, _ = own_texts.read_actors(ACTORS[0])
    word = text.split()[0]
    path.write_text(f"Pr {word} | {word}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=f"{path.name}: .* is no actor"):
        own_texts.read_actors(path)


def written(folder: Path, content: str) -> Path:
    """The content as a file."""
    path = folder / "short.txt"
    path.write_text(content, encoding="utf-8")
    return path


def test_lines_are_sentences_and_empty_lines_part_paragraphs(tmp_path: Path) -> None:
    """The marks after a statement are its qualifiers, its number that of a sentence."""
    text, gold = own_texts.read(written(tmp_path, SHORT))
    first, second = text.strip().split("\n\n")
    assert first == "Talks open Norway put a draft on the table, and Kenya did not welcome it."
    assert second == "It may cost fishermen their living."
    one, two = gold["statements"]
    expected: dict[str, Any] = {"polarity": "-", "certainty": "uncertain", "source": "norway"}
    assert {name: two[name] for name in expected} == expected
    assert one["evidence"] == "Norway put a draft on the table, and Kenya"


@pytest.mark.parametrize(
    ("right", "wrong", "reason"),
    [
        ("norway proposes draft 2", "norway proposes draft 9", "a sentence that is not there"),
        ("norway proposes draft 2", "sweden proposes draft 2", "is no statement"),
        ("3 - ?", "3 - !", "unknown mark '!'"),
        ("draft | a draft", "draft | a Draft", "'a Draft' is not in the text"),
        ("S Kenya", "X Kenya", "is no node"),
        ("---\nnorway proposes", "norway proposes", "three parts"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, right: str, wrong: str, reason: str) -> None:
    """Who writes a text learns which line to mend."""
    assert right in SHORT
    with pytest.raises(ValueError, match=f"short.txt: .*{reason.replace('?', '.')}"):
        own_texts.read(written(tmp_path, SHORT.replace(right, wrong)))

"""What kinds of error an extraction makes: F1 by relation, and the wrong and missed statements by cause.

`analyse` compares predicted annotations with annotated ones through the scorer (`score.py`), document by
document; `report` puts the counts into Markdown.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

KINDS = 10
THEMES = ("Proposal", "Interest")

type Annotation = Mapping[str, Any]


@dataclass(slots=True)
class Errors:
    """Counts over documents: by relation (right, written, annotated), by kind of error, by confusion."""

    relations: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0, 0]))
    kinds: Counter[str] = field(default_factory=Counter)
    confusions: Counter[tuple[str, str]] = field(default_factory=Counter)


def analyse(score: Any, predictions: Path, gold: Path, texts: Path) -> Errors:
    """The errors in all documents of `gold`; `predictions` holds one file a document, as the scorer wants."""
    errors = Errors()
    for path in sorted(gold.glob("*.json")):
        text = (texts / f"{path.stem}.txt").read_text(encoding="utf-8")
        predicted = json.loads((predictions / path.name).read_text(encoding="utf-8"))
        _Document(score, predicted, json.loads(path.read_text(encoding="utf-8")), text).count(errors)
    return errors


class _Document:
    """One document: the predicted nodes aligned with the annotated ones, and both sets of statements."""

    def __init__(self, score: Any, predicted: Annotation, gold: Annotation, text: str) -> None:
        self._score, self._predicted, self._gold, self._text = score, predicted, gold, text
        ours = [score.Node(node, text) for node in predicted["nodes"]]
        theirs = [score.Node(node, text) for node in gold["nodes"]]
        self._best: dict[str, str] = score.align(ours, theirs)[1]
        self._found = set(self._best.values())
        self._theme = {n["id"]: n["class"] in THEMES for n in predicted["nodes"]}
        self._names = {node["id"]: node["mentions"] for node in gold["nodes"]}
        self._gold_theme = {node["id"]: node["class"] in THEMES for node in gold["nodes"]}

    def _key(self, statement: Annotation) -> tuple[str, str, str]:
        ends = (self._best.get(statement[end], f"?{statement[end]}") for end in ("s", "o"))
        subject, obj = ends
        key: tuple[str, str, str] = self._score.key(subject, statement["r"], obj)
        return key

    def count(self, errors: Errors) -> None:
        """Add this document's counts."""
        _, qualifiers, listed = self._score.score_doc(self._predicted, self._gold, self._text)
        annotated = defaultdict(list)
        for statement in self._gold["statements"]:
            annotated[self._score.key(statement["s"], statement["r"], statement["o"])].append(statement)
        by_pair = _by_pair(annotated)
        written = {self._key(statement): statement for statement in self._predicted["statements"]}
        ours_by_pair = _by_pair(written)
        for key in written:
            row = errors.relations[key[0]]
            row[1] += 1
            row[0] += key in annotated
        for key, statements in annotated.items():
            if any(statement.get("core", True) for statement in statements):
                row = errors.relations[key[0]]
                row[3] += 1
                row[2] += key in written
        errors.kinds["polarity of a right statement"] += qualifiers["n"] - qualifiers["polarity"]
        errors.kinds["certainty of a right statement"] += qualifiers["n"] - qualifiers["certainty"]
        errors.kinds["source of a right statement"] += qualifiers["n"] - qualifiers["source"]
        for what, statement in listed:
            if what == "wrong":
                errors.kinds[f"written: {self._wrong(statement, by_pair, errors)}"] += 1
            else:
                errors.kinds[f"missed: {self._missed(statement, ours_by_pair)}"] += 1

    def _wrong(
        self, statement: Annotation, by_pair: Mapping[frozenset[str], set[str]], errors: Errors
    ) -> str:
        unknown = [end for end in ("s", "o") if statement[end] not in self._best]
        if len(unknown) == 2:
            return "neither end is annotated"
        if unknown:
            theme = self._theme[statement[unknown[0]]]
            return f"{'a proposal or an interest' if theme else 'an actor'} that is not annotated"
        relation, *ends = self._key(statement)
        others = by_pair.get(frozenset(ends))
        if not others:
            return "both ends are annotated, nothing between them"
        if relation in others:
            return "the same relation the other way round, or twice"
        for other in sorted(others):
            errors.confusions[relation, other] += 1
        return "another relation is annotated between the ends"

    def _missed(self, statement: Annotation, by_pair: Mapping[frozenset[str], set[str]]) -> str:
        lost = [end for end in ("s", "o") if statement[end] not in self._found]
        if len(lost) == 2:
            return "neither end is found"
        if lost:
            theme = self._gold_theme[statement[lost[0]]]
            return f"{'a proposal or an interest' if theme else 'an actor'} that is not found"
        if by_pair.get(frozenset((statement["s"], statement["o"]))):
            return "another relation is written between the ends"
        named = all(
            any(name in statement["evidence"] for name in self._names[statement[end]]) for end in ("s", "o")
        )
        where = "both are named in the evidence" if named else "one is not named in the evidence"
        return f"both ends are found, and {where}"


def _by_pair(keys: Mapping[tuple[str, str, str], Any]) -> dict[frozenset[str], set[str]]:
    found: defaultdict[frozenset[str], set[str]] = defaultdict(set)
    for relation, subject, obj in keys:
        found[frozenset((subject, obj))].add(relation)
    return dict(found)


def report(errors: Errors) -> Iterator[str]:
    """The lines of two Markdown tables: the relations, commonest first, and the commonest kinds of error."""
    yield "| relation | F1 | P | R | right | written | annotated by both |"
    yield "|---|---|---|---|---|---|---|"
    for relation, (right, written, found, core) in sorted(
        errors.relations.items(), key=lambda item: (-item[1][3], item[0])
    ):
        precision, recall = right / max(1, written), found / max(1, core)
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        yield f"| {relation} | {f1:.2f} | {precision:.2f} | {recall:.2f} | {right} | {written} | {core} |"
    yield ""
    yield "| error | count |"
    yield "|---|---|"
    for kind, count in errors.kinds.most_common(KINDS):
        yield f"| {kind} | {count} |"
    yield ""
    pairs = (f"{ours} for {theirs} {count}" for (ours, theirs), count in errors.confusions.most_common(KINDS))
    yield f"Relations taken for another: {', '.join(pairs)}."

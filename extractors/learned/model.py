"""The learned reader: classes of phrases and relations between nodes, from a small encoder."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import as_file, files
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime
from spacy.tokens import Doc
from threadpoolctl import threadpool_limits

from .candidates import KINDS
from .features import Columns, Features, featurise
from .heads import Heads
from .pairs import Floats, find_pairs
from .wordpiece import WordPiece

# The order of the outputs, as trained.
CLASSES = ("none", "State", "Organization", "Person", "Group", "Proposal", "Interest")
_PROPOSAL, _INTEREST = CLASSES.index("Proposal"), CLASSES.index("Interest")
# More hardly help: the parse before and the relations after are the work of one.
_THREADS = 4
_PRONOUN = KINDS.index("pronoun")
_TYPE = {"State": 0, "Organization": 1, "Person": 2, "Group": 3, "Proposal": 4, "Interest": 4}


@dataclass(frozen=True)
class NodeMentions:
    """A node to relate: its class name, and rows (start, end, root, kind) of token offsets.

    `kind` indexes `candidates.KINDS`: 0 for a pronoun, 1 for a name, 2 for another noun phrase.
    """

    node_class: str
    rows: Sequence[tuple[int, int, int, int]]


class PairScore(NamedTuple):
    """The chance that one sentence states a relation of an ordered pair of nodes.

    `subject` and `object` are indices of nodes, `relation` indexes `LearnedReader.relations`; `negated` and
    `uncertain` are the chances that the sentence denies or hedges what it says of the pair.
    """

    subject: int
    object: int
    sentence: int
    relation: int
    chance: float
    negated: float
    uncertain: float


class Reading:
    """One text as the encoder sees it. The encoder may still be at work: what needs it waits for it.

    `relations` and `version` are those of the reader.
    """

    def __init__(self, reader: LearnedReader, features: Features, encoded: Sequence[Future[Floats]]) -> None:
        self.relations, self.version = reader.relations, reader.version
        self._heads, self._features, self._encoded = reader.heads, features, encoded

    @cached_property
    def _views(self) -> dict[str, Floats]:
        parts = [part.result() for part in self._encoded]
        encoded = np.concatenate(parts) if parts else np.zeros((0, 2048), dtype=np.float32)
        return self._heads.views(encoded, self._features)

    def themes(self, least: float) -> list[tuple[int, int, int, float, float]]:
        """Phrases that name a proposal or an interest with at least that chance, the surest first.

        Each is a row (start, end, head, chance of a proposal, chance of an interest), offsets in tokens.
        """
        spans = self._features.spans
        classes = self._heads.classes(self._heads.spans(self._views, self._features.head, spans))
        chances = classes[:, _PROPOSAL] + classes[:, _INTEREST]
        order = np.argsort(-chances, kind="stable")
        rows = []
        for row in order[: int((chances >= least).sum())]:
            start, end, head, kind = (int(value) for value in spans[row])
            if kind != _PRONOUN:
                proposal, interest = classes[row, _PROPOSAL], classes[row, _INTEREST]
                rows.append((start, end, head, float(proposal), float(interest)))
        return rows

    def chances(self, node: NodeMentions) -> tuple[float, float]:
        """The chances that an actor's surest mention names an actor, and one of its class.

        Pronouns do not count; an actor that has no other mention has no chance of either.
        """
        rows = np.array([row for row in node.rows if row[3] != _PRONOUN], dtype=np.int32)
        if not len(rows):
            return 0.0, 0.0
        classes = self._heads.classes(self._heads.spans(self._views, self._features.head, rows))
        actor, own = classes[:, 1:_PROPOSAL].sum(1), classes[:, CLASSES.index(node.node_class)]
        return float(actor.max()), float(own.max())

    def relate(self, nodes: Sequence[NodeMentions], least: float) -> list[PairScore]:
        """The relations with more than that chance of all pairs that a sentence may relate, by sentence."""
        rows = [row for node in nodes for row in node.rows]
        if not rows:
            return []
        with threadpool_limits(1, user_api="blas"):
            return list(self._relate(nodes, rows, least))

    def _relate(
        self, nodes: Sequence[NodeMentions], rows: Sequence[tuple[int, int, int, int]], least: float
    ) -> Iterator[PairScore]:
        table = np.array(rows, dtype=np.int32)
        ends = np.cumsum([len(node.rows) for node in nodes])
        mentions = [range(int(end) - len(node.rows), int(end)) for node, end in zip(nodes, ends, strict=True)]
        vectors = self._heads.spans(self._views, self._features.head, table)
        types = np.array([_TYPE[node.node_class] for node in nodes], dtype=np.int32)
        for pairs in find_pairs(mentions, table, self._features):
            here = np.stack([vectors[list(place.rows)].mean(0) for place in pairs.places])
            there = np.array([place.node for place in pairs.places])
            chances, qualifiers = self._heads.relations(self._views, here, types[there], pairs)
            row, relation = np.nonzero(chances > least)
            columns = (
                there[pairs.subject[row]],
                there[pairs.object[row]],
                np.full(len(row), pairs.sentence),
                relation,
                chances[row, relation],
                *qualifiers[row].T,
            )
            yield from map(PairScore, *(column.tolist() for column in columns))


class LearnedReader:
    """Loads `encoder.onnx`, `heads.npz`, `vocab.txt` and `settings.json`; `version` names it in stages.

    A window is encoded by itself and by one thread, though several at a time: the numbers then do not depend
    on the machine's cores or on what else is read. Raises FileNotFoundError where a file is missing.
    """

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            (folder / "encoder.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
        )
        self._split = WordPiece.read(folder / "vocab.txt")
        self.heads = Heads.read(folder / "heads.npz")
        settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
        self.relations: tuple[str, ...] = tuple(settings["relations"])
        self.version: str = settings["version"]
        self._threads = ThreadPoolExecutor(min(_THREADS, os.cpu_count() or 1))
        self._columns = Columns.of(settings["pos"], settings["dep"], settings["ent"])

    def read(self, doc: Doc) -> Reading:
        """Begin to encode a parsed text, beside what the caller does next."""
        features = featurise(doc, self._split, self._columns)
        encoded = [self._threads.submit(self._encode, features, *window) for window in features.windows]
        return Reading(self, features, encoded)

    def _encode(self, features: Features, start: int, end: int) -> Floats:
        pieces = features.pieces[features.offsets[start] : features.offsets[end]]
        ids = np.concatenate([[self._split.first], pieces, [self._split.last]]).astype(np.int64)[None]
        encoded: Floats = self._session.run(None, {"ids": ids})[0][0, 1:-1]
        return encoded


@cache
def load_reader() -> LearnedReader:
    """The reader that ships with the package."""
    with as_file(files("parleygraph.extractors") / "data" / "reader") as folder:
        return LearnedReader(folder)

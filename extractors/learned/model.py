"""The learned reader: classes of phrases and relations between nodes, from a small encoder."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import onnxruntime
from spacy.tokens import Doc
from threadpoolctl import threadpool_limits

from .candidates import KINDS
from .features import Columns, Features, Ints, featurise
from .heads import Heads
from .pairs import Floats, find_pairs
from .wordpiece import WordPiece

# The order of the outputs, as trained.
CLASSES = ("none", "State", "Organization", "Person", "Group", "Proposal", "Interest")
_PROPOSAL, _INTEREST = CLASSES.index("Proposal"), CLASSES.index("Interest")
_PRONOUN = KINDS.index("pronoun")
_TYPE = {"State": 0, "Organization": 1, "Person": 2, "Group": 3, "Proposal": 4, "Interest": 4}


@dataclass(frozen=True)
class NodeMentions:
    """A node to relate: its class name, and rows (start, end, root, kind) of token offsets.

    `kind` indexes `candidates.KINDS`: 0 for a pronoun, 1 for a name, 2 for another noun phrase.
    """

    node_class: str
    rows: Sequence[tuple[int, int, int, int]]


@dataclass(frozen=True)
class PairScore:
    """What one sentence says about an ordered pair of nodes (indices): probabilities by relation.

    `relations` follows `LearnedReader.relations`; `negated` and `uncertain` hold for the pair there.
    """

    subject: int
    object: int
    sentence: int
    relations: Floats
    negated: float
    uncertain: float

    def likely(self, least: float) -> Iterator[tuple[int, float]]:
        """The relations, by their number, that have more than that chance."""
        for number in np.flatnonzero(self.relations > least):
            yield int(number), float(self.relations[number])


class Reading:
    """One text as the encoder sees it: `spans` (rows of candidates) with `classes` (probabilities)."""

    def __init__(self, heads: Heads, features: Features, encoded: Floats) -> None:
        self._heads, self._features = heads, features
        self._views = heads.views(encoded, features)
        self.spans: Ints = features.spans
        self.classes: Floats = heads.classes(heads.spans(self._views, features.head, self.spans))

    def themes(self, least: float) -> list[tuple[int, int, int, float, float]]:
        """Phrases that name a proposal or an interest with at least that chance, the surest first.

        Each is a row (start, end, head, chance of a proposal, chance of an interest), offsets in tokens.
        """
        chances = self.classes[:, _PROPOSAL] + self.classes[:, _INTEREST]
        order = np.argsort(-chances, kind="stable")
        rows = []
        for row in order[: int((chances >= least).sum())]:
            start, end, head, kind = (int(value) for value in self.spans[row])
            if kind != _PRONOUN:
                proposal, interest = self.classes[row, _PROPOSAL], self.classes[row, _INTEREST]
                rows.append((start, end, head, float(proposal), float(interest)))
        return rows

    def relate(self, nodes: Sequence[NodeMentions]) -> list[PairScore]:
        """Scores of all pairs of nodes that a sentence may relate, sentence by sentence."""
        rows = [row for node in nodes for row in node.rows]
        if not rows:
            return []
        with threadpool_limits(1, user_api="blas"):
            return self._relate(nodes, rows)

    def _relate(
        self, nodes: Sequence[NodeMentions], rows: Sequence[tuple[int, int, int, int]]
    ) -> list[PairScore]:
        table = np.array(rows, dtype=np.int32)
        ends = np.cumsum([len(node.rows) for node in nodes])
        mentions = [range(int(end) - len(node.rows), int(end)) for node, end in zip(nodes, ends, strict=True)]
        vectors = self._heads.spans(self._views, self._features.head, table)
        types = np.array([_TYPE[node.node_class] for node in nodes], dtype=np.int32)
        scores = []
        for pairs in find_pairs(mentions, table, self._features):
            here = np.stack([vectors[list(place.rows)].mean(0) for place in pairs.places])
            kinds = types[[place.node for place in pairs.places]]
            relations, qualifiers = self._heads.relations(self._views, here, kinds, pairs)
            for row, (i, j) in enumerate(zip(pairs.subject, pairs.object, strict=True)):
                scores.append(
                    PairScore(
                        pairs.places[i].node,
                        pairs.places[j].node,
                        pairs.sentence,
                        relations[row],
                        float(qualifiers[row, 0]),
                        float(qualifiers[row, 1]),
                    )
                )
        return scores


class LearnedReader:
    """Loads `encoder.onnx`, `heads.npz`, `vocab.txt` and `settings.json`; `version` names it in stages.

    One thread and one window at a time: the numbers then do not depend on the machine's cores or on what else
    is read. Raises FileNotFoundError where a file is missing.
    """

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            (folder / "encoder.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
        )
        self._split = WordPiece.read(folder / "vocab.txt")
        self._heads = Heads.read(folder / "heads.npz")
        settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
        self.relations: tuple[str, ...] = tuple(settings["relations"])
        self.version: str = settings["version"]
        self._columns = Columns.of(settings["pos"], settings["dep"], settings["ent"])

    def read(self, doc: Doc) -> Reading:
        """Encode a parsed text; about half as much time as parsing it took."""
        features = featurise(doc, self._split, self._columns)
        return Reading(self._heads, features, self._encode(features))

    def _encode(self, features: Features) -> Floats:
        parts = []
        for start, end in features.windows:
            pieces = features.pieces[features.offsets[start] : features.offsets[end]]
            ids = np.concatenate([[self._split.first], pieces, [self._split.last]]).astype(np.int64)[None]
            parts.append(self._session.run(None, {"ids": ids})[0][0, 1:-1])
        return np.concatenate(parts) if parts else np.zeros((0, 2048), dtype=np.float32)


@cache
def load_reader() -> LearnedReader:
    """The reader that ships with the package."""
    with as_file(files("parleygraph.extractors") / "data" / "reader") as folder:
        return LearnedReader(folder)

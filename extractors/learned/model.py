"""The learned reader: classes of phrases and relations between nodes, from a small encoder."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import onnxruntime
from spacy.tokens import Doc

from .candidates import KINDS
from .features import Columns, Features, featurise
from .heads import WIDTHS, Heads
from .pairs import Floats, find_pairs, join
from .scores import NodeMentions, NodePairs, PairScores
from .wordpiece import WordPiece

# The order of the outputs, as trained.
CLASSES = ("none", "State", "Organization", "Person", "Group", "Proposal", "Interest")
_PROPOSAL, _INTEREST = CLASSES.index("Proposal"), CLASSES.index("Interest")
# More hardly help: the parse before and the relations after are the work of one, which keeps its core.
_THREADS = 4
_PRONOUN = KINDS.index("pronoun")
_TYPE = {"State": 0, "Organization": 1, "Person": 2, "Group": 3, "Proposal": 4, "Interest": 4}


@dataclass(frozen=True)
class Encoded:
    """What the encoder makes of a text: its `views` (see `heads.VIEWS`) and the classes of all candidates."""

    views: dict[str, Floats]
    classes: Floats


class _Task[T]:
    """A call that another thread makes, or whoever wants its result before that has begun."""

    def __init__(self, threads: ThreadPoolExecutor, call: Callable[[], T]) -> None:
        self._call, self._future = call, threads.submit(call)
        self._own: Future[T] = Future()

    def result(self) -> T:
        """What the call returns; to be asked for by one thread."""
        if not self._future.cancel():
            return self._future.result()
        if not self._own.done():
            self._own.set_result(self._call())
        return self._own.result()


class Reading:
    """One text as the encoder sees it. The encoder may still be at work: what needs it waits for it.

    `relations` and `version` are those of the reader.
    """

    def __init__(self, reader: LearnedReader, features: Features, encoded: _Task[Encoded]) -> None:
        self.relations, self.version = reader.relations, reader.version
        self._heads, self._features, self._encoded = reader.heads, features, encoded

    @property
    def _views(self) -> dict[str, Floats]:
        return self._encoded.result().views

    def themes(self, least: float) -> list[tuple[int, int, int, float, float]]:
        """Phrases that name a proposal or an interest with at least that chance, the surest first.

        Each is a row (start, end, head, chance of a proposal, chance of an interest), offsets in tokens.
        """
        spans, classes = self._features.spans, self.classes
        chances = classes[:, _PROPOSAL] + classes[:, _INTEREST]
        order = np.argsort(-chances, kind="stable")
        best = order[: int((chances >= least).sum())]
        wanted = classes[best][:, [_PROPOSAL, _INTEREST]].tolist()
        return [
            (start, end, head, proposal, interest)
            for (start, end, head, kind), (proposal, interest) in zip(
                spans[best].tolist(), wanted, strict=True
            )
            if kind != _PRONOUN
        ]

    def chances(self, nodes: Sequence[NodeMentions]) -> list[tuple[float, float]]:
        """For each actor the chances that its surest mention names an actor, and one of its class.

        Pronouns do not count; an actor that has no other mention has no chance of either.
        """
        named = [[row for row in node.rows if row[3] != _PRONOUN] for node in nodes]
        if not any(named):
            return [(0.0, 0.0)] * len(nodes)
        rows = np.array([row for rows in named for row in rows], dtype=np.int32)
        classes = self._heads.classes(self._heads.spans(self._views, self._features.head, rows))
        actor, own = classes[:, 1:_PROPOSAL].sum(1).tolist(), classes.tolist()
        end, found = 0, []
        for node, mentions in zip(nodes, named, strict=True):
            here, kind = range(end, end := end + len(mentions)), CLASSES.index(node.node_class)
            found.append(
                (max(actor[i] for i in here), max(own[i][kind] for i in here)) if mentions else (0.0, 0.0)
            )
        return found

    @property
    def classes(self) -> Floats:
        """The chances of all `CLASSES`, a row for each candidate phrase."""
        return self._encoded.result().classes

    def score(self, nodes: Sequence[NodeMentions]) -> NodePairs | None:
        """The chances of all relations for the pairs that a sentence may relate; None without one."""
        table = np.array([row for node in nodes for row in node.rows], dtype=np.int32).reshape(-1, 4)
        ends = np.cumsum([len(node.rows) for node in nodes], dtype=np.int64)
        mentions = [range(int(end) - len(node.rows), int(end)) for node, end in zip(nodes, ends, strict=True)]
        sentences = list(find_pairs(mentions, table, self._features))
        if not sentences:
            return None
        pairs = join(sentences)
        node = np.array([place.node for place in pairs.places])
        types = np.array([_TYPE[n.node_class] for n in nodes], dtype=np.int32)[node]
        vectors = self._heads.spans(self._views, self._features.head, table)
        here = vectors[[place.rows[0] for place in pairs.places]]
        for number, place in enumerate(pairs.places):
            if len(place.rows) > 1:
                here[number] = vectors[list(place.rows)].mean(0)
        chances, qualifiers = self._heads.relations(self._views, here, types, pairs)
        return NodePairs(node[pairs.subject], node[pairs.object], pairs.sentence, chances, qualifiers)

    def relate(self, nodes: Sequence[NodeMentions], least: float) -> PairScores:
        """The relations with more than that chance of all pairs that a sentence may relate, by sentence."""
        pairs = self.score(nodes)
        if pairs is None:
            none, never = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
            return PairScores(none, none, none, none, never, never, never)
        row, relation = np.nonzero(pairs.chances > least)
        negated, uncertain = pairs.qualifiers[row].T
        return PairScores(
            pairs.subject[row],
            pairs.object[row],
            pairs.sentence[row],
            relation,
            pairs.chances[row, relation],
            negated,
            uncertain,
        )


class LearnedReader:
    """Loads `encoder.onnx`, `heads.npz`, `vocab.txt` and `settings.json`; `version` names it in stages.

    A window is encoded by itself and by one thread, though several at a time: the numbers then do not depend
    on the machine's cores or on what else is read. Raises FileNotFoundError where a file is missing.
    """

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        # The file is optimized as it is; what the runtime would fuse anew takes longer.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        self._session = onnxruntime.InferenceSession(
            (folder / "encoder.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
        )
        self._split = WordPiece.read(folder / "vocab.txt")
        self.heads = Heads.read(folder / "heads.npz")
        settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
        self.relations: tuple[str, ...] = tuple(settings["relations"])
        self.version: str = settings["version"]
        self._threads = ThreadPoolExecutor(max(1, min(_THREADS, (os.cpu_count() or 1) - 1)))
        self._columns = Columns.of(settings["pos"], settings["dep"], settings["ent"])

    def read(self, doc: Doc) -> Reading:
        """Begin to encode a parsed text, beside what the caller does next."""
        features = featurise(doc, self._split, self._columns)
        tokens = np.empty((len(doc), sum(WIDTHS)), dtype=np.float32)
        parts = [
            _Task(self._threads, partial(self._encode, features, tokens, *window))
            for window in features.windows.tolist()
        ]
        # In its turn the parts before it have been begun, so that it waits for no other text.
        classify = partial(self._classify, features, tokens, parts)
        return Reading(self, features, _Task(self._threads, classify))

    def _encode(self, features: Features, tokens: Floats, start: int, end: int) -> None:
        """Fill the rows of the tokens `start` to `end`."""
        pieces = features.pieces[features.offsets[start] : features.offsets[end]]
        ids = np.concatenate([[self._split.first], pieces, [self._split.last]]).astype(np.int64)[None]
        encoded: Floats = self._session.run(None, {"ids": ids})[0][0, 1:-1]
        self.heads.tokens(encoded, features, start, end, tokens[start:end])

    def _classify(self, features: Features, tokens: Floats, parts: Sequence[_Task[None]]) -> Encoded:
        for part in parts:
            part.result()
        views = self.heads.views(tokens)
        spans = self.heads.spans(views, features.head, features.spans)
        return Encoded(views, self.heads.classes(spans))


@cache
def load_reader() -> LearnedReader:
    """The reader that ships with the package."""
    with as_file(files("parleygraph.extractors") / "data" / "reader") as folder:
        return LearnedReader(folder)

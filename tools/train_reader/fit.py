"""Fit the learned reader: `fit.py PREPARED WEIGHTS [--without FOLD]` (an interpreter with torch).

PREPARED is what `prepare.py` wrote; the fitted parameters go to WEIGHTS. One thread and fixed seeds: the same
installation on the same kind of processor gives the same weights.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import types
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from labels import Node, Sample, label
from network import Network, longs
from swap import Names
from torch import Tensor
from torch.nn import functional

# The folder as a package of its own: that of the project would import spaCy, which need not be here.
learned = types.ModuleType("learned")
learned.__path__ = [str(Path(__file__).resolve().parents[2] / "extractors" / "learned")]
sys.modules["learned"] = learned
from learned.features import Features, cut  # noqa: E402
from learned.pairs import SentencePairs, find_pairs  # noqa: E402

EPOCHS, ENCODER_RATE, HEAD_RATE, DROPOUT = 7, 1e-4, 1e-3, 0.2
# The last epochs leave our own texts out: what is annotated in real ones should have the last word.
LAST = 3
# Of the first weights, and of all that is drawn after them: the order of documents, dropout, exchanged names.
SEED, ORDER = 1, 3
WARM_UP, LAST_RATE, DECAY, STEEPEST = 0.08, 0.02, 0.01, 2.0
# In the loss, beside the relations one by one: the classes of spans, which relation of a pair that has one,
# and the qualifiers.
SPAN_SHARE, CHOICE_SHARE, QUALIFIER_SHARE = 0.5, 0.5, 0.3
# Found actors below this are left out of most samples: few of them are annotated.
LEAST_SALIENCE = 0.12


class Trainer:
    """The network, what the ontology allows, and the generator of all chances but torch's."""

    def __init__(self, prepared: Mapping[str, Any]) -> None:
        torch.set_num_threads(1)
        torch.use_deterministic_algorithms(True)
        torch.manual_seed(SEED)
        self.network = Network(prepared, DROPOUT).train()
        torch.manual_seed(ORDER)
        self.chance = np.random.default_rng(ORDER)
        self.settings = prepared["settings"]
        self.types: Mapping[str, int] = prepared["types"]
        self.themes = frozenset(prepared["themes"])
        self.allowed = torch.tensor(prepared["allowed"], dtype=torch.float32)
        # The class columns of actors and of themes; column 0 is for neither.
        kinds = [name in self.themes for name in prepared["classes"]]
        self.theme_columns = [k for k, theme in enumerate(kinds) if theme]
        self.actor_columns = [k for k, theme in enumerate(kinds) if k and not theme]

    def choose_nodes(self, sample: Sample, chances: np.ndarray) -> list[Node]:
        """Themes with slightly varied spans, the found actors, annotated ones not found, and false themes."""
        nodes = []
        for node in sample.gold:
            if node.node_class in self.themes:
                rows = {self._vary(row, sample.alternatives.get(row)) for row in node.rows}
                nodes.append(Node(node.node_class, sorted(rows), node.gold))
        for actor in sample.actors:
            if actor.gold or actor.salience >= LEAST_SALIENCE or self.chance.random() < 0.3:
                nodes.append(actor)
        found = {actor.gold for actor in sample.actors}
        nodes += [n for n in sample.gold if n.node_class not in self.themes and n.gold not in found]
        # Phrases that the network itself takes for themes, and that are none, teach it to leave them alone.
        free = np.flatnonzero(sample.targets[:, 0] > 0.999)
        often = np.maximum(np.clip((1 - chances[free, 0]) * 1.2, 0, 0.8), 0.03)
        false = self.chance.permutation(free[self.chance.random(len(free)) < often])
        actor, theme = chances[:, self.actor_columns].sum(1), chances[:, self.theme_columns].sum(1)
        most = int(0.8 * sum(len(n.rows) for n in nodes)) + 5
        nodes += [Node("Proposal", [int(row)], None) for row in false[:most] if actor[row] <= theme[row]]
        return nodes

    def _vary(self, row: int, alternatives: Sequence[int] | None) -> int:
        """Another span for the same mention, three times in ten."""
        if alternatives and self.chance.random() < 0.3:
            return int(self.chance.choice(alternatives))
        return row

    def loss(self, sample: Sample) -> Tensor:
        """Cross entropy of span classes, relations and qualifiers, a sentence's worth each."""
        x = self.network.tokens(sample.features)
        h, scores = self.network.spans(x, sample.features)
        scores = scores[: sample.candidates]
        spans = -(torch.from_numpy(sample.targets) * functional.log_softmax(scores, 1)).sum()
        nodes = self.choose_nodes(sample, torch.softmax(scores, 1).detach().numpy())
        kinds = longs([self.types[n.node_class] for n in nodes])
        relations, qualifiers = torch.zeros(()), []
        for pairs in find_pairs([n.rows for n in nodes], sample.features.spans, sample.features):
            vectors = torch.stack([h[longs(p.rows)].mean(0) for p in pairs.places])
            z, q = self.network.pairs(x, vectors, kinds[longs([p.node for p in pairs.places])], pairs)
            target, weight, said = self.targets(sample, nodes, pairs)
            entropy = functional.binary_cross_entropy_with_logits(z, target, reduction="none")
            relations = relations + (entropy * weight).sum()
            relations = relations + CHOICE_SHARE * self.choice(z, target, pairs, nodes)
            qualifiers += [(q[row], truth) for row, truth in said]
        total = (SPAN_SHARE * spans + relations) / sample.sentences
        if qualifiers:
            guesses, truths = zip(*qualifiers, strict=True)
            entropy = functional.binary_cross_entropy_with_logits(torch.stack(guesses), torch.tensor(truths))
            total = total + QUALIFIER_SHARE * entropy
        return total

    def choice(self, z: Tensor, target: Tensor, pairs: SentencePairs, nodes: Sequence[Node]) -> Tensor:
        """Cross entropy of the relation among all that the ontology allows, over the pairs that have one."""
        rows = target.any(1)
        allowed = self._allowed(pairs, nodes)[rows]
        share = target[rows] / target[rows].sum(1, keepdim=True)
        logs = functional.log_softmax(z[rows].masked_fill(allowed == 0, -1e4), 1)
        return -(share * logs).sum()

    def _allowed(self, pairs: SentencePairs, nodes: Sequence[Node]) -> Tensor:
        """1 where the ontology allows the relation between the ends of a pair."""
        theme = longs([nodes[place.node].node_class in self.themes for place in pairs.places])
        return self.allowed[theme[longs(pairs.subject)], theme[longs(pairs.object)]].clone()

    def targets(
        self, sample: Sample, nodes: Sequence[Node], pairs: SentencePairs
    ) -> tuple[Tensor, Tensor, list[tuple[int, tuple[float, float]]]]:
        """What a sentence says of its pairs, what of that counts, and the qualifiers by row of pair.

        A reader writes a statement down once: where another sentence is its evidence, the pair's relation
        here counts neither as right nor as wrong.
        """
        here = [nodes[place.node] for place in pairs.places]
        weight = self._allowed(pairs, nodes)
        target = torch.zeros_like(weight)
        ends = [(here[i].gold, here[j].gold) for i, j in zip(pairs.subject, pairs.object, strict=True)]
        qualifiers = []
        for subject, relation, object_, negated, uncertain in sample.said.get(pairs.sentence, ()):
            for row, pair in enumerate(ends):
                if pair == (subject, object_):
                    target[row, relation] = 1
                    qualifiers.append((row, (negated, uncertain)))
        for row, (subject, object_) in enumerate(ends):
            for relation in range(weight.shape[1]):
                if (subject, relation, object_) in sample.anywhere and not target[row, relation]:
                    weight[row, relation] = 0
        return target, weight, qualifiers

    def fit(self, samples: Sequence[Sample], own: Collection[int], epochs: int) -> None:
        """Train for that many epochs, a document a step, and say how the loss goes.

        `own` holds the indices of the samples that the last epochs leave out.
        """
        named = [(n, p) for n, p in self.network.named_parameters() if p.requires_grad]
        encoder = [p for n, p in named if n.startswith("enc.")]
        heads = [p for n, p in named if not n.startswith("enc.")]
        groups = [{"params": encoder, "lr": ENCODER_RATE}, {"params": heads, "lr": HEAD_RATE}]
        optimizer = torch.optim.AdamW(groups, weight_decay=DECAY, fused=True)
        real = [number for number in range(len(samples)) if number not in own]
        courses = [real if real and left <= LAST else range(len(samples)) for left in range(epochs, 0, -1)]
        steps = sum(map(len, courses))
        names = Names(samples, self.settings, self.chance)

        def rate(step: int) -> float:
            return min(1.0, (step + 1) / (steps * WARM_UP)) * max(LAST_RATE, 1 - step / steps)

        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
        for epoch, course in enumerate(courses):
            total, started = 0.0, time.monotonic()
            for number in self.chance.permutation(course):
                loss = self.loss(names.swapped(samples[number], cut))
                optimizer.zero_grad()
                loss.backward()  # type: ignore[no-untyped-call]
                torch.nn.utils.clip_grad_norm_(self.network.parameters(), STEEPEST)
                optimizer.step()
                schedule.step()
                total += float(loss.detach())
            mean, seconds = total / len(course), time.monotonic() - started
            print(f"  epoch {epoch + 1} of {epochs}: loss {mean:.2f}, {seconds:.0f} s", flush=True)


def main() -> None:
    """Read the prepared documents, fit, write the parameters."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("prepared", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--without", type=int, metavar="FOLD", help="leave the documents of that fold out")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--most", type=int, help="use only that many documents, to try the code out")
    given = parser.parse_args()
    prepared = json.loads(given.prepared.read_text(encoding="utf-8"))
    samples: list[Sample] = []
    own = set()
    for document in prepared["documents"]:
        if given.without is None or document["fold"] != given.without:
            arrays = {name: np.array(value, np.int32) for name, value in document["features"].items()}
            if document["fold"] is None:
                own.add(len(samples))
            samples.append(label(document, Features(**arrays), prepared))
    trainer = Trainer(prepared)
    print(f"fitting to {len(samples[: given.most])} documents", flush=True)
    trainer.fit(samples[: given.most], own, given.epochs)
    given.weights.parent.mkdir(parents=True, exist_ok=True)
    torch.save(trainer.network.state_dict(), given.weights)


if __name__ == "__main__":
    main()

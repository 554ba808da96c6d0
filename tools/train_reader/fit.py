"""Fit the learned reader: `fit.py PREPARED WEIGHTS [--without FOLD]` (an interpreter with torch).

PREPARED is what `prepare.py` wrote; the fitted parameters go to WEIGHTS. With `--large FOLDER` a larger
encoder is fitted, which is too slow to read with and teaches the small one: `teach.py` writes down what it
makes of the texts that nobody annotated, and `--taught FILE` has the small one learn from that too. One
thread and fixed seeds: the same installation on the same kind of processor gives the same weights.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from goals import annotated_goal, taught_goal
from labels import Node, Sample, label
from learning import TextPairs, features, find_pairs, join
from network import Base, Network, large, small
from swap import Names
from taught import read_taught
from torch import Tensor
from torch.nn import functional

HEAD_RATE, DROPOUT = 1e-3, 0.2
# What is taught makes an epoch three times as long.
EPOCHS, TAUGHT_EPOCHS = 7, 5
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

    def __init__(self, prepared: Mapping[str, Any], base: Base, device: str) -> None:
        torch.set_num_threads(1)
        # Some sums have no fixed order on an accelerator.
        torch.use_deterministic_algorithms(device == "cpu")
        torch.manual_seed(SEED)
        self.network = Network(prepared, DROPOUT, base).train().to(device)
        torch.manual_seed(ORDER)
        self.chance = np.random.default_rng(ORDER)
        self.settings = prepared["settings"]
        self.types: Mapping[str, int] = prepared["types"]
        self.themes = frozenset(prepared["themes"])
        self.allowed = np.array(prepared["allowed"], dtype=np.float32)
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
        network = self.network
        x = network.tokens(sample.features)
        h, scores = network.spans(x, sample.features)
        scores = scores[: sample.candidates]
        spans = -(network.floats(sample.targets) * functional.log_softmax(scores, 1)).sum()
        if sample.taught:
            nodes = sample.taught.nodes
        else:
            nodes = self.choose_nodes(sample, torch.softmax(scores, 1).detach().cpu().numpy())
        found = list(find_pairs([n.rows for n in nodes], sample.features.spans, sample.features))
        if not found:
            return SPAN_SHARE * spans / sample.sentences
        pairs = join(found)
        z, q = network.pairs(x, *network.places(h, nodes, self.types, pairs), pairs)
        allowed = self._allowed(pairs, nodes)
        if sample.taught:
            goal = taught_goal(sample.taught, allowed)
        else:
            goal = annotated_goal(sample, nodes, pairs, allowed)
        floats, longs = network.floats, network.longs
        entropy = functional.binary_cross_entropy_with_logits(
            z, floats(goal.chance), floats(goal.weight), reduction="sum"
        )
        logs = functional.log_softmax(z.masked_fill(floats(allowed) == 0, -1e4), 1)
        relations = entropy - CHOICE_SHARE * (floats(goal.share) * logs).sum()
        total = (SPAN_SHARE * spans + relations) / sample.sentences
        if len(goal.said):
            weight = floats(goal.said_weight)[:, None].expand(-1, 2)
            entropy = functional.binary_cross_entropy_with_logits(
                q[longs(goal.said)], floats(goal.qualifiers), weight
            )
            total = total + QUALIFIER_SHARE * entropy
        return total

    def _allowed(self, pairs: TextPairs, nodes: Sequence[Node]) -> np.ndarray:
        """1 where the ontology allows the relation between the ends of a pair."""
        theme = np.array([nodes[place.node].node_class in self.themes for place in pairs.places], dtype=int)
        allowed: np.ndarray = self.allowed[theme[pairs.subject], theme[pairs.object]]
        return allowed

    def fit(self, samples: Sequence[Sample], own: Collection[int], epochs: int) -> None:
        """Train for that many epochs, a document a step, and say how the loss goes.

        `own` holds the indices of the samples that the last epochs leave out.
        """
        named = [(n, p) for n, p in self.network.named_parameters() if p.requires_grad]
        encoder = [p for n, p in named if n.startswith("enc.")]
        heads = [p for n, p in named if not n.startswith("enc.")]
        groups = [{"params": encoder, "lr": self.network.base.rate}, {"params": heads, "lr": HEAD_RATE}]
        optimizer = torch.optim.AdamW(groups, weight_decay=DECAY, fused=True)
        real = [number for number in range(len(samples)) if number not in own]
        courses = [real if real and left <= LAST else range(len(samples)) for left in range(epochs, 0, -1)]
        steps = sum(map(len, courses))
        names = Names(samples, self.settings, self.chance, self.network.base.window)

        def rate(step: int) -> float:
            return min(1.0, (step + 1) / (steps * WARM_UP)) * max(LAST_RATE, 1 - step / steps)

        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
        for epoch, course in enumerate(courses):
            total, started = 0.0, time.monotonic()
            for number in self.chance.permutation(course):
                loss = self.loss(names.swapped(samples[number]))
                optimizer.zero_grad()
                loss.backward()  # type: ignore[no-untyped-call]
                torch.nn.utils.clip_grad_norm_(self.network.parameters(), STEEPEST)
                optimizer.step()
                schedule.step()
                total += float(loss.detach())
            mean, seconds = total / len(course), time.monotonic() - started
            print(f"  epoch {epoch + 1} of {epochs}: loss {mean:.2f}, {seconds:.0f} s", flush=True)


def read_samples(
    prepared: Mapping[str, Any], without: int | None, taught: Path | None, window: int
) -> tuple[list[Sample], set[int]]:
    """The annotated texts outside that fold, and what is `taught` of the others; which are our own."""
    samples: list[Sample] = []
    own = set()
    for document in prepared["documents"]:
        if document["annotated"] and (without is None or document["fold"] != without):
            if document["fold"] is None:
                own.add(len(samples))
            samples.append(label(document, features(document, window), prepared))
    return samples + (read_taught(taught, prepared, window) if taught else []), own


def main() -> None:
    """Read the prepared documents, fit, write the parameters."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("prepared", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--without", type=int, metavar="FOLD", help="leave the documents of that fold out")
    parser.add_argument("--large", type=Path, metavar="FOLDER", help="fit the encoder of that folder")
    parser.add_argument("--taught", type=Path, metavar="FILE", help="what teach.py wrote")
    parser.add_argument("--device", default="cpu", help="where to compute, as torch names it (cpu)")
    parser.add_argument("--epochs", type=int, help=f"{EPOCHS}, or {TAUGHT_EPOCHS} with --taught")
    parser.add_argument("--most", type=int, help="use only that many documents, to try the code out")
    given = parser.parse_args()
    prepared = json.loads(given.prepared.read_text(encoding="utf-8"))
    base = large(given.large) if given.large else small()
    samples, own = read_samples(prepared, given.without, given.taught, base.window)
    trainer = Trainer(prepared, base, given.device)
    print(f"fitting to {len(samples[: given.most])} documents", flush=True)
    epochs = given.epochs or (TAUGHT_EPOCHS if given.taught else EPOCHS)
    trainer.fit(samples[: given.most], own, epochs)
    given.weights.parent.mkdir(parents=True, exist_ok=True)
    torch.save({n: p.cpu() for n, p in trainer.network.state_dict().items()}, given.weights)


if __name__ == "__main__":
    main()

"""Write what a large network makes of the unannotated texts: `teach.py PREPARED FOLDER WEIGHTS OUT`.

FOLDER is that of the encoder it was fitted from with `fit.py --large`; OUT is what `fit.py --taught` reads.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from labels import Taught
from learning import features, find_pairs, join
from network import Network, large
from taught import choose_nodes, write_taught


def teach(
    network: Network, document: Mapping[str, Any], prepared: Mapping[str, Any]
) -> tuple[np.ndarray, Taught]:
    """Shares of the classes of a document's candidates, its nodes, and the scores of their pairs."""
    f = features(document, network.base.window)
    x = network.tokens(f)
    h, scores = network.spans(x, f)
    targets = torch.softmax(scores[: document["candidates"]], 1).cpu().numpy()
    nodes = choose_nodes(targets, document, prepared)
    relations, qualifiers = np.zeros((0, len(prepared["settings"]["relations"]))), np.zeros((0, 2))
    found = list(find_pairs([node.rows for node in nodes], f.spans, f))
    if found:
        pairs = join(found)
        places = network.places(h, nodes, prepared["types"], pairs)
        relations, qualifiers = (each.cpu().numpy() for each in network.pairs(x, *places, pairs))
    return targets, Taught(nodes, relations, qualifiers)


def main() -> None:
    """Read the network, teach every unannotated document, write the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("prepared", type=Path)
    parser.add_argument("folder", type=Path, help="of the large encoder")
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--device", default="cpu", help="where to compute, as torch names it (cpu)")
    given = parser.parse_args()
    torch.set_num_threads(1)
    prepared = json.loads(given.prepared.read_text(encoding="utf-8"))
    network = Network(prepared, 0.0, large(given.folder))
    network.load_state_dict(torch.load(given.weights))
    network.eval().to(given.device)
    documents = [document for document in prepared["documents"] if not document["annotated"]]
    with torch.inference_mode():
        taught = {document["name"]: teach(network, document, prepared) for document in documents}
    write_taught(given.out, taught)
    print(f"{len(taught)} documents taught")


if __name__ == "__main__":
    main()

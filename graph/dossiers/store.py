"""The Oxigraph store of a generation: made whole, or from the last one by what is different.

A store that was published is never written again. The next one begins as a backup of it, which
shares its files by hard links, and takes the difference: a document's graph where what it is
made from has changed, and single quads in the graphs that all documents share.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from .. import turtle
from ..namespaces import Names
from ..rdf import named_blocks
from ..serializations import trig_pieces
from ..stretches import Places
from .prints import Prints, Shared

if TYPE_CHECKING:
    from ..graph import Graph


def make(graph: Graph, folder: Path, trig: bytes | None = None) -> None:
    """Write the quads of the graph into a new store; `trig` is the graph in TriG where that is made already.

    Oxigraph parses the text, without Python's lock: to make a quad in Python takes as long as to store it.
    """
    store = ox.Store(folder)
    if trig is not None:
        store.bulk_load(trig, format=ox.RdfFormat.TRIG)
    else:
        aside = folder.with_name(f".{folder.name}.trig")
        try:
            with aside.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(trig_pieces(graph))
            store.bulk_load(path=aside, format=ox.RdfFormat.TRIG)
        finally:
            aside.unlink(missing_ok=True)
    store.flush()


def can_be_read(folder: Path) -> bool:
    """Whether there is a store in the folder that opens."""
    if not folder.is_dir():
        return False
    try:
        ox.Store.read_only(str(folder))
    except OSError:
        return False
    return True


def make_from(
    old: Path, before: Prints, graph: Graph, now: Prints, shared: Shared, places: Places, folder: Path
) -> None:
    """Write the quads of the graph into a new store that begins as a copy of the old one.

    `before` are the digests of the old store, `now` those of the graph, `shared` its shared graphs, and
    `places` what it quotes.
    """
    ox.Store.read_only(str(old)).backup(folder)
    store = ox.Store(folder)
    names = Names(graph.base)
    wanted = set()
    for name, blocks in named_blocks(graph, places):
        iri = names.graph(name)
        wanted.add(iri)
        if name in shared:
            _change(store, iri, shared[name], before.shared.get(name, {}), now.shared[name], graph.base)
        elif before.documents.get(name) != now.documents[name]:
            store.remove_graph(iri)
            content = "".join(turtle.turtle(blocks, graph.base))
            store.load(content, format=ox.RdfFormat.TURTLE, to_graph=iri)
    for past in list(store.named_graphs()):
        if past not in wanted:
            store.remove_graph(past)
    store.flush()


def _change(
    store: ox.Store,
    name: ox.NamedNode,
    blocks: Mapping[str, list[str]],
    before: Mapping[str, str],
    now: Mapping[str, str],
    base: str,
) -> None:
    """Have exactly these blocks in the graph, by as few changes as that takes."""
    changed = [subject for subject, digest in now.items() if before.get(subject) != digest]
    content = "".join(turtle.turtle(((subject, blocks[subject]) for subject in changed), base))
    new = {
        ox.Quad(quad.subject, quad.predicate, quad.object, name)
        for quad in ox.parse(content, format=ox.RdfFormat.TURTLE)
    }
    old = {
        quad
        for subject in _iris([*changed, *sorted(before.keys() - now.keys())], base)
        for quad in store.quads_for_pattern(subject, None, None, name)
    }
    for quad in old - new:
        store.remove(quad)
    store.extend(new - old)


def _iris(references: Iterable[str], base: str) -> list[ox.NamedNode]:
    """The IRIs that Turtle with that base writes so."""
    content = "".join(turtle.turtle(((each, ["a <x:x>"]) for each in references), base))
    return [quad.subject for quad in ox.parse(content, format=ox.RdfFormat.TURTLE)]

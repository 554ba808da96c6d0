"""Where nodes stand: in columns, apart, in an order that keeps lines from crossing."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import pytest
from parleygraph.graph import Graph
from parleygraph.graph.labels import LINE, LINES, plain, room, wrapped
from parleygraph.graph.layout import LayoutError, Point, Style, best_linked, positions


def crossings(graph: Graph, places: dict[str, Point]) -> int:
    """How many pairs of lines from column to column cross, as straight lines."""
    kinds = {node.id: node.node_class.kind for node in graph.nodes}
    lines = {
        tuple(sorted((st.subject, st.object), key=lambda end: kinds[end]))
        for st in graph.statements
        if kinds[st.subject] != kinds[st.object]
    }
    heights = {end: places[end][1] for line in lines for end in line}
    return sum(
        (heights[a] - heights[c]) * (heights[b] - heights[d]) < 0
        for (a, b), (c, d) in itertools.combinations(sorted(lines), 2)
        if (kinds[a], kinds[b]) == (kinds[c], kinds[d])
    )


def boxes(graph: Graph, places: dict[str, Point]) -> list[tuple[float, float, float, float]]:
    rooms = {node.id: room(node.label) for node in graph.nodes}
    return [
        (x - rooms[node][0] / 2, y - rooms[node][1] / 2, x + rooms[node][0] / 2, y + rooms[node][1] / 2)
        for node, (x, y) in places.items()
    ]


def test_actors_proposals_and_interests_stand_in_columns_from_left_to_right(river: Graph) -> None:
    """Every actor is left of every proposal, which is left of every interest."""
    places = positions(river)
    columns = {
        kind: [places[node.id][0] for node in river.nodes if node.node_class.kind == kind]
        for kind in ("Actor", "Proposal", "Interest")
    }
    assert max(columns["Actor"]) < min(columns["Proposal"])
    assert max(columns["Proposal"]) < min(columns["Interest"])


@pytest.mark.parametrize("name", ["river", "large", "hostile"])
def test_no_two_boxes_overlap(name: str, request: pytest.FixtureRequest) -> None:
    """The boxes that hold the labels are apart, whatever the labels and however many there are."""
    graph: Graph = request.getfixturevalue(name)
    for one, other in itertools.combinations(boxes(graph, positions(graph)), 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_lines_cross_less_than_in_alphabetical_order(river: Graph) -> None:
    """The order inside the columns halves the crossings, at least."""
    alphabetical = {node.id: (0.0, float(rank)) for rank, node in enumerate(river.nodes)}
    assert crossings(river, positions(river)) * 2 <= crossings(river, alphabetical)


def test_a_long_column_is_wrapped(large: Graph) -> None:
    """500 nodes make a picture of the shape of a screen, not a ribbon."""
    frames = boxes(large, positions(large))
    width = max(frame[2] for frame in frames) - min(frame[0] for frame in frames)
    height = max(frame[3] for frame in frames) - min(frame[1] for frame in frames)
    assert 0.5 < width / height < 2.5


def test_the_force_layout_places_every_node_apart(river: Graph) -> None:
    """Each node has a point of its own, and it differs from that in columns."""
    places = positions(river, style="force")
    assert len(set(places.values())) == len(river.nodes)
    assert places != positions(river)


def test_the_force_layout_says_what_to_do_about_too_many_nodes(large: Graph) -> None:
    """It works at 500 nodes, and names the limit and the other layout above 1,000."""
    assert len(positions(large, style="force")) == 500

    some = large.nodes[0]
    many = SimpleNamespace(nodes=[replace(some, id=f"actor/{n}") for n in range(1500)], statements=())
    with pytest.raises(LayoutError, match=r"1,000 nodes and the graph has 1,500.*columns"):
        positions(many, style="force")


@pytest.mark.parametrize("style", ["columns", "force"])
def test_an_empty_graph_and_a_single_node_have_a_layout(style: Style, large: Graph) -> None:
    """Nothing is placed nowhere, and one node in the middle."""

    nothing = SimpleNamespace(nodes=(), statements=())
    single = SimpleNamespace(nodes=large.nodes[:1], statements=())
    assert positions(nothing, style=style) == {}
    assert list(positions(single, style=style).values()) == [(0.0, 0.0)]


def test_the_best_linked_of_each_kind_are_taken_in_proportion(large: Graph) -> None:
    """Of 300 actors, 100 proposals and 100 interests, 25 are about 15, 5 and 5, the best linked first."""
    chosen = best_linked(large, [25])[25]
    kinds = [large.node(node).node_class.kind for node in chosen]
    assert len(chosen) == 25
    assert kinds.count("Actor") in range(13, 18)
    assert kinds.count("Proposal") >= 4
    assert kinds.count("Interest") >= 4
    degree = {node.id: 0 for node in large.nodes}
    for statement in large.statements:
        degree[statement.subject] += 1
        degree[statement.object] += 1
    actors = [node.id for node in large.nodes if node.node_class.kind == "Actor"]
    assert min(degree[node] for node in chosen if node in actors) >= max(
        degree[node] for node in actors if node not in chosen
    )


def test_fewer_nodes_keep_the_order_of_all(large: Graph) -> None:
    """What stands above in the picture of all nodes stands above in that of the best linked."""
    everything, few = positions(large), best_linked(large, [50])[50]
    for one, other in itertools.combinations(few, 2):
        if large.node(one).node_class.kind == large.node(other).node_class.kind:
            assert (few[one][1] - few[other][1]) * (everything[one][1] - everything[other][1]) >= 0


def test_coordinates_do_not_depend_on_the_order_of_sets(under_hash_seeds: Callable[[str], list[str]]) -> None:
    """Two runs of Python with different hash seeds compute the same coordinates."""
    program = (
        "from parleygraph.model import Document, Extraction, Node, Statement\n"
        "from parleygraph.ontology import NodeClass, Relation\n"
        "from parleygraph.graph import Graph, Run\n"
        "from parleygraph.graph.layout import positions\n"
        "d = Document('words of a text')\n"
        "e = d.quote(0, 5)\n"
        "a = [Node(f'actor/{n}', NodeClass.STATE, f'State {n}', (e,)) for n in range(12)]\n"
        "p = [Node(f'proposal/{n}', NodeClass.PROPOSAL, f'Plan {n}', (e,)) for n in range(9)]\n"
        "s = [Statement(a[n % 12].id, Relation.SUPPORTS, p[n * n % 9].id, e) for n in range(30)]\n"
        "g = Graph([Extraction(d, tuple(a + p), tuple(s))], run=Run('1', 'm', '1'))\n"
        "print(positions(g), positions(g, style='force'))\n"
    )
    answers = set(under_hash_seeds(program))
    assert len(answers) == 1


def test_labels_are_wrapped_shortened_and_cleaned() -> None:
    """Few short lines, an ellipsis where something is left out, no control of direction."""
    lines = wrapped("The interim arrangement for the sharing of the water of the river in dry summers " * 3)
    assert len(lines) == LINES
    assert all(len(line) <= LINE for line in lines)
    assert lines[-1].endswith("…")
    assert wrapped("W" * 10_000)[0] == "W" * LINE
    assert wrapped("\u202e") == ["(no name)"]
    assert plain("one\u202e two\n\u2066three\u2069\u0000 four") == "one two three four"
    assert plain("👩‍👧") == "👩‍👧"

"""Actors across documents: one actor is one node, and two are two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from parleygraph.graph import Graph
from parleygraph.graph.across import same_actors
from parleygraph.graph.decisions import propose
from parleygraph.graph.namesakes import namesakes
from parleygraph.model import Document, Node, Statement
from parleygraph.ontology import NodeClass

type MakeGraph = Callable[..., Graph]


def united(make_graph: MakeGraph, *articles: str) -> list[set[str]]:
    """The names of each actor, over articles of a text and its nodes, `text | Class Name, alias | …`."""
    extractions = []
    for number, article in enumerate(articles):
        text, *nodes = (part.strip() for part in article.split("|"))
        lines = []
        for place, node in enumerate(nodes):
            kind, names = node.split(maxsplit=1)
            lines.append(f"n{number}{place} {kind} {' | '.join(name.strip() for name in names.split(','))}")
        document = Document(text, name=f"d{number}")
        extractions.extend(make_graph([document], "\n".join(lines), "").corpus.readings)
    graph = Graph((reading.extraction for reading in extractions), run=make_graph("A.", "a Group A", "").run)
    return sorted(({node.label, *node.aliases} for node in graph.nodes), key=sorted)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            "The Strand Authority (SA) met. | Organization Strand Authority, SA",
            "The SA met. | Organization SA",
            id="an abbreviation that the other document spells out",
        ),
        pytest.param(
            "The Office of Tolls and Fares (OTF) met. | Organization Office of Tolls and Fares, OTF",
            "The OTF met. | Group OTF",
            id="an abbreviation of the capitals, taken for a group",
        ),
        pytest.param(
            "The Harbour Workers met. | Organization Harbour Workers",
            "The Harbor Workers met. | Organization Harbor Workers",
            id="British and American spelling",
        ),
        pytest.param(
            "Işıl Kılıç met. | Person Işıl Kılıç", "Isil Kilic met. | Person Isil Kilic", id="diacritics"
        ),
        pytest.param(
            "The Café Owners met. | Group Café Owners", "Cafe Owners met. | Group Cafe Owners", id="accents"
        ),
        pytest.param(
            "The Union of Miners met. | Organization Union of Miners",
            "The Miners Union met. | Organization Miners Union",
            id="the order of words",
        ),
        pytest.param(
            "The Free Delta Riders, or Delta Riders, met. | Organization Free Delta Riders, Delta Riders",
            "Delta Riders met. | Organization Delta Riders",
            id="another proper name",
        ),
    ],
)
def test_names_of_one_actor_in_two_documents_are_one_node(
    make_graph: MakeGraph, one: str, other: str
) -> None:
    """Whichever of the two comes first."""
    assert len(united(make_graph, one, other)) == 1
    assert united(make_graph, one, other) == united(make_graph, other, one)


@pytest.mark.parametrize(
    "articles",
    [
        pytest.param(
            ("Mahmoud Brack met. Brack left. | Person Mahmoud Brack, Brack", "Brack met. | Person Brack"),
            id="a bare surname",
        ),
        pytest.param(
            (
                "Mahmoud Brack met. Brack left. | Person Mahmoud Brack, Brack",
                "Anna Brack met. Brack left. | Person Anna Brack, Brack",
            ),
            id="two of one surname",
        ),
        pytest.param(
            (
                "The Strand Authority (SA) met. | Organization Strand Authority, SA",
                "The Steel Alliance (SA) met. | Organization Steel Alliance, SA",
            ),
            id="two of one abbreviation",
        ),
        pytest.param(
            (
                "The Norland Foreign Ministry, the Foreign Ministry, met."
                " | Organization Norland Foreign Ministry, Foreign Ministry",
                "The Foreign Ministry met. | Organization Foreign Ministry",
            ),
            id="a ministry that every country has",
        ),
        pytest.param(
            (
                "The Strand Authority (SA) met. | Organization Strand Authority, SA",
                "SA met. | State SA",
            ),
            id="a body and a state",
        ),
        pytest.param(
            (
                "The guild of Strand met. | Organization guild of Strand, guild",
                "The guild met. | Group guild",
            ),
            id="a description",
        ),
        pytest.param(
            (
                "The Strand Authority or XY met. | Organization Strand Authority, XY",
                "XY met. | Organization XY",
            ),
            id="capitals that abbreviate something else",
        ),
        pytest.param(
            ("Petre Roman met. | Person Petre Roman", "Peter Roman met. | Person Peter Roman"),
            id="two people",
        ),
    ],
)
def test_names_that_may_be_of_two_actors_stay_two_nodes(
    make_graph: MakeGraph, articles: tuple[str, ...]
) -> None:
    """A wrong union is the greater harm."""
    assert len(united(make_graph, *articles)) == 2


def test_an_abbreviation_of_two_actors_goes_to_neither(make_graph: MakeGraph) -> None:
    """The article that uses it alone does not say which it means."""
    found = united(
        make_graph,
        "The Strand Authority (SA) met. | Organization Strand Authority, SA",
        "The Steel Alliance (SA) met. | Organization Steel Alliance, SA",
        "The SA met. | Organization SA",
    )
    assert found == [{"SA"}, {"SA", "Steel Alliance"}, {"SA", "Strand Authority"}]


def test_what_one_document_tells_apart_stays_apart(make_graph: MakeGraph) -> None:
    """An article that has both the authority and another SA knows better."""
    found = united(
        make_graph,
        "The Strand Authority (SA) met. | Organization Strand Authority, SA",
        "The SA met the Strand Authority. | Organization SA | Organization Strand Authority",
    )
    assert len(found) == 2


def test_one_item_of_wikidata_is_one_actor_whatever_it_is_called() -> None:
    """The best known keeps the node; a document that has both under two names knows better."""
    texts = [Document(text, name=text) for text in ("Burma met.", "Myanmar met Burma.", "Myanmar left.")]
    burma, both, myanmar = (
        Node(f"actor/{number}", NodeClass.STATE, text.text.split()[0], (text.quote(0, 5),), (), "Q836")
        for number, text in enumerate(texts)
    )
    assert same_actors([burma, myanmar]) == (("actor/0", "actor/2"),)
    second = replace(burma, id="actor/3", mentions=(texts[1].quote(12, 17),))
    assert same_actors([both, second]) == ()


def test_different_items_of_wikidata_are_different_actors() -> None:
    """Names alone do not unite them."""
    texts = [Document("The Harbour Party met.", name="x"), Document("The Harbor Party met.", name="y")]
    one, other = (
        Node(f"actor/{d.name}", NodeClass.ORGANIZATION, d.text[4:-5], (d.quote(4, 16),), (), item)
        for d, item in zip(texts, ("Q1", "Q2"), strict=True)
    )
    assert same_actors([one, other]) == ()


@pytest.mark.parametrize(
    ("words", "own"),
    [
        ("both sides", True),
        ("the parties", True),
        ("his delegation", True),
        ("the foreign minister", True),
        ("leaders of the villages", True),
        ("farmers", False),
        ("dockers", False),
        ("Norwegian mediators", False),
        ("Gazans", False),
    ],
)
def test_words_that_mean_others_in_every_article_are_nodes_of_their_own(
    make_graph: MakeGraph, words: str, own: bool
) -> None:
    """The parties of one dispute are not those of another; the farmers may well be."""
    documents = [Document(f"Talks failed, {words} said{mark}", name=mark) for mark in ".!"]
    graph = make_graph(
        documents,
        f"x Group {words}\np Proposal Talks",
        ".: x opposes p | Talks failed\n!: x supports p | Talks failed",
    )
    actors = [node for node in graph.nodes if node.node_class.is_actor]
    assert len(actors) == 1 + own
    assert len({statement.subject for statement in graph.statements}) == 1 + own
    assert {mention.document.name for node in actors for mention in node.mentions} == {".", "!"}
    if own:
        assert graph.decided.told_apart == {node.id: "actor/x" for node in actors}


def test_the_first_word_of_a_sentence_is_no_name() -> None:
    """*Both sides* at the beginning is no more a name than *both sides* further down."""
    first, other = Document("Both sides met.", name="x"), Document("Later both sides left.", name="y")
    node = Node("actor/s", NodeClass.GROUP, "Both sides", (first.quote(0, 10), other.quote(6, 16)))
    assert namesakes([node], []) == {
        "actor/s": {document.id: f"actor/s~{document.id[:8]}" for document in (first, other)}
    }


def test_a_surname_of_two_people_is_nobody_in_particular(make_graph: MakeGraph) -> None:
    """Articles that say *Brack* mean one person, unless two of that name are known."""
    bare = [f"Brack {verb}. | Person Brack" for verb in ("met", "left")]
    full = [f"{name} Brack sang. | Person {name} Brack" for name in ("Anna", "Mahmoud")]
    assert len(united(make_graph, *bare)) == 1
    assert len(united(make_graph, *bare, full[0])) == 2
    assert len(united(make_graph, *bare, *full)) == 4
    names = ("Brack met.", "Brack left.", "Anna Brack sang.", "Mahmoud Brack sang.")
    nodes = "b Person Brack\na Person Anna Brack\nm Person Mahmoud Brack"
    graph = make_graph([Document(text, name=text) for text in names], nodes, "")
    assert len(graph.nodes) == 6
    assert {"actor/a", "actor/m"} < {node.id for node in graph.nodes}


def ministries(make_graph: MakeGraph, name: str, states: dict[str, str]) -> Graph:
    """An actor of that name in several documents, in each affiliated with a state, or with none."""
    documents = [
        Document(f"The {name} of {state or 'it'} met: {key}.", name=key) for key, state in states.items()
    ]
    lines = [
        f"{key}: m affiliatedWith {state.lower()} | The {name} of {state}"
        for key, state in states.items()
        if state
    ]
    found = sorted({state for state in states.values() if state})
    nodes = "\n".join([f"m Organization {name}", *(f"{state.lower()} State {state}" for state in found)])
    return make_graph(documents, nodes, "\n".join(lines))


def test_the_ministries_of_two_states_are_two(make_graph: MakeGraph) -> None:
    """The state of most documents keeps the node, with those that name no state."""
    states = {"a": "Norland", "b": "Norland", "c": "Sudland", "d": ""}
    graph = ministries(make_graph, "Ministry of Defence", states)
    found = {
        node.id: {m.document.name for m in node.mentions}
        for node in graph.nodes
        if node.id.startswith("actor/m")
    }
    assert found == {"actor/m": {"a", "b", "d"}, "actor/m~sudland": {"c"}}
    assert {(st.subject, st.object) for st in graph.statements} == {
        ("actor/m", "actor/norland"),
        ("actor/m~sudland", "actor/sudland"),
    }
    chosen = next(st for st in graph.statements if st.object == "actor/sudland")
    edit = propose.edit(graph.decided, chosen.id, {"certainty": "uncertain"}, who="R. Lind")
    assert edit.payload["statement"]["subject"]["id"] == "actor/m~sudland"


@pytest.mark.parametrize(
    ("name", "states"),
    [
        ("Ministry of Defence", {"a": "Norland", "b": "Norland"}),
        ("Ministry of Defence", {"a": "Norland", "b": ""}),
        ("Basin Riders", {"a": "Norland", "b": "Sudland"}),
        ("Basin Farmers Union", {"a": "Norland", "b": "Sudland"}),
    ],
)
def test_a_body_of_one_state_or_of_a_name_of_its_own_stays_one(
    make_graph: MakeGraph, name: str, states: dict[str, str]
) -> None:
    """That a movement has friends in two states does not make it two."""
    assert not ministries(make_graph, name, states).decided.told_apart


def test_statements_and_sources_follow(make_graph: MakeGraph) -> None:
    """The extraction is kept as it was, so that decisions and explanations still find it."""
    documents = [
        Document("The Strand Authority (SA) backs the toll.", name="x"),
        Document("The SA fears the toll. According to the SA, Ostra opposes the toll.", name="y"),
    ]
    graph = make_graph(
        documents,
        "full Organization Strand Authority | SA\nost State Ostra\np Proposal toll",
        "x: full supports p | The Strand Authority (SA) backs the toll",
    )
    second = make_graph(
        documents[1:],
        "short Organization SA\nost State Ostra\np Proposal toll",
        "y: short criticizes ost | The SA fears the toll\ny: ost opposes p @short | Ostra opposes the toll",
    )
    first = make_graph(documents[:1], "full Organization Strand Authority | SA\np Proposal toll",
                       "x: full supports p | The Strand Authority (SA) backs the toll")  # fmt: skip
    both = Graph(
        (reading.extraction for g in (first, second) for reading in g.corpus.readings), run=graph.run
    )
    assert both.decided.united == {"actor/short": "actor/full"}
    criticism = next(st for st in both.statements if st.relation.value == "criticizes")
    opposition = next(st for st in both.statements if st.relation.value == "opposes")
    assert (criticism.subject, opposition.sources) == ("actor/full", ("actor/full",))
    found = both.decided.as_found(criticism)
    assert isinstance(found, Statement)
    assert found in second.statements
    assert both.validate()


def test_a_person_can_take_apart_what_the_names_united(make_graph: MakeGraph) -> None:
    """A split by document, as for any node; and decisions on the shorter name reach the united node."""
    pair = [
        make_graph([Document(text, name=name)], node, "")
        for text, name, node in (
            ("The Strand Authority (SA) met.", "x", "full Organization Strand Authority | SA"),
            ("The SA left.", "y", "short Organization SA"),
        )
    ]
    extractions = [reading.extraction for graph in pair for reading in graph.corpus.readings]
    graph = Graph(extractions, run=pair[0].run)
    rename = propose.rename(pair[1].decided, "actor/short", "Strand", who="R. Lind")
    assert Graph(extractions, run=graph.run, decisions=[rename]).node("actor/full").label == "Strand"
    split = propose.split(graph.decided, "actor/full", documents=[pair[1].documents[0].id], who="R. Lind")
    apart = Graph(extractions, run=graph.run, decisions=[split])
    assert {frozenset(m.document.name for m in node.mentions) for node in apart.nodes} == {
        frozenset("x"),
        frozenset("y"),
    }


def test_one_document_is_left_as_it_is(small_graph: Graph, make_graph: MakeGraph) -> None:
    """Only documents of each other can disagree about names."""
    alone = make_graph(
        "Both sides and the parties met the SA.", "a Group Both sides\nb Group parties\nc Group SA", ""
    )
    assert [node.id for node in alone.nodes] == ["actor/a", "actor/b", "actor/c"]
    assert small_graph.decided.united == {}

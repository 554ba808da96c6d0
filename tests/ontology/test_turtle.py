"""The Turtle files document every term, and everything made from them is fresh."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from parleygraph.ontology import NAMESPACE, NodeClass, Relation, alignments_file, ontology_file, questions
from parleygraph.ontology.generate import FILES
from parleygraph.ontology.schema import PARLEY, documented
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef
from rdflib.term import Node

ONTOLOGY = Graph().parse(ontology_file())
ALIGNMENTS = Graph().parse(alignments_file())
TERMS = sorted({term for term in ONTOLOGY.subjects() if str(term).startswith(NAMESPACE)}, key=str)
PAGE = (Path(__file__).resolve().parents[2] / "docs" / "ontology.md").read_text(encoding="utf-8")
VANN = "http://purl.org/vocab/vann/"


def texts(term: Node, prop: URIRef) -> list[str]:
    """The values of a property, which must be English."""
    values = list(ONTOLOGY.objects(term, prop))
    assert all(isinstance(value, Literal) and value.language == "en" for value in values)
    return [str(value) for value in values]


@pytest.mark.parametrize("term", TERMS, ids=str)
def test_a_term_has_a_label_a_definition_an_example_and_a_scope_note(term: Node) -> None:
    """One of each, in English, none of them empty, and sentences where sentences are due."""
    for prop in (RDFS.label, SKOS.definition, SKOS.example, SKOS.scopeNote):
        (text,) = texts(term, prop)
        assert text.strip()
    assert texts(term, SKOS.definition)[0].endswith(".")
    assert texts(term, SKOS.scopeNote)[0].endswith((".", "?"))


@pytest.mark.parametrize("term", [PARLEY[relation.value] for relation in Relation], ids=str)
def test_a_relation_has_one_domain_one_range_one_family_one_stance(term: Node) -> None:
    """The domain and the range are classes of this ontology that are documented themselves."""
    (domain,) = ONTOLOGY.objects(term, RDFS.domain)
    (range_,) = ONTOLOGY.objects(term, RDFS.range)
    (family,) = ONTOLOGY.objects(term, PARLEY.family)
    (stance,) = ONTOLOGY.objects(term, PARLEY.stance)
    assert (domain, RDF.type, OWL.Class) in ONTOLOGY
    assert (range_, RDF.type, OWL.Class) in ONTOLOGY
    assert (family, RDF.type, PARLEY.RelationFamily) in ONTOLOGY
    assert stance.toPython() in {-1, 0, 1}


def test_every_property_of_statements_has_a_domain() -> None:
    """Object and datatype properties say what they are properties of."""
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    properties = {term for kind in kinds for term in ONTOLOGY.subjects(RDF.type, kind)}
    assert len(properties) > len(Relation)
    assert [p for p in properties if (p, RDFS.domain, None) not in ONTOLOGY] == []


def test_symmetric_relations_are_so_in_owl() -> None:
    """A reasoner sees the symmetry that Python sees."""
    symmetric = {str(term) for term in ONTOLOGY.subjects(RDF.type, OWL.SymmetricProperty)}
    assert symmetric == {relation.iri for relation in Relation if relation.symmetric}


@pytest.mark.parametrize("graph", [ONTOLOGY, ALIGNMENTS], ids=["ontology", "alignments"])
def test_there_is_no_blank_node(graph: Graph) -> None:
    """Every resource can be cited."""
    assert not [term for triple in graph for term in triple if isinstance(term, BNode)]


def test_the_header_says_who_made_it_and_under_which_license() -> None:
    """Title, description, creator, licence, version, prefix and namespace."""
    header = URIRef("https://w3id.org/parleygraph/ontology")
    for prop in (DCTERMS.title, DCTERMS.description, DCTERMS.creator, DCTERMS.license, OWL.versionInfo):
        assert ONTOLOGY.value(header, prop), prop
    assert str(ONTOLOGY.value(header, URIRef(VANN + "preferredNamespacePrefix"))) == "parley"
    assert str(ONTOLOGY.value(header, URIRef(VANN + "preferredNamespaceUri"))) == NAMESPACE


def test_alignments_begin_at_terms_that_exist() -> None:
    """A link from a misspelt term would help nobody."""
    ours = {term for term in ALIGNMENTS.subjects() if str(term).startswith(NAMESPACE)}
    assert len(ours) > 20
    assert ours <= set(TERMS)


def test_relations_between_actors_match_event_types() -> None:
    """All sixteen types of PLOVER are matched, and every root code of CAMEO but those without a stance."""
    matches = (SKOS.closeMatch, SKOS.relatedMatch)
    targets = {target for match in matches for target in ALIGNMENTS.objects(None, match)}
    for scheme, unmatched in (("plover", set()), ("cameo", {"01", "09"})):
        types = set(ALIGNMENTS.subjects(SKOS.inScheme, URIRef(f"https://w3id.org/parleygraph/{scheme}")))
        assert {str(ALIGNMENTS.value(t, SKOS.notation)) for t in types - targets} == unmatched
        assert len(types) in {16, 20}


def test_actors_are_agents_of_other_vocabularies() -> None:
    """A PROV or FOAF reader finds the actors by their superclasses."""
    graph = ONTOLOGY + ALIGNMENTS
    above = {str(term) for term in graph.transitive_objects(PARLEY.Person, RDFS.subClassOf)}
    assert {"http://www.w3.org/ns/prov#Agent", "http://xmlns.com/foaf/0.1/Person"} <= above


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_generated_file_is_fresh(path: Path) -> None:
    """Whoever changes the ontology runs the generator: python -m parleygraph.ontology.generate."""
    assert path.read_text(encoding="utf-8") == FILES[path]()


def test_the_page_names_every_term_and_every_question() -> None:
    """Each term has a section with its definition, each question a row."""
    for entry in documented():
        assert re.search(rf"^### {entry.name}$", PAGE, flags=re.MULTILINE), entry.name
        assert entry.definition in PAGE
    for question in questions():
        assert f"`{question.name}`" in PAGE
        assert question.text in PAGE
    for term in (*NodeClass, *Relation):
        assert f"`{term.color}`" in PAGE


def test_the_links_of_the_page_lead_somewhere() -> None:
    """Files exist, and so do the headings that are pointed to."""
    docs = Path(__file__).resolve().parents[2] / "docs"
    headings = {heading.lower() for heading in re.findall(r"^#+ (.+)$", PAGE, flags=re.MULTILINE)}
    for target in re.findall(r"\]\(([^)]+)\)", PAGE):
        if target.startswith("#"):
            assert target[1:] in headings
        else:
            assert (docs / target).exists(), target

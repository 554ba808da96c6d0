"""The part of the SHACL shapes that follows from the lists of classes, relations and qualifiers."""

from __future__ import annotations

from . import schema
from .schema import RelationEntry

_HEAD = """\
@prefix shape: <https://w3id.org/parleygraph/shapes#> .
@prefix parley: <https://w3id.org/parleygraph/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .

# Generated from parleygraph.ttl by `python -m parleygraph.ontology.generate`; change the ontology.
"""

_QUALIFIERS = """
shape:StatementValuesShape
    a sh:NodeShape ;
    sh:targetClass parley:Statement ;
    sh:property [
        sh:path parley:relation ;
        sh:in ( {relations} ) ;
        sh:message "The relation of a statement must be one of: {relation_names}. Correct parley:relation."@en ;
    ] ;
    sh:property [
        sh:path parley:polarity ;
        sh:in ( {polarities} ) ;
        sh:message "The polarity of a statement must be {polarity_names}. Correct parley:polarity."@en ;
    ] ;
    sh:property [
        sh:path parley:certainty ;
        sh:in ( {certainties} ) ;
        sh:message "The certainty of a statement must be {certainty_names}. Correct parley:certainty."@en ;
    ] .
"""  # noqa: E501 - a template holds whole sentences

_CLASSES = """
shape:NodeClassShape
    a sh:NodeShape ;
    sh:targetClass parley:Actor , parley:Proposal , parley:Interest ;
    sh:targetObjectsOf parley:subject , parley:object , parley:agent , parley:attributedTo ;
    sh:targetSubjectsOf parley:mention ;
    sh:property [
        sh:path rdf:type ;
        sh:qualifiedValueShape [ sh:in ( {classes} ) ] ;
        sh:qualifiedMinCount 1 ;
        sh:qualifiedMaxCount 1 ;
        sh:message "What a statement is about must be exactly one of: {class_names}. Give it one of these types, and one only."@en ;
    ] .

shape:ActorTypeShape
    a sh:NodeShape ;
    sh:targetClass {actor_classes} ;
    sh:property [
        sh:path rdf:type ;
        sh:hasValue parley:Actor ;
        sh:message "{actor_names} must also have the type Actor, so that queries for actors find it. Add the type parley:Actor."@en ;
    ] .
"""  # noqa: E501 - a template holds whole sentences

_ENDS = """
shape:{name}EndsShape
    a sh:NodeShape ;
    sh:targetNode parley:{name} ;
    sh:property [
        sh:path [ sh:inversePath parley:relation ] ;
        sh:property [
            sh:path parley:subject ;
            {domain} ;
            sh:message "The subject of '{name}' must be {domain_names}. Choose another relation, or correct the class of the subject."@en ;
        ] , [
            sh:path parley:object ;
            {range} ;
            sh:message "The object of '{name}' must be {range_names}. Choose another relation, or correct the class of the object."@en ;
        ] ;
    ] .

shape:{name}SubjectShape
    a sh:NodeShape ;
    sh:targetSubjectsOf parley:{name} ;
    {domain} ;
    sh:message "Whatever '{name}' something must be {domain_names}. Remove the direct triple, or correct the class of this node."@en .

shape:{name}ObjectShape
    a sh:NodeShape ;
    sh:targetObjectsOf parley:{name} ;
    {range} ;
    sh:message "Whatever something '{name}' must be {range_names}. Remove the direct triple, or correct the class of this node."@en .
"""  # noqa: E501 - a template holds whole sentences


def render() -> str:
    """The Turtle of `shapes-relations.ttl`."""
    relations = [relation.name for relation in schema.relations()]
    polarities, certainties = ([c.name for c in schema.concepts(k)] for k in ("Polarity", "Certainty"))
    classes = [c.name for c in schema.node_classes()]
    actors = [c.name for c in schema.node_classes() if c.kind == "Actor"]
    return (
        _HEAD
        + _QUALIFIERS.format(
            relations=_terms(relations),
            relation_names=", ".join(relations),
            polarities=_terms(polarities),
            polarity_names=_choice(polarities),
            certainties=_terms(certainties),
            certainty_names=_choice(certainties),
        )
        + _CLASSES.format(
            classes=_terms(classes),
            class_names=", ".join(classes),
            actor_classes=_terms(actors, " , "),
            actor_names=_choice([_article(name) for name in actors]).capitalize(),
        )
        + "".join(_ends(relation) for relation in schema.relations())
    )


def _ends(relation: RelationEntry) -> str:
    """The shapes of the statements and of the direct triples of a relation."""
    domain, range_ = _kinds(relation.domain), _kinds(relation.range)
    return _ENDS.format(
        name=relation.name,
        domain=_class(domain),
        domain_names=_choice([_article(kind.lower()) for kind in domain]),
        range=_class(range_),
        range_names=_choice([_article(kind.lower()) for kind in range_]),
    )


def _kinds(classes: tuple[str, ...]) -> list[str]:
    """The kinds of nodes that the classes make up; every end of a relation is whole kinds."""
    kind_of = {entry.name: entry.kind for entry in schema.node_classes()}
    return list(dict.fromkeys(kind_of[name] for name in classes))


def _class(kinds: list[str]) -> str:
    """The constraint that a value is of one of the kinds."""
    one_each = [f"sh:class parley:{kind}" for kind in kinds]
    return one_each[0] if len(one_each) == 1 else f"sh:or ( {' '.join(f'[ {c} ]' for c in one_each)} )"


def _terms(names: list[str], separator: str = " ") -> str:
    return separator.join(f"parley:{name}" for name in names)


def _choice(names: list[str]) -> str:
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _article(noun: str) -> str:
    return f"{'an' if noun[0].lower() in 'aeio' else 'a'} {noun}"

"""Which named actor a description stands beside (*the mayor, Ann Lee*) or is said to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc

from ..ontology import NodeClass
from .antecedents import Cluster
from .candidates import Candidate
from .entities import introduces


class Apposed:
    """The clusters of a document by the tokens of their names."""

    def __init__(self, doc: Doc, clusters: Sequence[Cluster]) -> None:
        self._doc, self._clusters = doc, clusters
        self._named: defaultdict[int, list[int]] = defaultdict(list)
        for place, cluster in enumerate(clusters):
            for name in cluster.candidates:
                for index in range(name.start, name.end) if name.kind == "name" else ():
                    self._named[index].append(place)

    def of(self, candidate: Candidate) -> Cluster | None:
        """The first actor of its class with a name beside the description."""
        kind, doc = candidate.node_class, self._doc
        root = doc[candidate.root]
        beside = [t.i for t in root.children if t.dep_ == "appos"]
        if root.dep_ == "appos":
            beside.append(root.head.i)
        elif root.dep_ == "attr" and root.head.lemma_ == "be" and kind is NodeClass.PERSON:
            beside += [t.i for t in root.head.children if t.dep_ == "nsubj"][:1]
        if kind in {NodeClass.PERSON, NodeClass.ORGANIZATION}:
            end = candidate.end
            beside.append(end + (end < len(doc) and introduces(doc[end])))
        kinds = {kind, NodeClass.ORGANIZATION} if kind is NodeClass.GROUP else {kind}
        places = sorted({place for index in beside for place in self._named.get(index, ())})
        found = (self._clusters[place] for place in places)
        return next((cluster for cluster in found if cluster.node_class in kinds), None)

"""Which clusters may mean the actor of another one: those alike in noun, in words or in name.

A rule that joins two looks only at those that it may join, and not at all actors of a long text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

from spacy.tokens import Doc

from ..ontology import NodeClass
from .also_called import written
from .antecedents import Cluster
from .descriptions import heads, is_group, wordings
from .names import plain
from .wordlists import Words

_PARTY = ("party",)


class Kinship:
    """The clusters of a document, in their order; `left` are those that are joined to no other."""

    def __init__(self, doc: Doc, clusters: Sequence[Cluster], lists: Words) -> None:
        self._doc, self._lists, self._clusters = doc, lists, clusters
        self._place = {id(cluster): place for place, cluster in enumerate(clusters)}
        self.left, self._left = list(clusters), list(range(len(clusters)))
        self._gone: set[int] = set()
        self._alike: defaultdict[Hashable, set[int]] = defaultdict(set)
        for cluster in clusters:
            self._note(cluster)

    def join(self, home: Cluster, cluster: Cluster) -> None:
        """Give the candidates of a cluster to its home."""
        home.take(cluster)
        at = bisect_left(self._left, place := self._place[id(cluster)])
        del self.left[at], self._left[at]
        self._gone.add(place)
        self._note(home)

    def others(self, cluster: Cluster) -> list[Cluster]:
        """All other clusters."""
        at = bisect_left(self._left, self._place[id(cluster)])
        return self.left[:at] + self.left[at + 1 :]

    def of_kind(self, cluster: Cluster) -> list[Cluster]:
        """The others of which a noun says the same."""
        return self._sharing(cluster, self._kinds(cluster))

    def worded(self, cluster: Cluster) -> list[Cluster]:
        """The other groups that are put in the same words."""
        return self._sharing(cluster, self._wordings(cluster))

    def lettered(self, cluster: Cluster) -> list[Cluster]:
        """The others with a name that begins as this one does."""
        person = cluster.node_class is NodeClass.PERSON
        letters = {written(self._doc, c)[:1] for c in cluster.candidates}
        return self._sharing(cluster, (("letter", person, letter) for letter in letters))

    def parties(self, cluster: Cluster) -> list[Cluster]:
        """The others whose name ends as that of a party does."""
        return self._sharing(cluster, [_PARTY])

    def _sharing(self, cluster: Cluster, keys: Iterable[Hashable]) -> list[Cluster]:
        places = set[int]().union(*(self._alike[key] for key in keys if key in self._alike))
        places.discard(self._place[id(cluster)])
        return [self._clusters[place] for place in sorted(places - self._gone)]

    def _note(self, cluster: Cluster) -> None:
        place = self._place[id(cluster)]
        for key in (*self._kinds(cluster), *self._wordings(cluster), *self._names(cluster)):
            self._alike[key].add(place)

    def _kinds(self, cluster: Cluster) -> Iterator[Hashable]:
        return (("kind", head) for head in heads(cluster, self._lists))

    def _wordings(self, cluster: Cluster) -> Iterator[Hashable]:
        found = wordings(self._doc, cluster) if is_group(cluster) else ()
        return (("words", wording) for wording in found)

    def _names(self, cluster: Cluster) -> Iterator[Hashable]:
        person = cluster.node_class is NodeClass.PERSON
        for candidate in cluster.candidates:
            if candidate.kind == "name":
                name = written(self._doc, candidate)
                # A surname may be misspelt beside the full name.
                yield "letter", person, (name.rpartition(" ")[2] if person else name)[:1]
                if plain(candidate.label).endswith(_PARTY[0]):
                    yield _PARTY

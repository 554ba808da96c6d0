"""What a description says of whom it means, by itself and beside the other actors of its document."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Doc

from .candidates import Candidate
from .learned.parse import Parse
from .wordlists import load_words

_LISTS = (
    "people",
    "collectives",
    "countries",
    "officials",
    "vague",
    "bodies",
    "forces",
    "organs",
    "organizations",
    "government",
)
_WE = frozenset({"we", "us", "our", "ours"})
_TOLD_BY = frozenset({"relcl", "acl", "appos", "conj", "poss"})


class Descriptions:
    """The descriptions among the clusters of one document."""

    def __init__(self, doc: Doc, clusters: Sequence[Sequence[Candidate]]) -> None:
        self._parse, self._lists = Parse.of(doc), load_words()
        said = sum(word in _WE for word in self._parse.lower)
        self._first_person = math.log2(1 + 500 * said / max(1, len(doc)))
        self._head_count, self._modified = Counter[str](), Counter[str]()
        self._named: set[str] = set()
        for cluster in clusters:
            heads = {c.head for c in cluster if c.head and c.kind != "name"}
            self._head_count.update(heads)
            self._modified.update(cluster[0].modifiers)
            self._named |= {self._parse.lemma[c.end - 1] for c in cluster if c.kind == "name"}

    def features(self, cluster: Sequence[Candidate]) -> dict[str, float]:
        """The features of a cluster without a name."""
        first = cluster[0]
        head, kind = first.head, first.node_class.value
        out = {
            f"head:{head}": 1.0,
            f"definite:{kind}": float(first.definite),
            f"plural:{kind}": float(first.plural),
            f"resolve:{kind}": float(first.resolve),
            "words": float(min(6, first.end - first.start)),
            "bare": float(first.end - first.start == 1),
            "complement": float(first.complement),
            "set against others": float(first.other),
            "same head": float(min(3, self._head_count[head] - 1)),
            "same head named": float(head in self._named),
            "same modifier": float(any(self._modified[word] > 1 for word in first.modifiers)),
            "first person": self._first_person,
        }
        out |= {f"head:{name}:{kind}": 1.0 for name in _LISTS if head in getattr(self._lists, name)}
        out |= {f"modifier:{word}": 1.0 for word in first.modifiers}
        return out | self._told_by(first.root)

    def _told_by(self, root: int) -> dict[str, float]:
        """By what the head is told: a clause of its own, an owner, an adjective that is a name."""
        parse = self._parse
        below = parse.children[root]
        out = {f"told by:{parse.dep[i]}": 1.0 for i in below if parse.dep[i] in _TOLD_BY}
        if any(parse.dep[i] == "amod" and parse.text[i][0].isupper() for i in below):
            out["told by:name"] = 1.0
        return out

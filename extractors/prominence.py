"""How an actor stands in a document: the features from which its salience is estimated.

Each mention tells where it stands (subject, owner, place after *in*), with which predicate, and in
whose company; a cluster adds how it is named, how often, and how it ranks among the others.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc, Token

from ..ontology import NodeClass
from .arguments import children
from .candidates import Candidate, stem
from .described import Descriptions
from .learned.parse import Parse
from .lexicon import lexicon, read_data
from .qualifiers import voices
from .quotations import quoted_spans
from .standing import first_conjunct, governor, is_place, role, sentence_numbers
from .surroundings import Surroundings
from .wordlists import load_words

_THIN_VERBS = frozenset({"be", "have", "become", "do", "make", "take"})
_CAP = 3.0
_LEADING_SENTENCES = 3
_LISTED = 3


@cache
def _theme_nouns() -> frozenset[str]:
    """Nouns that name a proposal or an interest."""
    nouns = read_data("nouns.yaml")
    return frozenset(nouns["proposals"]) | frozenset(nouns["interests"])


class Prominence:
    """The clusters of one document and what is seen only when all are seen together.

    `pronouns` is how many pronouns mean each cluster, `heading` the end token of the title line.
    """

    def __init__(
        self,
        doc: Doc,
        clusters: Sequence[Sequence[Candidate]],
        pronouns: Sequence[int],
        heading: int,
    ) -> None:
        self._lemma = Parse.of(doc).lemma
        self._doc, self._clusters, self._pronouns, self._heading = doc, clusters, pronouns, heading
        self._lists, self._predicates = load_words(), lexicon()
        self._themes, self._descriptions = _theme_nouns(), Descriptions(doc, clusters)
        self._sentence = sentence_numbers(doc)
        self._named_in: defaultdict[int, list[int]] = defaultdict(list)
        for entity in doc.ents:
            if entity.label_ in {"GPE", "ORG", "PERSON", "NORP"}:
                for index in range(entity.start, entity.end):
                    self._named_in[self._sentence[index]].append(index)
        self._quoted = {i for start, end in quoted_spans(doc) for i in range(start, end)}
        self._heads = {c.root for cluster in clusters for c in cluster if not c.attributive}
        self._most = Counter[NodeClass]()
        for cluster in clusters:
            kind = cluster[0].node_class
            self._most[kind] = max(self._most[kind], len(cluster))
        self._covering: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for cluster in clusters:
            for c in cluster:
                for index in range(c.start, c.end):
                    self._covering[index].append((c.start, c.end))

        self._surroundings = Surroundings(doc)

    def all(self) -> list[dict[str, float]]:
        """The features of the clusters, in their order."""
        return [
            self._features(cluster, count)
            for cluster, count in zip(self._clusters, self._pronouns, strict=True)
        ]

    def _features(self, candidates: Sequence[Candidate], pronouns: int) -> dict[str, float]:
        doc, first = self._doc, candidates[0]
        named = any(c.kind == "name" for c in candidates)
        kind = f"{first.node_class.value}:{'name' if named else 'nominal'}"
        found: defaultdict[str, int] = defaultdict(int)
        for candidate in candidates:
            self._mention(candidate, found)
        out = {name: min(_CAP, math.log2(1 + count)) for name, count in found.items() if count}
        total = len(candidates)
        out |= {
            f"kind:{kind}": 1.0,
            f"count:{kind}": math.log2(total),
            "count": math.log2(total),
            "pronouns": min(_CAP, math.log2(1 + pronouns)),
            "density": math.log2(1 + 500 * total / len(doc)),
            "once": float(total == 1),
            "place": first.start / max(1, len(doc)),
            "length": math.log2(len(doc)) - 9.0,
            "crowd": math.log2(1 + 500 * len(self._clusters) / len(doc)) - 5.0,
            "relative": math.log2(total / self._most[first.node_class]),
            "sentences": math.log2(len({self._sentence[c.root] for c in candidates})),
            "title": float(any(c.title for c in candidates)),
            "states": float(any(c.states for c in candidates)),
            "known": float(any(c.polity for c in candidates)),
            "certain": max(c.confidence for c in candidates),
        }
        for share in ("attributive", "subject", "place", "nested", "listed"):
            out[f"share:{share}"] = found[f"is:{share}"] / total
        if found["is:place"] + found["is:attributive"] == total:
            out[f"only place:{kind}"] = 1.0
        if all(c.attributive for c in candidates):
            out[f"only attributive:{kind}"] = 1.0
        out |= self._named(candidates) if named else self._descriptions.features(candidates)
        return out

    def _named(self, candidates: Sequence[Candidate]) -> dict[str, float]:
        names = [c for c in candidates if c.kind == "name"]
        out = {
            "name words": float(max(len(c.label.split()) for c in names)),
            "acronym": float(all(c.label.isupper() for c in names)),
            "in lower case": float(all(c.label.islower() for c in names)),
        }
        entities = Counter(self._doc[c.root].ent_type_ or "none" for c in names)
        out[f"entity:{min(entities, key=lambda e: (-entities[e], e))}"] = 1.0
        longest = max(names, key=lambda c: (c.end - c.start, -c.start))
        tail = stem(self._doc[longest.end - 1])
        if tail in self._lists.name_ends:
            out[f"tail:{tail}"] = 1.0
        return out | self._surroundings.of(names)

    def _mention(self, candidate: Candidate, found: defaultdict[str, int]) -> None:
        """Add to the counts of a cluster what one mention says."""
        token = self._doc[candidate.root]
        place = "attributive" if candidate.attributive else role(token)
        above = governor(token)
        lemma = self._lemma[above.i]
        subject = place in {"nsubj", "agent", "pobj:by"}
        found[f"role:{place}"] += 1
        found["is:attributive"] += candidate.attributive
        found["is:subject"] += place == "nsubj"
        found["is:place"] += is_place(token)
        found["is:nested"] += any(
            start <= candidate.start
            and candidate.end <= end
            and end - start > candidate.end - candidate.start
            for start, end in self._covering[candidate.root]
        )
        first = first_conjunct(token)
        found["is:listed"] += bool(children(first, "conj")) and len(first.conjuncts) + 1 >= _LISTED
        self._predicate(found, token, place, above, lemma, subject=subject, attributive=candidate.attributive)
        named = self._named_in[self._sentence[token.i]]
        if any(not candidate.start <= i < candidate.end for i in named):
            found["company"] += 1
        if candidate.kind != "name":
            self._modifiers(found, token)
        found["heading"] += candidate.root < self._heading
        found["leading"] += self._sentence[token.i] < _LEADING_SENTENCES
        found["quoted"] += token.i in self._quoted

    def _predicate(
        self, found: defaultdict[str, int], token: Token, place: str, above: Token, lemma: str,
        *, subject: bool, attributive: bool,
    ) -> None:  # fmt: skip
        verb = above.pos_ in {"VERB", "AUX"}
        for trigger in self._predicates.verbs.get(lemma, ())[:1] if verb else ():
            found[f"frame:{'subject' if subject else 'other'}:{trigger.frame.name}"] += 1
        for trigger in self._predicates.nouns.get(lemma, ())[:1] if above.pos_ == "NOUN" else ():
            found[f"nounframe:{trigger.frame.name}"] += 1
        found["main clause"] += above.dep_ == "ROOT" and verb
        if above.dep_ in {"xcomp", "ccomp", "relcl", "advcl", "acl"}:
            found[f"clause:{above.dep_}"] += 1
        if not attributive and lemma in self._predicates.verbs:
            found[f"verb:{'subject' if place == 'nsubj' else 'other'}"] += 1
        elif lemma in self._predicates.nouns:
            found["noun:" + ("attributive" if attributive else "argument")] += 1
        found["verb:any"] += above.pos_ == "VERB" and place == "nsubj"
        found["acts"] += above.pos_ == "VERB" and subject and lemma not in _THIN_VERBS
        found["speaks"] += subject and lemma in voices().reporting
        complement = verb and bool(children(above, "xcomp", "ccomp"))
        found["wills"] += subject and complement
        found["is to act"] += place == "dobj" and complement
        found["owns a theme"] += place == "poss" and lemma in self._themes
        found["beside a theme"] += place != "poss" and above.pos_ == "NOUN" and lemma in self._themes
        found["faces an actor"] += verb and any(
            c.i in self._heads and c.i != token.i for c in children(above, "nsubj", "agent")
        )
        found[f"governor:{'subject' if subject else place}:{lemma}"] += 1

    def _modifiers(self, found: defaultdict[str, int], token: Token) -> None:
        for modifier in token.lefts:
            if modifier.tag_ == "PRP$":
                found[f"owner:{modifier.lower_}"] += 1
            elif modifier.dep_ == "nummod":
                found["number"] += 1
            elif modifier.lower_ in self._lists.quantities:
                found[f"quantity:{modifier.lower_}"] += 1
            elif modifier.dep_ in {"amod", "compound"}:
                found["described"] += 1

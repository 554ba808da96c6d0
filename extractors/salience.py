"""How likely a careful reader writes an actor down: a logistic model over its mentions.

The features describe where an actor stands (subject, owner, place after *in*), how it is
named, and how often. Weights are learned by `tools/train_salience.py`, which documents the
data and the cross-validated quality in the file it writes, `data/salience.json`.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Doc, Token

from .candidates import Candidate
from .lexicon import lexicon as load_lexicon
from .wordlists import Words, load_words

_PREPOSITIONS = frozenset(
    {
        "of",
        "with",
        "by",
        "to",
        "in",
        "from",
        "between",
        "against",
        "for",
        "on",
        "at",
        "among",
        "including",
        "as",
    }
)
_ROLES = frozenset(
    {"nsubj", "nsubjpass", "dobj", "dative", "appos", "attr", "compound", "amod", "nmod", "poss", "ROOT"}
)
_CAP = 3.0


@dataclass(frozen=True)
class SalienceModel:
    """Weights of a logistic model by feature name, and its intercept."""

    weights: Mapping[str, float]
    intercept: float

    def probability(self, features: Mapping[str, float]) -> float:
        """The probability in [0, 1]; features without a weight count for nothing."""
        total = self.intercept + sum(
            self.weights.get(name, 0.0) * features[name] for name in sorted(features)
        )
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def load_model() -> SalienceModel:
    """The model of the package."""
    data = json.loads((files(__package__) / "data" / "salience.json").read_text(encoding="utf-8"))
    return SalienceModel(data["weights"], data["intercept"])


def role(token: Token) -> str:
    """The role of a mention's head: its dependency, through coordination, with the preposition."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    if token.dep_ == "pobj":
        word = token.head.lower_
        return f"pobj:{word if word in _PREPOSITIONS else 'other'}"
    return token.dep_ if token.dep_ in _ROLES else "other"


def governor(token: Token) -> Token:
    """The word that a mention depends on, through coordination and prepositions."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    head = token.head
    return head.head if head.dep_ in {"prep", "agent"} else head


def features(doc: Doc, candidates: Sequence[Candidate], pronouns: int, heading: int) -> dict[str, float]:
    """The features of one cluster; `heading` is the end token of the title line."""
    lists = load_words()
    first = candidates[0]
    named = any(c.kind == "name" for c in candidates)
    kind = f"{first.node_class.value}:{'name' if named else 'nominal'}"
    found: Counter[str] = Counter()
    for candidate in candidates:
        found.update(_mention_features(doc, candidate, heading, lists))
    out = {name: min(_CAP, math.log2(1 + count)) for name, count in found.items() if count}
    out[f"kind:{kind}"] = 1.0
    out[f"count:{kind}"] = math.log2(len(candidates))
    out["count"] = math.log2(len(candidates))
    out["pronouns"] = min(_CAP, math.log2(1 + pronouns))
    out["density"] = math.log2(1 + 500 * len(candidates) / len(doc))
    out["once"] = float(len(candidates) == 1)
    out["place"] = first.start / max(1, len(doc))
    out["length"] = math.log2(len(doc)) - 9.0
    out["title"] = float(any(c.title for c in candidates))
    out["states"] = float(any(c.states for c in candidates))
    out["known"] = float(any(c.polity for c in candidates))
    out["certain"] = max(c.confidence for c in candidates)
    if all(c.attributive for c in candidates):
        out[f"only attributive:{kind}"] = 1.0
    if not named:
        out |= _described(first, lists)
        out[f"head:{first.head}"] = 1.0
    else:
        out["name words"] = float(max(len(c.label.split()) for c in candidates))
        out["acronym"] = float(all(c.label.isupper() for c in candidates))
    group = f"{first.node_class.value[0]}{'n' if named else 'd'}|"
    out |= {
        group + name: value for name, value in out.items() if not name.startswith(("kind", "head:", "count:"))
    }
    return out


def _mention_features(doc: Doc, candidate: Candidate, heading: int, lists: Words) -> Counter[str]:
    """What one mention adds to the counts of its cluster."""
    predicates = load_lexicon()
    found: Counter[str] = Counter()
    token = doc[candidate.root]
    place = "attributive" if candidate.attributive else role(token)
    found[f"role:{place}"] += 1
    above = governor(token)
    lemma = above.lemma_.lower()
    side = "subject" if place in {"nsubj", "agent", "pobj:by"} else "other"
    for trigger in predicates.verbs.get(lemma, ())[:1] if above.pos_ in {"VERB", "AUX"} else ():
        found[f"frame:{side}:{trigger.frame.name}"] += 1
    for trigger in predicates.nouns.get(lemma, ())[:1] if above.pos_ == "NOUN" else ():
        found[f"nounframe:{trigger.frame.name}"] += 1
    if above.dep_ == "ROOT" and above.pos_ in {"VERB", "AUX"}:
        found["main clause"] += 1
    if above.dep_ in {"xcomp", "ccomp", "relcl", "advcl", "acl"}:
        found[f"clause:{above.dep_}"] += 1
    if any(
        t.ent_type_ in {"GPE", "ORG", "PERSON", "NORP"} and not candidate.start <= t.i < candidate.end
        for t in token.sent
    ):
        found["company"] += 1
    if candidate.kind != "name":
        for modifier in token.lefts:
            if modifier.tag_ == "PRP$":
                found[f"owner:{modifier.lower_}"] += 1
            elif modifier.dep_ == "nummod":
                found["number"] += 1
            elif modifier.lower_ in lists.quantities:
                found[f"quantity:{modifier.lower_}"] += 1
            elif modifier.dep_ in {"amod", "compound"}:
                found["described"] += 1
    if not candidate.attributive and above.lemma_.lower() in predicates.verbs:
        found[f"verb:{'subject' if place == 'nsubj' else 'other'}"] += 1
    elif above.lemma_.lower() in predicates.nouns:
        found["noun:" + ("attributive" if candidate.attributive else "argument")] += 1
    if above.pos_ == "VERB" and place == "nsubj":
        found["verb:any"] += 1
    found["heading"] += candidate.root < heading
    return found


def _described(first: Candidate, lists: Words) -> dict[str, float]:
    kind = first.node_class.value
    out = {
        f"definite:{kind}": float(first.definite),
        f"plural:{kind}": float(first.plural),
        f"resolve:{kind}": float(first.resolve),
        "words": float(min(6, first.end - first.start)),
        "bare": float(first.end - first.start == 1),
    }
    for name in (
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
    ):
        if first.head in getattr(lists, name):
            out[f"head:{name}:{kind}"] = 1.0
    return out

"""Which earlier actor a pronoun or a bare description means, with a confidence on each link.

Rules over the parse: an antecedent fits by class, number and gender; subjects and recent
mentions are preferred; inside a quotation *I* and *we* are the one who is quoted, and in a
transcript the one whose turn it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from ..ontology import NodeClass
from .candidates import Candidate
from .learned.parse import Parse
from .qualifiers import voices
from .quotations import quoted_spans
from .standing import sentence_numbers
from .turns import find_turns
from .wordlists import load_words

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_I = frozenset({"i", "me", "my", "mine", "myself"})
_WE = frozenset({"we", "us", "our", "ours", "ourselves"})
PRONOUNS = _HE | _SHE | _IT | _THEY | _I | _WE
_WINDOW = 3
_SUBJECT = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True)
class Link:
    """A pronoun or description, at a token span, that means the cluster of this index."""

    start: int
    end: int
    root: int
    cluster: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of a cluster, as an antecedent."""

    candidate: Candidate
    cluster: int
    sentence: int


class Antecedents:
    """The mentions of the clusters in the order of the text, to be searched backwards."""

    def __init__(self, doc: Doc, clusters: Sequence[Sequence[Candidate]]) -> None:
        self.doc = doc
        self.sentence = sentence_numbers(doc)
        self.places = sorted(
            (
                Place(c, index, self.sentence[c.root])
                for index, cluster in enumerate(clusters)
                for c in cluster
            ),
            key=lambda p: (p.candidate.root, p.candidate.start),
        )
        self.gender = [_gender(cluster) for cluster in clusters]

    def best(
        self,
        token: Token,
        classes: frozenset[NodeClass],
        *,
        plural: bool | None = None,
        gender: str = "",
        window: int = _WINDOW,
    ) -> tuple[int, float] | None:
        """The cluster that a pronoun at `token` most likely means, and how sure that is."""
        here = self.sentence[token.i]
        scores: dict[int, float] = {}
        for place in self.places:
            candidate = place.candidate
            if (
                candidate.root >= token.i
                or here - place.sentence > window
                or candidate.node_class not in classes
            ):
                continue
            if plural is not None and candidate.node_class is NodeClass.GROUP and not plural:
                continue
            if gender and self.gender[place.cluster] not in {"", gender}:
                continue
            root = self.doc[candidate.root]
            if _same_clause_object(token, root):
                continue
            score = 1.0 / (1 + here - place.sentence)
            score += 0.6 if root.dep_ in _SUBJECT else 0.2 if root.dep_ == "dobj" else 0.0
            score += 0.3 if gender and self.gender[place.cluster] == gender else 0.0
            score -= 0.5 if candidate.attributive else 0.0
            score += 0.002 * (candidate.root - token.i + 100) if token.i - candidate.root < 100 else 0.0
            scores[place.cluster] = max(scores.get(place.cluster, -1.0), score) + 0.05
        if not scores:
            return None
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        margin = ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0.0)
        return ranked[0][0], min(0.95, 0.45 + 0.5 * min(1.0, max(0.0, margin)))


def _same_clause_object(token: Token, antecedent: Token) -> bool:
    """A pronoun object is not the subject of its own verb (*Smith saw him*)."""
    return token.dep_ in {"dobj", "dative"} and antecedent.dep_ in _SUBJECT and antecedent.head == token.head


def _gender(cluster: Sequence[Candidate]) -> str:
    titles = {word for candidate in cluster for word in candidate.title}
    lists = load_words()
    if titles & lists.female:
        return "f"
    return "m" if titles & lists.male else ""


def link_pronouns(
    doc: Doc, clusters: Sequence[Sequence[Candidate]], speaker: int | None, body: int | None
) -> list[Link]:
    """Links of the personal and possessive pronouns.

    `speaker` and `body` are the clusters that *I* and *we* mean outside quotations, if known.
    """
    antecedents = Antecedents(doc, clusters)
    quoted = {i: (start, end - 1) for start, end in quoted_spans(doc) for i in range(start, end)}
    spoken = _spoken(doc, antecedents)
    found: list[Link] = []
    person = frozenset({NodeClass.PERSON})
    bodies = frozenset({NodeClass.STATE, NodeClass.ORGANIZATION})
    for token in (doc[i] for i, word in enumerate(Parse.of(doc).lower) if word in PRONOUNS):
        word = token.lower_
        # A tagger may take the word that opens a declaration for a name.
        if (token.pos_ not in {"PRON", "DET"} and token.text != "We") or token.text in {"US", "IT"}:
            continue
        hit: tuple[int, float] | None = None
        if word in _HE or word in _SHE:
            hit = antecedents.best(token, person, gender="m" if word in _HE else "f")
            if hit is not None:
                antecedents.gender[hit[0]] = antecedents.gender[hit[0]] or ("m" if word in _HE else "f")
        elif word in _IT:
            hit = None if _expletive(token) else antecedents.best(token, bodies, plural=False)
        elif word in _THEY:
            hit = antecedents.best(token, bodies | {NodeClass.GROUP}, plural=True, window=2)
        elif token.i in quoted:
            voice = _quoted_voice(doc, token, antecedents, quoted[token.i])
            hit = voice if word in _I or voice is None else (voice[0], 0.4)
        elif token.i in spoken:
            hit = (spoken[token.i], 0.9 if word in _I else 0.6)
        elif word in _I and speaker is not None:
            hit = (speaker, 0.9)
        elif word in _WE and body is not None:
            hit = (body, 0.8)
        if hit is not None:
            found.append(Link(token.i, token.i + 1, token.i, hit[0], round(hit[1], 3)))
    return found


def _expletive(token: Token) -> bool:
    """*It* that means nothing: with weather, seeming, or a clause that follows."""
    if token.dep_ == "expl":
        return True
    if token.dep_ not in _SUBJECT or token.lower_ != "it":
        return False
    verb = token.head
    clause = any(
        child.dep_ in {"ccomp", "xcomp", "csubj", "advcl"} and child.i > verb.i for child in verb.children
    )
    adjective = any(child.dep_ in {"acomp", "attr"} for child in verb.children)
    return verb.lemma_ in {"seem", "appear", "happen", "rain", "turn", "take"} or (
        verb.lemma_ == "be" and adjective and clause
    )


def _spoken(doc: Doc, antecedents: Antecedents) -> dict[int, int]:
    """The cluster that speaks, for each token in a turn of a transcript whose label names an actor."""
    found: dict[int, int] = {}
    for turn in find_turns(Parse.of(doc).whole):
        named = [p for p in antecedents.places if turn.start <= doc[p.candidate.root].idx < turn.colon]
        words = doc.char_span(turn.text, turn.end, alignment_mode="expand")
        if named and words is not None:
            found.update(dict.fromkeys(range(words.start, words.end), named[-1].cluster))
    return found


def _quoted_voice(
    doc: Doc, token: Token, antecedents: Antecedents, quotation: tuple[int, int]
) -> tuple[int, float] | None:
    """Who is quoted: the actor nearest to the quotation that is the subject of a verb outside it."""
    first, last = quotation
    here = {antecedents.sentence[first], antecedents.sentence[last]}
    best: tuple[float, int] | None = None
    for place in antecedents.places:
        root = doc[place.candidate.root]
        if first <= root.i <= last or not any(abs(place.sentence - n) <= 1 for n in here):
            continue
        distance = min(abs(root.i - first), abs(root.i - last))
        says = root.dep_ == "nsubj" and root.head.lemma_ in voices().reporting
        near = place.sentence in here
        score = (
            distance
            - (60 if says and near else 30 if says else 0)
            - (10 if place.candidate.node_class is NodeClass.PERSON else 0)
        )
        if (says or near) and (best is None or score < best[0]):
            best = (score, place.cluster)
    return (best[1], 0.8 if best[0] < 0 else 0.5) if best else None

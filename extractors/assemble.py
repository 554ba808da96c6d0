"""From decisions to the nodes and statements of one document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from ..model import Document, Evidence, Extraction, Node, Statement
from ..ontology import Certainty, Polarity
from .decisions import Decision
from .identifiers import node_id
from .learned.parse import Parse
from .nodes import Nodes
from .paths import path
from .qualifiers import certainty, condition, doubtful, polarity
from .sources import Sources
from .standing import sentence_numbers

_LABEL = 60
_HALF = 0.5
# What points at an owner or back in the text says nothing where the label stands alone.
_POINTING = re.compile(
    r"^(?:the|this|that|these|those|such|my|our|your|his|her|its|their)\s+(?=\w)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a statement rests on: the word that decides its qualifiers, the tokens of its evidence
    (`end` exclusive), and the stage that made it.
    """

    anchor: Token
    start: int
    end: int
    stage: str


class Assembler:
    """Builds the Extraction of one document. `reader` names the learned reader for the stages."""

    def __init__(self, document: Document, doc: Doc, nodes: Nodes, reader: str) -> None:
        self._document, self._doc, self._numbered, self._reader = document, doc, nodes, reader
        self._sentences = [(s.start, s.end, s.start_char, s.end_char) for s in doc.sents]
        self._sentence, self._parse = sentence_numbers(doc), Parse.of(doc)
        self._spans: dict[int, defaultdict[int, list[tuple[int, int, int]]]] = {}
        self._sources = Sources(doc)
        self._nodes: dict[str, Node] = {}
        self._ids: dict[int, str] = {}

    def _evidence(self, start: int, end: int) -> Evidence:
        """Evidence for a token span, in the sentence or sentences around it."""
        parse = self._parse
        while start < end - 1 and parse.space[start]:
            start += 1
        while end - 1 > start and parse.space[end - 1]:
            end -= 1
        begin, stop = parse.begin[start], parse.end[end - 1]
        first, final = self._sentences[self._sentence[start]], self._sentences[self._sentence[end - 1]]
        return self._document.quote(begin, stop, (min(first[2], begin), max(final[3], stop)))

    def _node(self, number: int) -> str:
        if number not in self._ids:
            theme = self._numbered.theme(number)
            node = self._actor(number) if theme is None else self._theme(number)
            self._ids[number] = node.id
            self._nodes.setdefault(node.id, node)
        return self._ids[number]

    def _actor(self, number: int) -> Node:
        actor = self._numbered.actors[number]
        named = sorted({(m.start, m.end) for m in actor.mentions if m.kind != "pronoun"})
        return Node(
            node_id(self._document, actor.node_class, actor.label),
            actor.node_class,
            actor.label,
            tuple(self._evidence(*span) for span in named),
            tuple(actor.aliases),
            actor.wikidata,
            actor.iso3166,
        )

    def _theme(self, number: int) -> Node:
        mentions = [self._evidence(*span) for span in sorted({s[:2] for s in self._numbered.spans(number)})]
        fullest = max(mentions, key=lambda e: (min(e.end - e.start, _LABEL), -e.start))
        label = _POINTING.sub("", re.sub(r"\s+", " ", fullest.quotation)).removeprefix("to ")
        node_class = self._numbered.node_class(number)
        return Node(node_id(self._document, node_class, label), node_class, label, tuple(mentions))

    def _nearest(self, decision: Decision) -> tuple[Token, int, int]:
        """The word above the nearest mentions in the decision's sentence, and the span from one to the other.

        Where one end stands in an earlier sentence, the span is the whole sentence.
        """
        here = [self._spans_in(number, decision.sentence) for number in (decision.subject, decision.object)]
        if here[0] and here[1]:
            one, two = min(
                ((a, b) for a in here[0] for b in here[1]), key=lambda ab: abs(ab[0][2] - ab[1][2])
            )
            first = self._doc[one[2]]
            start, end = min(one[0], two[0]), max(one[1], two[1])
            if (top := path(first, self._doc[two[2]])[1]) is None:
                return first, start, end
            return top, min(start, top.i), max(end, top.i + 1)
        return self._doc[(here[0] or here[1])[0][2]], *self._sentences[decision.sentence][:2]

    def _spans_in(self, number: int, sentence: int) -> list[tuple[int, int, int]]:
        """The mentions of a node that have their head in the sentence."""
        if number not in self._spans:
            found = self._spans[number] = defaultdict(list)
            for span in self._numbered.spans(number):
                found[self._sentence[span[2]]].append(span)
        return self._spans[number][sentence]

    def ground(self, decision: Decision) -> Ground:
        """What the statement of a decision rests on: the rule's words, or else those between the ends."""
        if (claim := decision.claim) is not None:
            start, end = self._around(claim.subject.token, claim.object.token, claim.predicate)
            return Ground(claim.predicate, start, end, claim.stage)
        if (found := decision.affiliation) is not None:
            return Ground(self._doc[found.end - 1], found.start, found.end, found.stage)
        return Ground(*self._nearest(decision), self._reader)

    def statement(self, decision: Decision, probability: float) -> Statement:
        """The statement of a decision, which has this probability."""
        subject, obj = self._node(decision.subject), self._node(decision.object)
        ground = self.ground(decision)
        anchor = ground.anchor
        negative, uncertain = decision.negated > _HALF, decision.uncertain > _HALF
        if (claim := decision.ruling) is not None:
            negative = (polarity(anchor) is Polarity.NEGATIVE) != claim.negated
            uncertain = uncertain or claim.uncertain or certainty(anchor) is Certainty.UNCERTAIN
        else:
            uncertain = uncertain or (decision.affiliation is None and doubtful(anchor))
        clause = condition(anchor)
        speakers = [
            self._node(n) for voice in self._sources.of(anchor) for n in self._speaker(voice.speakers)
        ]
        return Statement(
            subject,
            decision.relation,
            obj,
            self._evidence(ground.start, ground.end),
            Polarity.NEGATIVE if negative else Polarity.POSITIVE,
            Certainty.UNCERTAIN if uncertain else Certainty.ASSERTED,
            tuple(s for s in dict.fromkeys(speakers) if s != subject),
            self._evidence(clause.left_edge.i, clause.right_edge.i + 1) if clause is not None else None,
            self._document.date,
            round(probability, 3),
            ground.stage,
        )

    def _speaker(self, tokens: Iterable[Token]) -> list[int]:
        for token in tokens:
            if numbers := self._numbered.actors_at(token):
                return numbers[:1]
        return []

    def _around(self, *tokens: Token) -> tuple[int, int]:
        """The token span that holds the tokens and the phrases of which they are the heads."""
        start, end = min(t.i for t in tokens), max(t.i for t in tokens) + 1
        for found in filter(None, map(self._numbered.phrase_at, tokens)):
            start, end = min(start, found.start), max(end, found.end)
        return start, end

    def extraction(self, decisions: Iterable[tuple[Decision, float]], notes: Iterable[str]) -> Extraction:
        """The extraction of the decisions, each with its probability, and of the nodes that they need."""
        made = sorted((self.statement(d, p) for d, p in decisions), key=lambda statement: statement.key)
        made = [s for s in made if s.subject != s.object]
        used = {end for s in made for end in (s.subject, s.object, *s.sources)}
        used |= {self._node(number) for number in self._numbered.salient()}
        nodes = tuple(self._nodes[i] for i in sorted(used))
        return Extraction(self._document, nodes, tuple(made), tuple(notes))

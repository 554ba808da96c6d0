"""From actors, themes and claims to the nodes and statements of one document."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token

from ..model import Document, Evidence, Extraction, Node, Statement, check, digest
from ..ontology import Certainty, NodeClass, Polarity, Relation
from .actors import Actor
from .affiliation import Affiliation
from .frames import Claim, Filler
from .qualifiers import Sources, certainty, condition, polarity
from .themes import Theme, Themes

# Until a calibrated figure takes its place.
DEFAULT_CONFIDENCE = 0.5
_NAME_KINDS = frozenset({"name", "nominal"})


def slug(text: str) -> str:
    """A readable identifier: ASCII letters and digits where there are any, else a digest."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60] or digest(text)


class Assembler:
    """Builds the Extraction of one document from what the stages found in its parse."""

    def __init__(self, document: Document, doc: Doc, actors: Sequence[Actor], themes: Themes) -> None:
        self._document, self._doc = document, doc
        self._actors, self._themes = actors, themes
        self._actors_at: defaultdict[int, list[int]] = defaultdict(list)
        for number, actor in enumerate(actors):
            for mention in actor.mentions:
                self._actors_at[mention.root].append(number)
        self._sources = Sources(doc)
        self._nodes: dict[str, Node] = {}
        self._theme_ids: dict[int, str] = {}

    def evidence(self, start: int, end: int) -> Evidence:
        """Evidence for a token span, in the sentence or sentences around it."""
        doc = self._doc
        while start < end - 1 and doc[start].is_space:
            start += 1
        while end - 1 > start and doc[end - 1].is_space:
            end -= 1
        first, last = doc[start].sent, doc[end - 1].sent
        stop = doc[end - 1].idx + len(doc[end - 1])
        return self._document.quote(
            doc[start].idx, stop, (min(first.start_char, doc[start].idx), max(last.end_char, stop))
        )

    def _actor_node(self, number: int) -> str:
        actor = self._actors[number]
        identifier = f"actor/{slug(actor.label)}"
        if identifier not in self._nodes:
            mentions = sorted({(m.start, m.end) for m in actor.mentions if m.kind in _NAME_KINDS})
            if not mentions:
                mentions = [(m.start, m.end) for m in actor.mentions[:1]]
            self._nodes[identifier] = Node(
                identifier,
                actor.node_class,
                actor.label,
                tuple(self.evidence(*span) for span in mentions),
                tuple(actor.aliases),
                actor.wikidata,
                actor.iso3166,
            )
        return identifier

    def _theme_node(self, theme: Theme) -> str:
        known = self._theme_ids.get(id(theme))
        if known is None:
            evidence = [self.evidence(*span) for span in sorted(set(theme.spans))]
            label = max(evidence, key=lambda e: (min(e.end - e.start, 60), -e.start)).quotation
            label = re.sub(r"\s+", " ", label)
            kind = theme.node_class.value
            known = f"{kind.lower()}/{slug(label)[:48]}-{digest(self._document.id, kind, label)[:6]}"
            self._theme_ids[id(theme)] = known
            if known not in self._nodes:
                self._nodes[known] = Node(known, theme.node_class, label, tuple(evidence))
        return known

    def _ends(self, filler: Filler) -> list[str]:
        if filler.kind == "Actor":
            return [self._actor_node(n) for n in self._actors_at.get(filler.token.i, ())]
        theme = self._themes.of(filler.token)
        return [self._theme_node(theme)] if theme is not None else []

    def _speakers(self, predicate: Token) -> tuple[str, ...]:
        chain = []
        for tokens in self._sources.of(predicate):
            for token in tokens[:1]:
                chain += [self._actor_node(n) for n in self._actors_at.get(token.i, ())[:1]]
        return tuple(dict.fromkeys(chain))

    def _distinct(self, statements: Iterable[Statement]) -> list[Statement]:
        """Each distinct statement once, with the evidence of the most confident."""
        found: dict[tuple[str, Relation, str, Polarity], Statement] = {}
        for made in statements:
            ends = (made.subject, made.object)
            if made.relation.symmetric:
                ends = (min(ends), max(ends))
            key = (ends[0], made.relation, ends[1], made.polarity)
            if key not in found or found[key].confidence < made.confidence:
                found[key] = made
        return sorted(found.values(), key=lambda statement: statement.key)

    def _stated(self, claims: Iterable[Claim]) -> Iterator[Statement]:
        for claim in claims:
            for subject in self._ends(claim.subject):
                for obj in self._ends(claim.object):
                    made = self._statement(claim, subject, obj)
                    if made is not None:
                        yield made

    def _affiliated(self, affiliations: Iterable[Affiliation]) -> Iterator[Statement]:
        for found in affiliations:
            subject, obj = self._actor_node(found.subject), self._actor_node(found.object)
            if subject != obj:
                yield Statement(
                    subject,
                    Relation.AFFILIATED_WITH,
                    obj,
                    self.evidence(found.start, found.end),
                    date=self._document.date,
                    confidence=DEFAULT_CONFIDENCE,
                    stage=found.stage,
                )

    def _statement(self, claim: Claim, subject: str, obj: str) -> Statement | None:
        classes = self._nodes[subject].node_class, self._nodes[obj].node_class
        relation = recast(claim.relation, *classes)
        if relation is None or subject == obj:
            return None
        tokens = (claim.subject.token, claim.object.token, claim.predicate)
        spans = [
            span
            for t in tokens
            if (theme := self._themes.of(t))
            for span in theme.spans
            if span[0] <= t.i < span[1]
        ]
        start = min([t.i for t in tokens] + [span[0] for span in spans])
        end = max([t.i + 1 for t in tokens] + [span[1] for span in spans])
        negative = (polarity(claim.predicate) is Polarity.NEGATIVE) != claim.negated
        clause = condition(claim.predicate)
        sure = Certainty.UNCERTAIN if claim.uncertain else certainty(claim.predicate)
        return Statement(
            subject,
            relation,
            obj,
            self.evidence(start, end),
            Polarity.NEGATIVE if negative else Polarity.POSITIVE,
            sure,
            tuple(s for s in self._speakers(claim.predicate) if s != subject),
            self.evidence(clause.left_edge.i, clause.right_edge.i + 1) if clause is not None else None,
            self._document.date,
            DEFAULT_CONFIDENCE,
            claim.stage,
        )

    def extraction(self, claims: Iterable[Claim], affiliations: Sequence[Affiliation]) -> Extraction:
        """The extraction with the nodes that the statements use."""
        statements = self._distinct([*self._stated(claims), *self._affiliated(affiliations)])
        used = {end for s in statements for end in (s.subject, s.object, *s.sources)}
        nodes = tuple(sorted((self._nodes[i] for i in used), key=lambda node: node.id))
        check(nodes, statements)
        return Extraction(self._document, nodes, tuple(statements))


# What a relation becomes where the classes of its ends call for another one: to support an
# interest is to seek it, to seek a proposal is to support it.
_RECAST = {
    (Relation.SUPPORTS, NodeClass.INTEREST): Relation.SEEKS,
    (Relation.PROPOSES, NodeClass.INTEREST): Relation.SEEKS,
    (Relation.DEMANDS, NodeClass.INTEREST): Relation.SEEKS,
    (Relation.SEEKS, NodeClass.PROPOSAL): Relation.SUPPORTS,
    (Relation.FEARS, NodeClass.PROPOSAL): Relation.OPPOSES,
    (Relation.INCLUDES, NodeClass.INTEREST): Relation.ADVANCES,
    (Relation.ADVANCES, NodeClass.PROPOSAL): Relation.INCLUDES,
}


def recast(relation: Relation, subject: NodeClass, obj: NodeClass) -> Relation | None:
    """The relation that holds between ends of these classes, or None where none does."""
    if relation.allows(subject, obj):
        return relation
    other = _RECAST.get((relation, obj))
    return other if other is not None and other.allows(subject, obj) else None

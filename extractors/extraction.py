"""One document in, its nodes and statements out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc
from threadpoolctl import ThreadpoolController

from ..model import Document, Extraction
from ..ontology import NodeClass, Relation
from .actors import Actor, find_actors
from .affected import find_affected
from .affiliation import find_affiliations
from .assemble import Assembler
from .conditions import find_conditions
from .constructions import find_constructions
from .decisions import WORTH, Decision, Decisions, classify
from .frames import Claim, find_claims
from .guesses import find_guesses
from .learned import LearnedReader, Reading
from .nodes import Nodes
from .settings import Settings
from .settle import settle
from .spans import phrase, thing
from .themes import Phrase, Themes, out_of_reach
from .together import find_together
from .weights import load_actor_weights

# A phrase that the learned reader gives at least this chance is a proposal or an interest.
PHRASE_CHANCE = 0.3
# Documents that are parsed together, and code points of them: as fast as more, and a fraction of the memory.
TOGETHER, TOGETHER_LONG = 16, 40_000


def _add_read(doc: Doc, themes: Themes, reading: Reading, actors: Iterable[Actor]) -> None:
    """Add the phrases that the learned reader takes for themes, the surest first, none over another."""
    named = frozenset(m.root for actor in actors for m in actor.mentions if not m.attributive)
    taken: defaultdict[int, list[Phrase]] = defaultdict(list)
    for start, end, head, proposal, interest in reading.themes(PHRASE_CHANCE):
        object_ = thing(doc[head], named)
        found = Phrase(start, end, head) if object_ is None else Phrase(*phrase(object_), object_.i)
        tokens = range(found.start, found.end)
        if found.head in named or out_of_reach(doc[head]):
            continue
        if any(found.overlaps(other) for index in tokens for other in taken.get(index, ())):
            continue
        for index in tokens:
            taken[index].append(found)
        votes = {NodeClass.PROPOSAL: proposal, NodeClass.INTEREST: interest}
        themes.add(found, votes, proposal + interest)


def find_all_claims(doc: Doc, heads: frozenset[int]) -> list[Claim]:
    """What the rules claim, the surest kind first. `heads` are the tokens that name actors."""
    ruled = [
        *find_claims(doc, heads),
        *find_constructions(doc, heads),
        *find_conditions(doc, heads),
        *find_together(doc, heads),
    ]
    return [*ruled, *find_guesses(doc, heads), *find_affected(doc, heads)]


def find_decisions(
    doc: Doc, reading: Reading | None, reach: float = 0.0, *, strict: bool = False
) -> tuple[Nodes, list[Decision], int]:
    """The nodes of a parsed text, everything that speaks for a statement, and how many claims fit nowhere.

    `reading` is the learned reader's of this text; without it, the rules alone speak. What it alone says
    counts from the score `reach` on, and where it is `strict`, only between nodes that are not faint.
    """
    actors = find_actors(doc)
    heads = frozenset(mention.root for actor in actors for mention in actor.mentions)
    claims = find_all_claims(doc, heads)
    themes = Themes(doc)
    if reading is not None:
        _add_read(doc, themes, reading, actors)
    for claim in claims:
        for filler in (claim.subject, claim.object) if not claim.guess else ():
            if filler.kind != "Actor":
                themes.use(filler.token, filler.kind, admit=reading is None)
    nodes = Nodes(doc, actors, themes)
    decisions = Decisions(nodes)
    if reading is not None:
        trust, mentions = load_actor_weights(), nodes.mentions()
        chances = reading.chances(mentions[: len(actors)])
        nodes.weigh(
            [
                trust.probability(actor.salience, *chance)
                for actor, chance in zip(actors, chances, strict=True)
            ]
        )
        relations = [Relation(name) for name in reading.relations]
        heard = [
            replace(node, rows=()) if strict and nodes.faint(number) else node
            for number, node in enumerate(mentions)
        ]
        scores = reading.relate(heard, WORTH)
        classify(nodes, scores, relations)
        decisions.learn(scores, relations)
    unplaced = decisions.claim(claims)
    decisions.affiliate(find_affiliations(doc, actors))
    return nodes, decisions.all(reach), len(unplaced)


def extract_parsed(document: Document, doc: Doc, reading: Reading | None, settings: Settings) -> Extraction:
    """What a document says, from its parse and what the learned reader makes of it, if it takes part.

    `doc.text` must be `document.text`. What the rules found and the settings leave out is counted in the
    notes.
    """
    weights, least = settings.weights(), settings.threshold
    # Who asks for less than the usual confidence wants what is doubtful too.
    strict = least >= weights.threshold
    nodes, decisions, unplaced = find_decisions(doc, reading, weights.reach(least), strict=strict)
    weighed = [(d, weights.probability(d, nodes, learned=settings.learned)) for d in decisions]
    kept = [(d, p) for d, p in weighed if p >= least and not (strict and nodes.faint(d.subject, d.object))]
    left_out = sum(d.of_rules for d, _ in weighed) - sum(d.of_rules for d, _ in kept)
    assembler = Assembler(document, doc, nodes, reading.version if reading is not None else "rules")
    return assembler.extraction(settle(doc, kept), _notes(unplaced, left_out, least))


def _notes(unplaced: int, left_out: int, least: float) -> Iterator[str]:
    counts = Counter({"claims of rules that no node or relation fits": unplaced})
    counts[f"claims of rules below the least confidence of {least:g}, or about too faint an actor"] = left_out
    for what, count in counts.items():
        if count:
            yield f"{count} {what}"


def extract_all(
    documents: Iterable[Document], nlp: Language, settings: Settings | None = None
) -> Iterator[Extraction]:
    """The extractions of the documents, in their order."""
    settings = settings or Settings()
    # More threads than one take longer for matrices as small as these, and take the encoder's cores.
    with _pools().limit(limits=1, user_api="blas"):
        for document, doc, reading in _read_ahead(documents, nlp, settings.reader()):
            yield extract_parsed(document, doc, reading, settings)


@cache
def _pools() -> ThreadpoolController:
    return ThreadpoolController()


def _read_ahead(
    documents: Iterable[Document], nlp: Language, reader: LearnedReader | None
) -> Iterator[tuple[Document, Doc, Reading | None]]:
    """The documents in their order, parsed, while the encoder is at work on those behind them.

    A batch is parsed at once, so a batch waits: else the encoder had nothing to do meanwhile. Where the
    parse fails, those that wait come first.
    """
    before: list[tuple[Document, Doc, Reading | None]] = []
    now: list[tuple[Document, Doc, Reading | None]] = []
    try:
        for batch in _batches(documents):
            pairs = ((document.text, document) for document in batch)
            for doc, document in nlp.pipe(pairs, as_tuples=True, batch_size=TOGETHER):
                now.append((document, doc, reader.read(doc) if reader is not None else None))
            yield from before
            before, now = now, []
    except Exception:
        yield from (*before, *now)
        raise
    yield from before


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """The documents in their order, as many together as are parsed together; a long one is alone."""
    batch: list[Document] = []
    size = 0
    try:
        for document in documents:
            if batch and (len(batch) == TOGETHER or size + len(document.text) > TOGETHER_LONG):
                yield batch
                batch, size = [], 0
            batch.append(document)
            size += len(document.text)
    except Exception:
        yield batch
        raise
    yield batch


def extract(document: Document, nlp: Language, settings: Settings | None = None) -> Extraction:
    """What one document says: its nodes and statements. Text that says nothing gives none."""
    return next(extract_all([document], nlp, settings))

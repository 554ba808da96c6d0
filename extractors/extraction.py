"""One document in, its nodes and statements out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from ..model import Document, Extraction
from .actors import find_actors
from .affiliation import find_affiliations
from .assemble import Assembler
from .constructions import find_constructions
from .frames import find_claims
from .themes import Themes


def extract_parsed(document: Document, doc: Doc) -> Extraction:
    """What a document says, from its parse: `doc.text` must be `document.text`."""
    actors = find_actors(doc)
    heads = frozenset(mention.root for actor in actors for mention in actor.mentions)
    claims = [*find_claims(doc, heads), *find_constructions(doc, heads)]
    themes = Themes(doc)
    for claim in claims:
        for filler in (claim.subject, claim.object):
            if filler.kind != "Actor":
                themes.add(filler.token, filler.kind)
    themes.merge()
    assembler = Assembler(document, doc, actors, themes)
    return assembler.extraction(claims, find_affiliations(doc, actors))


def extract_all(documents: Iterable[Document], nlp: Language) -> Iterator[Extraction]:
    """The extractions of the documents, in their order."""
    pairs = ((document.text, document) for document in documents)
    for doc, document in nlp.pipe(pairs, as_tuples=True):
        yield extract_parsed(document, doc)


def extract(document: Document, nlp: Language) -> Extraction:
    """What one document says: its nodes and statements. Raises nothing for text without statements."""
    return next(extract_all([document], nlp))

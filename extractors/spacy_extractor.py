"""The extractor that is used where none is chosen: spaCy's parse, rules, and a small learned reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .._version import __version__
from ..model import Document, Extraction, Statement
from .explanation import Explanation, explain
from .extraction import extract_all
from .extractor import ExtractorError
from .pipeline import load_pipeline
from .settings import Settings


class SpacyExtractor:
    """Reads with a spaCy pipeline, on this machine and without a network.

    `model` names an installed pipeline or the folder of one; without it, the packaged English
    model is used. `learned` and `min_confidence` are those of `Settings`. Raises PipelineError
    where the pipeline will not do, SettingsError or ExtractorError for the other two.
    """

    name = "spacy"
    version = __version__

    def __init__(
        self, model: str | None = None, *, learned: bool = True, min_confidence: float | None = None
    ) -> None:
        # From the command line, options that have no type of their own arrive as text.
        if not isinstance(learned, bool) or isinstance(min_confidence, str):
            raise ExtractorError(
                "the extractor 'spacy' takes 'learned' as true or false and 'min_confidence' as a number: "
                "on the command line, use --rules-only and --min-confidence"
            )
        self._choices = Settings(learned, min_confidence)
        self._nlp = load_pipeline(model)
        meta = self._nlp.meta
        self.model = f"{meta['lang']}_{meta['name']}"
        self.model_version = str(meta["version"])
        self.settings = self._choices.record()
        self.max_length = self._nlp.max_length

    def extract(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """The extractions of the documents, in their order."""
        return extract_all(documents, self._nlp, self._choices)

    def explain(self, statement: Statement) -> Explanation:
        """Why the statement is made: its document is read again."""
        document = statement.evidence.document
        return explain(document, self._nlp(document.text), statement, self._choices)

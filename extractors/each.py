"""One extraction for each document, where the fault of one does not cost the others."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator

from ..model import Document, Extraction, ParleyError
from .extractor import Extractor, ExtractorError, ExtractorStopped, describe

_log = logging.getLogger(__name__)

type Progress = Callable[[int, int, str], None]
"""Called with how many documents are done, how many there are, and the name of the last one."""


def extract_each(
    documents: list[Document], extractor: Extractor, failures: list[str], on_progress: Progress | None
) -> Iterator[Extraction]:
    """The extractions of the documents; one that fails is added to `failures`, as `name: reason`."""
    most = describe(extractor).max_length
    short = [document for document in documents if _fits(document, most, failures)]
    done = 0
    while done < len(short):
        # The documents go through the pipeline in batches. One that fails ends the batch, so
        # the rest starts anew behind it.
        try:
            for extraction in extractor.extract(short[done:]):
                if done == len(short):
                    failures.append(
                        f"{extraction.document.name}: the extractor {extractor.name!r} gave more extractions "
                        "than there are documents; those were left out"
                    )
                    return
                _require(extraction, short[done], extractor)
                done += 1
                yield extraction
                _report(on_progress, done, short)
            if done < len(short):
                raise ExtractorError(f"the extractor {extractor.name!r} gave nothing for this document")
        except ExtractorStopped as error:
            failures.extend(f"{document.name}: {error}" for document in short[done:])
            return
        except Exception as error:
            # A fault in one text must not cost the others: it is counted and shown, and who
            # looks for it finds the traceback in the log.
            name = short[done].name
            _log.debug("no statements of %s", name, exc_info=True)
            failures.append(f"{name}: {_explained(error, extractor)}")
            done += 1
            _report(on_progress, done, short)


def _fits(document: Document, most: int | None, failures: list[str]) -> bool:
    """Whether the extractor reads a text of that length: the memory of a pipeline grows with the text."""
    length = len(document.text)
    if most is None or length <= most:
        return True
    failures.append(
        f"{document.name}: has {length:,} characters, the language model reads at most "
        f"{most:,} at once; split the document"
    )
    return False


def _require(extraction: Extraction, document: Document, extractor: Extractor) -> None:
    """Raise where the extraction is of another document."""
    if extraction.document.id != document.id:
        raise ExtractorError(
            f"the extractor {extractor.name!r} gave an extraction of {extraction.document.name!r} here: "
            "it must give one for each document, in their order"
        )


def _explained(error: Exception, extractor: Extractor) -> str:
    if isinstance(error, ParleyError):
        return str(error)
    return (
        f"stopped the extraction ({type(error).__name__}: {error}); that is a fault of the extractor "
        f"{extractor.name!r}, report it"
    )


def _report(on_progress: Progress | None, done: int, documents: list[Document]) -> None:
    if on_progress is not None:
        on_progress(done, len(documents), documents[done - 1].name)

"""From files to documents, and from documents to nodes and statements."""

from typing import TYPE_CHECKING, Any

from .extractor import Extractor, ExtractorError, ExtractorStopped
from .finding import Found, Skipped, find_documents
from .read_error import ReadError
from .readers import MAX_BYTES, SUFFIXES, read_document, read_stream

if TYPE_CHECKING:
    from .extraction import extract, extract_all
    from .pipeline import load_pipeline

__all__ = [
    "MAX_BYTES",
    "SUFFIXES",
    "Extractor",
    "ExtractorError",
    "ExtractorStopped",
    "Found",
    "ReadError",
    "Skipped",
    "extract",
    "extract_all",
    "find_documents",
    "load_pipeline",
    "read_document",
    "read_stream",
]


def __getattr__(name: str) -> Any:
    # spaCy takes seconds to import: who only reads files need not wait for it.
    if name in ("extract", "extract_all"):
        from . import extraction

        return getattr(extraction, name)
    if name == "load_pipeline":
        from .pipeline import load_pipeline

        return load_pipeline
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

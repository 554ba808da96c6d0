"""Reads documents with a large language model, behind any endpoint of the OpenAI chat completions protocol.

The model is shown the ontology and a part of a document at a time. What it answers is checked: a
quotation that is not in the text, a node that is not named in it, and a relation that the ontology
does not allow are left out and counted. Needs the extra `parleygraph[llm]`.

Errors:

    LlmError
    ├── MissingExtraError    the packages of the extra are not installed
    ├── ServiceError         the endpoint did not answer for this document
    ├── AnswerError          the answer is not what was asked for
    └── ServiceDownError     the endpoint will answer for no document; ends the run
"""

from .errors import AnswerError, LlmError, MissingExtraError, ServiceDownError, ServiceError

try:
    from .extractor import LlmExtractor, make_extractor
    from .options import LlmOptions
except ImportError as error:
    if (error.name or "").partition(".")[0] not in ("httpx", "pydantic"):
        raise
    raise MissingExtraError(error.name or "a package") from error

__all__ = [
    "AnswerError",
    "LlmError",
    "LlmExtractor",
    "LlmOptions",
    "MissingExtraError",
    "ServiceDownError",
    "ServiceError",
    "make_extractor",
]

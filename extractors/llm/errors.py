"""What can go wrong between us and a language model; no message ever holds the key."""

from __future__ import annotations

from ...model import ParleyError
from ..extractor import ExtractorStopped


class LlmError(ParleyError):
    """The root of the errors of this extractor."""


class MissingExtraError(LlmError, ImportError):
    """The packages that this extractor needs are not installed."""

    def __init__(self, package: str) -> None:
        super().__init__(
            f"the extractor 'llm' needs {package}, which is not installed: "
            'run python -m pip install "parleygraph[llm]"'
        )


class ServiceError(LlmError):
    """The endpoint did not answer, or refused this request; the message says what was tried."""


class ServiceDownError(LlmError, ExtractorStopped):
    """The endpoint refuses every request, or cannot be reached: asking for more documents is in vain."""


class AnswerError(LlmError):
    """An answer that is not the JSON that was asked for. `cut` where it was cut short by its length."""

    def __init__(self, message: str, *, cut: bool = False) -> None:
        super().__init__(message)
        self.cut = cut

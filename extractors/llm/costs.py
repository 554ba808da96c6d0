"""What a run took: requests, tokens and their price."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_MILLION = 1_000_000


@dataclass(slots=True)
class Ledger:
    """Counts of one extractor, from its first request on. Tokens are those the endpoint reports."""

    requests: int = 0
    retries: int = 0
    cached: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    uncounted: int = 0

    def add_usage(self, usage: object) -> None:
        """Count the `usage` of a response; one without it is counted as such."""
        numbers = [_count(usage, name) for name in ("prompt_tokens", "completion_tokens")]
        if None in numbers:
            self.uncounted += 1
        self.prompt_tokens += numbers[0] or 0
        self.completion_tokens += numbers[1] or 0

    def cost(self, price_in: float | None, price_out: float | None) -> float | None:
        """The price of the tokens, given prices for a million; None where neither is known."""
        if price_in is None and price_out is None:
            return None
        return (
            self.prompt_tokens * (price_in or 0.0) + self.completion_tokens * (price_out or 0.0)
        ) / _MILLION

    def lines(self, price_in: float | None, price_out: float | None) -> Iterator[str]:
        """The counts for a person to read."""
        yield f"requests: {self.requests:,} ({self.retries:,} again); answers from the cache: {self.cached:,}"
        yield f"tokens: {self.prompt_tokens:,} in prompts, {self.completion_tokens:,} in answers"
        if self.uncounted:
            yield f"answers without a count of their tokens: {self.uncounted:,}"
        if (cost := self.cost(price_in, price_out)) is not None:
            yield f"cost: {cost:.4f} (at {price_in or 0:g} and {price_out or 0:g} for a million tokens)"


def _count(usage: Any, name: str) -> int | None:
    value = usage.get(name) if isinstance(usage, dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None

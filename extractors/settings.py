"""What the user can choose about an extraction."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import ParleyError
from .learned import LearnedReader, load_reader
from .weights import Weights, load_weights


class SettingsError(ParleyError, ValueError):
    """A setting that the extraction cannot work with."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`learned`: whether the learned reader takes part, or the rules alone decide. `min_confidence`:
    the least probability of a statement that is kept, from 0 to 1; None for the one that did best on
    annotated documents. Raises SettingsError outside that range.
    """

    learned: bool = True
    min_confidence: float | None = None

    def __post_init__(self) -> None:
        if self.min_confidence is not None and not 0.0 <= self.min_confidence <= 1.0:
            raise SettingsError(
                f"the least confidence is {self.min_confidence:g}: choose a number from 0 (keep all) to 1"
            )

    def reader(self) -> LearnedReader | None:
        """The learned reader, if it takes part."""
        return load_reader() if self.learned else None

    def weights(self) -> Weights:
        """How far to trust what speaks for a statement."""
        return load_weights(learned=self.learned)

    @property
    def threshold(self) -> float:
        """The least probability of a statement that is kept."""
        return self.weights().threshold if self.min_confidence is None else self.min_confidence

    def record(self) -> dict[str, str | float]:
        """The settings as the run records them."""
        reader = self.reader()
        return {"reader": reader.version if reader else "rules", "min_confidence": self.threshold}

"""What the user can choose about the language model, from arguments and from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit, urlunsplit

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)

from ..extractor import ExtractorError

_PATH = "/chat/completions"
_FROM_ENVIRONMENT = {
    "url": "PARLEYGRAPH_LLM_URL",
    "model": "PARLEYGRAPH_LLM_MODEL",
    "key": "PARLEYGRAPH_LLM_KEY",
}


def default_cache() -> Path:
    """The folder for answers: `parleygraph` in XDG_CACHE_HOME, or in `~/.cache` where that is not set."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "parleygraph"


class LlmOptions(BaseModel):
    """The options of the extractor `llm`; `read` makes them from text and the environment."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    url: str = Field(description="base address of the endpoint, such as http://localhost:8080/v1")
    model: str = Field(min_length=1, description="name of the model, as the endpoint knows it")
    key: SecretStr | None = Field(
        None, repr=False, description="sent as a bearer token; better set in the environment"
    )
    cache: Path | None = Field(
        default_factory=default_cache, description="folder for answers; empty for none"
    )
    seed: int = Field(0, description="sent with every request, beside temperature 0")
    timeout: float = Field(120.0, gt=0, description="seconds that one answer may take")
    retries: int = Field(4, ge=0, le=20, description="how often a failed request is sent again")
    max_wait: float = Field(60.0, ge=0, description="longest pause between two tries, in seconds")
    chunk: int = Field(6000, ge=200, description="longest part of a text in one request, in code points")
    overlap: int = Field(600, ge=0, description="how much of a part the next one repeats, in code points")
    max_tokens: int | None = Field(None, ge=1, description="longest answer; not sent where not given")
    price_in: float | None = Field(None, ge=0, description="price of a million tokens of the prompt")
    price_out: float | None = Field(None, ge=0, description="price of a million tokens of the answer")
    confidence: float = Field(
        0.5, gt=0, le=1, description="confidence of every statement, since none is measured"
    )

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> Self:
        """The options given, as text or as values, and those of the environment for the rest.

        Raises ExtractorError, which names the option and never shows a value.
        """
        found = {
            name: os.environ[variable]
            for name, variable in _FROM_ENVIRONMENT.items()
            if os.environ.get(variable)
        }
        found |= given
        for name in ("url", "model"):
            if not found.get(name):
                raise ExtractorError(
                    f"the extractor 'llm' needs the option {name!r}: set {_FROM_ENVIRONMENT[name]}, "
                    f"or give --set {name}=…"
                )
        try:
            return cls.model_validate(found)
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False, include_context=False)[0]
            name = ".".join(str(part) for part in first["loc"]) or "options"
            if first["type"] == "extra_forbidden":
                raise ExtractorError(
                    f"the extractor 'llm' takes no option {name!r}: it takes {', '.join(cls.model_fields)}"
                ) from None
            raise ExtractorError(f"the extractor 'llm', option {name!r}: {first['msg']}") from None

    @field_validator("url")
    @classmethod
    def _address(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("must be an address that begins with http:// or https://")
        if parts.username or parts.password or parts.query or parts.fragment:
            raise ValueError(
                "must hold no user, no password and nothing behind ? or #; give the key as the key"
            )
        path = parts.path.rstrip("/").removesuffix(_PATH)
        return urlunsplit((parts.scheme, parts.netloc, path + _PATH, "", ""))

    @field_validator("key")
    @classmethod
    def _token(cls, key: SecretStr | None) -> SecretStr | None:
        token = key.get_secret_value().strip() if key else ""
        # Checked here, because the errors of HTTP libraries quote the header that they refuse.
        if not token.isascii() or not token.isprintable():
            raise ValueError("must be one line of ASCII")
        return SecretStr(token) if token else None

    @field_validator("cache", mode="before")
    @classmethod
    def _folder(cls, cache: object) -> object:
        return None if cache == "" else cache

    @field_validator("max_tokens", "price_in", "price_out", mode="before")
    @classmethod
    def _none(cls, value: object) -> object:
        return None if value == "" else value

    @model_validator(mode="after")
    def _overlaps(self) -> Self:
        if 2 * self.overlap > self.chunk:
            raise ValueError("'overlap' may be at most half of 'chunk'")
        return self

    def record(self) -> dict[str, Any]:
        """What decides the answers besides the model and the prompt: no address, no key, no prices."""
        return self.model_dump(include={"seed", "chunk", "overlap", "max_tokens", "confidence"})

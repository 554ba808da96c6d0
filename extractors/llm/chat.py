"""One request to a chat completions endpoint, sent again where that may help."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from .answer import answer_schema
from .costs import Ledger
from .errors import AnswerError, ServiceDownError, ServiceError
from .options import LlmOptions

_LARGEST = 8 * 1024 * 1024
_FIRST_PAUSE = 0.5
_REFUSED = frozenset({401, 403})
_AGAIN = frozenset({408, 409, 425, 429})
# What servers say that know no response_format, or not this one.
_PERHAPS_FORMAT = frozenset({400, 415, 422, 501})
# A shorter key, such as "none" for a server that asks for any, is no secret and may be a word.
_SECRET = 6
_SHOWN = 200


class _TryAgainError(Exception):
    """A failure that may pass. `wait` is how many seconds the endpoint asks to wait."""

    def __init__(self, message: str, wait: float | None = None, *, unreachable: bool = False) -> None:
        super().__init__(message)
        self.wait, self.unreachable = wait, unreachable


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model wrote; `cut` where it was cut short by its length."""

    content: str
    cut: bool


class Chat:
    """The endpoint of the options, reached by the client. `sleep` waits some seconds between tries."""

    def __init__(
        self, options: LlmOptions, client: httpx.Client, ledger: Ledger, sleep: Callable[[float], None]
    ) -> None:
        self._options, self._client, self._ledger, self._sleep = options, client, ledger, sleep
        self._key = options.key.get_secret_value() if options.key else ""
        self._structured = True

    def ask(self, request: Mapping[str, Any]) -> Reply:
        """Send the request, with the schema of the answer where the endpoint takes it.

        Raises ServiceError where it fails to the last try, ServiceDownError where every other
        request would fail too, and AnswerError for a response that is not of the protocol.
        """
        attempt = 0
        while True:
            try:
                return self._send_either(request)
            except _TryAgainError as error:
                wait = error.wait if error.wait is not None else _FIRST_PAUSE * 2.0**attempt
                if error.wait is not None and wait > self._options.max_wait:
                    raise ServiceDownError(
                        f"{error}; it asks to wait {wait:,.0f} seconds, more than max_wait: try later"
                    ) from None
                if attempt == self._options.retries:
                    kind = ServiceDownError if error.unreachable else ServiceError
                    raise kind(f"{error} (tried {attempt + 1} times)") from None
                self._sleep(min(wait, self._options.max_wait))
                attempt += 1
                self._ledger.retries += 1

    def _send_either(self, request: Mapping[str, Any]) -> Reply:
        if self._structured:
            form = {"name": "statements", "strict": True, "schema": answer_schema()}
            asked = {**request, "response_format": {"type": "json_schema", "json_schema": form}}
            status, body, wait = self._post(asked)
            if status not in _PERHAPS_FORMAT:
                return self._reply(status, body, wait)
        reply = self._reply(*self._post(request))
        self._structured = False
        return reply

    def _post(self, request: Mapping[str, Any]) -> tuple[int, bytes, float | None]:
        """Status, body, and how long to wait. The time limit is for the whole body, not for each piece."""
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        deadline = time.monotonic() + self._options.timeout
        self._ledger.requests += 1
        try:
            with self._client.stream(
                "POST", self._options.url, json=request, headers=headers, timeout=self._options.timeout
            ) as response:
                body = bytearray()
                for piece in response.iter_bytes():
                    body += piece
                    if len(body) > _LARGEST:
                        raise AnswerError(f"the answer is larger than {_LARGEST >> 20} MiB")
                    if time.monotonic() > deadline:
                        raise self._too_slow()
                return response.status_code, bytes(body), _wait(response.headers.get("retry-after"))
        except httpx.TimeoutException:
            raise self._too_slow() from None
        except httpx.ConnectError:
            message = f"{self._options.url} cannot be reached: is the server running?"
            raise _TryAgainError(message, unreachable=True) from None
        except httpx.HTTPError as error:
            raise _TryAgainError(
                self._safe(f"{self._options.url} broke off ({type(error).__name__}: {error})")
            ) from None

    def _too_slow(self) -> _TryAgainError:
        return _TryAgainError(f"{self._options.url} gave no answer within {self._options.timeout:g} seconds")

    def _reply(self, status: int, body: bytes, wait: float | None) -> Reply:
        said = self._safe(f"{self._options.url} answered {status}{_reason(body)}")
        if status in _AGAIN or status >= 500:
            raise _TryAgainError(said, wait)
        if status in _REFUSED:
            raise ServiceDownError(f"{said}: set PARLEYGRAPH_LLM_KEY to a key that it accepts")
        if status == 404:
            raise ServiceDownError(f"{said}: check the address and the name of the model")
        if 300 <= status < 400:
            raise ServiceDownError(f"{said}: it points to another address; set that one")
        if status != 200:
            raise ServiceError(said)
        return self._read(body)

    def _read(self, body: bytes) -> Reply:
        try:
            response = json.loads(body)
            choice = response["choices"][0]
            content = choice["message"]["content"]
        except (ValueError, LookupError, TypeError, RecursionError):
            response, choice, content = {}, {}, None
        self._ledger.add_usage(response.get("usage"))
        cut = choice.get("finish_reason") == "length"
        if not isinstance(content, str):
            raise AnswerError("the response holds no message of the model", cut=cut)
        return Reply(self._safe(content, whole=True), cut)

    def _safe(self, text: str, *, whole: bool = False) -> str:
        """The text without the key, and on one short line where it is for an error."""
        if len(self._key) >= _SECRET:
            text = text.replace(self._key, "[key]")
        return text if whole else " ".join(text.split())[: _SHOWN + len(self._options.url)]


def _reason(body: bytes) -> str:
    """What the endpoint says about a failure: the message in its JSON, or else its text."""
    text = body.decode("utf-8", "replace")
    try:
        error = json.loads(text)["error"]
        text = str(error["message"] if isinstance(error, dict) else error)
    except (ValueError, LookupError, TypeError, RecursionError):
        pass
    return f": {text}" if text.strip() else ""


def _wait(header: str | None) -> float | None:
    """The seconds of a Retry-After header, which gives seconds or a date; None for any other value."""
    if header is None:
        return None
    try:
        seconds = float(header)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(header).timestamp() - time.time()
        except ValueError:
            return None
    return max(seconds, 0.0) if seconds < float("inf") else None

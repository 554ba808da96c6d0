"""The extractor `llm`: part by part to the model, and what the text bears out into the graph."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from typing import Any

import httpx

from ...model import Document, Extraction
from .answer import Answer, read_answer
from .assembly import Assembly
from .cache import AnswerCache, cache_key
from .chat import Chat
from .chunks import Span, cut, halve
from .costs import Ledger
from .errors import AnswerError, ServiceError
from .options import LlmOptions
from .prompt import Messages, load_prompt

# At temperature 0, a model that has been told twice what was wrong will not do better.
_REPAIRS = 2
# A part that the model cannot answer in one piece is cut in two, and these again.
_HALVINGS = 3
_LOOPBACK = ("localhost", "127.0.0.1", "[::1]", "::1")


class LlmExtractor:
    """Reads with the model of the options.

    `client` sends the requests, instead of one that is made for each run; `sleep` waits between
    two tries. `ledger` counts requests and tokens.
    """

    name = "llm"

    def __init__(
        self,
        options: LlmOptions,
        *,
        client: httpx.Client | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._options, self._client, self._sleep = options, client, sleep
        self._prompt = load_prompt()
        self._cache = AnswerCache(options.cache)
        self.ledger = Ledger()
        self.version = self._prompt.version
        self.model = options.model
        self.model_version = f"prompt {self.version}"
        self.settings = options.record()

    def report(self) -> Iterator[str]:
        """Requests, tokens and cost until now."""
        yield from self.ledger.lines(self._options.price_in, self._options.price_out)

    def extract(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """The extractions of the documents, in their order.

        Raises ServiceError or AnswerError where a document cannot be read, and ServiceDownError
        where none can be.
        """
        made = nullcontext(self._client) if self._client is not None else _client(self._options)
        with made as client:
            chat = Chat(self._options, client, self.ledger, self._sleep)
            for document in documents:
                yield self._read(document, chat)

    def _read(self, document: Document, chat: Chat) -> Extraction:
        stage = f"{self.name}/{self.version}:{self.model}"
        assembly = Assembly(document, stage, self._options.confidence)
        parts = cut(document.text, self._options.chunk, self._options.overlap)
        unread: list[AnswerError] = []
        answered = False
        for number, part in enumerate(parts, 1):
            for piece, answer in self._answers(document, part, (number, len(parts)), chat, _HALVINGS):
                if isinstance(answer, AnswerError):
                    unread.append(answer)
                    assembly.note(
                        f"parts of the text without an answer: {answer}", f"{_opening(document, piece)}"
                    )
                else:
                    answered = True
                    assembly.add(answer, piece)
        if unread and not answered:
            raise AnswerError(f"the model {self.model!r} gave no answer that can be read: {unread[0]}")
        return assembly.extraction()

    def _answers(
        self, document: Document, part: Span, place: tuple[int, int], chat: Chat, halvings: int
    ) -> Iterator[tuple[Span, Answer | AnswerError]]:
        """The answer on the part, or those on its halves where it is too long for one."""
        try:
            messages = self._prompt.messages(document, document.text[slice(*part)], *place)
            yield part, self._answer(messages, chat)
        except AnswerError as error:
            halves = halve(document.text, part) if error.cut and halvings else []
            if len(halves) < 2:
                yield part, error
            for half in halves if len(halves) > 1 else []:
                yield from self._answers(document, half, place, chat, halvings - 1)

    def _answer(self, messages: Messages, chat: Chat) -> Answer:
        request: dict[str, Any] = {
            "model": self._options.model,
            "messages": messages,
            "temperature": 0,
            "seed": self._options.seed,
        }
        if self._options.max_tokens is not None:
            request["max_tokens"] = self._options.max_tokens
        key = cache_key({"prompt": self.version, "url": self._options.url, **request})
        if (kept := self._cache.get(key)) is not None:
            try:
                answer = read_answer(kept)
            except AnswerError:
                pass
            else:
                self.ledger.cached += 1
                return answer
        content, answer = self._asked(request, messages, chat)
        try:
            self._cache.put(key, self._options.model, content)
        except OSError as error:
            raise ServiceError(
                f"the answer cannot be kept in {self._options.cache} ({error.strerror or error}): "
                "choose another folder with --set cache=DIR, or none with --set cache="
            ) from error
        return answer

    def _asked(self, request: dict[str, Any], messages: Messages, chat: Chat) -> tuple[str, Answer]:
        """Ask, and where the answer cannot be read, say so and ask again."""
        for repair in range(_REPAIRS + 1):
            try:
                reply = chat.ask(request)
            except AnswerError:
                if repair == _REPAIRS:
                    raise
                continue
            try:
                return reply.content, read_answer(reply.content)
            except AnswerError as error:
                if reply.cut:
                    raise AnswerError("the answer was cut short by its length", cut=True) from None
                if repair == _REPAIRS:
                    raise
                told = [
                    {"role": "assistant", "content": reply.content[:2000]},
                    self._prompt.repair_message(str(error)),
                ]
                request = {**request, "messages": [*messages, *told]}
        raise AssertionError("the last repair returns or raises")


def make_extractor(**options: Any) -> LlmExtractor:
    """The extractor from options as text, as the command line has them, and from the environment."""
    return LlmExtractor(LlmOptions.read(options))


def _client(options: LlmOptions) -> httpx.Client:
    # A server on this machine is never behind the proxy that the environment may name.
    return httpx.Client(trust_env=httpx.URL(options.url).host not in _LOOPBACK)


def _opening(document: Document, part: Span) -> str:
    return document.text[part[0] : min(part[1], part[0] + 60)]

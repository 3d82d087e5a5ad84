"""An OpenAI-compatible endpoint: asked once, heard piece by piece, its failures in our words."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from indexer.config import WritingSettings
from indexer.errors import WritingError

if TYPE_CHECKING:
    from openai import OpenAI

Form = Callable[[dict[str, Any]], dict[str, Any]]
"""A way to ask a server to hold to a schema."""


class Endpoint(Protocol):
    """Something that writes."""

    model: str

    def write(self, system: str, user: str, schema: dict[str, Any]) -> Iterator[str]:
        """Yield the pieces of an answer. Closing the iterator ends the request."""

    def close(self) -> None:
        """Let go of what is kept for the next answer."""


class OpenAiEndpoint:
    """Any server that speaks the protocol of OpenAI's chat completions."""

    def __init__(self, settings: WritingSettings) -> None:
        self._settings = settings
        self._client: OpenAI | None = None
        self._forms: tuple[Form, ...] = _FORMS
        self.model = settings.model

    def close(self) -> None:
        """End the connections that are kept for the next question."""
        if self._client is not None:
            self._client.close()

    def write(self, system: str, user: str, schema: dict[str, Any]) -> Iterator[str]:
        """Yield the pieces of an answer in the form of `schema`, where the server can hold to one.

        Raises
        ------
        WritingError
            The server cannot be reached, refuses, stalls, breaks off, or takes too long.
        """
        deadline = time.monotonic() + self._settings.timeout_seconds
        with _in_our_words(self._settings):
            stream = self._open(system, user, schema)
            ended = ""
            try:
                for chunk in stream:
                    if time.monotonic() > deadline:
                        raise WritingError(self._too_slow())
                    for choice in chunk.choices[:1]:
                        ended = choice.finish_reason or ended
                        if choice.delta.content:
                            yield choice.delta.content
            finally:
                stream.close()
        if ended != "stop":
            raise WritingError(_ended(ended, self._settings))

    def _open(self, system: str, user: str, schema: dict[str, Any]) -> Any:
        from openai import BadRequestError, InternalServerError, UnprocessableEntityError

        for at, form in enumerate(self._forms):
            try:
                stream = self._request(system, user, response_format=form(schema))
            except (BadRequestError, UnprocessableEntityError, InternalServerError):
                continue
            self._forms = self._forms[at:]
            return stream
        # What is written without a schema is checked all the same.
        stream = self._request(system, user)
        # only now: a server that was down for a while has not shown what it knows
        self._forms = ()
        return stream

    def _request(self, system: str, user: str, **form: Any) -> Any:
        messages: Any = [
            {"role": "system", "content": system},
            {"role": "user", "content": user},
        ]
        return self._opened().chat.completions.create(
            model=self._settings.model,
            messages=messages,
            stream=True,
            temperature=0,
            max_tokens=self._settings.max_tokens,
            **form,
        )

    def _opened(self) -> OpenAI:
        if self._client is None:
            from openai import OpenAI

            key = self._settings.api_key
            self._client = OpenAI(
                base_url=self._settings.base_url,
                # the package insists on a key; servers without one pass over it
                api_key=key.get_secret_value() if key else "none",
                timeout=min(self._settings.stall_seconds, self._settings.timeout_seconds),
                max_retries=0,
            )
        return self._client

    def _too_slow(self) -> str:
        return (
            f"{self._settings.base_url} did not finish in {self._settings.timeout_seconds:g} s "
            "(writing.timeout_seconds)."
        )


def _by_schema(schema: dict[str, Any]) -> dict[str, Any]:
    """Return how most servers are asked to hold to a schema."""
    return {
        "type": "json_schema",
        "json_schema": {"name": "answer", "schema": schema, "strict": True},
    }


def _by_object(schema: dict[str, Any]) -> dict[str, Any]:
    """Return how llama-cpp-python's server is."""
    return {"type": "json_object", "schema": schema}


_FORMS = (_by_schema, _by_object)


@contextmanager
def _in_our_words(settings: WritingSettings) -> Iterator[None]:
    """Map what the package and its transport raise to `WritingError`."""
    import httpx
    import openai

    where = settings.base_url
    try:
        yield
    except (openai.APITimeoutError, httpx.TimeoutException) as error:
        raise WritingError(
            f"{where} said nothing for {settings.stall_seconds:g} s (writing.stall_seconds)."
        ) from error
    except (openai.AuthenticationError, openai.PermissionDeniedError) as error:
        raise WritingError(f"{where} refused the key. Correct writing.api_key.") from error
    except openai.RateLimitError as error:
        raise WritingError(f"{where} has too many requests now. Try again later.") from error
    except openai.APIStatusError as error:
        raise WritingError(
            f"{where} answered with status {error.status_code} for the model {settings.model!r}."
        ) from error
    except (openai.APIConnectionError, httpx.HTTPError) as error:
        raise WritingError(
            f"{where} cannot be reached, or broke off. Is the server of writing.base_url running?"
        ) from error
    except (openai.APIError, json.JSONDecodeError, UnicodeDecodeError) as error:
        raise WritingError(f"{where} sent what is not of the protocol.") from error


def _ended(reason: str, settings: WritingSettings) -> str:
    if reason == "length":
        return (
            f"{settings.base_url} reached {settings.max_tokens} tokens (writing.max_tokens) "
            "before its answer was whole."
        )
    if reason:
        return f"{settings.base_url} ended its answer early ({reason})."
    return f"{settings.base_url} broke off in the middle of its answer."

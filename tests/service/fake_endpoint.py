"""A server that speaks the protocol of chat completions, and fails in the ways that servers do."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Script:
    """What the server does with the next requests, and what it was asked.

    It streams `pieces`; then it ends with `finish`, or, where that is ``None``, breaks off. With
    `stalls` it says nothing more until `released` is set. A `status` other than 200 is all that
    it answers; `refused_forms` are the types of form that it answers with `refusal`.
    """

    pieces: Sequence[str] = ()
    finish: str | None = "stop"
    status: int = 200
    stalls: bool = False
    refused_forms: Sequence[str] = ()
    refusal: int = 400
    endless: str = ""
    raw: bytes = b""
    requests: list[dict[str, object]] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)
    gone: threading.Event = field(default_factory=threading.Event)


def statements(*given: tuple[str, Sequence[str]]) -> str:
    return json.dumps({"statements": [{"text": text, "passages": ids} for text, ids in given]})


def in_pieces(text: str, size: int = 7) -> list[str]:
    return [text[at : at + size] for at in range(0, len(text), size)]


@contextmanager
def serving(script: Script) -> Iterator[str]:
    """Serve `script` at the address given."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            request = json.loads(body)
            request["key"] = self.headers["Authorization"]
            script.requests.append(request)
            form = request.get("response_format", {}).get("type")
            status = script.refusal if form in script.refused_forms else script.status
            self.send_response(status)
            self.send_header("Content-Type", "text/event-stream" if status == 200 else "text/plain")
            self.end_headers()
            if status == 200:
                try:
                    self.stream()
                except OSError:
                    script.gone.set()

        def stream(self) -> None:
            for piece in script.pieces:
                self.say(chunk(piece))
            if script.raw:
                self.wfile.write(script.raw)
            while script.endless:
                self.say(chunk(script.endless))
            if script.stalls:
                script.released.wait(30)
            elif script.finish:
                self.say(chunk("", script.finish))
                self.wfile.write(b"data: [DONE]\n\n")

        def say(self, content: dict[str, object]) -> None:
            self.wfile.write(f"data: {json.dumps(content)}\n\n".encode())
            self.wfile.flush()

        def log_message(self, *args: object) -> None:
            """Say nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        script.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


def chunk(text: str, finish: str | None = None) -> dict[str, object]:
    return {
        "id": "1",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "fake",
        "choices": [{"index": 0, "delta": {"content": text}, "finish_reason": finish}],
    }

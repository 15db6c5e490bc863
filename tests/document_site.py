"""A web site on loopback whose replies a test writes byte by byte."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from assistant.fetching import Fetcher

Page = Callable[[BaseHTTPRequestHandler], None]


class DocumentSite:
    """Answers each path with its page, keeps what is asked. As a context."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[tuple[str, str]] = []
        """Host and path of each request."""
        self.headers: list[dict[str, str]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.headers["Host"], self.path))
                site.headers.append(dict(self.headers.items()))
                site.pages.get(self.path, reply(b"", 404))(self)

            def log_message(self, *_: Any) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: Any) -> None:  # a visitor who leaves, as told to
                pass

        self._server = Server(("127.0.0.1", 0), Handler)
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]

    def __enter__(self) -> DocumentSite:
        threading.Thread(target=self._server.serve_forever, args=[0.05], daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def fetcher(self, *hosts: str, **told: Any) -> Fetcher:
        """One that takes loopback for the open net, and this port for a usual one."""
        about = {"resolve": lambda _: ["127.0.0.1"], "permitted": lambda a: a.is_loopback}
        return Fetcher(hosts or ("a.example", "*.b.example"), ports=[self.port], **about | told)


def reply(
    body: bytes, status: int = 200, kind: str = "text/html", sized: bool = True, **headers: str
) -> Page:
    """A reply as a site would send it; a header's name has _ for -."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        named |= {"Content-Type": kind} | ({"Content-Length": str(len(body))} if sized else {})
        for name, value in named.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def sent_on(to: str) -> Page:
    """A redirection."""
    return reply(b"", 302, Location=to)

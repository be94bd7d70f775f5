"""Servers that end with their test."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.archive.net.serving import Handler, Reply, Server

Start = Callable[..., Server]
CERTIFICATE = Path(__file__).parent / "localhost.pem"


@pytest.fixture
def serve() -> Iterator[Start]:
    """Starts a server: `serve({"/path": answer}, host=…, tls=…)`."""
    running: list[Server] = []

    def start(
        answers: dict[str, Handler | Reply], *, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None
    ) -> Server:
        running.append(Server(answers, host, tls))
        return running[-1]

    yield start
    for server in running:
        server.close()


@pytest.fixture
def server_tls() -> ssl.SSLContext:
    """What a server needs for TLS as localhost and 127.0.0.1, with a certificate that nobody else trusts."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context

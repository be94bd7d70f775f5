"""Three nights against a real server that behaves badly wherever it can."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from presscut.archive.check.archive import check_archive
from presscut.archive.check.findings import Counts
from presscut.archive.store import Archive
from presscut.nightly.words import MOST_LINES, letter
from tests.presscut.nightly.jobs import SAID, clock, job, night
from tests.presscut.nightly.site import CORRECTED, LATER, NEWS, OLD, SHRUNK, Site, article, serving

FORBIDDEN = "127.0.0.2"  # of this machine, and not among the addresses that are allowed


@pytest.fixture
def courier() -> Iterator[Site]:
    """The site, served."""
    with serving() as site:
        yield site


def stored(path: Path) -> dict[str, str]:
    """The text that stands for each address."""
    with Archive(path) as archive:
        urls = {entry.url or "" for entry in archive.list()}
        current = {url: archive.current(url) for url in urls}
        return {url: found.text for url, e in current.items() if e is not None and (found := archive.get(e.id))}


def test_three_nights(tmp_path: Path, courier: Site) -> None:
    """Night one stores all, night two nothing new and 304s, night three just the changes, the alarm, the held."""
    first = night(tmp_path, courier, 1)
    texts = stored(tmp_path)
    for number in NEWS:
        assert texts[f"{courier.base}/news/{number}"] == "\n\n".join(article(number))
    for number in OLD:
        assert texts[f"{courier.base}/old/{number}"] == "\n\n".join(article(number))
    assert texts[f"{courier.base}/busy"] == "\n\n".join(article(30))
    assert f"{courier.base}/private/ledger" not in texts
    assert {problem.where.removeprefix(courier.base): problem.code for problem in first.problems} == {
        "/slow": "timeout",
        "/endless": "too-large",
        "/bomb": "bomb",
        "/fails": "http-500",
        "/elsewhere": "forbidden",
        "/loop": "redirect-loop",
    }
    assert courier.asked["/private/ledger"] == 0
    assert (first.counts["skipped"], first.counts["gone"]) == (1, 1)
    with Archive(tmp_path) as archive:
        redirect = archive.original(f"{courier.base}/go/3")
    assert redirect is not None
    assert redirect.headers is not None
    assert (redirect.headers[0], dict(redirect.headers[1])["Location"]) == ("HTTP/1.1 301 Moved Permanently", "/news/3")
    assert first.counts["held"] == 0

    second = night(tmp_path, courier, 2)
    assert (second.counts["stored"], second.counts["updated"], second.counts["unchanged"]) == (0, 0, 0)
    assert second.counts["not_modified"] >= len(NEWS)
    assert second.alarms == []
    assert stored(tmp_path) == texts

    third = night(tmp_path, courier, 3)
    assert {site for site, _, _ in third.alarms} == {"127.0.0.1"}
    assert third.alarms
    held = {url.removeprefix(courier.base) for _, url, _ in third.held}
    assert held == {f"/news/{number}" for number in (SHRUNK, CORRECTED, *LATER)}
    texts_then = stored(tmp_path)
    assert texts_then[f"{courier.base}/news/{SHRUNK}"] == "\n\n".join(article(SHRUNK))
    with Archive(tmp_path) as archive:
        assert sorted(archive.queue.counts()) == ["archived", "failed", "held"]

    assert not list(check_archive(tmp_path, Counts()))
    assert len(letter(third)) <= MOST_LINES
    assert json.loads(json.dumps(third.row()))["verified"]["findings"] == 0


def test_a_forbidden_address_never_hears_of_us(tmp_path: Path) -> None:
    """A redirect to a service of this machine is not followed: a listener there proves it."""
    heard: list[bytes] = []
    with socket.create_server((FORBIDDEN, 0)) as listener:
        listener.settimeout(30)

        def listen() -> None:
            try:
                connection, _ = listener.accept()
                heard.append(connection.recv(100))
            except OSError:
                return

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        with serving(elsewhere=f"http://{FORBIDDEN}:{listener.getsockname()[1]}/secret") as site:
            report = night(tmp_path, site, 1)
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(5)
    assert heard == []
    assert "forbidden" in {problem.code for problem in report.problems}


def test_without_the_permission_of_the_setting_nothing_is_asked(tmp_path: Path, courier: Site) -> None:
    """Loopback is closed unless it is opened: a feed that names this machine gets nowhere."""
    report = night(tmp_path, courier, 1, said=SAID._replace(allow=()))
    assert courier.asked == {}
    assert {problem.code for problem in report.problems} == {"forbidden"}


def test_the_agent_says_who_asks(tmp_path: Path, courier: Site) -> None:
    """Whoever runs a site must be able to write to whoever visits it."""
    night(tmp_path, courier, 1)
    assert courier.headers["/news/1"]["User-Agent"].endswith("(+mailto:archive@courier.example)")


def test_a_held_article_is_freed_by_hand(tmp_path: Path, courier: Site) -> None:
    """From then on it stands for its address."""
    night(tmp_path, courier, 1)
    report = night(tmp_path, courier, 3)
    (held,) = [id_ for id_, url, _ in report.held if url.endswith(f"/news/{CORRECTED}")]
    later = clock(3) + timedelta(hours=5)
    with Archive(tmp_path, create=True, now=lambda: later) as archive:
        archive.note("release", f"{courier.base}/news/{CORRECTED}", article=held)
    assert stored(tmp_path)[f"{courier.base}/news/{CORRECTED}"] == "\n\n".join(article(CORRECTED, 3))


def test_after_a_signal_only_what_the_night_wrote_is_read_back(
    courier: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A service that is asked to end has little time, and an archive of years takes long to read."""
    said = SAID._replace(verify_part=1)
    night(tmp_path, courier, 1, said=said)
    everything = night(tmp_path, courier, 2, said=said).verified["records"]
    signals: list[str] = []
    seal = Archive.seal

    def signalled(archive: Archive) -> None:
        seal(archive)
        signals.append("TERM")

    monkeypatch.setattr(Archive, "seal", signalled)
    courier.night = 3
    report = replace(job(tmp_path, courier.base, 3, said=said), stopped=lambda: bool(signals)).run()
    assert 0 < report.verified["records"] < everything
    assert (report.outcome, report.why) == ("stopped", "a signal")
    assert not report.damage

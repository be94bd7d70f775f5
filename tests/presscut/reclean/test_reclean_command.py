"""`presscut reclean` over a small archive, with a rule pack that was not there when it was made."""

from __future__ import annotations

import json
import os
import pty
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from presscut.archive.store import Archive
from tests.archive.check.damages import field, split, unpack
from tests.presscut.conftest import ARTICLE, OWN_PACK, Presscut

URL = "https://courier.example/ferry"
TICKETS = "Tickets cost four crowns. Children ride free, the board said, as long as the county pays its share."
ALL_PACK = OWN_PACK.replace('any = ["tickets cost"]', 'any = ["the", "a"]').replace("mine/tickets", "mine/all")
PATIENCE = 30  # seconds that a machine under load may take for what takes a moment


@pytest.fixture
def kept(presscut: Presscut, article: Path) -> Path:
    """An archive of two articles, one with an address and one that a pack of the user's own had shortened."""
    Path("mine.toml").write_text(OWN_PACK)
    Path("other.md").write_text(ARTICLE.replace("Lowmere", "Vantry"))
    assert presscut("archive", "add", article, "--url", URL, "--archive", "kept").code == 0
    assert presscut("archive", "add", "other.md", "--archive", "kept", "--rules", "mine.toml").code == 0
    return Path("kept")


def rows(presscut: Presscut, archive: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in presscut("archive", "export", "--archive", archive).out.splitlines()]


def types(archive: Path) -> Counter[str]:
    """How many records of each type the segments of clean articles hold."""
    from warcio.archiveiterator import ArchiveIterator

    found: Counter[str] = Counter()
    for segment in sorted((archive / "warc").glob("clean-*")):
        with segment.open("rb") as stream:
            found.update(record.rec_type for record in ArchiveIterator(stream))
    return found


def files(archive: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(archive.rglob("*")) if path.suffix == ".gz"}


def test_rules_that_did_not_change_change_nothing(presscut: Presscut, kept: Path) -> None:
    """A page that went into the archive and out again is the same page: its kind, its address, its date."""
    ran = presscut("reclean", URL, "--archive", kept)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "presscut: 1 article: 1 the same, 0 would change\n"
    assert presscut("reclean", URL, "--archive", kept, "--keep", "cookie").err.endswith(
        ": 1 the same, 0 would change\n"
    )


def test_a_held_article_that_is_better_now_is_freed(presscut: Presscut, kept: Path) -> None:
    """A night held it; the rules of today give no cause for that. What was not made anew waits on."""
    with Archive(kept, create=True) as archive:
        entries = list(archive.list())
        for entry in entries:
            archive.note("hold", entry.url or f"urn:{entry.digest}", article=entry.id, reason="shrunk")
    ran = presscut("reclean", "--archive", kept, "--apply")
    assert ran.code == 0
    assert "presscut: 1 held article freed\n" in ran.err
    with Archive(kept) as archive:
        assert [archive.entry(held) for held in archive.held()] == [archive.entry(URL)]


def test_won_paragraph_is_shown_with_the_rule_that_had_cut_it(presscut: Presscut, kept: Path) -> None:
    """The pack is not in force any more: what it took comes back, and the report says it was the pack."""
    lines = presscut("reclean", "--archive", kept, "--diff").out.splitlines()
    assert lines[0].endswith("The ferry comes back to Vantry")
    assert lines[1] == "= other.md"
    assert lines[2].endswith(" words: 1 won")
    assert " ".join(line[1:].strip() for line in lines[3:5]) == TICKETS
    assert lines[5].startswith("    ↳ was cut as ads by mine/tickets (+")


def test_lost_paragraph_is_shown_with_the_rule_that_cuts_it(presscut: Presscut, kept: Path) -> None:
    """And only of the article that has it still."""
    ran = presscut("reclean", "--archive", kept, "--rules", "mine.toml", "--diff")
    assert ran.out.count("= ") == 3
    assert "- Tickets cost four crowns." in ran.out
    assert "    ↳ cut as ads by mine/tickets (+" in ran.out
    assert ran.err.splitlines()[-1].startswith("presscut: 2 articles: 1 the same, 1 would change (")


def test_without_apply_nothing_is_written(presscut: Presscut, kept: Path) -> None:
    """Looking must be free of fear."""
    before = files(kept)
    for view in ([], ["--diff"], ["--json"]):
        assert presscut("reclean", "--archive", kept, "--rules", "mine.toml", *view).code == 0
    assert files(kept) == before


def test_apply_stores_the_new_article_and_keeps_the_old_records(presscut: Presscut, kept: Path) -> None:
    """What was acknowledged is never lost, also when better rules come."""
    before = files(kept)
    ran = presscut("reclean", "--archive", kept, "--apply")
    assert ran.code == 0
    assert ran.err.splitlines()[-1].startswith("presscut: 2 articles: 1 the same, 1 made anew (")
    assert files(kept).items() >= before.items()
    assert types(kept) - Counter(warcinfo=9) == Counter(conversion=3, metadata=3)
    assert TICKETS in str(rows(presscut, kept)[1]["text"])
    assert presscut("reclean", "--archive", kept).err == "presscut: 2 articles: 2 the same, 0 would change\n"


def test_new_articles_are_those_that_adding_the_page_would_give(presscut: Presscut, kept: Path) -> None:
    """Whether a page came yesterday or comes tomorrow, the same rules make the same row of it."""
    assert presscut("reclean", "--archive", kept, "--apply").code == 0
    made = [
        json.loads(presscut("clean", name, *url, "--to", "json").out)
        for name, url in (("article.md", ["--url", URL]), ("other.md", []))
    ]
    assert rows(presscut, kept) == made


@pytest.fixture
def bereft(presscut: Presscut, kept: Path) -> Path:
    """The same archive after damage took all that was made of the first page, and a repair."""
    segment = min((kept / "warc").glob("clean-*"))
    segment.write_bytes(split(segment.read_bytes())[0])  # its warcinfo
    repaired = presscut("archive", "repair", "--archive", kept, "--apply")
    assert (repaired.code, "; 2 lost; " in repaired.err) == (3, True)
    assert presscut("archive", "list", "--archive", kept).out.count("\n") == 1
    return kept


def test_an_original_without_article_is_told_and_made_again(presscut: Presscut, bereft: Path) -> None:
    """A repair took what was damaged away; the page is there, so nothing is lost for good."""
    warned = presscut("archive", "verify", "--archive", bereft)
    assert (warned.code, warned.out.count(f": nothing tells what was made of {URL}; ")) == (0, 1)
    seen = presscut("reclean", "--archive", bereft, "--rules", "mine.toml", "--diff")
    assert seen.out.startswith("= ")
    assert f"= {URL}\n" in seen.out
    assert "! made from its original: there is no article of it\n+ The ferry between Lowmere" in seen.out
    assert seen.err == (
        "presscut: 2 articles: 1 the same, 0 would change, 1 would be made from originals without article\n"
    )
    done = presscut("reclean", "--archive", bereft, "--apply", "--rules", "mine.toml")
    assert done.code == 0
    assert done.err.endswith(": 1 the same, 0 made anew, 1 made from originals without article\n")
    assert "all sound" in presscut("archive", "verify", "--archive", bereft).err
    made = json.loads(presscut("clean", "article.md", "--url", URL, "--to", "json", "--rules", "mine.toml").out)
    stored = rows(presscut, bereft)[1]
    assert (stored["id"], stored["text"], stored["ledger"]) == (made["id"], made["text"], made["ledger"])
    again = presscut("reclean", URL, "--archive", bereft, "--rules", "mine.toml")
    assert again.err == "presscut: 1 article: 1 the same, 0 would change\n"


def test_an_original_without_article_is_asked_for_by_its_address_or_site(presscut: Presscut, bereft: Path) -> None:
    """It has no id yet."""
    for asked in ([URL], ["--site", "courier.example"]):
        (row,) = map(json.loads, presscut("reclean", *asked, "--archive", bereft, "--json").out.splitlines())
        assert (row["status"], row["url"], row["words_before"]) == ("made", URL, 0)
    other = presscut("reclean", "--site", "other.example", "--archive", bereft)
    assert other.err == "presscut: 0 articles: 0 the same, 0 would change\n"


def test_applying_twice_changes_nothing(presscut: Presscut, kept: Path) -> None:
    """A run that was stopped is simply started again."""
    presscut("reclean", "--archive", kept, "--apply", "--rules", "mine.toml")
    before = files(kept)
    ran = presscut("reclean", "--archive", kept, "--apply", "--rules", "mine.toml")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "presscut: 2 articles: 2 the same, 0 made anew\n"
    assert files(kept) == before


def test_other_producer_of_the_same_row_is_not_stored(presscut: Presscut, kept: Path) -> None:
    """A rule that touches no page must not add a record for every article."""
    Path("idle.toml").write_text(
        OWN_PACK.replace('"tickets cost"', '"zeppelins moor"').replace(
            "Tickets cost two crowns", "Zeppelins moor here for two crowns"
        )
    )
    presscut("reclean", "--archive", kept, "--apply")
    before = files(kept)
    ran = presscut("reclean", "--archive", kept, "--apply", "--rules", "idle.toml")
    assert ran.err == "presscut: 2 articles: 2 the same, 0 made anew\n"
    assert files(kept) == before


def test_other_account_of_the_same_text_is_stored_without_the_text(presscut: Presscut, kept: Path) -> None:
    """The account in force says which rules are in force; the text that stands is not stored again."""
    stays = (
        OWN_PACK.replace('"tickets cost"', '"sign up for our free newsletter"')
        .replace("Tickets cost two crowns, and", "Sign up for our free newsletter, and")
        .replace("6.0", "5.9")
    )
    Path("same.toml").write_text(stays)
    before = types(kept)
    ran = presscut("reclean", URL, "--archive", kept, "--apply", "--rules", "same.toml")
    assert ran.err == "presscut: 1 article: 0 the same, 1 with another account of the same text, 0 made anew\n"
    assert types(kept) - before == Counter(metadata=1, warcinfo=1)
    assert "mine/tickets" in presscut("archive", "show", URL, "--archive", kept, "--what", "removed").out


def test_article_that_would_shrink_is_held_back(presscut: Presscut, kept: Path) -> None:
    """One bad rule must not empty an archive in a night, and the script that ran it must hear of it."""
    Path("all.toml").write_text(ALL_PACK)
    before = files(kept)
    looked = presscut("reclean", URL, "--archive", kept, "--rules", "all.toml")
    assert looked.code == 0
    assert looked.out.startswith("! ")
    ran = presscut("reclean", URL, "--archive", kept, "--rules", "all.toml", "--apply")
    assert ran.code == 6
    assert "held back" in ran.out
    assert "1 held back; --diff shows what is held back, --allow-shrink applies it too" in ran.err
    assert files(kept) == before


def test_allow_shrink_applies_what_was_held_back(presscut: Presscut, kept: Path) -> None:
    """Sometimes the rule is right: the page never held an article."""
    Path("all.toml").write_text(ALL_PACK)
    ran = presscut("reclean", URL, "--archive", kept, "--rules", "all.toml", "--apply", "--allow-shrink")
    assert ran.code == 0
    before, after = (int(word) for word in ran.out.split()[2:5:2])
    assert after < before / 2


def test_lines_of_json_hold_the_same_facts(presscut: Presscut, kept: Path) -> None:
    """For programs: every key in every line."""
    (line,) = presscut("reclean", "--archive", kept, "--rules", "mine.toml", "--json").out.splitlines()
    row = json.loads(line)
    assert (row["url"], row["status"], row["won"]) == (URL, "changed", [])
    assert row["words_before"] - row["words_after"] == row["words_lost"]
    assert row["lost"][0]["reasons"][0]["rule"] == "mine/tickets"
    assert " ".join(row["lost"][0]["text"].split()) == TICKETS


def test_number_of_jobs_changes_nothing(presscut: Presscut, kept: Path) -> None:
    """Same in, same out, in the same order."""
    one, two = (
        presscut("reclean", "--archive", kept, "--level", "strict", "--diff", "--jobs", jobs) for jobs in (1, 2)
    )
    assert one == two
    assert one.out


def test_nothing_is_fetched(presscut: Presscut, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The original is in the archive; the site may be gone."""

    def refuse(*_args: object, **_options: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    assert presscut("reclean", "--archive", kept, "--rules", "mine.toml", "--apply", "--jobs", 1).code == 0


@pytest.mark.parametrize(("site", "count"), [("courier.example", 1), ("COURIER.example", 1), ("ourier.example", 0)])
def test_site_is_a_name_or_a_host(presscut: Presscut, kept: Path, site: str, count: int) -> None:
    """Rules for a site are tried on the site."""
    assert presscut("reclean", "--archive", kept, "--site", site).err.startswith(f"presscut: {count} article")


def test_articles_are_named_as_for_show(presscut: Presscut, kept: Path) -> None:
    """By address, id or the beginning of an id, each once however often it is named."""
    article_id = str(rows(presscut, kept)[0]["id"])
    ran = presscut("reclean", article_id, article_id[:8], URL, "--archive", kept)
    assert ran.err == "presscut: 1 article: 1 the same, 0 would change\n"
    missing = presscut("reclean", "ffffffff", "--archive", kept)
    assert (missing.code, missing.out) == (2, "")
    assert "holds no article ffffffff" in missing.err


def test_archive_that_is_written_to_is_exit_11(presscut: Presscut, kept: Path) -> None:
    """Two writers are one too many; looking is always possible."""
    from presscut import Archive

    with Archive(kept, create=True):
        assert presscut("reclean", "--archive", kept, "--apply").code == 11
        assert presscut("reclean", "--archive", kept).code == 0
    assert presscut("reclean", "--archive", "nowhere").code == 10


def test_damaged_article_costs_only_itself(presscut: Presscut, kept: Path) -> None:
    """The rest is looked at, and the code says that something is missing."""
    segment = sorted((kept / "warc").glob("clean-*"))[0]
    content = bytearray(segment.read_bytes())
    content[-40] ^= 0xFF
    segment.write_bytes(content)
    ran = presscut("reclean", "--archive", kept, "--rules", "mine.toml", "--keep", "ads")
    assert ran.code == 3
    assert "1 failed" in ran.err


def test_all_text_lost_is_said_aloud(presscut: Presscut) -> None:
    """A line among a thousand is overlooked; a word in capitals on stderr is not."""
    Path("mine.toml").write_text(OWN_PACK)
    Path("short.md").write_text(f"# The price of a ticket\n\n{TICKETS}\n")
    assert presscut("archive", "add", "short.md", "--archive", "kept").code == 0
    ran = presscut("reclean", "--archive", "kept", "--rules", "mine.toml")
    assert "ALL its text would go: held back" in ran.out
    assert "ALL of its text would go, 18 words" in ran.err


def test_log_and_verbose_name_every_article(presscut: Presscut, kept: Path) -> None:
    """Also those that stay as they are: a night job's log says what was looked at."""
    verbose = presscut("reclean", "--archive", kept, "-v").err.splitlines()
    assert [line.partition(": ")[2].split(",")[0].split(": ")[1] for line in verbose[:2]] == ["same", "changed"]
    presscut("reclean", "--archive", kept, "--log-file", "log")
    events = [json.loads(line) for line in Path("log").read_text().splitlines()]
    assert [event.get("outcome") for event in events] == ["same", "changed", None]
    assert events[1]["words"]["won"] == events[2]["words"]["won"] > 0


def many(presscut: Presscut, count: int) -> Path:
    """An archive of many small articles."""
    Path("mine.toml").write_text(OWN_PACK)
    pages = (json.dumps({"text": ARTICLE, "url": f"https://courier.example/{n}"}) for n in range(count))
    Path("pages.jsonl").write_text("\n".join(pages))
    assert presscut("archive", "add", "pages.jsonl", "--from", "markdown", "--archive", "many").code == 0
    return Path("many")


def running(*args: str, stdout: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "presscut", "reclean", "--archive", "many", "--rules", "mine.toml", "--apply"]
    return subprocess.Popen([*command, *args], stdout=stdout, stderr=subprocess.PIPE)


def test_sigterm_ends_a_run_in_good_order(presscut: Presscut) -> None:
    """What is said is stored, the rest is for the next run."""
    archive = many(presscut, 220)
    with running("--log-file", "log", stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        run.stdout.readline()
        run.send_signal(signal.SIGTERM)
        said = 1 + len(run.stdout.read().splitlines())
        assert run.wait(PATIENCE) == 128 + signal.SIGTERM
    assert 100 <= said < 220
    assert sum("mine/tickets" in json.dumps(row["ledger"]) for row in rows(presscut, archive)) == said
    assert presscut("reclean", "--archive", archive, "--rules", "mine.toml", "--apply").code == 0
    assert all("mine/tickets" in json.dumps(row["ledger"]) for row in rows(presscut, archive))


def test_pager_that_is_left_does_not_stop_what_is_stored(presscut: Presscut) -> None:
    """`| head` ends the reading of the list, not the work."""
    many(presscut, 120)
    with running(stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        run.stdout.close()
        assert run.wait(PATIENCE) == 0
        assert run.stderr is not None
        assert b"120 made anew" in run.stderr.read()


def test_colours_only_on_a_terminal(presscut: Presscut, kept: Path) -> None:
    """A pipe gets the signs alone."""
    command = ["reclean", "--archive", str(kept), "--diff"]
    assert "\x1b" not in presscut(*command).out
    leader, follower = pty.openpty()
    subprocess.run([sys.executable, "-m", "presscut", *command], stdout=follower, stderr=subprocess.PIPE, check=True)
    os.close(follower)
    assert b"\x1b[32m+ Tickets cost" in everything(leader)
    os.close(leader)


def everything(descriptor: int) -> bytes:
    shown = b""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            piece = os.read(descriptor, 65536)
        except OSError:  # the other end was closed and everything was read
            return shown
        shown += piece
    return shown


def test_a_lost_text_is_made_again(presscut: Presscut, kept: Path) -> None:
    """Of an article whose text a repair set aside the original is whole: offline, by one command, it is back."""
    before = rows(presscut, kept)
    segment = next((kept / "warc").glob("clean-*00001-*"))
    texts = [one for one in split(segment.read_bytes()) if field(unpack(one), "WARC-Type") == "conversion"]
    segment.write_bytes(segment.read_bytes().replace(texts[0], b"\0" * len(texts[0])))
    assert presscut("archive", "repair", "--apply", "--archive", kept).code == 0
    assert presscut("archive", "verify", "--archive", kept).code == 12
    looked = presscut("reclean", URL, "--archive", kept)
    assert "its text is lost and made from the original again" in looked.out
    applied = presscut("reclean", URL, "--apply", "--archive", kept)
    assert applied.err.startswith("presscut: 1 article: 0 the same, 1 made anew")
    assert presscut("archive", "verify", "--archive", kept).err.endswith("all sound\n")
    assert rows(presscut, kept) == before
    assert presscut("reclean", URL, "--archive", kept).err == "presscut: 1 article: 1 the same, 0 would change\n"

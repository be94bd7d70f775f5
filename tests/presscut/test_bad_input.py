"""Bad input is one line with the file's name and the right exit code; the rest of the batch goes on."""

from __future__ import annotations

import gzip
import json
import random
import shlex
from pathlib import Path

import pytest

from presscut import ConfigError, clean
from tests.presscut.conftest import ARTICLE, Presscut

BINARY = random.Random(1).randbytes(4000)
CUT_OFF = gzip.compress(ARTICLE.encode() * 50, mtime=0)[:-40]

# name, content, code of the problem
REFUSED = [
    ("empty.txt", b"", "empty"),
    ("blank.md", b" \n\t\n", "empty"),
    ("picture.html", b"\x89PNG\r\n\x1a\n" + BINARY, "binary"),
    ("noise.txt", BINARY, "binary"),
    ("cut-off.md.gz", CUT_OFF, "damaged"),
]
NESTED = 10_000
TITLE_WITH_BREAKS = "The ferry\r\nX-Injected: yes\rand the tide"


def page(title: str, body: str) -> bytes:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()


PROSE = " ".join(ARTICLE.split("\n\n")[2].split())
# name, content: everything here has an article that must come out
TAKEN = [
    ("latin.txt", (PROSE + " Café, naïve, Übermut.\n").encode("latin-1")),
    ("broken-utf8.txt", (PROSE + "\n\n" + PROSE).encode() + b" \xff\xfe\xfa and on it goes.\n"),
    ("nul.txt", PROSE.replace(" ", "\x00 ", 3).encode()),
    ("nested.html", page("Deep", "<div>" * NESTED + f"<p>{PROSE}</p>" + "</div>" * NESTED)),
    ("unclosed.html", page("Deep", "<b><i>" * NESTED + PROSE)),
    ("breaks.html", page(TITLE_WITH_BREAKS, f"<article><h1>{TITLE_WITH_BREAKS}</h1><p>{PROSE}</p></article>")),
]


@pytest.mark.parametrize(("name", "content", "code"), REFUSED, ids=[name for name, _, _ in REFUSED])
def test_single_bad_input_is_one_line_and_exit_5(presscut: Presscut, name: str, content: bytes, code: str) -> None:
    """No traceback, no empty file, and a code that a script can tell from success."""
    Path(name).write_bytes(content)
    ran = presscut("clean", name, "-o", "out.txt", "--log-file", "run.log")
    assert ran.code == 5
    assert ran.err.startswith(f"presscut: {name}: ")
    assert ran.err.count("\n") == 1
    assert json.loads(Path("run.log").read_text().splitlines()[0])["outcome"] == code
    assert {path.name for path in Path().iterdir()} == {name, "run.log"}


@pytest.mark.parametrize(("name", "content"), TAKEN, ids=[name for name, _ in TAKEN])
def test_odd_input_is_still_read(presscut: Presscut, name: str, content: bytes) -> None:
    """Encodings that are not what they claim, NULs and absurd nesting cost no article."""
    Path(name).write_bytes(content)
    ran = presscut("clean", name)
    assert (ran.code, ran.err) == (0, "")
    assert "ferry between Lowmere and the island" in ran.out.replace("\x00", "")


@pytest.mark.parametrize("jobs", [1, 2])
def test_batch_goes_on(presscut: Presscut, jobs: int) -> None:
    """A night's work must not end at the first broken file, and each broken one is named once."""
    folder = Path("scraped")
    folder.mkdir()
    for name, content, _ in REFUSED:
        (folder / name).write_bytes(content)
    for name, content in TAKEN:
        (folder / name).write_bytes(content)
    ran = presscut("clean", folder, "--to", "text", "-d", "out", "--jobs", jobs)
    assert ran.code == 3
    assert len(list(Path("out").iterdir())) == len(TAKEN)
    assert ran.err.splitlines()[-1] == f"presscut: {len(TAKEN)} cleaned, {len(REFUSED)} failed"
    for name, _, _ in REFUSED:
        assert ran.err.count(f"scraped/{name}: ") == 1


def test_archive_takes_the_rest(presscut: Presscut) -> None:
    """What cannot be cleaned is named; everything else is stored and comes back."""
    for name, content, _ in REFUSED:
        Path(name).write_bytes(content)
    for name, content in TAKEN:
        Path(name).write_bytes(content)
    names = [name for name, *_ in [*REFUSED, *TAKEN]]
    assert presscut("archive", "add", *names, "--archive", "kept").code == 3
    rows = [json.loads(line) for line in presscut("archive", "export", "--archive", "kept").out.splitlines()]
    assert [row["source"]["file"] for row in rows] == [name for name, _ in TAKEN]


@pytest.mark.parametrize("name", ["empty.txt", "picture.html", "missing.html"])
def test_a_single_input_of_which_nothing_is_stored_is_a_failed_item(presscut: Presscut, name: str) -> None:
    """A night job adds a folder whether one page lies in it or a thousand: the code says the same of both."""
    for refused, content, _ in REFUSED:
        Path(refused).write_bytes(content)
    ran = presscut("archive", "add", name, "--archive", "kept")
    assert ran.code == 3
    assert ran.err.splitlines()[-1] == "presscut: 1 page: 1 failed; the archive holds 0 articles"


def test_a_single_page_without_an_article_is_stored(presscut: Presscut) -> None:
    """The original and its account are kept, so that a better rule can find the article: nothing failed."""
    Path("menu.html").write_text("<html><body><nav><a href=/a>Home</a> <a href=/b>Tides</a></nav></body></html>")
    assert presscut("clean", "menu.html").code == 5
    ran = presscut("archive", "add", "menu.html", "--archive", "kept")
    assert ran.code == 0
    assert "no article was found in it" in ran.err
    assert ran.err.splitlines()[-1] == "presscut: 1 page: 1 new; the archive holds 1 article"


def test_line_breaks_in_a_title_stay_in_the_title(presscut: Presscut) -> None:
    """A title must not write header lines of its own, into front matter, lists or WARC records."""
    Path("breaks.html").write_bytes(dict(TAKEN)["breaks.html"])
    row = json.loads(presscut("clean", "breaks.html", "--to", "json").out)
    assert row["title"] == "The ferry X-Injected: yes and the tide"
    assert presscut("archive", "add", "breaks.html", "--archive", "kept").code == 0
    listed = presscut("archive", "list", "--archive", "kept").out
    assert listed.count("\n") == 1
    for to in ("markdown", "html"):
        assert "\nX-Injected" not in presscut("clean", "breaks.html", "--to", to).out


def test_escape_sequences_never_reach_a_message(presscut: Presscut) -> None:
    """A page or a file name could retitle the window or hide the line that tells of it."""
    Path("evil\x1b[2J.txt").write_bytes(b"")
    ran = presscut("clean", "evil\x1b[2J.txt")
    assert ran.code == 5
    assert "\x1b" not in ran.err
    assert "evil\\x1b[2J.txt" in ran.err
    Path("evil.md").write_text("# \x1b]0;mine\x07Title\n\n" + ARTICLE)
    for args in (["clean", "evil.md", "--explain", "-o", "x"], ["why", "evil.md"], ["why", "evil.md", "@3"]):
        ran = presscut(*args)
        assert "\x1b" not in ran.err
        assert args[0] == "clean" or "\x1b" not in ran.out


def huge(path: Path, size: int) -> None:
    """One line of prose of about so many bytes."""
    path.write_text((PROSE + " ") * (size // (len(PROSE) + 1)) + "\n")


@pytest.mark.parametrize("ending", ["txt", "md"])
def test_one_huge_line_goes_through(presscut: Presscut, ending: str) -> None:
    """Time grows with the input, not with its square: 2 MB here, 100 MB among the long tests."""
    huge(Path(f"line.{ending}"), 2_000_000)
    ran = presscut("clean", f"line.{ending}")
    assert (ran.code, ran.err) == (0, "")
    assert len(ran.out) > 1_900_000


@pytest.mark.long
@pytest.mark.parametrize("ending", ["txt", "md", "html"])
def test_hundred_megabytes_of_one_line_go_through(presscut: Presscut, ending: str) -> None:
    """The size that the budget names; a quadratic step anywhere would not end today."""
    huge(Path(f"line.{ending}"), 100_000_000)
    ran = presscut("clean", f"line.{ending}", "-o", "out.txt")
    assert ran.code in (0, 5)
    assert ran.err.count("\n") <= 1


def test_a_page_larger_than_what_is_read_says_so(presscut: Presscut, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its flags alone would be seen by programs only."""
    monkeypatch.setattr("presscut.cleaner.segment.html_walk.MOST_CHARS", 2 * len(PROSE))
    Path("large.html").write_bytes(page("Large", f"<article>{f'<p>{PROSE}</p>' * 5}</article>"))
    ran = presscut("clean", "large.html", "--to", "json")
    assert ran.code == 0
    assert json.loads(ran.out)["flags"] == ["characters"]
    assert ran.err == "presscut: large.html: it is larger than any page, and its end was not read; divide it\n"


def test_an_empty_name_is_no_folder(presscut: Presscut) -> None:
    """What an unset variable of the shell gives must not read all that lies here."""
    ran = presscut("clean", "")
    assert (ran.code, ran.out) == (2, "")
    assert "an empty name is no input" in ran.err


def test_an_address_in_bytes_that_are_no_text_is_refused(presscut: Presscut, article: Path) -> None:
    """No address can be written so."""
    ran = presscut("clean", article, "--url", "http://courier.example/\udcff")
    assert ran.code == 2
    assert "is no address" in ran.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device is always full here")
def test_a_log_that_cannot_be_written_is_named(presscut: Presscut, article: Path) -> None:
    """It is not standard output that is full."""
    ran = presscut("clean", article, "--log-file", "/dev/full", "-o", "out.txt")
    assert (ran.code, ran.err) == (1, "presscut: /dev/full cannot be written: No space left on device\n")


@pytest.mark.parametrize(
    "line",
    [
        "archive prune --site courier.example --apply --archive ''",
        "status release a5b1 --archive ''",
        "archive list --config=",
        "--log-file '' archive list",
        "clean article.md -d ''",
        "clean article.md -o ''",
        "clean article.md --ledger ''",
        "clean article.md --offsets=",
        "clean article.md --level ''",
        "clean article.md --rules ''",
        "cluster clean article.md -d ''",
        "cluster clean article.md -d parts --max-wait ''",
        "cluster clean article.md -d parts --scheduler ''",
        "rules learn article.md -o ''",
        "status --max-age ''",
    ],
)
def test_an_empty_value_stands_for_no_other(line: str, presscut: Presscut, article: Path) -> None:
    """With `--archive "$ARCHIVE"` and no such variable, pages were taken out of the archive of the settings; with
    `-d "$OUT"` the folder of the inputs was written to, and with `--ledger "$LEDGER"` no ledger was.
    """
    words = shlex.split(line)
    option = words[words.index("") - 1] if "" in words else words[-1]
    ran = presscut(*words)
    assert (ran.code, ran.out, ran.err) == (2, "", f"presscut: nothing stands after {option}; is a variable not set?\n")
    assert [path.name for path in Path().iterdir()] == [article.name]


@pytest.mark.parametrize("said", ["=", "a=", "--=", "-"])
def test_a_text_may_end_in_a_sign(said: str, presscut: Presscut, article: Path) -> None:
    """It is an option whose value is missing; what stands behind `--` is none."""
    ran = presscut("why", "--", article, said)
    assert "is a variable not set" not in ran.err


@pytest.mark.parametrize("command", ["lint", "test"])
def test_an_empty_name_is_no_pack(command: str, presscut: Presscut) -> None:
    """The rules of the current folder were looked at, and the commands above them took them for those of --rules."""
    Path("own.toml").write_text("no pack", encoding="utf-8")
    ran = presscut("rules", command, "")
    assert (ran.code, ran.err) == (2, "presscut: an empty name is no rule pack; is a variable not set?\n")
    with pytest.raises(ConfigError, match="an empty name is no rule pack"):
        clean(ARTICLE, rules="")

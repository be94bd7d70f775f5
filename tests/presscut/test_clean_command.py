"""`presscut clean`, as a user meets it."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from presscut import source_text
from tests.presscut.conftest import ARTICLE, NEWSLETTER, OWN_PACK, Presscut

OTHER = ARTICLE.replace("Lowmere", "Vantry").replace("Corvel", "Aldous")
HTML = """<html><head><title>The mill turns again</title></head><body><article><h1>The mill turns again</h1>
<p>The old mill above Vantry grinds flour again, eleven years after its wheel broke in a flood.</p>
<p>Its owner, Berit Solle, found the missing cog in a neighbour's garden, where it held up a rose.</p>
</article></body></html>"""


@pytest.fixture
def scraped(article: Path) -> Path:
    """A folder with two pages of one name, one of them below."""
    folder = Path("scraped")
    (folder / "more").mkdir(parents=True)
    article.rename(folder / "article.md")
    (folder / "more" / "article.md").write_text(OTHER)
    return folder


def test_one_page_is_printed_as_its_body(presscut: Presscut, article: Path) -> None:
    """The first thing a user tries: body on stdout, nothing on stderr."""
    ran = presscut("clean", article)
    assert (ran.code, ran.err) == (0, "")
    assert "The harbour board voted for it late on Thursday evening." in ran.out
    assert NEWSLETTER not in ran.out
    assert "# The ferry" not in ran.out


def test_standard_input_is_read(presscut: Presscut) -> None:
    """In a pipe there is no file name, with or without the dash."""
    named = presscut("clean", "-", stdin=ARTICLE.encode())
    assert named.code == 0
    assert presscut("clean", stdin=ARTICLE.encode()).out == named.out


def test_encoding_is_guessed_with_a_flag_or_said(presscut: Presscut) -> None:
    """A page of an old site declares nothing; who knows better can say so, and a wrong name is no silent default."""
    Path("old.html").write_bytes(HTML.replace("Berit Solle", "Čeněk").encode("windows-1250"))
    guessed = json.loads(presscut("clean", "old.html", "--to", "json").out)
    assert "encoding-guessed" in guessed["flags"]
    said = json.loads(presscut("clean", "old.html", "--encoding", "windows-1250", "--to", "json").out)
    assert "Čeněk" in said["text"]
    assert "encoding-guessed" not in said["flags"]
    wrong = presscut("clean", "old.html", "--encoding", "windows-1520")
    assert (wrong.code, "did you mean 'windows-125" in wrong.err) == (2, True)


def test_encoding_does_not_touch_records(presscut: Presscut) -> None:
    """JSON lines were text before they came here: reading them as anything else would break them."""
    Path("pages.jsonl").write_text(json.dumps({"html": HTML.replace("Berit", "Čeněk")}) + "\n")
    row = json.loads(presscut("clean", "pages.jsonl", "--encoding", "windows-1252", "--to", "jsonl").out)
    assert "Čeněk" in row["text"]


def test_archive_remembers_the_encoding_that_was_said(presscut: Presscut) -> None:
    """What is cleaned anew years later must read as it did."""
    Path("old.html").write_bytes(HTML.replace("Berit", "Čeněk").encode("windows-1250"))
    assert presscut("archive", "add", "old.html", "--encoding", "windows-1250", "--archive", "kept").code == 0
    (capture,) = Path("kept", "warc").glob("orig-*")
    assert b"Presscut-Encoding: windows-1250" in gzip.decompress(capture.read_bytes())
    assert "Čeněk" in presscut("clean", capture, "--to", "text").out
    assert presscut("reclean", "--diff", "--archive", "kept").out == ""
    assert presscut("archive", "verify", "--archive", "kept").code == 0


def test_row_has_every_key_and_the_file(presscut: Presscut, article: Path) -> None:
    """The row is the contract with everybody's programs."""
    row = json.loads(presscut("clean", article, "--to", "json").out)
    assert row["schema"] == 1
    assert row["source"]["file"] == "article.md"
    assert row["media_type"] == "markdown"
    assert row["title"] == "The ferry comes back to Lowmere"


def test_more_than_one_page_needs_a_format(presscut: Presscut, scraped: Path) -> None:
    """A folder poured onto a terminal helps nobody."""
    for inputs in ([scraped], [scraped / "article.md", scraped / "more" / "article.md"]):
        ran = presscut("clean", *inputs)
        assert ran.code == 2
        assert ran.out == ""
        assert "say --to" in ran.err


def test_jsonl_in_disguise_needs_a_format_too(presscut: Presscut) -> None:
    """Whether an input is one page shows in what it holds, not only in its name."""
    records = "".join(json.dumps({"text": ARTICLE, "url": f"https://c.example/{n}"}) + "\n" for n in (1, 2))
    ran = presscut("clean", "-", stdin=records.encode())
    assert (ran.code, ran.out) == (2, "")


def test_rows_of_a_folder(presscut: Presscut, scraped: Path) -> None:
    """JSON lines are one row a page, in the order of the names."""
    ran = presscut("clean", scraped, "--to", "jsonl")
    assert ran.code == 0
    assert ran.err == "presscut: 2 cleaned\n"
    files = [json.loads(line)["source"]["file"] for line in ran.out.splitlines()]
    assert files == ["article.md", "article.md"], "whose disk a page lay on is nobody's business"


def test_what_is_passed_over_in_a_folder_is_counted(presscut: Presscut, scraped: Path) -> None:
    """Who names a folder believes that all of it was cleaned; -v and the log name what was not."""
    for name in ("photo.jpg", "tide.pdf"):
        (scraped / name).write_bytes(b"x")
    count = "presscut: 2 passed over in folders: no pages by their names; -v says which\n"
    ran = presscut("clean", scraped, "--to", "jsonl")
    assert (ran.code, ran.err) == (0, f"{count}presscut: 2 cleaned\n")
    assert presscut("archive", "add", scraped, "--archive", "kept").err.startswith(count)
    said = presscut("clean", scraped, "--to", "jsonl", "-v").err
    assert f"presscut: {scraped / 'photo.jpg'}: passed over; it is no page by its name\n" in said
    presscut("clean", scraped, "--to", "jsonl", "--log-file", "log")
    events = map(json.loads, Path("log").read_text().splitlines())
    assert [Path(event["file"]).name for event in events if event["event"] == "passed-over"] == [
        "photo.jpg",
        "tide.pdf",
    ]


@pytest.mark.parametrize("to", ["text", "markdown", "json", "jsonl", "html"])
def test_any_number_of_jobs_gives_the_same_bytes(presscut: Presscut, scraped: Path, to: str) -> None:
    """Same in, same out, whatever the number of workers."""
    assert presscut("clean", scraped, "--to", to, "--jobs", 3).out == presscut("clean", scraped, "--to", to).out


def test_folder_of_outputs_follows_the_names(presscut: Presscut, scraped: Path) -> None:
    """Two inputs of one name must not overwrite each other."""
    ran = presscut("clean", scraped, "-d", "clean/deep", "--to", "markdown")
    assert ran.code == 0
    written = sorted(path.name for path in Path("clean/deep").iterdir())
    assert written == ["article-2.md", "article.md"]
    assert "Vantry" in Path("clean/deep/article-2.md").read_text()


def test_file_of_rows_can_be_compressed(presscut: Presscut, scraped: Path) -> None:
    """Equal content gives equal bytes, so the file can be compared by its digest."""
    assert presscut("clean", scraped, "--to", "jsonl", "-o", "a.jsonl.gz").code == 0
    assert presscut("clean", scraped, "--to", "jsonl", "-o", "b.jsonl.gz").code == 0
    assert Path("a.jsonl.gz").read_bytes() == Path("b.jsonl.gz").read_bytes()
    assert len(gzip.decompress(Path("a.jsonl.gz").read_bytes()).splitlines()) == 2


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["-o", "x", "-d", "y"], "say only one"),
        (["--diff", "--to", "json"], "without --to"),
        (["--level", "hard"], "--level: 'hard' is not a level"),
        (["--keep", "copyrigth"], "did you mean 'copyright'?"),
        (["--jobs", "0"], "--jobs: must be a whole number"),
        (["--rules", "nowhere.toml"], "nowhere.toml cannot be read"),
        (["--engine", "mine"], "is not an engine"),
        (["-o", "no/such/folder/x.txt"], "its folder is not there"),
        (["--ledger", "no/such/folder/x.jsonl"], "its folder is not there"),
        (["--log-file", "no/such/folder/x.log"], "cannot be written"),
        (["https://courier.example/ferry", "--to", "text"], "is an address"),
        (["other.md", "--to", "text", "--url", "https://c.example/"], "--url is the address of one page"),
        (["--form", "html"], "No such option"),
    ],
)
def test_wrong_command_line_is_one_line_and_exit_2(
    presscut: Presscut, article: Path, args: list[str], says: str
) -> None:
    """What is wrong and how to put it right, before anything was read or written."""
    ran = presscut("clean", article, *args)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert ran.err.count("\n") == 1
    assert list(Path().iterdir()) == [Path("article.md")]


def test_missing_file_is_a_wrong_command_line(presscut: Presscut) -> None:
    """A single input that is not there is a typo; nothing was judged."""
    ran = presscut("clean", "artcile.md")
    assert ran.code == 2
    assert ran.err == "presscut: artcile.md: there is no such file; check the name\n"


def test_missing_file_among_others_is_one_problem(presscut: Presscut, article: Path) -> None:
    """The rest of the batch goes on."""
    ran = presscut("clean", "gone.md", article, "--to", "text")
    assert ran.code == 3
    assert "harbour board" in ran.out
    assert ran.err.splitlines() == [
        "presscut: gone.md: there is no such file; check the name",
        "presscut: 1 cleaned, 1 failed",
    ]


def test_explain_says_what_went_and_why(presscut: Presscut, article: Path) -> None:
    """The account goes to stderr, so that stdout stays the body."""
    plain, ran = presscut("clean", article), presscut("clean", article, "--explain")
    assert ran.out == plain.out
    line = next(line for line in ran.err.splitlines() if NEWSLETTER in line)
    assert line.startswith("cut ")
    assert "newsletter" in line


def test_ledger_names_the_file_of_each_entry(presscut: Presscut, scraped: Path) -> None:
    """One file for the account of a whole run, a line for everything that was done."""
    assert presscut("clean", scraped, "--to", "text", "--ledger", "ledger.jsonl").code == 0
    entries = [json.loads(line) for line in Path("ledger.jsonl").read_text().splitlines()]
    assert {entry["file"] for entry in entries} == {"scraped/article.md", "scraped/more/article.md"}
    cut = [entry for entry in entries if entry["action"] == "cut" and NEWSLETTER in entry["text"]]
    assert [entry["file"] for entry in cut] == ["scraped/article.md", "scraped/more/article.md"]


def test_offsets_lead_from_the_source_to_the_markup(presscut: Presscut) -> None:
    """A program that marks or cuts in the page itself needs the place of each element; no key of the row changes."""
    markup = "\ufeff<title>x</title><nav><a href=/>Home</a></nav><p>One\ntwo.</p><ul><li>open</ul>"
    Path("page.html").write_text(markup)
    assert presscut("clean", "page.html", "--to", "json", "--offsets", "places.jsonl").code in (0, 5)
    found = [json.loads(line) for line in Path("places.jsonl").read_text().splitlines()]
    source = source_text(markup, "html")
    assert [source[at["src_start"] : at["src_end"]] for at in found] == ["Home", "One two.", "open"]
    assert [markup[1:][at["start"] : at["end"]] if at["end"] else None for at in found] == [
        "<a href=/>Home</a>", "<p>One\ntwo.</p>", None,
    ]  # fmt: skip
    assert [at["path"] for at in found] == ["/html/body/nav/a", "/html/body/p", "/html/body/ul/li"]
    assert {at["file"] for at in found} == {"page.html"}


def test_offsets_of_text_are_those_of_the_source(presscut: Presscut, article: Path) -> None:
    """Text has no markup around it: the source is the page."""
    assert presscut("clean", article, "--offsets", "places.jsonl").code == 0
    found = [json.loads(line) for line in Path("places.jsonl").read_text().splitlines()]
    assert found
    assert all((at["start"], at["end"], at["path"]) == (at["src_start"], at["src_end"], None) for at in found)


def test_diff_shows_what_was_taken(presscut: Presscut, article: Path) -> None:
    """Minus stood in the source, plus stands in the clean text, blank stayed as it was."""
    ran = presscut("clean", article, "--diff")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[:2] == ["--- article.md", "+++ article.md (clean)"]
    assert any(line.startswith("-" + NEWSLETTER) for line in lines)
    assert "-# The ferry comes back to Lowmere" in lines
    assert not any("\x1b" in line for line in lines)


def test_diff_can_be_undone(presscut: Presscut, article: Path) -> None:
    """Its blank and minus lines are the source, white space aside: nothing disappears."""
    lines = presscut("clean", article, "--diff").out.splitlines()[2:]
    source = " ".join(line[1:] for line in lines if line[:1] in (" ", "-"))
    assert source.split() == ARTICLE.split()


def test_log_file_gets_the_talk(presscut: Presscut, scraped: Path) -> None:
    """Under cron stderr becomes mail; the log file keeps it quiet and tells more."""
    (scraped / "empty.txt").write_bytes(b"")
    ran = presscut("clean", scraped, "-d", "out", "--log-file", "run.log")
    assert ran.code == 3
    assert ran.err == "presscut: 2 cleaned, 1 failed\n"
    events = [json.loads(line) for line in Path("run.log").read_text().splitlines()]
    assert [event["event"] for event in events] == ["page", "page", "page", "end"]
    assert events[0]["outcome"] == "done"
    assert events[0]["kept_chars"] > 0
    assert events[0]["ms"] > 0
    assert events[1]["outcome"] == "empty"
    assert (events[3]["done"], events[3]["failed"]) == (2, 1)


def test_quiet_says_only_what_ends_the_command(presscut: Presscut, scraped: Path) -> None:
    """-q may stand before or after the command's name."""
    assert presscut("-q", "clean", scraped, "--to", "jsonl").err == ""
    assert presscut("clean", scraped, "--to", "jsonl", "-q").err == ""
    assert presscut("clean", "gone.md", "-q").err != ""


def test_verbose_says_a_line_a_page(presscut: Presscut, scraped: Path) -> None:
    """What each page lost, while it goes by."""
    ran = presscut("clean", scraped, "--to", "jsonl", "-v")
    assert ran.err.splitlines()[0].startswith("presscut: scraped/article.md: id ")


def test_level_moves_the_threshold(presscut: Presscut, article: Path) -> None:
    """Gentle keeps at least what strict keeps."""
    kept = {level: len(presscut("clean", article, "--level", level).out) for level in ("gentle", "strict")}
    assert kept["gentle"] >= kept["strict"]


def test_url_of_the_page_reaches_the_row(presscut: Presscut, article: Path) -> None:
    """A saved page has forgotten where it came from."""
    ran = presscut("clean", article, "--url", "https://courier.example/ferry", "--to", "json")
    assert json.loads(ran.out)["url"] == "https://courier.example/ferry"


@pytest.mark.parametrize("url", [" ", "courier.example/ferry", "https://courier.example/the ferry"])
def test_what_is_no_address_is_refused(presscut: Presscut, article: Path, url: str) -> None:
    """It would stand in every row and record of the page, and lead nowhere."""
    ran = presscut("clean", article, "--url", url)
    assert (ran.code, ran.out) == (2, "")
    assert "is no address" in ran.err


def test_kind_can_be_said(presscut: Presscut) -> None:
    """What looks like text can be meant as HTML."""
    Path("page.txt").write_text(HTML)
    assert json.loads(presscut("clean", "page.txt", "--from", "html", "--to", "json").out)["media_type"] == "html"
    assert json.loads(presscut("clean", "page.txt", "--from", "text", "--to", "json").out)["media_type"] == "text"


def test_own_rules_are_followed(presscut: Presscut, article: Path) -> None:
    """The user's pack stands beside the built-in ones, and one of its rules can be left out again."""
    assert "Tickets cost four crowns" in presscut("clean", article).out
    Path("mine.toml").write_text(OWN_PACK)
    assert "Tickets cost four crowns" not in presscut("clean", article, "--rules", "mine.toml").out
    Path("presscut.toml").write_text('[rules]\npaths = ["mine.toml"]\ndisable = ["mine/tickets"]\n')
    assert "Tickets cost four crowns" in presscut("clean", article).out


def test_closed_pipe_ends_quietly(scraped: Path) -> None:
    """`| head -n 1` is not an error of ours."""
    for n in range(60):
        (scraped / f"{n:02}.md").write_text(ARTICLE * 4)
    command = [sys.executable, "-m", "presscut", "clean", str(scraped), "--to", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(1)
        running.stdout.close()
        said = running.stderr.read()
    assert said == b""
    assert running.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_full_disk_is_one_line(presscut: Presscut, article: Path) -> None:
    """The reason stands in the message, and the exit code is not that of success."""
    ran = presscut("clean", article, "-o", "/dev/full")
    assert ran.code == 1
    assert ran.err == "presscut: /dev/full cannot be written: No space left on device\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_stdout_that_takes_nothing_is_one_line(article: Path) -> None:
    """`> file` on a full disk must not look like success, nor end in a traceback."""
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "presscut", "clean", str(article), "--diff"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "presscut: standard output: No space left on device\n"


@pytest.mark.parametrize("option", ["-o", "--ledger", "--offsets"])
def test_no_input_is_written_over(presscut: Presscut, article: Path, option: str) -> None:
    """One slip of the hand must not cost the only copy of a page, whatever name it goes by."""
    Path("link.md").symlink_to(article)
    for target in (article, "link.md", article.resolve()):
        ran = presscut("clean", article, option, target)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == f"presscut: {target} is one of the inputs; write to another place\n"
    assert article.read_text() == ARTICLE


def test_no_input_is_written_over_in_a_folder(presscut: Presscut, scraped: Path) -> None:
    """Markdown cleaned to Markdown in the same folder would replace the originals one by one."""
    ran = presscut("clean", scraped, "-d", scraped, "--to", "markdown")
    assert ran.code == 2
    assert "is one of the inputs" in ran.err
    assert (scraped / "article.md").read_text() == ARTICLE
    assert presscut("clean", scraped / "article.md", "-d", scraped, "--to", "html").code == 0


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["-o", "x", "--ledger", "x"], "-o and --ledger would both write x"),
        (["--ledger", "x", "--offsets", "link"], "--ledger and --offsets would both write link"),
        (["-o", "x", "--offsets", "../here/x"], "-o and --offsets would both write ../here/x"),
    ],
)
def test_one_file_is_not_written_twice(presscut: Presscut, article: Path, args: list[str], says: str) -> None:
    """The last one written would replace the others, whatever names they go by; nothing is read before it is said."""
    Path("link").symlink_to("x")
    ran = presscut("clean", article, *args)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"presscut: {says}; name a file for each\n"
    assert not Path("x").exists()


def test_two_accounts_can_go_nowhere(presscut: Presscut, article: Path) -> None:
    """A device takes what comes from several."""
    assert presscut("clean", article, "--ledger", "/dev/null", "--offsets", "/dev/null").code == 0


@pytest.mark.parametrize("args", [["-o", "."], ["-d", "article.md"], ["-o", "article.md/x"], ["-o", "nowhere/x"]])
def test_a_place_that_cannot_be_is_exit_2(presscut: Presscut, article: Path, args: list[str]) -> None:
    """The command line is wrong, not the disk."""
    ran = presscut("clean", article, *args)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_no_article_makes_no_file_but_its_ledger(presscut: Presscut) -> None:
    """An empty file looks like success to whoever comes next; what went is in the ledger all the same."""
    Path("menu.html").write_text("<nav><a href='/a'>Home</a> <a href='/b'>Sport</a></nav>")
    ran = presscut("clean", "menu.html", "-o", "out.txt", "--ledger", "gone.jsonl")
    assert ran.code == 5
    assert not Path("out.txt").exists()
    assert json.loads(Path("gone.jsonl").read_text().splitlines()[0])["action"] == "cut"
    assert presscut("clean", "menu.html", "-o", "row.json", "--to", "json").code == 5
    assert json.loads(Path("row.json").read_text())["flags"] == ["no-article"]


def test_letters_are_read_and_kept(presscut: Presscut) -> None:
    """A folder of saved mail: each letter is a page, in the archive as it came, and clean when it is read again."""
    Path("mail").mkdir()
    kind = "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    head = "Subject: The mill\nFrom: Berit Solle <b@mill.example>\n" + kind
    Path("mail", "one.eml").write_text(head + HTML)
    assert "found the missing cog" in presscut("clean", "mail", "--to", "text").out
    assert presscut("archive", "add", "mail", "--archive", "kept").code == 0
    (capture,) = Path("kept", "warc").glob("orig-*")
    assert b"Content-Type: message/rfc822" in gzip.decompress(capture.read_bytes())
    assert presscut("clean", capture, "--to", "text").out == presscut("clean", "mail", "--to", "text").out
    assert presscut("reclean", "--diff", "--archive", "kept").out == ""


def test_a_field_of_another_name_can_be_named(presscut: Presscut) -> None:
    """JSON lines come from many scrapers."""
    record = {"content": ARTICLE, "permalink": "https://courier.example/ferry", "title": "of the record"}
    record["media_type"] = "text/markdown"
    Path("pages.jsonl").write_text(json.dumps(record) + "\n")
    fields = ("--field", "text=content", "--field", "url=permalink")
    row = json.loads(presscut("clean", "pages.jsonl", "--to", "jsonl", *fields).out)
    assert (row["url"], row["title"]) == ("https://courier.example/ferry", "The ferry comes back to Lowmere")
    said = presscut("clean", "pages.jsonl", "--to", "jsonl").err
    assert "but content, permalink, title, media_type; --field text=NAME" in said
    assert presscut("archive", "add", "pages.jsonl", *fields).code == 0
    assert presscut("cluster", "clean", "pages.jsonl", "-d", "parts", *fields).code == 0
    assert presscut("cluster", "clean", "pages.jsonl", "-d", "parts").code == 3


def test_a_field_can_stand_within_a_record(presscut: Presscut) -> None:
    """Scrapers nest what they write; a key that is itself written with a dot comes first."""
    record = {"page": {"body": {"content": ARTICLE}, "url": "https://courier.example/ferry"}, "kind": "markdown"}
    Path("pages.jsonl").write_text(json.dumps(record) + "\n")
    fields = ("--field", "text=page.body.content", "--field", "url=page.url", "--field", "media_type=kind")
    row = json.loads(presscut("clean", "pages.jsonl", "--to", "jsonl", *fields).out)
    assert (row["url"], row["title"]) == ("https://courier.example/ferry", "The ferry comes back to Lowmere")
    said = presscut("clean", "pages.jsonl", "--to", "jsonl", "--field", "text=page.url.content").err
    assert "but page.body.content, page.url, kind; --field text=NAME" in said
    Path("pages.jsonl").write_text(json.dumps({"a.b": ARTICLE, "a": {"b": "less"}}) + "\n")
    assert "The ferry" in presscut("clean", "pages.jsonl", "--to", "jsonl", "--field", "text=a.b").out


@pytest.mark.parametrize("empty", ["url", "media_type", "fetched", "html"])
def test_nan_in_a_record_is_nothing(presscut: Presscut, empty: str) -> None:
    """Python writes it where a data frame had a hole: the page was refused for its missing address."""
    Path("pages.jsonl").write_text(json.dumps({"text": ARTICLE, empty: float("nan")}) + "\n")
    assert presscut("clean", "pages.jsonl", "--to", "text").code == 0


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("content", "say KEY=NAME, such as text=content"),
        ("text=", "say KEY=NAME"),
        ("txt=content", "'txt' is none of html, text, url, media_type, fetched; did you mean 'text'?"),
    ],
)
def test_a_field_that_cannot_be_is_exit_2(presscut: Presscut, article: Path, word: str, says: str) -> None:
    """One line, before anything is read."""
    ran = presscut("clean", article, "--field", word)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert says in ran.err


def test_rows_of_several_pages_are_one_document(presscut: Presscut, scraped: Path) -> None:
    """`json` is read by programs that read one document; a page alone is its row, a folder is an array of rows."""
    rows = json.loads(presscut("clean", scraped, "--to", "json").out)
    lines = presscut("clean", scraped, "--to", "jsonl").out.splitlines()
    assert rows == [json.loads(line) for line in lines]
    page = scraped / "article.md"
    assert json.loads(presscut("clean", page, "--to", "json").out) == rows[0]
    assert presscut("clean", scraped, "-o", "rows.json", "--to", "json").code == 0
    assert json.loads(Path("rows.json").read_text()) == rows
    assert json.loads(presscut("clean", "gone.md", "lost.md", "--to", "json").out) == []
    assert presscut("clean", scraped, "-d", "rows", "--to", "json").code == 0
    assert json.loads(Path("rows/article.json").read_text()) == rows[0]


def test_texts_of_several_pages_can_be_told_apart(presscut: Presscut, scraped: Path) -> None:
    """A body has blank lines itself; a form feed it never has."""
    texts = presscut("clean", scraped, "--to", "text").out.split("\f\n")
    alone = [presscut("clean", page).out for page in (scraped / "article.md", scraped / "more" / "article.md")]
    assert texts == alone


def test_the_folders_of_a_folder_can_be_kept(presscut: Presscut, scraped: Path) -> None:
    """A crawl has an index.html in every folder; numbers would shift with every page that is added."""
    assert presscut("clean", scraped, "-d", "clean", "--tree").code == 0
    written = sorted(str(path.relative_to("clean")) for path in Path("clean").rglob("*.txt"))
    assert written == ["article.txt", "more/article.txt"]
    assert presscut("clean", scraped / "article.md", scraped / "more", "-d", "both", "--tree").code == 0
    assert sorted(path.name for path in Path("both").rglob("*.txt")) == ["article-2.txt", "article.txt"]
    assert presscut("clean", scraped, "--tree").code == 2


@pytest.mark.parametrize("place", ["/dev/null", "article.md"])
def test_a_place_for_files_that_is_no_folder_is_told(presscut: Presscut, article: Path, place: str) -> None:
    """What the system calls it, "File exists", helps nobody."""
    ran = presscut("clean", article, "-d", place)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"presscut: {place} is no folder; -d names a folder for a file a page, -o FILE one file for all\n"

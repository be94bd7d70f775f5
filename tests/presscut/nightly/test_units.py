"""The units and the crontab that are shipped call commands and options that exist, on paths that fit together."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from presscut.cli import cli
from presscut.errors import SomeFailed, Stopped
from presscut.setting_keys import duration
from presscut.settings import load
from tests.presscut.nightly.example import EXAMPLE

NIGHT = EXAMPLE.parent
SIGTERM_EXIT = 143
CRON_FIELDS = 5


def unit(name: str) -> configparser.ConfigParser:
    """A unit as sections of keys."""
    read = configparser.ConfigParser(interpolation=None, strict=True)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read_string((NIGHT / name).read_text(encoding="utf-8"))
    return read


def crontab() -> list[str]:
    """The lines of the crontab that are jobs."""
    lines = (NIGHT / "crontab").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#") and not re.match(r"\w+=", line)]


def calls() -> Iterator[tuple[str, list[str]]]:
    """Every command line of the shipped files: where it stands, and its words."""
    yield "presscut.service", shlex.split(unit("presscut.service")["Service"]["ExecStart"])
    for line in crontab():
        yield "crontab", [word for word in shlex.split(line)[CRON_FIELDS:] if not word.startswith(">")]
    for line in EXAMPLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#   presscut "):
            yield "presscut.toml", shlex.split(line.removeprefix("#   "))


def parsed(words: list[str]) -> tuple[str, dict[str, object]]:
    """The subcommand of a call and its options. Raises click.UsageError for what does not exist."""
    context = click.Context(cli)
    name, command, rest = cli.resolve_command(context, words)
    assert name is not None
    assert command is not None
    made = command.make_context(name, rest, obj={})
    return name, {**made.params, **made.ensure_object(dict)}


CALLS = list(calls())


@pytest.mark.parametrize(("where", "words"), CALLS, ids=[f"{where}: {words[1]}" for where, words in CALLS])
def test_every_call_can_be_understood(where: str, words: list[str]) -> None:
    """An option that was renamed would be noticed by nobody until the first night without a page."""
    assert Path(words[0]).name == "presscut", where
    _, options = parsed(words[1:])
    for name in ("max_time", "max_age"):
        if options.get(name) is not None:
            assert duration(str(options[name])) > 0


def test_units_and_crontab_do_the_same() -> None:
    """Who changes from the one to the other finds the archive where it was."""
    nights = [parsed(words[1:])[1] for where, words in CALLS if "nightly" in words and where != "presscut.toml"]
    assert len(nights) == 2
    assert len({(night["config"], night["place"], night["max_time"]) for night in nights}) == 1
    (status,) = [parsed(words[1:])[1] for where, words in CALLS if "status" in words]
    assert (status["config"], status["place"]) == (nights[0]["config"], nights[0]["place"])


def test_the_service_writes_only_where_it_may() -> None:
    """All of the system is read-only for it but its state directory."""
    service = unit("presscut.service")["Service"]
    state = Path("/var/lib") / service["StateDirectory"]
    assert service["ProtectSystem"] == "strict"
    assert Path(service["WorkingDirectory"]) == state
    _, options = parsed(shlex.split(service["ExecStart"])[1:])
    for written in ("place", "page"):
        assert Path(str(options[written])).is_relative_to(state)


def test_the_service_has_time_to_end_by_itself() -> None:
    """The job stops before systemd stops it; what is stopped and goes on is no failure, what failed is one."""
    service = unit("presscut.service")["Service"]
    _, options = parsed(shlex.split(service["ExecStart"])[1:])
    assert duration(str(options["max_time"])) < duration(service["TimeoutStartSec"])
    assert service["SuccessExitStatus"].split() == [str(Stopped.exit_code), str(SIGTERM_EXIT)]
    assert str(SomeFailed.exit_code) not in service["SuccessExitStatus"].split()


@pytest.mark.parametrize("line", crontab())
def test_the_crontab_has_five_fields_and_no_percent(line: str) -> None:
    """crontab(5): five fields of time, then the command; an unescaped percent sign would end it."""
    fields = line.split()[:CRON_FIELDS]
    assert all(re.fullmatch(r"\*|\d+", field) for field in fields)
    assert "%" not in line
    minute, hour, *days = fields
    assert int(minute) < 60
    assert int(hour) == 3 or int(hour) > 5  # clocks are changed between midnight and three
    assert days == ["*", "*", "*"]


def test_the_example_says_only_what_settings_know() -> None:
    """It is what people copy."""
    settings = load(EXAMPLE, environ={}, folder=Path())
    assert [source.table["name"] for source in settings.sources] == ["courier", "courier older"]
    assert settings.archive == EXAMPLE.parent / "archive"


def test_systemd_understands_the_units(tmp_path: Path) -> None:
    """Its own word; the program is taken to be one that is here."""
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("no systemd here; on Debian: sudo apt install systemd")
    for name in ("presscut.service", "presscut.timer"):
        said = (NIGHT / name).read_text(encoding="utf-8").replace("/opt/presscut/bin/presscut ", "/bin/true ")
        (tmp_path / name).write_text(said, encoding="utf-8")
    done = subprocess.run(
        [analyze, "verify", tmp_path / "presscut.service", tmp_path / "presscut.timer"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert [line for line in done.stderr.splitlines() if "presscut." in line] == []

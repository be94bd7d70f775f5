"""Every layer of settings counts, in the order that the manual gives."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presscut.archive.sources.source import read_source
from presscut.errors import ConfigError, UsageError
from presscut.setting_keys import KEYS
from presscut.settings import ENV_CONFIG, load, read_file, user_file
from tests.presscut.conftest import ARTICLE, NEWSLETTER, Presscut

HERE = Path()


def test_later_layers_win(tmp_path: Path) -> None:
    """built-in < user < project < --config < variable < flag, one step at a time."""
    environ = {"XDG_CONFIG_HOME": str(tmp_path)}
    project, named = Path("presscut.toml"), Path("night.toml")
    seen = [load(environ=environ, folder=HERE).jobs]
    user_file(environ).parent.mkdir()
    user_file(environ).write_text("[clean]\njobs = 2\n")
    seen.append(load(environ=environ, folder=HERE).jobs)
    project.write_text("[clean]\njobs = 3\n")
    seen.append(load(environ=environ, folder=HERE).jobs)
    named.write_text("[clean]\njobs = 4\n")
    seen.append(load(named, environ=environ, folder=HERE).jobs)
    environ["PRESSCUT_CLEAN_JOBS"] = "5"
    seen.append(load(named, environ=environ, folder=HERE).jobs)
    seen.append(load(named, environ=environ, folder=HERE, flags={"clean.jobs": 6}).jobs)
    assert seen == [1, 2, 3, 4, 5, 6]


def test_variable_can_name_the_config_file() -> None:
    """cron sets variables more easily than flags."""
    Path("night.toml").write_text('[clean]\nlevel = "strict"\n')
    assert load(environ={ENV_CONFIG: "night.toml"}, folder=HERE).level == "strict"


def test_config_file_that_was_named_must_be_there(presscut: Presscut, article: Path) -> None:
    """A night job with a misspelt configuration must not run with the defaults."""
    ran = presscut("--config", "nihgt.toml", "clean", article)
    assert ran.code == 2
    assert ran.err == "presscut: nihgt.toml cannot be read: No such file or directory\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[clean]\n\nlevle = "strict"\n', "presscut.toml:3: unknown key levle in [clean]; did you mean 'level'?"),
        ("[claen]\njobs = 2\n", "presscut.toml:1: unknown section [claen]; did you mean 'clean'?"),
        ("[clean]\njobs = 0\n", "presscut.toml:2: clean.jobs: must be a whole number of at least 1"),
        ("[clean]\njobs = 100_000\n", "presscut.toml:2: clean.jobs: must be a whole number from 1 to 1,024"),
        ("[nightly]\nworkers = 65\n", "presscut.toml:2: nightly.workers: must be a whole number from 1 to 64"),
        ('[archive]\npath = "a\\u0000b"\n', "presscut.toml:2: archive.path: 'a\\x00b' is no path"),
        ('[rules]\npaths = [""]\n', "presscut.toml:2: rules.paths: must be a list of words, none of them empty"),
        (f"[nightly]\ndelay = 1{'0' * 400}\n", "presscut.toml:2: nightly.delay: must be a number of seconds"),
        ("[nightly]\nmax_time = 0\n", 'presscut.toml:2: nightly.max_time: must be above 0; "" is no limit'),
        (f"a = {'[' * 5000}{']' * 5000}\n", "presscut.toml is not TOML: "),
        ("[network]\ntimeout = 0\n", "presscut.toml:2: network.timeout: must be a number of seconds above 0"),
        ("[clean]\njobs = true\n", "presscut.toml:2: clean.jobs: must be a whole number of at least 1"),
        ("clean = 3\n", "presscut.toml:1: clean must be a table, [clean]"),
        ("[archive]\npath = 3\n", "presscut.toml:2: archive.path: must be a text in quotes"),
        ('[clean]\nkeep = ["copyrigth"]\n', "presscut.toml:2: clean.keep: 'copyrigth' is not a kind; did you mean"),
        ("[clean\n", "presscut.toml is not TOML: "),
    ],
)
def test_wrong_file_names_place_and_remedy(text: str, message: str, presscut: Presscut, article: Path) -> None:
    """A setting that is silently ignored is worse than one that is refused."""
    Path("presscut.toml").write_text(text)
    ran = presscut("clean", article)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith(f"presscut: {message}")
    assert ran.err.count("\n") == 1


def test_a_mark_before_the_text_is_passed_over() -> None:
    """Editors of Windows write one; what was reported as wrong in line 1 could not be seen there."""
    Path("bom.toml").write_text('[clean]\nlevel = "strict"\n', encoding="utf-8-sig")
    assert load(Path("bom.toml"), environ={}, folder=HERE).level == "strict"


def test_unknown_variable_is_refused() -> None:
    """A misspelt variable in a crontab would otherwise do nothing for years."""
    with pytest.raises(ConfigError, match="PRESSCUT_CLEAN_LEVLE; did you mean 'PRESSCUT_CLEAN_LEVEL'"):
        load(environ={"PRESSCUT_CLEAN_LEVLE": "strict"}, folder=HERE)


def test_variables_that_are_no_settings_are_passed_over() -> None:
    """README says to install with PRESSCUT_COMPILE=1; in a shell that exports it no command ran any more."""
    others = {"PRESSCUT_COMPILE": "1", "PRESSCUT_BENCH": "/bench"}
    assert load(environ=others, folder=HERE) == load(environ={}, folder=HERE)


def test_a_home_that_nobody_knows_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a container with any number for a user there is none; nothing but a path that needs it may fail."""
    monkeypatch.delenv("HOME")
    monkeypatch.setattr("pwd.getpwuid", dict[int, object]().__getitem__)  # raises KeyError
    load(environ={}, folder=HERE)
    for name in ("~", "~nobody-of-that-name/kept"):
        with pytest.raises(UsageError, match=f"--archive: '{name}': no home folder is known; write the path out"):
            load(environ={}, folder=HERE, flags={"archive.path": name})
    with pytest.raises(ConfigError, match="path is '~/drop', and no home folder is known for it; write the path out"):
        read_source({"name": "drop", "kind": "folder", "path": "~/drop"}, HERE, "x")


def test_wrong_flag_names_the_flag() -> None:
    """The message must say what to correct on the line that was just typed."""
    with pytest.raises(UsageError, match=r"^--level: 'hard' is not a level; known: gentle, normal, strict$"):
        load(environ={}, folder=HERE, flags={"clean.level": "hard"})


def test_paths_are_relative_to_their_file(tmp_path: Path) -> None:
    """The night job runs from another folder than the one the file was written in."""
    (tmp_path / "presscut.toml").write_text('[archive]\npath = "kept"\n[rules]\npaths = ["mine"]\n')
    settings = load(tmp_path / "presscut.toml", environ={}, folder=HERE)
    assert settings.archive == tmp_path / "kept"
    assert settings.rules == (tmp_path / "mine",)


def test_show_says_where_each_value_comes_from(presscut: Presscut, monkeypatch: pytest.MonkeyPatch) -> None:
    """Six layers can be told apart only by asking."""
    Path("presscut.toml").write_text('[clean]\nlevel = "gentle"\n')
    monkeypatch.setenv("PRESSCUT_RULES_DISABLE", "a/b,c/d")
    ran = presscut("config", "show", "--origin")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert 'level = "gentle"  # presscut.toml:2' in lines
    assert 'disable = ["a/b", "c/d"]  # PRESSCUT_RULES_DISABLE' in lines
    assert "jobs = 1  # built-in" in lines


def test_show_is_a_file_that_can_be_read_again(presscut: Presscut) -> None:
    """Its output is the way to freeze the settings of a run."""
    Path("frozen.toml").write_text(presscut("config", "show").out)
    assert {name: value.value for name, value in read_file(Path("frozen.toml"))[0].items()} == {
        key.name: key.default for key in KEYS
    }


def test_show_says_where_paths_lead(presscut: Presscut) -> None:
    """A path in a file starts from that file; whoever reads it here wants to know what is opened."""
    Path("night").mkdir()
    Path("night/night.toml").write_text('[archive]\npath = "kept"\n[rules]\npaths = ["mine.toml", "/etc/house.toml"]\n')
    ran = presscut("config", "show", "--config", "night/night.toml", "--origin")
    assert 'path = "night/kept"  # night/night.toml:2' in ran.out.splitlines()
    assert 'paths = ["night/mine.toml", "/etc/house.toml"]  # night/night.toml:4' in ran.out.splitlines()


def test_show_has_the_sources(presscut: Presscut) -> None:
    """They are settings as well: printed, they are read again as the same."""
    Path("night").mkdir()
    Path("night/night.toml").write_text(
        '[[source]]\nname = "drop"\nkind = "folder"\npath = "in"\nrules = ["drop.toml"]\nenabled = false\n\n'
        '[[source]]\nname = "courier"\nkind = "feed"\nurl = "https://courier.example/feed.xml"\nper_night = 20\n'
    )
    shown = presscut("config", "show", "--config", "night/night.toml", "--origin").out
    assert "[[source]]  # night/night.toml: source 2" in shown.splitlines()
    Path("frozen.toml").write_text(shown)
    assert [dict(source.table) for source in read_file(Path("frozen.toml"))[1]] == [
        {"name": "drop", "kind": "folder", "path": "night/in", "rules": ["night/drop.toml"], "enabled": False},
        {"name": "courier", "kind": "feed", "url": "https://courier.example/feed.xml", "per_night": 20},
    ]


def test_path_lists_the_files(presscut: Presscut, tmp_path: Path) -> None:
    """Before one edits a file one must know which is read."""
    Path("presscut.toml").write_text("")
    ran = presscut("--config", "night.toml", "config", "path")
    assert ran.out.splitlines() == [
        f"{tmp_path}/home/presscut/presscut.toml  (user, not there)",
        "presscut.toml  (project)",
        "night.toml  (--config, not there)",
    ]


def test_init_writes_a_file_that_changes_nothing(presscut: Presscut) -> None:
    """The template must be valid as it is, and valid with every line taken in."""
    assert presscut("config", "init").out == "presscut.toml\n"
    text = Path("presscut.toml").read_text()
    assert load(environ={}, folder=HERE).level == "normal"
    uncommented = "\n".join(line.removeprefix("# ") for line in text.splitlines() if " = " in line or line[:1] == "[")
    said = tomllib.loads(uncommented)
    assert [f"{section}.{key}" for section, table in said.items() for key in table] == [key.name for key in KEYS]


def test_init_overwrites_nothing(presscut: Presscut) -> None:
    """Somebody's settings are worth more than a template."""
    Path("presscut.toml").write_text("# mine\n")
    ran = presscut("config", "init")
    assert ran.code == 2
    assert "is there already" in ran.err
    assert Path("presscut.toml").read_text() == "# mine\n"


def test_init_writes_the_file_of_the_user(presscut: Presscut, tmp_path: Path) -> None:
    """The folder may not be there yet on a new machine."""
    assert presscut("config", "init", "--user").code == 0
    assert (tmp_path / "home" / "presscut" / "presscut.toml").is_file()


def test_kept_kind_reaches_the_judge(presscut: Presscut, article: Path) -> None:
    """A setting that reaches nobody is a lie in the manual."""
    assert NEWSLETTER in ARTICLE
    assert NEWSLETTER not in presscut("clean", article).out
    Path("presscut.toml").write_text('[clean]\nkeep = ["newsletter"]\n')
    assert NEWSLETTER in presscut("clean", article).out


@given(st.text(max_size=200))
def test_any_text_is_a_file_or_a_config_error(text: str) -> None:
    """Whatever stands in a configuration file, the user gets one line and never a traceback."""
    path = Path("any.toml")
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with suppress(ConfigError):
        load(path, environ={}, folder=HERE)


def test_sources_of_all_files_count_and_know_their_folder(tmp_path: Path) -> None:
    """A user's own sources and a project's add up; each keeps the place its paths start from."""
    environ = {"XDG_CONFIG_HOME": str(tmp_path)}
    user_file(environ).parent.mkdir()
    user_file(environ).write_text('[[source]]\nname = "mine"\n')
    Path("presscut.toml").write_text('[[source]]\nname = "ours"\n')
    sources = load(environ=environ, folder=HERE).sources
    assert [(each.table["name"], each.base) for each in sources] == [
        ("mine", user_file(environ).parent),
        ("ours", Path()),
    ]


@pytest.mark.parametrize(
    ("text", "seconds"), [('"6h"', 21600.0), ('"90s"', 90.0), ('"1.5d"', 129600.0), ('""', None), ("30", 30.0)]
)
def test_time_for_a_night_reads_like_a_duration(text: str, seconds: float | None) -> None:
    """Six hours are 6h, not 21600."""
    Path("presscut.toml").write_text(f"[nightly]\nmax_time = {text}\n")
    assert load(environ={}, folder=HERE).night.max_time == seconds


def test_what_is_no_duration_or_network_is_told() -> None:
    """A guard that was opened by a slip would be worse than none."""
    Path("presscut.toml").write_text('[nightly]\nmax_time = "six hours"\n')
    with pytest.raises(ConfigError, match="'six hours' is no duration; say 90s, 45m, 6h or 2d"):
        load(environ={}, folder=HERE)
    for slip in ("localhost", "10.1.2.3/8"):  # of a network whose host bits are set the night would have none
        Path("presscut.toml").write_text(f'[network]\nallow = ["{slip}"]\n')
        with pytest.raises(ConfigError, match=f"'{slip}' is no address or network"):
            load(environ={}, folder=HERE)

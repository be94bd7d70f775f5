"""Tables of a document that are made by a command: read, renewed cell by cell, written back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

BEGIN, END = "<!-- made by bench/text.py --write -->", "<!-- end of what bench/text.py made -->"


@dataclass(slots=True)
class Table:
    """A title, the names of the columns, and by row and column what the cells say."""

    title: str
    columns: list[str]
    rows: dict[str, dict[str, str]] = field(default_factory=dict)

    def __str__(self) -> str:
        lines = [f"**{self.title}**", "", _row(["", *self.columns]), "|---" * (len(self.columns) + 1) + "|"]
        lines += [_row([name, *(cells.get(c, "") for c in self.columns)]) for name, cells in self.rows.items()]
        return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return "".join(f"| {cell} " if cell else "| " for cell in cells) + "|"


def parse(text: str) -> list[Table]:
    """The tables of a text that `str` of a table wrote."""
    found: list[Table] = []
    for line in text.splitlines():
        if line.startswith("**"):
            found.append(Table(line.strip("*"), []))
        elif found and line.startswith("|") and not line.startswith("|---"):
            name, *cells = [cell.strip() for cell in line.strip("|").split("|")]
            table = found[-1]
            if table.columns:
                table.rows[name] = {c: cell for c, cell in zip(table.columns, cells, strict=True) if cell}
            else:
                table.columns = cells
    return found


def renewed(document: str, tables: Sequence[Table], *, order: Sequence[str]) -> str:
    """The document with the cells of these tables in place of its own; what they do not have stays.

    Rows stand in the order given. Raises ValueError when the document does not bound its tables.
    """
    before, begin, rest = document.partition(BEGIN)
    old, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the document has no {BEGIN} … {END}")
    found = {table.title: table for table in parse(old)}
    for table in tables:
        mine = found.setdefault(table.title, Table(table.title, []))
        mine.columns += [column for column in table.columns if column not in mine.columns]
        rows = {name: mine.rows.get(name, {}) | table.rows.get(name, {}) for name in order}
        mine.rows = {name: cells for name, cells in rows.items() if cells}
    return "\n\n".join([before.rstrip() + "\n\n" + BEGIN, *map(str, found.values()), END]) + after


def made_by(document: str, script: str) -> list[Table]:
    """The tables that stand between the two comments that name a script.

    Raises ValueError when the document has no such comments.
    """
    return parse(_bounded(document, script)[1])


def replaced(document: str, script: str, tables: Sequence[Table]) -> str:
    """The document with these tables, and nothing else, between the two comments that name a script.

    Raises ValueError when the document has no such comments.
    """
    before, _, after = _bounded(document, script)
    return "\n\n".join([before, *map(str, tables), after])


def rewrite(path: Path, script: str, tables: Sequence[Table]) -> None:
    """Renew the tables of a script in a document. Raises as `replaced`, and OSError."""
    path.write_text(replaced(path.read_text("utf-8"), script, tables), "utf-8")


def _bounded(document: str, script: str) -> tuple[str, str, str]:
    """What stands before the tables of a script, with its comment, the tables, and what stands after them."""
    begin, end = f"<!-- made by {script} --write -->", f"<!-- end of what {script} made -->"
    before, found, rest = document.partition(begin)
    tables, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"the document has no {begin} … {end}")
    return before + begin, tables, end + after

"""Tables that the page shows as text are reported."""

from __future__ import annotations

from msgspec.structs import replace

from mkdocs_postmortems.read.model import ActionItem, Event, Span, Timeline
from tests.check.conftest import Check, Make
from tests.tables import all_cases

RULE = "|---|---|"


@all_cases(
    ("text", "at", "message"),
    [
        ("| Host | Lost |\n| db1 | 3 |\n| db2 | 4 |", 0, "no | --- | line below"),
        ("| Host | Lost\n| db1 | 3\n| db2 | 4", 0, "no | --- | line below"),
        ("| Host | Lost |\n| — | — |\n| db1 | 3 |", 0, "other dashes than hyphens"),
        ("| Host | Lost |\n|–––|:–––|\n| db1 | 3 |", 0, "other dashes than hyphens"),
        ("Host\tLost\ndb1\t3\ndb2\t4", 0, "tabs between their cells"),
        ("Host\tLost\tWhy\ndb1\t3\tdisk", 0, "tabs between their cells"),
        ("> Host\tLost\n> db1\t3\n> db2\t4", 0, "tabs between their cells"),
        ("| Host | Lost |\n|===|===|\n| db1 | 3 |", 0, "no | --- | line below"),
        ("What we saw:\n| Host | Lost |\n| db1 | 3 |", 1, "no | --- | line below"),
        ("> | Host | Lost |\n> | db1 | 3 |", 0, "no | --- | line below"),
        ("- a\n\n    | Host | Lost |\n    | db1 | 3 |", 2, "no | --- | line below"),
        ("| Host | Lost |\n\n|---|---|\n| db1 | 3 |", 2, "no header above"),
        (f"| Host | Lost |\n{RULE}\n| db1 | 3 |\n\n| db2 | 3 |\n| db3 | 4 |", 4, "not part of the table above"),
        (f"| Host | Lost |\n{RULE}\n| db1 | 3 |\n\n| db2 | 3 |", 4, "not part of the table above"),
        (f"What we saw:\n| Host | Lost |\n{RULE}\n| db1 | 3 |", 1, "text directly above it"),
        (f"- a\n| Host | Lost |\n{RULE}\n| db1 | 3 |", 1, "text directly above it"),
        (f"What we saw:\nHost | Lost\n{RULE}\ndb1 | 3", 1, "text directly above it"),
        (f"| Host | Lost | Why |\n{RULE}\n| db1 | 3 | x |", 0, "3 cells, the line below it 2"),
        (f"| Host |\n{RULE}\n| db1 |", 0, "1 cells, the line below it 2"),
        (f"| Host | Lost |\n{RULE}\n| db1 | 3 |\n| db2 | 4 | x |", 3, "3 cells, but the table only 2 columns"),
        (f"| Host | Lost |\n{RULE}\n| a | b || c |", 2, "4 cells, but the table only 2 columns"),
        ("+------+------+\n| Host | Lost |\n+======+======+\n| db1  | 3    |\n+------+------+", 0, "a grid table"),
        ("What we saw:\n+------+------+\n| Host | Lost |\n+------+------+\n| db1  | 3    |", 1, "a grid table"),
        ("||Host||Lost||\n|db1|3|", 0, "a Jira or Confluence table"),
        ("| Host | Lost |\n|------+------|\n| db1  | 3    |", 1, "an Org mode table"),
        (" host | lost\n------+------\n db1  | 3", 1, "printed by a database client"),
        ("====  ====\nHost  Lost\n====  ====\ndb1   3\n====  ====", 0, "a reStructuredText table"),
        ("|===\n|Host |Lost\n|db1 |3\n|===", 0, "an AsciiDoc table"),
        ("┌──────┬──────┐\n│ Host │ Lost │\n└──────┴──────┘", 0, "a table drawn with box characters"),
        ("╔══════╗\n║ Host ║\n╚══════╝", 0, "a table drawn with box characters"),
    ],
)
def test_rows_that_are_not_a_table_are_reported(make: Make, check: Check, text: str, at: int, message: str) -> None:
    """On the line where the table should begin."""
    line = make().source.lines.index("Nobody could sign in for an hour.") + 1 + at
    (found,) = check("broken-table", make("Nobody could sign in for an hour.", text))
    assert found.startswith(f"{line}: ")
    assert message in found


@all_cases(
    "text",
    [
        f"| Host | Lost |\n{RULE}\n| db1 | 3 |\n| - | - |\n{RULE}",
        "Host | Lost\n--- | ---\ndb1 | 3",
        "a\tb\nand c\td",
        "one\ttab\nin one\tline\nonly here",
        "-\ta\n-\tb\n-\tc",
        "•\ta\n•\tb\n•\tc",
        "a)\tone\nb)\ttwo\nc)\tthree",
        "Term\n:\ta\n:\tb\n:\tc",
        "*[A]:\ta\n*[B]:\tb\n*[C]:\tc",
        "```\na\tb\nc\td\ne\tf\n```",
        "\ta\tb\n\tc\td\n\te\tf",
        f"| Host | Lost |\n{RULE}\n| db1 |\n| db2 | `3|4` |\n| db3 | 3\\|4 |\n| db4 | 5 | |",
        f"| Host | Lost |\n{RULE}\n| db1 | 3 | <!-- checked -->\n| db2 | 4 | {{.internal}}",
        f"#### What we saw\n| Host | Lost |\n{RULE}\n| db1 | 3 |",
        f"!!! note\n    | Host | Lost |\n    {RULE}\n    | db1 | 3 |",
        f"> | Host | Lost |\n> {RULE}\n> | db1 | 3 |",
        f"| Host | Lost |\n{RULE}\n| db1 | 3 |\nand more",
        "```\n| Host | Lost |\n| db1 | 3 |\n```",
        "ps ax | grep x | wc -l\nps ax | wc -l",
        "the operators | and || are\nread from | to ||",
        "| one row |",
        "| one | row |",
        f"| Host | Lost |\n{RULE}\n| db1 | 3 |\n\n| one | row | more |",
        "|a|b| is |c|\nand |d|e| is |f| too",
        "a\n\n---\n\nb | c",
        "```\n+---+---+\n| a | b |\n+---+---+\n```",
        "+1 | -1",
        "a\n-----\nb",
        "a + b\n--- + ---",
        "Title\n=====\n\ntext == = text",
        "x = 1\n== ==\ny",
    ],
)
def test_tables_and_bars_in_text_are_silent(make: Make, check: Check, text: str) -> None:
    """So is a row that looks like a delimiter line within a table."""
    assert check("broken-table", make("Nobody could sign in for an hour.", text)) == []


def test_events_and_action_items_are_silent(make: Make, check: Check) -> None:
    """The page shows them in lists of its own, however Markdown reads them."""
    text = f"Events:\n| Time | Event |\n{RULE}\n| 14:05 | a |"
    report = make("Nobody could sign in for an hour.", text)
    line = report.source.lines.index("| 14:05 | a |") + 1
    assert len(check("broken-table", report)) == 1
    events = Timeline((Event(1, "a", Span(line, line)),))
    assert check("broken-table", replace(report, timeline=events)) == []
    assert check("broken-table", replace(report, actions=(ActionItem(1, "a", Span(line, line)),))) == []


def test_a_row_of_action_items_with_more_cells_than_the_header_is_reported(make: Make, check: Check) -> None:
    """The page drops them there, too; text directly above the table does no harm."""
    text = f"Soon:\n| Action | Due |\n{RULE}\n| Renew | 2024-07-01 |\n| Watch | 2024-07-01 | at night |"
    first = make(new=f"\n{text}\n").source.lines.index("Soon:") + 1
    items = tuple(ActionItem(number, "a", Span(first + row, first + row)) for number, row in ((1, 3), (2, 4)))
    found = check("broken-table", replace(make(new=f"\n{text}\n"), actions=items))
    assert found == [f"{first + 4}: this row has 3 cells, but the table only 2 columns: the page drops the rest"]
    text = text.replace("| at night |", "{.internal}")
    assert check("broken-table", replace(make(new=f"\n{text}\n"), actions=items)) == []

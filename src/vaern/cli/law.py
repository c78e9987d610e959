"""`vaern law`: the law contract on the command line, JSON in and JSON out.

It reads its arguments with the standard library: what the other commands use takes longer to start than the
law takes to answer.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from vaern.cli.json_lines import answer_lines, parse, read, shown
from vaern.errors import InputError

Command = Callable[[argparse.Namespace], int]


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status; raises InputError for input it cannot use."""
    chosen = _parser().parse_args(list(arguments) or ["--help"])
    command: Command = chosen.command
    return command(chosen)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments as everything else is refused: as one JSON object."""

    def error(self, message: str) -> NoReturn:
        raise InputError(message, "", " ".join(self.format_usage().split()))


def _parser() -> argparse.ArgumentParser:
    about = "Ask the law: which measures are open, what is due, what a provision says."
    parser = _Parser(prog="vaern law", description=about)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=_Parser)
    for name, command in (("assess", _assess), ("deadlines", _deadlines)):
        asking = _add(commands, name, command)
        asking.add_argument("file", nargs="?", type=Path, help="JSON to read; standard input when left out")
        asking.add_argument("--lines", action="store_true", help="one JSON object a line in, one a line out")
        asking.add_argument("--text", action="store_true", help="for reading, not for a program")
    explaining = _add(commands, "explain", _explain)
    explaining.add_argument("citation", nargs="+", help="as printed, e.g. 'dk-2011-draft § 2(1) no. 1'")
    explaining.add_argument("--text", action="store_true", help="for reading, not for a program")
    _add(commands, "packs", _packs)
    showing = _add(commands, "show", _show)
    showing.add_argument("pack", help="the id of a pack")
    which = showing.add_mutually_exclusive_group()
    which.add_argument("--measure", help="one measure, argued like a note")
    which.add_argument("--file", help="one file of the pack, e.g. kapitel-2.yaml")
    which.add_argument("--provision", help="one provision and its parts, e.g. '§ 2'")
    showing.add_argument("--json", action="store_true", help="for a program, with --measure")
    comparing = _add(commands, "diff", _diff)
    comparing.add_argument("old", help="the id of a pack")
    comparing.add_argument("new", help="the id of the pack that would take its place")
    comparing.add_argument("--json", action="store_true", help="for a program, not for reading")
    checking = _add(commands, "check", _check)
    checking.add_argument("what", nargs="?", default="", help="a pack, or a folder; every pack if left out")
    checking.add_argument("--json", action="store_true", help="for a program, not for reading")
    return parser


def _add(commands: Any, name: str, command: Command) -> argparse.ArgumentParser:
    about = (command.__doc__ or "").strip()
    added: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about)
    added.set_defaults(command=command)
    return added


def _assess(chosen: argparse.Namespace) -> int:
    """Say which measures are open on these facts, and why."""
    from vaern.cli.law_questions import assess

    if chosen.text:
        from vaern.cli.law_note import note

        return _print(note(assess(parse(read(chosen.file)))))
    return _answer(assess, chosen)


def _deadlines(chosen: argparse.Namespace) -> int:
    """Say what must happen, by when, and who must do it."""
    from vaern.cli.law_questions import deadlines

    if chosen.text:
        from vaern.cli.law_note import timetable

        return _print(timetable(deadlines(parse(read(chosen.file)))))
    return _answer(deadlines, chosen)


def _answer(answer: Callable[[Any], dict[str, Any]], chosen: argparse.Namespace) -> int:
    content = read(chosen.file)
    if chosen.lines:
        return answer_lines(answer, content)
    return _print([shown(answer(parse(content)))])


def _explain(chosen: argparse.Namespace) -> int:
    """Say what a citation says, where it stands and what rests on it."""
    from vaern import law, packs
    from vaern.cli.law_text import explanation

    citation = " ".join(chosen.citation)
    first = citation.partition(" ")[0]
    asked = [packs.load(first)] if first in packs.known_packs() else packs.load_all()
    found = law.explain(asked, citation)
    return _print(explanation(found) if chosen.text else [shown(found)])


def _packs(_: argparse.Namespace) -> int:
    """List the packs: one body of law each."""
    from vaern import law
    from vaern.packs import load_all

    return _print([shown([law.summary(pack) for pack in load_all()])])


def _show(chosen: argparse.Namespace) -> int:
    """Print a pack readably: all of it, one file, one provision, or one measure argued like a note."""
    from vaern import law, packs
    from vaern.cli import law_text

    pack = packs.load(chosen.pack)
    if chosen.measure:
        found = law.portrait(pack, law_text.known(chosen.measure, pack.measures, "measure"))
        return _print([shown(found)] if chosen.json else law_text.measure(found))
    if chosen.json:
        raise InputError("only a measure is shown as JSON", "", "--measure with --json")
    return _print(law_text.act(pack, file=chosen.file, provision=chosen.provision))


def _diff(chosen: argparse.Namespace) -> int:
    """Show what one pack changes against another, measure by measure."""
    from vaern import law, packs
    from vaern.cli.law_text import changes

    found = law.compare(packs.load(chosen.old), packs.load(chosen.new))
    return _print([shown(found)] if chosen.json else changes(found))


def _check(chosen: argparse.Namespace) -> int:
    """Report everything that is wrong in the files of a pack or of every pack in a folder."""
    from vaern.cli.law_check import check

    return check(chosen.what, as_json=chosen.json)


def _print(lines: Iterable[str]) -> int:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0

"""`vaern law`: the law contract on the command line, JSON in and JSON out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from vaern.errors import InputError

app = typer.Typer(
    help="Ask the law: which measures are open, what is due, what a provision says.", no_args_is_help=True
)

File = Annotated[Path | None, typer.Argument(help="JSON to read; standard input when left out.")]
Lines = Annotated[bool, typer.Option("--lines", help="One JSON object a line in, one a line out.")]
Answer = Callable[[Any], dict[str, Any]]


@app.command()
def assess(file: File = None, lines: Lines = False) -> None:
    """Say which measures are open on these facts, and why."""
    _answer(_assess, file, lines=lines)


@app.command()
def deadlines(file: File = None, lines: Lines = False) -> None:
    """Say what must happen, by when, and who must do it."""
    _answer(_deadlines, file, lines=lines)


@app.command()
def explain(
    citation: Annotated[
        list[str], typer.Argument(help="A citation as printed, e.g. 'dk-2011-draft § 2(1) no. 1'.")
    ],
    text: Annotated[bool, typer.Option("--text", help="For reading, not for a program.")] = False,
) -> None:
    """Say what a citation says, where it stands and what rests on it."""
    from vaern import law, packs

    found = law.explain(packs.load_all(), " ".join(citation))
    typer.echo("\n".join(_readable(found)) if text else _json(found))


@app.command()
def packs() -> None:
    """List the packs: one body of law each."""
    from vaern import law
    from vaern.packs import load_all

    typer.echo(_json([law.summary(pack) for pack in load_all()]))


def _assess(value: Any) -> dict[str, Any]:
    from vaern import law, packs

    return law.assess(packs.load(_law_of(value)), value)


def _deadlines(value: Any) -> dict[str, Any]:
    from vaern import packs
    from vaern.deadlines import obligations
    from vaern.law.reading import moment, record, required, text

    pack = packs.load(_law_of(value))
    known = record(value, "", {"law": text, "now": moment, "events": lambda events, _: events})
    now = required(known, "now", "", "the moment to look from")
    return obligations(pack, now, required(known, "events", "", "a JSON array of events"))


def _law_of(value: Any) -> str:
    if not isinstance(value, Mapping):
        raise InputError("not an object", "", "a JSON object")
    law = value.get("law")
    if not isinstance(law, str):
        raise InputError("missing field" if law is None else "not a string", "/law", "the id of a pack")
    return law


def _answer(answer: Answer, file: Path | None, *, lines: bool) -> None:
    content = _read(file)
    if not lines:
        typer.echo(_json(answer(_parse(content))))
        return
    refused = False
    for line in content.split("\n"):
        if line.strip():
            try:
                found = answer(_parse(line))
            except InputError as error:
                found, refused = error.as_dict(), True
            typer.echo(json.dumps(found, ensure_ascii=False))
    if refused:
        raise typer.Exit(2)


def _read(file: Path | None) -> str:
    try:
        content = sys.stdin.buffer.read() if file is None else file.read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        raise InputError("file cannot be read", "FILE", "a readable file") from error
    except UnicodeDecodeError as error:
        raise InputError("not UTF-8", f"byte {error.start}", "JSON in UTF-8") from error


def _parse(content: str) -> Any:
    try:
        return json.loads(content, parse_constant=_no_constant, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise InputError(f"not JSON: {error.msg}", where, "a JSON object") from error
    except RecursionError as error:
        raise InputError("nested too deeply", "", "a JSON object as the contract has it") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise InputError("a key that is there twice", "", "each key of an object once")
    return found


def _no_constant(name: str) -> NoReturn:
    raise InputError(f"not JSON: {name}", "", "a JSON object")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _readable(found: Mapping[str, Any]) -> Iterator[str]:
    source = found["source"]
    yield f"{found['citation']}  [{found['status']}]"
    if found["title"]:
        yield found["title"]
    yield f"\n{found['text']}\n"
    for remark in found["remarks"]:
        yield f"  {remark['citation']} (lines {remark['source']['lines']}):\n    {remark['text']}\n"
    yield f"Source: seed {source['seed']}, lines {source['lines']}"
    for label, name in (("In force from", "from"), ("In force to", "to")):
        if found["in_force"][name]:
            yield f"{label}: {found['in_force'][name]}"
    for label, name in (("Used by", "cited_by"), ("Read with it", "neighbours")):
        if found[name]:
            yield f"{label}: {'; '.join(found[name])}"

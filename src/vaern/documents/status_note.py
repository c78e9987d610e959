"""The status note of an action plan, in the form in which ministries publish it: HTML, PDF, Markdown."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any, Literal

import yaml
from django.template import Context, Engine

from vaern.documents.typesetting import TEMPLATES, typeset
from vaern.plans.plan import Initiative, Warning
from vaern.plans.report import Report

Language = Literal["da", "nb", "sv", "en"]


@cache
def _words(language: Language) -> dict[str, Any]:
    known = yaml.safe_load((TEMPLATES / "status_note.yaml").read_text(encoding="utf-8"))
    return dict(known[language])


def content(report: Report, language: Language) -> dict[str, Any]:
    """Return what the note says, as text and tables; the form is the template's."""
    words, plan = _words(language), report.plan
    stated = report.counts
    sentences = [words["intro"].format(count=len(plan.initiatives))]
    if report.missing:
        sentences.append(words["missing"].format(missing=report.missing, expected=plan.expected_initiatives))
    if any(each.reserve_funded for each in plan.initiatives):
        sentences.append(words["reserve"])
    if report.granted_dkk:
        sentences.append(words["granted"].format(sum=kroner(report.granted_dkk)))
    return {
        "language": language,
        "words": words,
        "date": day(report.on, language),
        "title": plan.title,
        "intro": " ".join(sentences),
        "themes": [
            {"title": theme.title, "rows": [_row(each) for each in theme.initiatives]}
            for theme in report.themes
        ],
        "statuses": [[words[status], str(count)] for status, count in stated.items() if count],
        "count": len(plan.initiatives),
        "overview": [
            [theme.title or "–", str(len(theme.initiatives)), kroner(theme.granted_dkk)]
            for theme in report.themes
        ],
        "total": [words["total"], str(len(plan.initiatives)), kroner(report.granted_dkk)],
        "recipients": [[name, kroner(amount)] for name, amount in report.by_recipient.items()],
        "open": [
            [words["late"], [_named(each) for each in report.late]],
            [
                words["overtaken"],
                [f"{_named(each)} ({day(passed, language)})" for each, passed in report.overtaken],
            ],
            [words["silent"], [_named(each) for each in report.silent]],
        ],
        "doubts": [_doubt(warning) for warning in plan.warnings],
    }


def html(report: Report, language: Language = "da") -> str:
    """Return the note as a page that stands alone."""
    engine = Engine(dirs=[str(TEMPLATES)])
    page: str = engine.get_template("status_note.html").render(Context(content(report, language)))
    return page


def pdf(report: Report, language: Language = "da") -> bytes:
    """Return the note as an archivable PDF; the same bytes for the same plan on the same day."""
    return typeset("status_note", content(report, language), datetime.combine(report.on, time(), UTC))


def markdown(report: Report, language: Language = "da") -> str:
    """Return the note as Markdown."""
    said = content(report, language)
    words = said["words"]
    lines = [f"# {said['title']}", "", f"{words['note']}, {said['date']}", "", said["intro"], ""]
    for theme in said["themes"]:
        lines += [f"## {theme['title']}", ""] if theme["title"] else []
        heads = [words["initiative"], words["ministry"], words["status"]]
        lines += _table(
            heads, [[row["title"], row["ministries"], "\n".join(row["status"])] for row in theme["rows"]]
        )
    lines += [f"## {words['overview']}", ""]
    lines += _table([words["status"], words["number"]], said["statuses"])
    lines += _table([words["theme"], words["number"], words["money"]], [*said["overview"], said["total"]])
    if said["recipients"]:
        lines += _table([words["recipient"], words["money"]], said["recipients"])
    for heading, items in said["open"]:
        lines += [f"### {heading}", "", *([f"- {item}" for item in items] or [words["none"]]), ""]
    if said["doubts"]:
        lines += [f"### {words['doubts']}", "", *(f"- {doubt}" for doubt in said["doubts"]), ""]
    return "\n".join(lines)


def day(value: date, language: Language) -> str:
    """Return a date with its month in words."""
    dot = "." if language in ("da", "nb") else ""
    return f"{value.day}{dot} {_words(language)['months'][value.month - 1]} {value.year}"


def kroner(amount: int) -> str:
    """Return whole kroner with a full stop between thousands."""
    return f"{amount:,}".replace(",", ".")


def _row(each: Initiative) -> dict[str, Any]:
    return {
        "number": each.number,
        "title": each.title + ("\u00a0*" if each.reserve_funded else ""),
        "ministries": "/".join(each.ministries) or ", ".join(each.responsible) or "–",
        "status": each.status_text.splitlines(),
    }


def _named(each: Initiative) -> str:
    return f"{each.number}. {each.title}"


def _doubt(warning: Warning) -> str:
    return f"{warning.initiative}: {warning.text}" if warning.initiative else warning.text


def _table(heads: list[str], rows: list[list[str]]) -> list[str]:
    cells = [[cell.replace("|", "\\|").replace("\n", "<br>") for cell in row] for row in [heads, *rows]]
    lines = ["| " + " | ".join(row) + " |" for row in cells]
    return [lines[0], "|" + "---|" * len(heads), *lines[1:], ""]

"""`vaern plans`: a published note in, the next one out."""

import json
from importlib import resources

import pytest
from typer.testing import CliRunner

from vaern.cli.commands import app
from vaern.errors import InputError

NOTE = resources.files("vaern.plans").joinpath("published", "dk-2023-status-2025-04-15.txt")


@pytest.fixture
def vaern():
    def run(*arguments):
        result = CliRunner().invoke(app, arguments)
        if isinstance(result.exception, InputError):
            raise result.exception
        assert result.exit_code == 0, result.output
        return result

    return run


@pytest.fixture
def plan(vaern, tmp_path):
    file = tmp_path / "plan.json"
    vaern("plans", "import", str(NOTE), "--format", "dk-status-note", "--out", str(file))
    return file


def test_import_writes_the_contracts_record(plan):
    assert list(json.loads(plan.read_text())["initiatives"][0]) == [
        "number", "theme", "title", "reserve_funded", "ministries", "status", "status_text", "ends", "grants",
        "dates", "objective", "areas", "level", "responsible",
    ]  # fmt: skip


def test_import_says_on_standard_error_what_it_could_not_read(vaern, tmp_path):
    told = vaern("plans", "import", str(NOTE), "--format", "dk-status-note", "--out", str(tmp_path / "p"))
    assert "warning: initiative 22, grants: Der er afsat 300.000 kr. til projektet." in told.stderr


@pytest.mark.parametrize(
    ("form", "begins"),
    [("html", "<!doctype html>"), ("pdf", "%PDF"), ("md", "# Status for"), ("csv", "number,")],
)
def test_report_writes_each_form(vaern, plan, tmp_path, form, begins):
    out = tmp_path / f"note.{form}"
    vaern("plans", "report", str(plan), "--format", form, "--out", str(out))
    assert out.read_bytes().startswith(begins.encode())


def test_report_in_json_counts_by_status_and_theme_and_adds_the_money(vaern, plan):
    found = json.loads(vaern("plans", "report", str(plan), "--format", "json").stdout)
    assert (found["by_status"]["completed"], found["by_theme"][1]["granted_dkk"]) == (11, 44_650_430)


def test_report_looks_at_another_day(vaern, plan):
    found = json.loads(vaern("plans", "report", str(plan), "--format", "json", "--on", "2026-01-01").stdout)
    assert found["late"] == [2]


def test_a_file_that_is_no_plan_is_refused_and_says_where(vaern, tmp_path):
    (tmp_path / "plan.json").write_text('{"title": 1}')
    with pytest.raises(InputError) as refused:
        vaern("plans", "report", str(tmp_path / "plan.json"), "--format", "md")
    assert refused.value.where == "/title"

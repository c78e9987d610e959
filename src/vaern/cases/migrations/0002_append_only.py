"""The database itself refuses to change or remove an entry or a zone."""

from typing import Any

from django.db import migrations

TABLES = ("cases_entry", "cases_zone")


def guard(apps: Any, schema_editor: Any) -> None:
    """Put a trigger on each table, in the database's own words."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION vaern_append_only() RETURNS trigger AS $$ "
            "BEGIN RAISE EXCEPTION 'append-only'; END $$ LANGUAGE plpgsql"
        )
    for table in TABLES:
        for act in ("UPDATE", "DELETE"):
            schema_editor.execute(_trigger(schema_editor.connection.vendor, table, act))


def _trigger(vendor: str, table: str, act: str) -> str:
    name = f"{table}_no_{act.lower()}"
    if vendor == "postgresql":
        return f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION vaern_append_only()"
    return f"CREATE TRIGGER {name} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, 'append-only'); END"


class Migration(migrations.Migration):
    """Triggers on the log and the zones."""

    dependencies = [("cases", "0001_initial")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]

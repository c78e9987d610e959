"""The database itself refuses to change or remove an edition or a report."""

from typing import Any

from django.db import migrations

TABLES = ("editions_edition", "editions_statusreport")


def guard(apps: Any, schema_editor: Any) -> None:
    """Put the trigger of the cases' log on these tables too."""
    does = (
        "FOR EACH ROW EXECUTE FUNCTION vaern_append_only()"
        if schema_editor.connection.vendor == "postgresql"
        else "BEGIN SELECT RAISE(ABORT, 'append-only'); END"
    )
    for table in TABLES:
        for act in ("UPDATE", "DELETE"):
            schema_editor.execute(f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} {does}")


class Migration(migrations.Migration):
    """Triggers on editions and reports."""

    dependencies = [("editions", "0001_editions"), ("cases", "0002_append_only")]  # whose function it uses
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]

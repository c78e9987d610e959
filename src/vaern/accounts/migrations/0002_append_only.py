"""The database itself refuses to change or remove what was done to an account."""

from typing import Any

from django.db import migrations


def guard(apps: Any, schema_editor: Any) -> None:
    """Put the trigger of the cases' log on the table too."""
    does = (
        "FOR EACH ROW EXECUTE FUNCTION vaern_append_only()"
        if schema_editor.connection.vendor == "postgresql"
        else "BEGIN SELECT RAISE(ABORT, 'append-only'); END"
    )
    for act in ("UPDATE", "DELETE"):
        name = f"accounts_act_no_{act.lower()}"
        schema_editor.execute(f"CREATE TRIGGER {name} BEFORE {act} ON accounts_accountact {does}")


class Migration(migrations.Migration):
    """Triggers on the acts."""

    dependencies = [("accounts", "0001_accounts"), ("cases", "0002_append_only")]  # whose function it uses
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]

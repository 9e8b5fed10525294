from django.db import migrations

from lianxi.apps.audit import triggers


class Migration(migrations.Migration):
    """A later migration that rebuilds `audit_entry` on SQLite must end with `triggers.install` again."""

    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: triggers.install(editor.connection),
            lambda apps, editor: triggers.remove(editor.connection),
        )
    ]

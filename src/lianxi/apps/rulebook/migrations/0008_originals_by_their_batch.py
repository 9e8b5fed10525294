"""Originals of batches are handed out by the pages of the batch and of the rule alone."""

from django.db import migrations


def by_their_batch(apps, schema_editor):
    StoredFile = apps.get_model("files", "StoredFile")
    StoredFile.objects.filter(owner__startswith="/rules/intake/", visibility="body").update(visibility="owner")


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0002_owners_hand_out"),
        ("rulebook", "0007_terms_lifted"),
    ]

    operations = [migrations.RunPython(by_their_batch, migrations.RunPython.noop)]

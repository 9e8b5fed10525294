"""Stretches of standing, and those of the works that are there already."""

import django.db.models.deletion
from django.db import migrations, models

from lianxi.kernel.texts.validity import Happening, HappeningKind, stretches_of_standing

AT_ONCE = 500


def derive(apps, schema_editor):
    """As `services.stretches` does, for every work."""
    Work, Stretch = apps.get_model("rulebook", "Work"), apps.get_model("rulebook", "Stretch")
    WorkHappening = apps.get_model("rulebook", "WorkHappening")
    keys = list(Work.objects.order_by("pk").values_list("pk", flat=True))
    for at in range(0, len(keys), AT_ONCE):
        lives = {key: [] for key in keys[at : at + AT_ONCE]}
        rows = WorkHappening.objects.filter(work__in=list(lives), withdrawn_on__isnull=True, provisions=[])
        for work, kind, day, last in rows.order_by("day", "pk").values_list("work", "kind", "day", "last_day"):
            lives[work].append(Happening(HappeningKind(kind), day, last_day=last))
        Stretch.objects.bulk_create(
            Stretch(
                work_id=work, first=one.first, last=one.last, status=one.standing.status.value,
                since=one.standing.since, until=one.standing.until, begun=one.begun,
            )
            for work, history in lives.items()
            for one in stretches_of_standing(history)
        )


class Migration(migrations.Migration):

    dependencies = [
        ('bodies', '0003_units'),
        ('rulebook', '0001_works'),
    ]

    operations = [
        migrations.CreateModel(
            name='Stretch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.DateField(verbose_name='首日')),
                ('last', models.DateField(verbose_name='末日')),
                ('status', models.CharField(choices=[('undated', '施行日期未定'), ('pending', '未生效'), ('in_force', '有效'), ('amended', '已修改'), ('repealed', '已废止'), ('void', '失效'), ('expired', '有效期届满')], max_length=10, verbose_name='效力')),
                ('since', models.DateField(null=True, verbose_name='起于')),
                ('until', models.DateField(null=True, verbose_name='有效期末日')),
                ('begun', models.DateField(null=True, verbose_name='施行首日')),
                ('work', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stretches', to='rulebook.work', verbose_name='制度')),
            ],
            options={
                'verbose_name': '效力区间',
                'ordering': ['work', 'first'],
                'indexes': [
                    models.Index(fields=['status', 'first', 'last', 'work'], name='stretches_by_status'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('work', 'first'), name='one_stretch_from_a_day'),
                    models.CheckConstraint(condition=models.Q(('last__gte', models.F('first'))), name='stretches_in_order'),
                ],
            },
        ),
        migrations.AddIndex(
            model_name='version',
            index=models.Index(fields=['work', 'commences', 'number'], name='versions_by_day'),
        ),
        migrations.AddIndex(
            model_name='version',
            index=models.Index(fields=['work', 'number', 'score'], name='versions_by_score'),
        ),
        migrations.AddIndex(
            model_name='work',
            index=models.Index(fields=['-created', '-id'], name='works_newest_first'),
        ),
        migrations.RunPython(derive, migrations.RunPython.noop),
    ]

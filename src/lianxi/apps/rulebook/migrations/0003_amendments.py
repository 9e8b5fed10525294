"""Decisions carried out on works, with what was left out of them and how far the result is proven."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('rulebook', '0002_stretches'),
    ]

    operations = [
        migrations.CreateModel(
            name='Amendment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='施行日期')),
                ('instructions', models.JSONField(default=list, verbose_name='修改')),
                ('references', models.JSONField(default=list, verbose_name='随之改动的引用')),
                ('proof', models.CharField(choices=[('proven', '已证'), ('differs', '未证，与印出的文本有不同'), ('partial', '未证，决定没有全部套用'), ('unprinted', '未证，还没有印出的文本')], max_length=10, verbose_name='证明')),
                ('printed', models.CharField(blank=True, default='', max_length=300, verbose_name='印出的文本')),
                ('printed_text', models.TextField(blank=True, default='', verbose_name='印出的文字')),
                ('differences', models.JSONField(default=list, verbose_name='不同之处')),
                ('made_version', models.BooleanField(default=True, verbose_name='由套用形成')),
                ('applied', models.DateTimeField(default=django.utils.timezone.now, verbose_name='套用时刻')),
                ('applied_by', models.CharField(max_length=100, verbose_name='套用人')),
                ('applied_on', models.DateField(verbose_name='套用日期')),
                ('base', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='amended_by', to='rulebook.version', verbose_name='修改的版本')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amends', to='rulebook.version', verbose_name='修改决定')),
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='amendment', to='rulebook.version', verbose_name='形成的版本')),
                ('work', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='amendments', to='rulebook.work', verbose_name='制度')),
            ],
            options={
                'verbose_name': '套用的修改决定',
                'ordering': ['work', 'version'],
                'constraints': [
                    models.UniqueConstraint(fields=('work', 'decision'), name='one_amendment_by_decision'),
                    models.CheckConstraint(condition=models.Q(('proof__in', ['proven', 'differs', 'partial', 'unprinted'])), name='amendments_known_proof'),
                    models.CheckConstraint(condition=models.Q(('version', models.F('base')), _negated=True), name='amendments_change_version'),
                    models.CheckConstraint(condition=models.Q(models.Q(('proof__in', ['proven', 'differs']), _negated=True), models.Q(('printed', ''), _negated=True), _connector='OR'), name='amendments_proof_has_printed'),
                ],
            },
        ),
    ]

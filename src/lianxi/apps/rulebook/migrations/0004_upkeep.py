"""Conclusions of reviews, days of publication, and filings with what was judged of them."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bodies', '0003_units'),
        ('rulebook', '0003_amendments'),
    ]

    operations = [
        migrations.CreateModel(
            name='Filing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded', models.DateTimeField(default=django.utils.timezone.now, verbose_name='登记时刻')),
                ('recorded_by', models.CharField(max_length=100, verbose_name='登记人')),
                ('recorded_on', models.DateField(verbose_name='登记日期')),
                ('withdrawn_on', models.DateField(null=True, verbose_name='撤回日期')),
                ('withdrawn_by', models.CharField(blank=True, default='', max_length=100, verbose_name='撤回人')),
                ('withdrawn_why', models.CharField(blank=True, default='', max_length=300, verbose_name='撤回理由')),
                ('on_day', models.DateField(verbose_name='备案日期')),
                ('recipient', models.CharField(max_length=200, verbose_name='报送机关')),
                ('number', models.CharField(blank=True, default='', max_length=80, verbose_name='备案文号')),
                ('note', models.CharField(blank=True, default='', max_length=300, verbose_name='说明')),
                ('start', models.CharField(blank=True, choices=[('published', '公布'), ('issued', '成文')], default='', max_length=9, verbose_name='起算')),
                ('basis', models.DateField(null=True, verbose_name='起算日')),
                ('due', models.DateField(null=True, verbose_name='期限末日')),
                ('late', models.PositiveIntegerField(null=True, verbose_name='迟了几天')),
                ('rule', models.DateField(null=True, verbose_name='所用期限的生效日')),
                ('clause', models.CharField(blank=True, default='', max_length=300, verbose_name='依据')),
                ('calendars', models.JSONField(default=list, verbose_name='所用日历')),
                ('why', models.CharField(max_length=300, verbose_name='判断')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='filings', to='rulebook.version', verbose_name='版本')),
            ],
            options={
                'verbose_name': '备案记录',
                'ordering': ['-on_day', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_on__isnull', True)), fields=('version',), name='one_filing_of_version'), models.CheckConstraint(condition=models.Q(('late__isnull', True), models.Q(('basis__isnull', False), ('due__isnull', False)), _connector='OR'), name='filings_late_of_due'), models.CheckConstraint(condition=models.Q(('withdrawn_on__isnull', True), models.Q(('withdrawn_why', ''), _negated=True), _connector='OR'), name='filings_withdrawn_with_reason')],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded', models.DateTimeField(default=django.utils.timezone.now, verbose_name='登记时刻')),
                ('recorded_by', models.CharField(max_length=100, verbose_name='登记人')),
                ('recorded_on', models.DateField(verbose_name='登记日期')),
                ('withdrawn_on', models.DateField(null=True, verbose_name='撤回日期')),
                ('withdrawn_by', models.CharField(blank=True, default='', max_length=100, verbose_name='撤回人')),
                ('withdrawn_why', models.CharField(blank=True, default='', max_length=300, verbose_name='撤回理由')),
                ('on_day', models.DateField(verbose_name='公布日期')),
                ('where', models.CharField(blank=True, default='', max_length=200, verbose_name='公布在哪里')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='publications', to='rulebook.version', verbose_name='版本')),
            ],
            options={
                'verbose_name': '公布日期',
                'ordering': ['-on_day', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_on__isnull', True)), fields=('version',), name='one_publication_of_version'), models.CheckConstraint(condition=models.Q(('withdrawn_on__isnull', True), models.Q(('withdrawn_why', ''), _negated=True), _connector='OR'), name='publications_withdrawn_with_reason')],
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded', models.DateTimeField(default=django.utils.timezone.now, verbose_name='登记时刻')),
                ('recorded_by', models.CharField(max_length=100, verbose_name='登记人')),
                ('recorded_on', models.DateField(verbose_name='登记日期')),
                ('withdrawn_on', models.DateField(null=True, verbose_name='撤回日期')),
                ('withdrawn_by', models.CharField(blank=True, default='', max_length=100, verbose_name='撤回人')),
                ('withdrawn_why', models.CharField(blank=True, default='', max_length=300, verbose_name='撤回理由')),
                ('on_day', models.DateField(verbose_name='清理日期')),
                ('conclusion', models.CharField(choices=[('keep', '继续有效'), ('amend', '修改'), ('repeal', '废止'), ('void', '宣布失效')], max_length=6, verbose_name='结论')),
                ('reason', models.CharField(max_length=500, verbose_name='理由')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='bodies.unit', verbose_name='清理单位')),
                ('version', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='rulebook.version', verbose_name='版本')),
                ('work', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='rulebook.work', verbose_name='制度')),
            ],
            options={
                'verbose_name': '清理结论',
                'ordering': ['-on_day', '-pk'],
                'indexes': [models.Index(fields=['work', 'on_day'], name='reviews_of_work')],
                'constraints': [models.CheckConstraint(condition=models.Q(('conclusion__in', ['keep', 'amend', 'repeal', 'void'])), name='reviews_known'), models.UniqueConstraint(condition=models.Q(('withdrawn_on__isnull', True)), fields=('work', 'on_day'), name='one_review_of_work_on_day'), models.CheckConstraint(condition=models.Q(('withdrawn_on__isnull', True), models.Q(('withdrawn_why', ''), _negated=True), _connector='OR'), name='reviews_withdrawn_with_reason')],
            },
        ),
    ]

"""For which earlier text a happening was recorded anew or withdrawn."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('rulebook', '0008_originals_by_their_batch'),
    ]

    operations = [
        migrations.AddField(
            model_name='workhappening',
            name='recorded_for',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='recorded_anew', to='rulebook.version', verbose_name='为哪一版改登'),
        ),
        migrations.AddField(
            model_name='workhappening',
            name='withdrawn_for',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='withdrawn_happenings', to='rulebook.version', verbose_name='为哪一版撤回'),
        ),
        migrations.AddConstraint(
            model_name='workhappening',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_on__isnull', True), _negated=True), ('withdrawn_for__isnull', True), _connector='OR'), name='happenings_withdrawn_for_a_text_are_withdrawn'),
        ),
    ]

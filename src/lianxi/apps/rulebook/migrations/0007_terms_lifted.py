"""A term may be lifted, and provisions whose new words wait say until when the old ones counted."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('rulebook', '0006_amendments_by_day'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='workhappening',
            name='happenings_term_has_last_day',
        ),
        migrations.AddConstraint(
            model_name='workhappening',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['term', 'commence']), ('last_day__isnull', True), _connector='OR'), name='happenings_last_day_of_terms_and_parts'),
        ),
    ]

"""Up to where changes were let go of."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='generation',
            name='pruned_seq',
            field=models.PositiveBigIntegerField(default=0, verbose_name='清理到的序号'),
        ),
        migrations.AddField(
            model_name='generation',
            name='pruned_xid',
            field=models.PositiveBigIntegerField(default=0, verbose_name='清理到的事务'),
        ),
    ]

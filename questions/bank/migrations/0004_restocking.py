from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bank', '0003_stocktake'),
    ]

    operations = [
        migrations.CreateModel(
            name='Restocking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.CharField(help_text='Fingerprint of the drug knowledge.', max_length=64)),
                ('recipes', models.CharField(help_text='Fingerprint of the recipes and their versions.', max_length=64)),
                ('seed', models.PositiveBigIntegerField()),
                ('parts_done', models.PositiveIntegerField(default=0)),
                ('parts', models.PositiveIntegerField()),
                ('superseded', models.PositiveIntegerField(default=0)),
                ('created', models.PositiveIntegerField(default=0)),
                ('concepts', models.PositiveIntegerField(default=0, help_text='Concepts that were planned so far.')),
                ('positions', models.JSONField(default=list, help_text='How often a key was planned at each position.')),
                ('begun_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
    ]

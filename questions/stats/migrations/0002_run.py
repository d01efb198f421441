from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stats", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="countedblock",
            name="run",
            field=models.PositiveIntegerField(
                db_index=True, default=0, help_text="Which update took it in."
            ),
            preserve_default=False,
        ),
    ]

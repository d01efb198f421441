"""Administrators look after accounts; the group itself is made here or by the knowledge it also looks after."""

from django.db import migrations


def create(apps, schema_editor=None):
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="accounts", model="user"
    )
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name="Administrator")
    for action in ("view", "add", "change", "delete"):
        allowed, _ = apps.get_model("auth", "Permission").objects.get_or_create(
            codename=f"{action}_user", content_type=content_type, defaults={"name": f"Can {action} user"}
        )
        group.permissions.add(allowed)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]

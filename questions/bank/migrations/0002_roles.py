"""What the groups of the editors may do to stored items: read all, withdraw and restock; never edit or delete."""

from django.db import migrations


def create(apps, schema_editor=None):
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="bank", model="item"
    )
    allowed = [
        apps.get_model("auth", "Permission").objects.get_or_create(
            codename=f"{action}_item", content_type=content_type, defaults={"name": f"Can {action} item"}
        )[0]
        for action in ("view", "change")
    ]
    for group in apps.get_model("auth", "Group").objects.filter(name__in=["Editor", "Reviewer", "Administrator"]):
        group.permissions.add(*allowed)


class Migration(migrations.Migration):
    dependencies = [("bank", "0001_initial"), ("drugs", "0005_roles")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]

"""The groups Editor, Reviewer and Administrator, with exactly what each may do to drug knowledge."""

from django.db import migrations

FACTS = [
    "drugmechanism", "indication", "adverseeffect", "notassociated", "boxedwarning", "contraindication",
    "precaution", "monitoring", "interaction", "rescue", "genotype", "populationnote", "standing",
]
WORDS = [
    "drug", "enemypair", "source", "citation", "drugclass", "target", "mechanism", "test", "circumstance", "agent",
    "condition", "effect",
]
PARTS = ["regimen", "finding", "distinction"]  # rows of a form: to change the form is to delete them too

EDITING = (
    {(action, model) for action in ("view", "add", "change") for model in FACTS + WORDS}
    | {(action, model) for action in ("view", "add", "change", "delete") for model in PARTS}
    | {("view", "verdict")}
)
REVIEWING = EDITING | {("delete", model) for model in FACTS} | {("review_facts", "verdict")}
ALL = REVIEWING | {("delete", model) for model in WORDS}
ROLES = {"Editor": EDITING, "Reviewer": REVIEWING, "Administrator": ALL}


def create(apps, schema_editor=None):
    """Create the groups, and the permissions where `migrate` has not come to them yet."""
    group_model = apps.get_model("auth", "Group")
    for role, allowed in ROLES.items():
        group, _ = group_model.objects.get_or_create(name=role)
        group.permissions.add(*[permission(apps, "drugs", action, model) for action, model in sorted(allowed)])


def permission(apps, app, action, model):
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app, model=model)
    verbose = apps.get_model(app, model)._meta.verbose_name
    special = action == "review_facts"
    found, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        codename=action if special else f"{action}_{model}",
        content_type=content_type,
        defaults={
            "name": "Can approve, advise on and reject drafts" if special else f"Can {action} {verbose}"
        },
    )
    return found


class Migration(migrations.Migration):
    dependencies = [
        ("drugs", "0004_verdict"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]

"""Admin of the words that facts are made of, and of clinical pictures."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from drugs import models
from drugs.admin.historied import Concerned, Historied
from drugs.admin.widgets import RoomyText


class SluggedAdmin(Historied, RoomyText, admin.ModelAdmin):
    """Entries whose slug is chosen once: facts and stored items are named by it."""

    named_by = "name"

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*super().get_readonly_fields(request, obj), "slug") if obj else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else {"slug": (self.named_by,)}


@admin.register(models.Source)
class SourceAdmin(SluggedAdmin):
    named_by = "title"
    list_display = ("slug", "title", "publisher", "year", "checked")
    list_filter = ("kind", "year")
    search_fields = ("slug", "title", "publisher")


@admin.register(models.Verdict)
class VerdictAdmin(admin.ModelAdmin):
    """What reviewers said, to be read; a verdict is given on the page of its draft."""

    list_display = ("at", "kind", "fact_key", "by", "comment")
    list_filter = ("kind", "by")
    list_select_related = ("by",)
    search_fields = ("fact_key", "comment")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(models.Citation)
class CitationAdmin(admin.ModelAdmin):
    list_display = ("__str__", "source", "section")
    list_select_related = ("source",)
    autocomplete_fields = ("source",)
    search_fields = ("source__slug", "source__title", "section")

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.Citation]:
        return super().get_queryset(request).select_related("source")


@admin.register(models.DrugClass)
class DrugClassAdmin(SluggedAdmin):
    list_display = ("name", "category", "parent")
    list_filter = ("category",)
    list_select_related = ("parent",)
    search_fields = ("name", "slug")


@admin.register(models.Target)
class TargetAdmin(SluggedAdmin):
    list_display = ("name", "kind", "genes")
    list_filter = ("kind",)
    search_fields = ("name", "slug")
    autocomplete_fields = ("includes",)


@admin.register(models.Mechanism)
class MechanismAdmin(SluggedAdmin):
    named_by = "option"
    list_display = ("option", "target", "action")

    def concerned(self, row: models.Mechanism) -> Concerned:
        return set(), set(row.drugs.values_list("drug__slug", flat=True))

    list_select_related = ("target",)
    search_fields = ("option", "slug", "target__name")
    autocomplete_fields = ("target", "overlaps")


@admin.register(models.Circumstance)
class WordAdmin(SluggedAdmin):
    list_display = ("name", "slug")
    search_fields = ("name", "slug")


@admin.register(models.Test)
class TestAdmin(WordAdmin):
    autocomplete_fields = ("includes",)


@admin.register(models.Agent)
class AgentAdmin(SluggedAdmin):
    list_display = ("name", "drug")
    list_select_related = ("drug",)
    search_fields = ("name", "slug")
    autocomplete_fields = ("drug",)


class FindingInline(RoomyText, admin.TabularInline):
    model = models.Finding
    extra = 0
    fields = ("position", "part", "decisive", "phrasings")


class DistinctionInline(RoomyText, admin.TabularInline):
    model = models.Distinction
    fk_name = "effect"
    extra = 0
    autocomplete_fields = ("other",)


class PictureAdmin(SluggedAdmin):
    """What conditions and effects have in common."""

    search_fields = ("name", "slug")
    list_select_related = ("parent",)
    autocomplete_fields: Any = ("parent", "citations")


@admin.register(models.Condition)
class ConditionAdmin(PictureAdmin):
    list_display = ("name", "system", "course", "parent")

    def concerned(self, row: models.Condition) -> Concerned:
        return {f"condition/{row.slug}"}, set()

    list_filter = ("system", "course")
    inlines = [FindingInline]


@admin.register(models.Effect)
class EffectAdmin(PictureAdmin):
    list_display = ("name", "group", "dangerous", "parent")

    def concerned(self, row: models.Effect) -> Concerned:
        return {f"effect/{row.slug}"}, set()

    list_filter = ("group", "dangerous")
    autocomplete_fields = ("parent", "citations", "overlaps", "confounders")
    inlines = [FindingInline, DistinctionInline]

"""The drug page: the drug as an editor thinks of it, with all its facts below and what its content lacks."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.http import require_safe

from drugs import models
from drugs.admin.facts import overview
from drugs.admin.historied import Concerned, Historied
from drugs.admin.vocabulary import SluggedAdmin
from drugs.loading.checking import problems
from drugs.loading.schema import CLOSED


def _number(model: type[models.Fact]) -> Coalesce:
    """Count a drug's facts of one kind apart, so that joins do not multiply."""
    own = model.objects.filter(drug=OuterRef("pk")).order_by().values("drug")
    return Coalesce(Subquery(own.annotate(number=Count("pk")).values("number")), 0)


@admin.register(models.Drug)
class DrugAdmin(SluggedAdmin):
    """Search, filters, and all facts of one drug on one page."""

    list_display = ("name", "category", "class_names", "box", "uses", "effects", "negatives")
    list_filter = ("category", "classes", "box", "mechanisms_closed", "indications_closed")
    search_fields = ("name", "slug", "brand_names")
    autocomplete_fields = ("classes", "same_as")
    fieldsets = [
        (
            None,
            {
                "fields": (
                    "name",
                    "slug",
                    "category",
                    "classes",
                    "molecule",
                    "routes",
                    "pearl",
                    "box",
                    "change_reason",
                )
            },
        ),
        (
            "Lists read through",
            {
                "fields": tuple(f"{name}_closed" for name in CLOSED),
                "description": "A ticked list is complete: what stands not in it is false for this drug, "
                "and may be offered as a wrong answer.",
            },
        ),
        (
            "Names and identity",
            {
                "fields": ("brand_names", "name_stems", "active_form", "same_as", "identifiers"),
                "classes": ["collapse"],
            },
        ),
    ]

    def concerned(self, row: models.Drug) -> Concerned:
        return set(), {row.slug}

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.Drug]:
        return (
            super()
            .get_queryset(request)
            .prefetch_related("classes")
            .annotate(
                use_count=_number(models.Indication),
                effect_count=_number(models.AdverseEffect),
                negative_count=_number(models.NotAssociated),
            )
        )

    def get_urls(self) -> list[Any]:
        check = self.admin_site.admin_view(require_safe(self.check_drug))
        return [path("<int:pk>/check/", check, name="drugs_drug_check"), *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, obj: Any = None, **kwargs: Any
    ) -> HttpResponse:
        """Lay the facts below the drug's own fields."""
        context["sections"] = overview(self.admin_site, request, obj) if obj else []
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def check_drug(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show which content rules this drug breaks, and what it lacks for each kind of question."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        drug = get_object_or_404(models.Drug, pk=pk)
        found = problems(drug.slug)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Content of {drug.name}",
            "opts": self.opts,
            "original": drug,
            "broken": found.broken,
            "lacking": found.lacking,
        }
        return TemplateResponse(request, "admin/drugs/drug/check.html", context)

    @admin.display(description="classes")
    def class_names(self, drug: models.Drug) -> str:
        return ", ".join(each.name for each in drug.classes.all())

    @admin.display(description="indications", ordering="use_count")
    def uses(self, drug: Any) -> int:
        return int(drug.use_count)

    @admin.display(description="adverse effects", ordering="effect_count")
    def effects(self, drug: Any) -> int:
        return int(drug.effect_count)

    @admin.display(description="negatives", ordering="negative_count")
    def negatives(self, drug: Any) -> int:
        return int(drug.negative_count)


@admin.register(models.EnemyPair)
class EnemyPairAdmin(Historied, admin.ModelAdmin):
    list_display = ("__str__", "reason")
    list_select_related = ("first", "second")
    search_fields = ("first__name", "second__name", "reason")
    autocomplete_fields = ("first", "second")

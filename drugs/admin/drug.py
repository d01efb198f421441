"""The drug page: the drug as an editor thinks of it, with its facts grouped below."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from drugs import models
from drugs.loading.kinds import key_of

SCOPE = ("scope_formulation", "scope_product", "scope_indication", "scope_population", "scope_dose")


class FactInline(admin.StackedInline):
    """One kind of fact, folded; citations and vocabulary by autocomplete."""

    extra = 0
    classes = ["collapse"]
    refs: tuple[str, ...] = ()
    values: tuple[str, ...] = ()

    def get_autocomplete_fields(self, request: HttpRequest) -> tuple[str, ...]:
        return (*self.refs, "citations")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        own = {"fields": (*self.refs, *self.values, "citations", "state")}
        return [(None, own), ("Scope and note", {"fields": (*SCOPE, "note"), "classes": ["collapse"]})]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).select_related(*self.refs)
        return rows.prefetch_related("citations__source")


def _inline(model: type[models.Fact], refs: tuple[str, ...], values: tuple[str, ...]) -> type[FactInline]:
    return type(f"{model.__name__}Inline", (FactInline,), {"model": model, "refs": refs, "values": values})


ONSET = ("onset_from", "onset_to", "onset_unit")
INLINES = [
    _inline(models.DrugMechanism, ("mechanism",), ("primary", "statement")),
    _inline(models.Indication, ("condition",), ("status", "line")),
    _inline(models.AdverseEffect, ("effect",), ("strength", "boxed", "why", *ONSET)),
    _inline(models.BoxedWarning, (), ("title", "statement")),
    _inline(models.Contraindication, ("circumstance",), ("statement",)),
    _inline(models.Precaution, ("circumstance",), ("statement",)),
    _inline(models.Monitoring, ("test",), ("when", "frequency", "why")),
    _inline(models.Interaction, ("agent",), ("mechanism", "consequence", "action")),
    _inline(models.Rescue, ("agent", "effect"), ("purpose", "statement")),
    _inline(models.Genotype, (), ("gene", "phenotype", "consequence", "action")),
    _inline(models.PopulationNote, (), ("population", "statement")),
    _inline(models.NotAssociated, ("effect",), ("reviewed",)),
]


@admin.register(models.Drug)
class DrugAdmin(admin.ModelAdmin):
    """Search, filters, and all facts of one drug on one page."""

    list_display = ("name", "category", "class_names", "box", "effects", "negatives")
    list_filter = ("category", "classes", "box", "mechanisms_closed", "indications_closed")
    search_fields = ("name", "slug", "brand_names")
    autocomplete_fields = ("classes", "same_as")
    prepopulated_fields = {"slug": ("name",)}
    fieldsets = [
        (None, {"fields": ("name", "slug", "category", "classes", "molecule", "routes", "pearl", "box")}),
        ("Completeness", {"fields": ("mechanisms_closed", "indications_closed")}),
        (
            "Names and identity",
            {
                "fields": ("brand_names", "name_stems", "active_form", "same_as", "identifiers"),
                "classes": ["collapse"],
            },
        ),
    ]
    inlines = INLINES

    def get_queryset(self, request: HttpRequest) -> QuerySet[models.Drug]:
        rows = super().get_queryset(request).prefetch_related("classes")
        return rows.annotate(
            effect_count=Count("adverseeffect_set", distinct=True),
            negative_count=Count("notassociated_set", distinct=True),
        )

    @admin.display(description="classes")
    def class_names(self, drug: models.Drug) -> str:
        return ", ".join(each.name for each in drug.classes.all())

    @admin.display(description="adverse effects", ordering="effect_count")
    def effects(self, drug: Any) -> int:
        return int(drug.effect_count)

    @admin.display(description="negatives", ordering="negative_count")
    def negatives(self, drug: Any) -> int:
        return int(drug.negative_count)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Give new facts their stable id before they are saved."""
        for fact in formset.save(commit=False):
            if isinstance(fact, models.Fact) and not fact.key:
                fact.key = key_of(fact)
            fact.save()
        for gone in formset.deleted_objects:
            gone.delete()
        formset.save_m2m()


@admin.register(models.Indication)
class IndicationAdmin(admin.ModelAdmin):
    """Indications with their regimens, which do not fit into the drug page."""

    class RegimenInline(admin.TabularInline):
        model = models.Regimen
        extra = 0

    list_display = ("drug", "condition", "status", "line", "state")
    list_filter = ("status", "state", "drug")
    list_select_related = ("drug", "condition")
    search_fields = ("drug__name", "condition__name")
    autocomplete_fields = ("drug", "condition", "citations")
    readonly_fields = ("key",)
    inlines = [RegimenInline]


@admin.register(models.EnemyPair)
class EnemyPairAdmin(admin.ModelAdmin):
    list_display = ("__str__", "reason")
    list_select_related = ("first", "second")
    autocomplete_fields = ("first", "second")

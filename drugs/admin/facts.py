"""Admin of facts: a page for each, reached from its drug; a drug has far too many for one form."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from drugs import models
from drugs.admin.historied import Concerned, Historied
from drugs.admin.widgets import RoomyText
from drugs.editing.reviewing import draft_of
from drugs.loading.kinds import key_of
from drugs.models.facts import SCOPE

ONSET = ("onset_from", "onset_to", "onset_unit")


class FactAdmin(Historied, RoomyText, admin.ModelAdmin):
    """One fact; `refs` name other entries, `values` are its own words. Saving leads back to the drug."""

    refs: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    readonly_fields = ("key", "state")

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        return ("key", *self.refs, *self.values[:2], "state")

    def get_list_filter(self, request: HttpRequest) -> tuple[str, ...]:
        chosen = [name for name in self.values if self.model._meta.get_field(name).choices]
        return ("state", *chosen, "drug")

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        return ("key", "drug__name", "note")

    def get_autocomplete_fields(self, request: HttpRequest) -> tuple[str, ...]:
        return ("drug", *self.refs, "citations")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        own = {"fields": ("drug", *self.refs, *self.values, "citations", "change_reason", "state")}
        if self.model is models.NotAssociated:  # it holds everywhere: the content format gives it no scope
            return [(None, own), ("Name", {"fields": ("key",), "classes": ["collapse"]})]
        scope = {"fields": (*SCOPE, "note", "key"), "classes": ["collapse"]}
        return [(None, own), ("Scope and note", scope)]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("drug", *self.refs)

    def save_model(self, request: HttpRequest, fact: Any, form: Any, change: bool) -> None:
        """Name the fact by what it now says: items rest on that name."""
        fact.key = key_of(fact)
        if not change:  # after its likes, as an editor of content files would add it
            last = type(fact).objects.filter(drug=fact.drug).aggregate(Max("position"))["position__max"]
            fact.position = 0 if last is None else last + 1
        super().save_model(request, fact, form, change)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, obj: Any = None, **kwargs: Any
    ) -> HttpResponse:
        """Say above the form that the fact is a draft, and what reviewers said."""
        if obj is not None and obj.state == models.State.DRAFT:
            context["draft"] = draft_of(obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def concerned(self, row: Any) -> Concerned:
        return {row.key}, {row.drug.slug}

    def changed(self, request: HttpRequest, fact: Any) -> None:
        """Make a fact that says something else a draft: somebody else has to agree."""
        fact.state = models.State.DRAFT
        type(fact).objects.filter(pk=fact.pk).update(state=fact.state)

    def response_post_save_add(self, request: HttpRequest, fact: Any) -> HttpResponse:
        return _to_drug(fact)

    def response_post_save_change(self, request: HttpRequest, fact: Any) -> HttpResponse:
        return _to_drug(fact)


def _to_drug(fact: Any) -> HttpResponse:
    page = reverse("admin:drugs_drug_change", args=[fact.drug_id])
    return redirect(f"{page}#{fact.KIND}")


@admin.register(models.DrugMechanism)
class DrugMechanismAdmin(FactAdmin):
    refs, values = ("mechanism",), ("primary", "statement")


@admin.register(models.Indication)
class IndicationAdmin(FactAdmin):
    class RegimenInline(admin.TabularInline):
        model = models.Regimen
        extra = 0

    refs, values = ("condition",), ("status", "line")
    inlines = [RegimenInline]


@admin.register(models.AdverseEffect)
class AdverseEffectAdmin(FactAdmin):
    refs, values = ("effect",), ("strength", "boxed", "process", "why", *ONSET)


@admin.register(models.NotAssociated)
class NotAssociatedAdmin(FactAdmin):
    refs, values = ("effect",), ("reviewed",)


@admin.register(models.BoxedWarning)
class BoxedWarningAdmin(FactAdmin):
    values = ("title", "statement")


@admin.register(models.Contraindication, models.Precaution)
class CircumstanceFactAdmin(FactAdmin):
    refs, values = ("circumstance",), ("statement",)


@admin.register(models.Monitoring)
class MonitoringAdmin(FactAdmin):
    refs, values = ("test",), ("when", "frequency", "why")


@admin.register(models.Interaction)
class InteractionAdmin(FactAdmin):
    refs, values = ("agent", "effect"), ("mechanism", "consequence", "action")


@admin.register(models.Rescue)
class RescueAdmin(FactAdmin):
    refs, values = ("agent", "effect"), ("purpose", "statement")


@admin.register(models.Genotype)
class GenotypeAdmin(FactAdmin):
    values = ("gene", "phenotype", "consequence", "action", "tested")


@admin.register(models.PopulationNote)
class PopulationNoteAdmin(FactAdmin):
    values = ("population", "statement")


@admin.register(models.Standing)
class StandingAdmin(FactAdmin):
    refs, values = ("condition",), ("standing", "reason")


KINDS: tuple[type[models.Fact], ...] = (
    models.DrugMechanism,
    models.Indication,
    models.AdverseEffect,
    models.BoxedWarning,
    models.Contraindication,
    models.Precaution,
    models.Monitoring,
    models.Interaction,
    models.Rescue,
    models.Genotype,
    models.PopulationNote,
    models.Standing,
    models.NotAssociated,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One fact as the drug page shows it."""

    link: str
    name: str
    cells: tuple[str, ...]
    citations: str
    state: str


@dataclass(frozen=True, slots=True)
class Section:
    """All facts of one kind, with the links that an editor may follow."""

    kind: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    add: str


def overview(site: admin.AdminSite, request: HttpRequest, drug: models.Drug) -> list[Section]:
    """Return the facts of a drug by kind; the number of queries does not depend on their number."""
    sections = []
    for model in KINDS:
        facts = site.get_model_admin(model)
        assert isinstance(facts, FactAdmin)
        if not facts.has_view_permission(request):
            continue
        names = [name for name in (*facts.refs, *facts.values) if name not in ONSET]
        found = facts.get_queryset(request).filter(drug=drug).prefetch_related("citations__source")
        add = reverse(f"admin:drugs_{model._meta.model_name}_add") + f"?drug={drug.pk}"
        sections.append(
            Section(
                kind=model.KIND,
                title=str(model._meta.verbose_name_plural),
                columns=tuple(str(model._meta.get_field(name).verbose_name) for name in names),
                rows=tuple(_row(fact, names) for fact in found),
                add=add if facts.has_add_permission(request) else "",
            )
        )
    return sections


def _row(fact: Any, names: list[str]) -> Row:
    first, *others = (_cell(fact, name) for name in names)
    return Row(
        link=reverse(f"admin:drugs_{fact._meta.model_name}_change", args=[fact.pk]),
        name=first,
        cells=tuple(others),
        citations=", ".join(str(citation) for citation in fact.citations.all()),
        state=fact.get_state_display(),
    )


def _cell(fact: Any, name: str) -> str:
    value = getattr(fact, f"get_{name}_display", lambda: getattr(fact, name))()
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value)

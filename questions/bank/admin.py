"""The editors' view of the bank: items are read, withdrawn and restocked, never edited."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.http import require_safe

from drugs.models import Drug
from questions.bank.admin_exports import TakesAlong
from questions.bank.models import Item
from questions.bank.report_page import report
from questions.bank.restock_page import restocking
from questions.bank.sources import load_facts
from questions.bank.stocking import is_current, withdraw
from questions.generator.build import generate
from questions.generator.proving import Report

SHOWN = 8


@admin.register(Item)
class ItemAdmin(TakesAlong, admin.ModelAdmin):
    """A list to search, a page to read, and four acts: withdraw, restock, preview, take along."""

    list_display = ("uid", "concept", "tier", "steps", "key", "state")
    list_filter = ("state", "recipe", "tier", "step1", "step2", "step3", "drug__classes", "drug_name")
    search_fields = ("uid", "concept", "drug_name", "stem")
    fields = (
        "uid",
        "state",
        "concept",
        "recipe",
        "recipe_version",
        "seed",
        "steps",
        "difficulty",
        "created_at",
        "facts",
    )
    readonly_fields = ("steps", "facts")
    actions = ["withdraw_selected"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let editors act on the list, but show every single item as read-only."""
        return obj is None and super().has_change_permission(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Item]:
        return super().get_queryset(request).defer("proof")

    @admin.display(description="steps")
    def steps(self, item: Item) -> str:
        return ", ".join(str(step) for step in (1, 2, 3) if getattr(item, f"step{step}"))

    @admin.display(description="facts")
    def facts(self, item: Item) -> str:
        return "\n".join(item.fact_ids)

    def get_urls(self) -> list[Any]:
        own = [
            path("restock/", self.admin_site.admin_view(restocking), name="bank_restock"),
            path("report/", self.admin_site.admin_view(report), name="bank_report"),
            path(
                "drug/<slug:slug>/",
                self.admin_site.admin_view(require_safe(self.drug_items)),
                name="bank_drug_items",
            ),
        ]
        return own + super().get_urls()

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        more = {"can_restock": self.has_change_permission(request)}
        return super().changelist_view(request, {**more, **(extra_context or {})})

    @admin.action(description="Withdraw selected items", permissions=["change"])
    def withdraw_selected(self, request: HttpRequest, items: QuerySet[Item]) -> None:
        count = withdraw(items)
        self.message_user(request, f"{count} items withdrawn. Blocks that have them keep them.")

    def drug_items(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show what a drug yields from the facts as they are now; stores nothing."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        drug = get_object_or_404(Drug, slug=slug)
        facts, refusals = load_facts(), Report()
        made = [item.as_json() for item in generate(facts, 1, SHOWN, refusals, drugs=[slug])]
        active = list(Item.objects.active().filter(drug=drug))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Items that {drug.name} yields now",
            "drug": drug,
            "can_restock": self.has_change_permission(request),
            "items": made,
            "active": len(active),
            "stale": sum(not is_current(facts, item) for item in active),
            "refused": refusals.refused.most_common(8),
        }
        return TemplateResponse(request, "admin/bank/item/drug_items.html", context)

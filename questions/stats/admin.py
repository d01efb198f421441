"""The editors' item analysis: a list that brings the worst to the top, a page for each item, two acts."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST, require_safe

from questions.bank.models import Item
from questions.bank.stocking import withdraw
from questions.stats.item_analysis import LETTERS
from questions.stats.measures import share
from questions.stats.models import ConceptStatistics, ItemStatistics
from questions.stats.updating import update_statistics
from quizsite.core import charts
from quizsite.core.charts import Point, Series

THIRDS = ("Weakest third", "Middle third", "Best third")


class ReadOnly(admin.ModelAdmin):
    """Statistics are computed, never edited; whoever may look at items may look at them."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and _may_change(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("bank.view_item"))  # type: ignore[union-attr]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    @admin.display(description="n", ordering="n")
    def attempts(self, row: Any) -> int:
        return int(row.n)

    @admin.display(description="facility (95 %)", ordering="facility")
    def right_of_all(self, row: Any) -> str:
        return f"{row.facility:.0f} % ({row.facility_low:.0f}–{row.facility_high:.0f})"


@admin.register(ItemStatistics)
class ItemStatisticsAdmin(ReadOnly):
    """Items by their figures."""

    list_display = ("item", "attempts", "right_of_all", "correlation", "works", "hardness", "complaints")
    list_filter = ("flagged", "item__state", "item__recipe", "item__category")
    list_select_related = ("item",)
    search_fields = ("item__uid", "item__concept", "item__drug_name")
    actions = ["withdraw_selected"]

    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        own = [
            path("update/", wrap(require_POST(self.update)), name="stats_update"),
            path("<int:pk>/withdraw/", wrap(require_POST(self.withdraw_one)), name="stats_withdraw"),
        ]
        return own + super().get_urls()

    def get_queryset(self, request: HttpRequest) -> QuerySet[ItemStatistics]:
        return super().get_queryset(request).defer("item__proof", "item__stem", "item__options", "item__sources")

    @admin.display(description="item-rest correlation", ordering="link")
    def correlation(self, row: ItemStatistics) -> str:
        if row.link is None or row.link_low is None or row.link_high is None:
            return "–"
        return f"{row.link:.2f} ({row.link_low:.2f} to {row.link_high:.2f})"

    @admin.display(description="efficiency", ordering="efficiency")
    def works(self, row: ItemStatistics) -> str:
        return "–" if row.efficiency is None else f"{row.efficiency:.2f}"

    @admin.display(description="difficulty (logits)", ordering="difficulty")
    def hardness(self, row: ItemStatistics) -> str:
        return f"{row.difficulty:+.2f}"

    @admin.display(description="flags", ordering="flagged")
    def complaints(self, row: ItemStatistics) -> str:
        return "; ".join(row.flags)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        more = {"may_change": _may_change(request)}
        return super().changelist_view(request, {**more, **(extra_context or {})})

    @method_decorator(require_safe)
    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show all figures of one item; there is nothing to change but to withdraw it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        row = get_object_or_404(ItemStatistics.objects.select_related("item"), pk=object_id)
        siblings = ItemStatistics.objects.filter(item__concept=row.item.concept).select_related("item")
        context = {
            **self.admin_site.each_context(request),
            "title": f"Analysis of {row.item.uid}",
            "row": row,
            "item": row.item,
            "options": _options(row),
            "chart": _chart(row),
            "thirds": THIRDS,
            "siblings": siblings.order_by("pk"),
            "concept": ConceptStatistics.objects.filter(concept=row.item.concept).first(),
            "may_change": _may_change(request),
        }
        return TemplateResponse(request, "admin/stats/item.html", context)

    def update(self, request: HttpRequest) -> HttpResponse:
        """Take in what was closed since the last time."""
        _require_change(request)
        done = update_statistics(timezone.now())
        self.message_user(request, f"{done.blocks} blocks counted, {done.items} items computed.")
        return redirect("admin:stats_itemstatistics_changelist")

    def withdraw_one(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Withdraw one item with full marks to those who met it."""
        _require_change(request)
        withdraw(Item.objects.filter(pk=get_object_or_404(ItemStatistics, pk=pk).item_id))
        self.message_user(request, "Withdrawn. Whoever met it has it right.", messages.SUCCESS)
        return redirect(reverse("admin:bank_item_change", args=[pk]))

    @admin.action(description="Withdraw, with full marks to those who met them", permissions=["change"])
    def withdraw_selected(self, request: HttpRequest, rows: QuerySet[ItemStatistics]) -> None:
        count = withdraw(Item.objects.filter(pk__in=list(rows.values_list("pk", flat=True))))
        self.message_user(request, f"{count} items withdrawn. Whoever met them has them right.")


@admin.register(ConceptStatistics)
class ConceptStatisticsAdmin(ReadOnly):
    """Concepts over their variants; flagged are those whose variants differ for sure."""

    list_display = ("concept", "attempts", "right_of_all", "variants", "points_apart", "flagged")
    list_filter = ("flagged",)
    list_display_links = None
    search_fields = ("concept",)

    @admin.display(description="between variants", ordering="spread")
    def points_apart(self, row: ConceptStatistics) -> str:
        return "–" if row.spread is None else f"{row.spread:.0f} points"


def _may_change(request: HttpRequest) -> bool:
    return bool(request.user.has_perm("bank.change_item"))  # type: ignore[union-attr]


def _require_change(request: HttpRequest) -> None:
    if not _may_change(request):
        raise PermissionDenied


def _sizes(row: ItemStatistics) -> list[int]:
    """Return how many persons of each third chose something."""
    return [sum(row.options[letter][third] for letter in LETTERS) for third in range(3)]


def _options(row: ItemStatistics) -> list[dict[str, Any]]:
    """Return each option with what each third made of it."""
    return [
        {**option, "counts": row.options[option["key"]], "total": sum(row.options[option["key"]])}
        for option in row.item.options
    ]


def _chart(row: ItemStatistics) -> str:
    """Draw how often each third chose each option: the key should rise, every distractor fall."""
    sizes = _sizes(row)
    series = []
    for letter in (row.item.key, *(each for each in LETTERS if each != row.item.key)):
        counts = [(third, row.options[letter][third], sizes[third]) for third in range(3) if sizes[third]]
        points = [
            (third / 2, Point(f"{letter}, {THIRDS[third].lower()}", part.value, part.low, part.high))
            for third, part in ((third, share(count, size)) for third, count, size in counts)
        ]
        series.append(Series("key" if letter == row.item.key else "lure", points))
    description = (
        "Percent choosing each option in the weakest, the middle and the best third; the key is the bold line."
    )
    # The chart writer escapes every text that it is given.
    return mark_safe(charts.trends("options", "Options by score third", description, series))

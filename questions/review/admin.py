"""Reports of learners, as editors work through them: the question, its facts, and an answer to the learner."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from drugs.guides.evidence import evidence
from questions.review.models import Report


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    """The open ones first; only state and reply are the editors' to write."""

    list_display = ["kind", "item_concept", "state", "at", "text_start"]
    list_filter = ["state", "kind"]
    list_select_related = ["item"]
    search_fields = ["item__concept", "text"]
    ordering = ["-state", "-at"]  # "open" comes last in the alphabet
    fields = ["kind", "text", "at", "question", "facts", "state", "reply"]
    readonly_fields = ["kind", "text", "at", "question", "facts"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description="concept", ordering="item__concept")
    def item_concept(self, report: Report) -> str:
        return report.item.concept

    @admin.display(description="text")
    def text_start(self, report: Report) -> str:
        return report.text[:80]

    @admin.display(description="question")
    def question(self, report: Report) -> str:
        item = report.item
        options = format_html_join("", "<li>{}. {}{}</li>", _options(item.options))
        return format_html(
            '<p>{}</p><p>{}</p><ul>{}</ul><p><a href="{}">The stored item</a></p>',
            item.stem,
            item.lead_in,
            options,
            reverse("admin:bank_item_change", args=[item.pk]),
        )

    @admin.display(description="facts behind it, as they stand now")
    def facts(self, report: Report) -> str:
        rows = evidence(report.item.fact_ids).values()
        return format_html(
            "<ul>{}</ul>",
            format_html_join(
                "", "<li>{} {} ({})</li>", ((e.drug, e.sentence, "; ".join(e.sources)) for e in rows)
            ),
        )


def _options(options: Any) -> Any:
    return ((option["key"], option["text"], " (key)" if option["correct"] else "") for option in options)

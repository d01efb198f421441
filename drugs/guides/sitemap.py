"""The guide pages as search engines list them."""

from typing import Any

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from drugs import models


class Pages(Sitemap):
    """All pages of one kind: a queryset of rows with a slug, and the name of their path."""

    def __init__(self, rows: Any, route: str) -> None:
        self.rows, self.route = rows, route

    def items(self) -> Any:
        return self.rows.order_by("slug").values_list("slug", flat=True)

    def location(self, item: str) -> str:
        return reverse(self.route, args=[item])


SITEMAPS = {
    "drugs": Pages(models.Drug.objects, "guides:drug"),
    "classes": Pages(models.DrugClass.objects.filter(drugs__isnull=False).distinct(), "guides:class"),
    "effects": Pages(models.Effect.objects, "guides:effect"),
    "conditions": Pages(models.Condition.objects, "guides:condition"),
}

"""Where each path goes; the only module that knows every app."""

from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path

from drugs.guides.sitemap import SITEMAPS
from questions.blocks.urls import urlpatterns as block_urls
from questions.review.block_urls import urlpatterns as review_of_block_urls
from quizsite.core.health import healthz

handler500 = "quizsite.core.refusals.server_error"
handler429 = "quizsite.core.refusals.too_many_requests"  # asked for by the sign-in limits

urlpatterns = [
    path("", include("quizsite.dashboard.urls")),
    path("", include("drugs.guides.urls")),
    path("blocks/", include(([*block_urls, *review_of_block_urls], "blocks"))),
    path("exam-day/", include("questions.blocks.exam_days.urls")),
    path("review/", include("questions.review.urls")),
    path("accounts/", include("quizsite.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/drugs/", include("drugs.admin.urls")),
    path("admin/", admin.site.urls),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("healthz", healthz, name="healthz"),
]

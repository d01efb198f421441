"""The workbench's own pages, beside those that the admin makes for each table."""

from django.contrib import admin
from django.urls import path

from drugs.admin import coverage, review, tables

app_name = "workbench"

urlpatterns = [
    path("coverage/", admin.site.admin_view(coverage.coverage), name="coverage"),
    path("review/", admin.site.admin_view(review.queue), name="review"),
    path("review/<slug:kind>/<int:pk>/", admin.site.admin_view(review.draft_page), name="draft"),
    path("review/<slug:kind>/<int:pk>/verdict/", admin.site.admin_view(review.judge), name="judge"),
    path("import/", admin.site.admin_view(tables.import_page), name="import"),
    path("import/carry-out/", admin.site.admin_view(tables.carry_out_import), name="carry_out"),
    path("export/", admin.site.admin_view(tables.export_page), name="export"),
    path("export/content/", admin.site.admin_view(tables.export_content), name="export_content"),
]

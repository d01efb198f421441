"""Where each path goes; the only module that knows every app."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("quizsite.dashboard.urls")),
    path("blocks/", include("questions.blocks.urls")),
    path("accounts/", include("quizsite.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]

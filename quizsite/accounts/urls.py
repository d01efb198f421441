"""Paths of people's own settings, below /accounts/ beside the sign-in pages."""

from django.urls import path

from quizsite.accounts import views

app_name = "accounts"
urlpatterns = [
    path("preferences/", views.preferences, name="preferences"),
    path("display/", views.display, name="display"),
]

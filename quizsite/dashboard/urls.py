"""Paths of the pages that belong to no feature."""

from django.urls import path

from quizsite.dashboard import views

app_name = "dashboard"
urlpatterns = [
    path("", views.home, name="home"),
    path("progress/", views.progress, name="progress"),
]

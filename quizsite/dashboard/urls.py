"""Paths of the pages that belong to no feature."""

from django.urls import path

from quizsite.dashboard import exam_days, views

app_name = "dashboard"
urlpatterns = [
    path("", views.home, name="home"),
    path("progress/", views.progress, name="progress"),
    path("exam-day/<uuid:day_id>/report/", exam_days.exam_day, name="exam_day"),
]

"""Paths of exam days, below /exam-day/."""

from django.urls import path

from questions.blocks.exam_days import views

app_name = "exam_days"
urlpatterns = [
    path("", views.choose, name="choose"),
    path("<uuid:day_id>/", views.day, name="day"),
    path("<uuid:day_id>/end/", views.end, name="end"),
]

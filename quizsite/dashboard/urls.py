"""Paths of the pages that belong to no feature."""

from django.urls import path

from quizsite.dashboard import exam_days, own_data, progress, views

app_name = "dashboard"
urlpatterns = [
    path("", views.home, name="home"),
    path("progress/", progress.score, name="progress"),
    path("progress/map/", progress.map_page, name="progress_map"),
    path("progress/concepts/", progress.concepts, name="progress_concepts"),
    path("progress/pacing/", progress.pacing, name="progress_pacing"),
    path("progress/certainty/", progress.certainty, name="progress_certainty"),
    path("progress/exam-days/", progress.exam_days, name="progress_days"),
    path("progress/data/", own_data.own_data, name="own_data"),
    path("progress/data/answers.csv", own_data.answers_csv, name="answers_csv"),
    path("progress/data/everything.json", own_data.everything_json, name="everything_json"),
    path("progress/data/reset/", own_data.reset, name="reset"),
    path("progress/data/delete/", own_data.delete, name="delete_account"),
    path("exam-day/<uuid:day_id>/report/", exam_days.exam_day, name="exam_day"),
]

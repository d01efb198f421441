"""Paths of the review pages, below /review/."""

from django.urls import path

from questions.review import views

app_name = "review"
urlpatterns = [
    path("", views.home, name="home"),
    path("start/", views.start, name="start"),
    path("undo/", views.undo, name="undo"),
    path("preferences/", views.preferences, name="preferences"),
    path("card/", views.card, name="card"),
    path("ratings/<int:place_id>/", views.rating, name="rating"),
]

"""Paths of the review pages, below /review/."""

from django.urls import path

from questions.review.views import cards

app_name = "review"
urlpatterns = [
    path("", cards.home, name="home"),
    path("start/", cards.start, name="start"),
    path("undo/", cards.undo, name="undo"),
    path("preferences/", cards.preferences, name="preferences"),
    path("fact/", cards.fact, name="fact"),
    path("card/", cards.card, name="card"),
    path("ratings/<int:place_id>/", cards.rating, name="rating"),
]

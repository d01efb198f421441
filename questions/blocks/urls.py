"""Paths of blocks, below /blocks/."""

from django.urls import path

from questions.blocks.views import review, runner, setup

app_name = "blocks"
urlpatterns = [
    path("new/", setup.new, name="new"),
    path("<uuid:block_id>/", runner.block, name="block"),
    path("<uuid:block_id>/<int:position>/", runner.question, name="question"),
    path("<uuid:block_id>/end/", runner.end, name="end"),
    path("<uuid:block_id>/review/", review.review, name="review"),
]

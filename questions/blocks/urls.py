"""Paths of blocks, below /blocks/; the review feature adds its own under the same name."""

from django.urls import path

from questions.blocks.views import exports, printing, reference, runner, setup

urlpatterns = [
    path("new/", setup.new, name="new"),
    path("labs/", reference.labs, name="labs"),
    path("keys/", reference.keys, name="keys"),
    path("take-along/", exports.take_along, name="take_along"),
    path("take-along/<slug:form>/", exports.met_file, name="met_file"),
    path("<uuid:block_id>/", runner.block, name="block"),
    path("<uuid:block_id>/<int:position>/", runner.question, name="question"),
    path("<uuid:block_id>/resume/", runner.resume, name="resume"),
    path("<uuid:block_id>/end/", runner.end, name="end"),
    path("<uuid:block_id>/print/", printing.questions, name="print"),
    path("<uuid:block_id>/take-along/<slug:form>/", exports.block_file, name="block_file"),
]

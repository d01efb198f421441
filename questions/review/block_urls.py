"""Paths of a block's review, below /blocks/: the site puts them beside those of the blocks feature."""

from django.urls import path

from questions.review.views import block

urlpatterns = [
    path("<uuid:block_id>/review/", block.review, name="review"),
    path("<uuid:block_id>/review/again/", block.again, name="again"),
    path("<uuid:block_id>/review/<int:position>/", block.item, name="review_item"),
    path("<uuid:block_id>/review/<int:position>/facts/", block.facts, name="review_facts"),
    path("<uuid:block_id>/review/<int:position>/remark/", block.remark, name="remark"),
]

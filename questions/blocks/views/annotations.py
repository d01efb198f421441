"""What a question shows of the learner's own marks, highlights, confidence and note; the parts that changed."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from questions.blocks.highlights import COLOURS, pieces, sentences
from questions.blocks.lifecycle.annotating import Annotations
from questions.blocks.models import Block, BlockItem
from questions.blocks.notes import LONGEST_NOTE, digest


def annotation_context(here: BlockItem, clues: Iterable[str], draft: str | None = None) -> dict[str, Any]:
    """Return stem, confidence and note as the templates need them.

    `clues` are the decisive sentences, for those who may see them.
    `draft` is a note that was refused because a newer one is stored: it stays in its field, beside the stored one.
    """
    stem = here.item.stem
    return {
        "pieces": pieces(stem, here.highlights, clues),
        "sentences": sentences(stem, here.highlights),
        "colours": COLOURS,
        "confidences": BlockItem.Confidence.choices,
        "note": here.note if draft is None else draft,
        "note_refused": draft is not None,
        "note_drawn": digest(here.note),
        "longest_note": LONGEST_NOTE,
    }


def options(here: BlockItem, explained: bool) -> list[dict[str, Any]]:
    """Return the options as they are shown; with what explains them only where that may be seen."""
    return [
        {
            "key": option["key"],
            "text": option["text"],
            "struck": option["key"] in here.struck,
            "explained": option if explained else None,
        }
        for option in here.item.options
    ]


def changed(request: HttpRequest, own: Block, here: BlockItem, left: Annotations) -> HttpResponse:
    """Answer htmx where the question stays: only what looks different now.

    The form itself stays in the page: requests that wait in its queue would be lost with it.
    """
    context: dict[str, Any] = {"place": here, "here": here, "left": left}
    if request.htmx.trigger_name == "note":  # type: ignore[attr-defined]
        return render(request, "blocks/_note.html#note-state", {"note_drawn": digest(here.note)})
    if not left.looks_different:
        response = render(request, "blocks/question.html#place", context)
        response["HX-Retarget"], response["HX-Reswap"] = f"#place-{here.position}", "outerHTML"
        return response
    explained = own.explains(here)
    locked = explained or own.sequences.is_locked(here.position)
    context |= {"oob": True, "locked": locked, "confidences": BlockItem.Confidence.choices}
    if left.strike:
        context["options"] = [each for each in options(here, explained) if each["key"] == left.strike[0]]
    if left.stroke:
        context |= annotation_context(here, here.item.clues if explained else [])
    response = render(request, "blocks/_changed.html", context)
    response["HX-Reswap"] = "none"  # every part names the one whose place it takes
    return response

"""What the Anki cards look like: two note types, their fields, both sides, and one style for light and dark."""

from typing import NamedTuple

STYLE = """
.card {
  --sheet: #fffefb; --ink: #1e1d1a; --soft: #5a564c; --line: #d9d4c7;
  --right: #1c6b33; --right-wash: #e3f1e4; --wash: #efece4;
  background: var(--sheet); color: var(--ink);
  font: 1.0625rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; text-align: left;
}
.card.nightMode, .card.night_mode, .nightMode .card, .night_mode .card {
  --sheet: #1b1e23; --ink: #ece9e2; --soft: #b3afa5; --line: #363b43;
  --right: #8fd39b; --right-wash: #1c3323; --wash: #22262c;
}
.item { max-width: 42rem; margin: 0 auto; padding: .5rem; overflow-wrap: anywhere; }
.lead-in { font-weight: 600; }
.options, .explained { padding-left: 1.75rem; }
.options li { padding: .2rem 0; }
.explained { list-style: none; padding-left: 0; }
.explained li { border: 1px solid var(--line); border-radius: 8px; padding: .6rem .8rem; margin: .5rem 0; }
.explained li.key { border-color: var(--right); background: var(--right-wash); }
.explained p { margin: .3rem 0 0; }
.explained .head { font-weight: 600; margin: 0; }
.answer { font-weight: 600; font-size: 1.2em; color: var(--right); }
.objective, .mine { background: var(--wash); border-radius: 8px; padding: .6rem .8rem; }
.soft, .sources { color: var(--soft); font-size: .875em; }
.changed { font-weight: 600; }
hr { border: 0; border-top: 1px solid var(--line); }
"""

QUESTION = '<p class="stem">{{Stem}}</p><p class="lead-in">{{Lead-in}}</p>'
AFTER = (
    '<p class="objective">{{Objective}}</p>'
    '{{#Facts changed}}<p class="changed">{{Facts changed}}</p>{{/Facts changed}}'
    '{{#Own answer}}<p class="mine">Your answer: {{Own answer}}</p>{{/Own answer}}'
    '{{#Own note}}<p class="mine">Your note: {{Own note}}</p>{{/Own note}}'
    '<div class="sources"><p>Sources</p>{{Sources}}</div>'
)
SHARED = ("Objective", "Facts changed", "Own answer", "Own note", "Sources")


class Look(NamedTuple):
    """A note type. `number` identifies it for ever: Anki updates notes only within the same type."""

    number: int
    name: str
    fields: tuple[str, ...]
    front: str
    back: str


def _side(html: str) -> str:
    # The class keeps MathJax from reading a backslash in a text as the start of a formula.
    return f'<div class="item tex2jax_ignore">{html}</div>'


CHOICE = Look(
    1_607_392_811,
    "Rationale multiple choice",
    ("Question id", "Stem", "Lead-in", "Options", "Answer", "Explanations", *SHARED),
    _side(f'{QUESTION}<ol class="options" type="A">{{{{Options}}}}</ol>'),
    _side(
        f'{QUESTION}<hr id="answer"><p class="answer">{{{{Answer}}}}</p>'
        f'<ul class="explained">{{{{Explanations}}}}</ul>{AFTER}'
    ),
)
BASIC = Look(
    1_607_392_812,
    "Rationale open question",
    ("Question id", "Stem", "Lead-in", "Answer", "Explanation", *SHARED),
    _side(QUESTION),
    _side(f'{QUESTION}<hr id="answer"><p class="answer">{{{{Answer}}}}</p><p>{{{{Explanation}}}}</p>{AFTER}'),
)

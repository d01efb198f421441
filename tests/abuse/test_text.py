"""Text that people write is text on every page that shows it: never markup, never a template."""

from html import unescape
from html.parser import HTMLParser

import pytest
from django.http import HttpResponse
from django.urls import reverse

from questions.bank.models import Item
from questions.blocks import lifecycle
from questions.blocks.models import BlockItem
from questions.review.models import Report
from tests.abuse.addresses import addresses
from tests.factories.blocks import NOON, answer, start_block

pytestmark = pytest.mark.django_db
CORPUS = [
    "<script>planted()</script>",
    '"><img src=x onerror=planted()>',
    "'><svg onload=planted()>",
    '" autofocus onfocus="planted()',
    "</title></textarea></style><planted>",
    '<a href="javascript:planted()">planted</a>',
    "{{ 7|add:42 }}{% planted %}",
    "{a.__class__}%(planted)s",
]
PLANTED = " ".join(CORPUS)


class Markup(HTMLParser):
    """Collects what a browser would run: elements and attributes that came out of planted text."""

    def __init__(self):
        super().__init__()
        self.ran = []
        self.element = ""

    def handle_starttag(self, tag, attributes):
        self.element = tag
        for name, value in attributes:
            if name.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                self.ran.append((tag, name, value))
        if tag == "planted":
            self.ran.append((tag, "", ""))

    def handle_data(self, data):
        if self.element in ("script", "style") and "planted" in data:
            self.ran.append((self.element, "", data))

    def handle_endtag(self, tag):
        self.element = ""


def run_by(response):
    """Return what of the planted text a browser would run."""
    parser = Markup()
    parser.feed(response.content.decode())
    return parser.ran


@pytest.fixture
def planted(learner, closed, now):
    """Plant the corpus in every text that learners and content bring: items, notes, reports and replies."""
    for item in Item.objects.all():
        for option in item.options:
            option.update(text=PLANTED, rationale=PLANTED, when_right=PLANTED)
        sources = [{"title": PLANTED, "publisher": PLANTED, "year": 2024, "locator": PLANTED}]
        fields = ("stem", "lead_in", "objective", "explanation")
        Item.objects.filter(pk=item.pk).update(
            options=item.options, sources=sources, clues=[PLANTED], **dict.fromkeys(fields, PLANTED)
        )
    BlockItem.objects.update(note=PLANTED)
    place = closed.block_items.get(position=2)
    Report.objects.create(user=learner, item=place.item, kind="fact", text=PLANTED, reply=PLANTED, at=now)
    return closed


def html_pages(browser, block, day):
    """Yield (path, response) of every page that is shown as HTML."""
    review = [f"/blocks/{block.pk}/review/{n}/" for n in (1, 2, 3)]
    for path in [path for _, path in addresses(block, day)] + review:
        response = browser.get(path)
        if not response.streaming and response.headers.get("Content-Type", "").startswith("text/html"):
            yield path, response


@pytest.mark.parametrize("text", [*CORPUS[:3], *CORPUS[4:6], f'<input value="{CORPUS[3]}">'])
def test_the_corpus_would_run_where_it_were_not_escaped(text):
    assert run_by(HttpResponse(text))


@pytest.mark.parametrize("who", ["learner", "editor"])
def test_planted_markup_runs_on_no_page(request, planted, day, browser_of, who):
    browser = browser_of(request.getfixturevalue(who))
    before = {path: response.content for path, response in html_pages(browser, planted, day)}
    ran = {path: run_by(response) for path, response in html_pages(browser, planted, day)}
    assert {path: found for path, found in ran.items() if found} == {}
    telling = [path for path, content in before.items() if "planted()" in unescape(content.decode())]
    assert telling, "the corpus was shown nowhere: this proves nothing"


def test_a_question_of_a_running_block_shows_it_as_text(learner, planted, browser_of):
    block = start_block(learner, size=3, stock=False, now=NOON)
    answer(block, 1, "A")
    response = browser_of(learner).get(f"/blocks/{block.pk}/1/")
    assert run_by(response) == []
    shown = unescape(response.content.decode())
    assert "{{ 7|add:42 }}{% planted %}" in shown
    assert "{a.__class__}%(planted)s" in shown


def test_the_review_shows_templates_and_formats_literally(learner, planted, browser_of):
    shown = unescape(browser_of(learner).get(reverse("blocks:review", args=[planted.pk])).content.decode())
    assert shown.count("{{ 7|add:42 }}{% planted %}") > 5
    assert "{a.__class__}%(planted)s" in shown


@pytest.mark.parametrize("text", CORPUS)
def test_a_note_comes_back_to_its_form_as_it_was_written(learner, block, browser_of, text):
    browser = browser_of(learner)
    browser.post(f"/blocks/{block.pk}/2/", {"note": text})
    response = browser.get(f"/blocks/{block.pk}/2/")
    assert run_by(response) == []
    assert text in unescape(response.content.decode())
    lifecycle.finish(block.pk, NOON)
    assert run_by(browser.get(reverse("blocks:review", args=[block.pk]))) == []


@pytest.mark.parametrize(
    ("path", "field"),
    [("/guides/", "q"), ("/blocks/new/", "preset"), ("/blocks/new/", "step"), ("/accounts/login/", "next")],
)
def test_what_an_address_says_is_text_on_its_page(browser_of, path, field):
    assert run_by(browser_of().get(path, {field: PLANTED})) == []

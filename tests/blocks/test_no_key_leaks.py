"""During a block, nothing that the site serves tells a key: every URL is crawled for planted words."""

import re

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from questions.bank.models import Item
from questions.blocks import lifecycle
from questions.blocks.models import Block
from tests.factories.bank import ItemFactory
from tests.factories.blocks import NOON, answer, start_block

pytestmark = pytest.mark.django_db
CANARY = "canary"
SECRET_FIELDS = ("objective", "explanation")
SECRET_PARTS = ("rationale", "when_right", "correct", "danger")


def plant():
    """Stock three items in which every word that tells the key is a canary."""
    for n in range(3):
        options = [
            {
                "key": letter,
                "text": f"Finding {letter}",
                **{part: f"{CANARY}-{part}-{n}-{letter}" for part in SECRET_PARTS},
                "fact_ids": [f"{CANARY}-fact-{n}-{letter}"],
            }
            for letter in "ABCDE"
        ]
        ItemFactory(
            options=options,
            clues=[f"{CANARY}-clue-{n}"],
            sources=[{"title": f"{CANARY}-source-{n}", "publisher": "P", "year": 2024, "locator": "1"}],
            **{field: f"{CANARY}-{field}-{n}" for field in SECRET_FIELDS},
        )


def patterns(resolver, prefix=""):
    """Yield every URL pattern below a resolver as one string."""
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, path)
        elif isinstance(entry, URLPattern):
            yield path


def addresses(block):
    """Return an address for every pattern of the site, filled in with what belongs to this block."""
    item = block.block_items.first().item
    values = {"uuid": block.pk, "int": 1, "slug": item.drug.slug, "str": item.uid, "path": item.pk}
    filled = set()
    for pattern in patterns(get_resolver()):
        path = re.sub(r"<(?:(\w+):)?\w+>", lambda found: str(values.get(found[1] or "str", "x")), pattern)
        path = re.sub(r"\(\?P<\w+>[^)]*\)", "x", path)
        filled.add("/" + path.replace("^", "").replace("$", "").replace("\\Z", "").replace("\\.", "."))
    return sorted(filled)


@pytest.fixture(params=Block.Mode.values)
def running(request, learner, clock):
    """Return a running block of planted items, in each mode, with one answer, one mark and one strike-out."""
    plant()
    block = start_block(learner, stock=False, mode=request.param)
    answer(block, 1, "C", marked=True, strike=("A", True))
    return block


def told(client, path, **headers):
    """Return everything that a response says, followed to where it leads."""
    response = client.get(path, follow=True, headers=headers)
    heads = "".join(f"{name}: {value}" for name, value in response.headers.items())
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return heads + body.decode(errors="replace")


@pytest.mark.parametrize("who", ["learner", "other_learner", None])
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "htmx"])
def test_no_address_tells_a_key_while_the_block_runs(request, running, who, headers):
    client = Client(raise_request_exception=False)
    if who:
        client.force_login(request.getfixturevalue(who))
    crawled = addresses(running)
    assert {f"/blocks/{running.pk}/1/", f"/blocks/{running.pk}/review/", "/", "/progress/"} <= set(crawled)
    leaks = [path for path in crawled if CANARY in told(client, path, **headers)]
    assert leaks == []


def test_no_answer_to_a_form_tells_a_key(tab, running):
    forms = [
        {"choice": "C"},
        {"choice": "B", "client_key": "k", "sequence": "9"},
        {"mark": "0"},
        {"strike": "D"},
        {"action": "next"},
        {"action": "end"},
        {"action": "nonsense"},
        {"action": "reveal"} if running.mode not in Block.TUTOR_MODES else {"action": "previous"},
        {"choice": ["A", "B"]},
        {"choice": "A", "client_key": "old", "sequence": "1"},
    ]
    for headers in ({}, {"HX-Request": "true"}):
        for fields in forms:
            for position in (1, 2, 3, 4):
                sent = tab.post(f"/blocks/{running.pk}/{position}/", fields, headers=headers)
                assert CANARY not in sent.content.decode()


@pytest.mark.parametrize("mode", Block.TUTOR_MODES)
def test_a_revealed_item_tells_its_own_key_on_its_own_page_and_no_other(learner, clock, mode):
    plant()
    block = start_block(learner, stock=False, mode=mode)
    answer(block, 2, "A", reveal=True)
    client = Client(raise_request_exception=False)
    client.force_login(learner)
    item = block.block_items.get(position=2).item
    telling = {path: told(client, path) for path in [*addresses(block), f"/blocks/{block.pk}/2/"]}
    root = f"/blocks/{block.pk}/"
    leaks = {path for path, text in telling.items() if CANARY in text}
    assert {root, f"{root}2/"} <= leaks
    assert all(path.startswith(root) for path in leaks)  # what leads back into the block, to its last question
    assert not leaks & {f"{root}1/", f"{root}3/"}
    (own,) = set(re.findall(rf"{CANARY}-objective-(\d)", item.objective))
    assert set(re.findall(rf"{CANARY}-\w+-(\d)", telling[f"/blocks/{block.pk}/2/"])) == {own}


def test_a_paused_block_tells_no_key_of_a_revealed_item_either(learner, clock):
    plant()
    block = start_block(learner, stock=False, mode="tutor")
    answer(block, 1, "A", reveal=True)
    lifecycle.submit(learner.pk, block.pk, 1, lifecycle.Submission(pause=True), NOON)
    client = Client(raise_request_exception=False)
    client.force_login(learner)
    assert [path for path in addresses(block) if CANARY in told(client, path)] == []


def test_the_options_of_an_unrevealed_question_look_alike_in_every_mode(tab, running):
    text = tab.get(f"/blocks/{running.pk}/3/").content.decode()
    rows = re.findall(r'<div class="option[ "].*?</div>', text, re.DOTALL)
    alike = {re.sub(r"\b[A-E]\b", "", re.sub(r"(option|strike)-[A-E]", "", row)) for row in rows}
    assert len(rows) == 5
    assert len(alike) == 1


def test_the_planted_words_are_all_told_in_the_review(tab, running):
    """The crawl would prove nothing if the words could not be found where they belong."""
    lifecycle.finish(running.pk, NOON)
    text = tab.get(reverse("blocks:review", args=[running.pk])).content.decode()
    for n in range(3):
        assert f"{CANARY}-source-{n}" in text
        assert f"{CANARY}-objective-{n}" in text
        for letter in "ABCDE":
            assert f"{CANARY}-rationale-{n}-{letter}" in text


def test_an_error_tells_nothing(learner, running, monkeypatch):
    client = Client(raise_request_exception=False)
    client.force_login(learner)
    monkeypatch.setattr("questions.blocks.views.runner.page_or_fragment", _fail)
    failed = client.get(f"/blocks/{running.pk}/1/")
    assert failed.status_code == 500
    assert CANARY not in failed.content.decode()
    assert "Finding" not in failed.content.decode()


def _fail(*_args, **_kwargs):
    raise RuntimeError(Item.objects.first().options)

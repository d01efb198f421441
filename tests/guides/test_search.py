"""Search over drugs, brands, classes, adverse effects and conditions."""

import pytest

from drugs.guides.search import MOST, plain, search
from tests.factories.drugs import ConditionFactory, DrugFactory, EffectFactory


def names(query):
    return [hit.name for hit in search(query)]


@pytest.fixture
def shelf(db):
    DrugFactory(name="infliximab", brand_names=["Remicade"])
    EffectFactory(name="Infusion reaction")
    EffectFactory(name="Acute infusion reaction")
    ConditionFactory(name="Behçet disease")


def test_what_begins_with_the_query_comes_before_what_holds_it(shelf):
    assert names("inf") == ["infliximab", "Infusion reaction", "Acute infusion reaction"]


def test_a_brand_leads_to_its_drug(shelf):
    hit = search("remi")[0]
    assert (hit.name, hit.kind, hit.of) == ("Remicade", "brand", "infliximab")
    assert hit.url == search("infliximab")[0].url


@pytest.mark.parametrize(("query", "found"), [("behcet", ["Behçet disease"]), ("TNF-alpha", []), ("  ", [])])
def test_accents_greek_letters_and_blanks_are_forgiven(shelf, query, found):
    assert names(query) == found


def test_greek_letters_are_read_as_words():
    assert plain("TNF-α  inhibitors") == "tnf-alpha inhibitors"


def test_one_letter_is_too_short_and_says_so(client, shelf):
    assert search("i") == []
    assert "at least two letters" in client.get("/guides/?q=i").content.decode()


def test_it_says_when_nothing_is_found(client, shelf):
    assert "Nothing here is called “zzz”" in client.get("/guides/?q=zzz").content.decode()


def test_it_shows_a_bounded_number(db):
    for n in range(MOST + 5):
        EffectFactory(name=f"Hiccups {n}")
    assert len(search("hiccups")) == MOST


def test_htmx_gets_the_suggestions_alone(client, shelf):
    html = client.get("/guides/?q=inf", headers={"HX-Request": "true"}).content.decode()
    assert "infliximab" in html
    assert "<html" not in html


def test_a_query_is_escaped(client, db):
    assert "<b>" not in client.get("/guides/?q=<b>zz").content.decode().split("<main")[1]

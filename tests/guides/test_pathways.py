"""Pathways as data and as pictures."""

import xml.etree.ElementTree as ElementTree

import pytest

from drugs.guides.drawing import MOST_NAMES, described, pathway_svg
from drugs.guides.pathways import PATHWAYS, Pathway, Step


@pytest.mark.parametrize("pathway", PATHWAYS, ids=lambda pathway: pathway.id)
def test_every_arrow_joins_two_steps_and_no_two_steps_share_a_place(pathway):
    assert {end for arrow in pathway.arrows for end in arrow} == set(pathway.steps)
    places = [(step.row, step.column) for step in pathway.steps.values()]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize("pathway", PATHWAYS, ids=lambda pathway: pathway.id)
def test_a_picture_is_well_formed_and_described(pathway):
    svg = ElementTree.fromstring(pathway_svg(pathway, {}))
    texts = [svg.find(f"{tag}").text for tag in ("title", "desc")]
    assert texts == [pathway.title, pathway.summary]


def test_a_drug_stands_at_its_step_in_picture_and_words():
    pathway = Pathway(
        "p", "P", "A gate.", {"gate": Step("Gate", 0, 0), "end": Step("End", 1, 0)}, (("gate", "end"),)
    )
    svg = pathway_svg(pathway, {"gate": ["amberol <x>"]})
    assert "amberol &lt;x&gt;" in svg
    assert described(pathway, {"gate": ["amberol"]}) == "A gate. Drugs act at: Gate: amberol."


def test_many_drugs_at_one_step_are_counted():
    pathway = Pathway(
        "p", "P", "A gate.", {"gate": Step("Gate", 0, 0), "end": Step("End", 1, 0)}, (("gate", "end"),)
    )
    svg = pathway_svg(pathway, {"gate": [f"d{n}" for n in range(MOST_NAMES + 3)]})
    assert f"d{MOST_NAMES - 1}" in svg
    assert "3 more" in svg


def test_no_name_reaches_into_the_box_below():
    many = [f"interferon-number-{n}" for n in range(9)]
    pathway = Pathway(
        "p", "P", "A gate.", {"gate": Step("Gate", 0, 0), "end": Step("End", 1, 0)}, (("gate", "end"),)
    )
    svg = ElementTree.fromstring(pathway_svg(pathway, {"gate": many}))
    lowest = max(int(line.get("y")) for text in svg.iter("text") if "drugs" in text.get("class") for line in text)
    second = [int(box.get("y")) for box in svg.iter("rect")][1]
    assert lowest < second
    assert second + 46 < int(svg.get("viewBox").split()[3])

"""The QTI package has the structure that the specification (IMS QTI 2.1, content packaging 1.2) demands."""

import io
import re
import zipfile
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.bank.exports.qti import identifier, write
from tests.bank.exports.samples import MORNING, clean, entry, worded

Q = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
P = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
LOM = "{http://ltsc.ieee.org/xsd/LOM}"
# The order of an assessmentItem's children, as far as we use them.
ORDER = ["responseDeclaration", "outcomeDeclaration", "itemBody", "responseProcessing", "modalFeedback"]


def unpacked(*entries):
    """Return manifest and items by path."""
    package = zipfile.ZipFile(io.BytesIO(write(entries, MORNING)))
    assert package.testzip() is None
    files = {name: ET.fromstring(package.read(name)) for name in package.namelist()}
    return files.pop("imsmanifest.xml"), files


def item_of(*entries):
    """Return the only item of a package."""
    _, items = unpacked(*entries)
    (item,) = items.values()
    return item


def paragraphs(element):
    """Return the text of every paragraph, breaks as line ends."""
    return [lines(each) for each in element.iter(f"{Q}p")]


def lines(element):
    return (element.text or "") + "".join("\n" + (each.tail or "") for each in element)


def test_the_manifest_lists_every_file_and_no_other():
    manifest, items = unpacked(entry("item-1"), entry("item-2"))
    assert manifest.tag == f"{P}manifest"
    assert [child.tag for child in manifest] == [f"{P}metadata", f"{P}organizations", f"{P}resources"]
    assert manifest.findtext(f"{P}metadata/{P}schema") == "QTIv2.1 Package"
    resources = manifest.findall(f"{P}resources/{P}resource")
    assert {each.attrib["type"] for each in resources} == {"imsqti_item_xmlv2p1"}
    assert len({each.attrib["identifier"] for each in resources}) == 2
    for each in resources:
        assert each.attrib["href"] == each.find(f"{P}file").attrib["href"]
    assert {each.attrib["href"] for each in resources} == set(items)


def test_the_manifest_carries_the_tags():
    manifest, _ = unpacked(entry())
    words = [each.text for each in manifest.iter(f"{LOM}string")]
    assert words == ["recipe: adverse-effect", "step: 1", "step: 2", "class: tnf-inhibitors", "drug: amberol"]


def test_an_item_has_its_parts_in_their_order():
    item = item_of(entry())
    assert item.tag == f"{Q}assessmentItem"
    assert {"identifier", "title", "adaptive", "timeDependent"} <= set(item.attrib)
    tags = [child.tag.removeprefix(Q) for child in item]
    assert tags == sorted(tags, key=ORDER.index)
    assert item.attrib["title"] == "Adverse effect, item-1"


def test_whatever_is_referred_to_is_declared():
    item = item_of(entry())
    responses = {each.attrib["identifier"] for each in item.findall(f"{Q}responseDeclaration")}
    outcomes = {each.attrib["identifier"] for each in item.findall(f"{Q}outcomeDeclaration")}
    interaction = item.find(f"{Q}itemBody/{Q}choiceInteraction")
    assert {interaction.attrib["responseIdentifier"]} == responses
    assert {each.attrib["identifier"] for each in item.iter(f"{Q}setOutcomeValue")} == outcomes
    assert {each.attrib["outcomeIdentifier"] for each in item.iter(f"{Q}modalFeedback")} <= outcomes
    assert {each.attrib["identifier"] for each in item.iter(f"{Q}variable")} <= responses | outcomes


def test_five_choices_stand_in_their_order_under_the_lead_in():
    interaction = item_of(entry()).find(f"{Q}itemBody/{Q}choiceInteraction")
    assert interaction.attrib["shuffle"] == "false" and interaction.attrib["maxChoices"] == "1"
    assert interaction[0].tag == f"{Q}prompt" and interaction[0].text == "Which of the following is the cause?"
    choices = interaction.findall(f"{Q}simpleChoice")
    assert [(each.attrib["identifier"], each.text) for each in choices] == [
        (letter, f"Finding {letter}") for letter in "ABCDE"
    ]


@pytest.mark.parametrize("response", "ABCDE")
def test_a_response_is_scored_and_explained(response):
    item = item_of(entry())
    outcomes = processed(item, response)
    assert outcomes["SCORE"] == ("1" if response == "C" else "0")
    shown = [
        paragraphs(each)
        for each in item.findall(f"{Q}modalFeedback")
        if each.attrib["showHide"] == "show"
        and outcomes[each.attrib["outcomeIdentifier"]] == each.attrib["identifier"]
    ]
    assert len(shown) == 2
    assert shown[0][0] == f"Rationale of {response}. A man has a fever."
    assert shown[1][0] == "Correct answer: C. Finding C" and shown[1][-1] == "A label. FDA, 2024; 5.1."


def processed(item, response):
    """Run the response rules for one response, as a delivery engine does."""
    correct = item.findtext(f"{Q}responseDeclaration/{Q}correctResponse/{Q}value")
    outcomes = {
        each.attrib["identifier"]: each.findtext(f"{Q}defaultValue/{Q}value")
        for each in item.findall(f"{Q}outcomeDeclaration")
    }
    for rule in item.find(f"{Q}responseProcessing"):
        setters = [rule]
        if rule.tag == f"{Q}responseCondition":
            (condition,) = rule
            match, *setters = condition
            assert [each.tag for each in match] == [f"{Q}variable", f"{Q}correct"]
            setters = setters if response == correct else []
        for setter in setters:
            value = setter[0]
            told = value.text if value.tag == f"{Q}baseValue" else response
            outcomes[setter.attrib["identifier"]] = told
    return outcomes


def test_an_outdated_item_says_so():
    assert any("have changed since" in text for text in paragraphs(item_of(entry(outdated=True))))


@given(worded)
def test_any_text_arrives_literally(text):
    item = item_of(entry(stem=text, text=text))
    assert paragraphs(item.find(f"{Q}itemBody")) == [clean(text)]
    assert [lines(each) for each in item.iter(f"{Q}simpleChoice")] == [clean(text)] * 5
    assert paragraphs(item.find(f"{Q}modalFeedback"))[0].endswith(f". {clean(text)}")


@given(st.text())
def test_an_identifier_is_one(text):
    assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.-]*", identifier(text))

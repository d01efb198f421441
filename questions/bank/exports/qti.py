"""Items as an IMS QTI 2.1 package: a manifest and one file an item, with feedback for every option."""

import re
import zipfile
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from xml.etree import ElementTree as ET

from questions.bank.exports.entries import FACTS_CHANGED, NOTICE, Entry, clean, when_right

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
QTI_SCHEMA = f"{QTI} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
PACKAGE_SCHEMA = f"{PACKAGE} http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
METADATA = "http://ltsc.ieee.org/xsd/LOM"


def write(entries: Iterable[Entry], at: datetime) -> bytes:
    """Return the package as a zip file."""
    page = BytesIO()
    root, resources = _manifest(at)
    with zipfile.ZipFile(page, "w", zipfile.ZIP_DEFLATED) as package:
        for entry in entries:
            uid = identifier(entry.item["id"])
            path = f"items/{uid}.xml"
            _resource(resources, entry, uid, path)
            _put(package, path, _assessment_item(entry, uid), at)
        _put(package, "imsmanifest.xml", root, at)
    return page.getvalue()


def identifier(text: str) -> str:
    """Return text as QTI identifiers are: letters, digits, `_`, `-` and `.`, no digit first."""
    return re.sub(r"^(?=[^A-Za-z_])|^$", "_", re.sub(r"[^A-Za-z0-9_.-]", "_", text))


def _put(package: zipfile.ZipFile, path: str, root: ET.Element, at: datetime) -> None:
    info = zipfile.ZipInfo(path, at.timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(info, ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _manifest(at: datetime) -> tuple[ET.Element, ET.Element]:
    root = ET.Element(
        "manifest",
        {
            "xmlns": PACKAGE,
            "xmlns:xsi": INSTANCE,
            "xsi:schemaLocation": PACKAGE_SCHEMA,
            "identifier": f"rationale-{at:%Y%m%d%H%M%S}",
        },
    )
    root.append(ET.Comment(f" Rationale, {at:%Y-%m-%d}. {NOTICE} "))
    metadata = ET.SubElement(root, "metadata")
    ET.SubElement(metadata, "schema").text = "QTIv2.1 Package"
    ET.SubElement(metadata, "schemaversion").text = "1.0.0"
    ET.SubElement(root, "organizations")
    return root, ET.SubElement(root, "resources")


def _resource(resources: ET.Element, entry: Entry, uid: str, path: str) -> None:
    kind = "imsqti_item_xmlv2p1"
    resource = ET.SubElement(resources, "resource", identifier=f"resource-{uid}", type=kind, href=path)
    lom = ET.SubElement(ET.SubElement(resource, "metadata"), "lom", xmlns=METADATA)
    general = ET.SubElement(lom, "general")
    for tag, value in entry.tags:
        ET.SubElement(ET.SubElement(general, "keyword"), "string", language="en").text = f"{tag}: {value}"
    ET.SubElement(resource, "file", href=path)


def _assessment_item(entry: Entry, uid: str) -> ET.Element:
    item = entry.item
    root = ET.Element(
        "assessmentItem",
        {
            "xmlns": QTI,
            "xmlns:xsi": INSTANCE,
            "xsi:schemaLocation": QTI_SCHEMA,
            "identifier": uid,
            "title": entry.title,
            "adaptive": "false",
            "timeDependent": "false",
        },
    )
    response = _declaration(root, "responseDeclaration", "RESPONSE", "identifier")
    _value(ET.SubElement(response, "correctResponse"), entry.key["key"])
    _value(ET.SubElement(_declaration(root, "outcomeDeclaration", "SCORE", "float"), "defaultValue"), "0")
    _declaration(root, "outcomeDeclaration", "FEEDBACK", "identifier")
    _declaration(root, "outcomeDeclaration", "SOLUTION", "identifier")
    _body(root, entry)
    _processing(root)
    for option in item["options"]:
        _modal(root, "FEEDBACK", option["key"], [option["rationale"], when_right(option)])
    _modal(root, "SOLUTION", "shown", _solution(entry))
    return root


def _declaration(root: ET.Element, kind: str, name: str, base: str) -> ET.Element:
    return ET.SubElement(root, kind, identifier=name, cardinality="single", baseType=base)


def _value(parent: ET.Element, text: str) -> None:
    ET.SubElement(parent, "value").text = text


def _body(root: ET.Element, entry: Entry) -> None:
    body = ET.SubElement(root, "itemBody")
    _lines(ET.SubElement(body, "p"), entry.item["stem"])
    choices = {"responseIdentifier": "RESPONSE", "shuffle": "false", "maxChoices": "1"}
    interaction = ET.SubElement(body, "choiceInteraction", choices)
    _lines(ET.SubElement(interaction, "prompt"), entry.item["lead_in"])
    for option in entry.item["options"]:
        _lines(ET.SubElement(interaction, "simpleChoice", identifier=option["key"]), option["text"])


def _processing(root: ET.Element) -> None:
    """Score one for the correct response, show the feedback of the chosen option, then the solution."""
    processing = ET.SubElement(root, "responseProcessing")
    rule = ET.SubElement(ET.SubElement(processing, "responseCondition"), "responseIf")
    match = ET.SubElement(rule, "match")
    ET.SubElement(match, "variable", identifier="RESPONSE")
    ET.SubElement(match, "correct", identifier="RESPONSE")
    _set(rule, "SCORE", "baseValue", "1", baseType="float")
    _set(processing, "FEEDBACK", "variable", identifier="RESPONSE")
    _set(processing, "SOLUTION", "baseValue", "shown", baseType="identifier")


def _set(parent: ET.Element, outcome: str, kind: str, text: str | None = None, **attributes: str) -> None:
    rule = ET.SubElement(parent, "setOutcomeValue", identifier=outcome)
    ET.SubElement(rule, kind, attributes).text = text


def _solution(entry: Entry) -> list[str]:
    item, key = entry.item, entry.key
    changed = FACTS_CHANGED if entry.outdated else ""
    answer = f"Correct answer: {key['key']}. {key['text']}"
    return [answer, item["explanation"], item["objective"], changed, "Sources", *entry.sources]


def _modal(root: ET.Element, outcome: str, name: str, texts: Iterable[str]) -> None:
    shown = {"outcomeIdentifier": outcome, "identifier": name, "showHide": "show"}
    feedback = ET.SubElement(root, "modalFeedback", shown)
    for text in texts:
        if text:
            _lines(ET.SubElement(feedback, "p"), text)


def _lines(parent: ET.Element, text: str) -> None:
    """Put text into an element; a line end becomes a break."""
    first, *rest = clean(text).split("\n")
    parent.text = first
    for line in rest:
        ET.SubElement(parent, "br").tail = line

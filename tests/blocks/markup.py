"""Reads what tests ask of a page's markup: elements by tag and attributes, and their text."""

from html.parser import HTMLParser

VOID = {"input", "meta", "link", "br", "img", "hr"}
INLINE = {"a", "b", "em", "i", "kbd", "mark", "span", "strong"}


class Element:
    """One element with its attributes and all the text inside it."""

    def __init__(self, tag, attributes):
        self.tag = tag
        self.attributes = attributes
        self.pieces = []

    @property
    def text(self):
        """Return the text inside, with every run of white space as one space."""
        return " ".join("".join(self.pieces).split())

    def __getitem__(self, name):
        return self.attributes[name]

    def __contains__(self, name):
        return name in self.attributes


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.elements = []
        self.open = []

    def handle_starttag(self, tag, attributes):
        self._break_line(tag)
        element = Element(tag, dict(attributes))
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        self._break_line(tag)
        while self.open and self.open.pop().tag != tag:
            pass

    def _break_line(self, tag):
        if tag not in INLINE:
            self.handle_data(" ")

    def handle_data(self, data):
        for element in self.open:
            element.pieces.append(data)


def elements(response, tag, **attributes):
    """Return the elements of a response with this tag and these attributes (underscores stand for hyphens)."""
    reader = _Reader()
    reader.feed(response.content.decode())
    wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    return [
        element
        for element in reader.elements
        if element.tag == tag and all(element.attributes.get(name) == value for name, value in wanted.items())
    ]


def element(response, tag, **attributes):
    """Return the only such element."""
    (found,) = elements(response, tag, **attributes)
    return found

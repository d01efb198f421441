"""What browser tests find on a page by the names that people see."""


def heading(page, text):
    """Return the page's own heading of this text."""
    return page.get_by_role("heading", level=1, name=text, exact=True)


def option(page, letter):
    """Return the radio button of an option as the factories word it."""
    return page.get_by_role("radio", name=f"{letter}. Finding {letter}", exact=True)


def button(page, name):
    """Return the button of this name."""
    return page.get_by_role("button", name=name, exact=True)


def press(page, name):
    """Press the button of this name."""
    button(page, name).click()

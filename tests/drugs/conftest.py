"""An invented drug in the database, and the browsers of an editor and of those whom the groups let in."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from drugs.loading.loading import load
from drugs.loading.reading import read
from drugs.models import Drug
from tests.drugs.documents import content, write
from tests.factories.accounts import UserFactory


@pytest.fixture
def amberol(db, tmp_path):
    """Load the small document and return its drug."""
    write(tmp_path, content())
    load(read(tmp_path), complete=True)
    return Drug.objects.get()


@pytest.fixture
def desk(client, editor):
    """Return a browser in which the editor is signed in."""
    client.force_login(editor)
    return client


@pytest.fixture
def member_of(roles):
    """Return a function that signs in somebody of a group; their account is `browser.person`."""

    def sign_in(group, name):
        person = UserFactory(username=name, is_staff=True)
        person.groups.add(Group.objects.get(name=group))
        browser = Client()
        browser.force_login(person)
        browser.person = person
        return browser

    return sign_in


@pytest.fixture
def author(member_of):
    """Return the browser of somebody who edits."""
    return member_of("Editor", "author")


@pytest.fixture
def reviewer(member_of):
    """Return the browser of somebody who reviews."""
    return member_of("Reviewer", "reviewer")

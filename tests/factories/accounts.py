"""People for tests."""

import factory

from quizsite.accounts.models import User

PASSWORD = "correct horse battery"


class UserFactory(factory.django.DjangoModelFactory):
    """A person who signed up."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person{n}")
    password = factory.django.Password(PASSWORD)


class GuestFactory(UserFactory):
    """A person who has not signed up yet."""

    username = factory.Sequence(lambda n: f"guest-{n:016x}")
    password = factory.django.Password(None)
    is_guest = True

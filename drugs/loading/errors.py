"""The one exception of content that cannot be read, loaded or dumped."""

from collections.abc import Sequence


class ContentError(Exception):
    """The content is wrong; `errors` are one-line messages, all of them."""

    def __init__(self, errors: Sequence[str]) -> None:
        super().__init__("\n".join(errors))
        self.errors = list(errors)

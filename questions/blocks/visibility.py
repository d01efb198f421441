"""Who may see a key, and when: one pure function."""


def shows_key(mode: str, status: str) -> bool:
    """Tell whether keys and rationales may leave the server.

    In both modes the block has to be closed first; `mode` is asked because a tutor mode may differ.
    """
    if mode not in ("timed", "untimed"):
        return False
    return status in ("finished", "expired")

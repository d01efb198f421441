"""Who may see a key, and when: one pure function."""

MODES = ("timed", "tutor", "timed-tutor", "untimed")
TUTOR_MODES = ("tutor", "timed-tutor")
CLOSED = ("finished", "expired")


def shows_key(mode: str, status: str, revealed: bool = False, day_over: bool = True) -> bool:
    """Tell whether key and rationales of an item may leave the server.

    The block has to be closed first. Only in a tutor mode may a learner ask for one item before that: `revealed`
    says that it was asked for, and that its answer is locked. A mode that nobody has thought through shows none.
    A block of an exam day shows nothing before `day_over`, though it is closed long before.
    """
    if mode not in MODES or not day_over:
        return False
    return status in CLOSED or (revealed and mode in TUTOR_MODES and status == "running")

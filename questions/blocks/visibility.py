"""Who may see a key, or a whole block at once, and when: pure functions."""

MODES = ("timed", "tutor", "timed-tutor", "untimed")
TUTOR_MODES = ("tutor", "timed-tutor")
CLOCKLESS_MODES = ("tutor", "untimed")
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


def goes_on_paper(mode: str, status: str, paused: bool = False, day_over: bool = True) -> bool:
    """Tell whether all questions of a block, without keys, may be printed.

    While a clock runs they may not: paper would let one read on while time is up, or away from the lock. Without a
    clock there is nothing to get round. A pause hides the questions, on paper too.
    """
    if shows_key(mode, status, day_over=day_over):
        return True
    return mode in CLOCKLESS_MODES and status == "running" and not paused and day_over

"""Every write to blocks and answers: start, submit (answer, mark, move, reveal, pause), resume, finish, hand over.

Each function takes `now` once from its caller, locks the block's row before it reads what it decides on (SQLite
locks the database at BEGIN), and is safe to repeat: the same request twice leaves the same rows.
"""

from questions.blocks.lifecycle.closing import expire_if_over, expire_overdue, finish
from questions.blocks.lifecycle.exam_day import end_overdue_days
from questions.blocks.lifecycle.noting import write_note
from questions.blocks.lifecycle.outages import LONGEST_CREDIT, credit_outage
from questions.blocks.lifecycle.owning import move_blocks
from questions.blocks.lifecycle.pausing import resume
from questions.blocks.lifecycle.putting_away import archive_blocks, give_full_marks
from questions.blocks.lifecycle.starting import (
    Again,
    BlockRunningError,
    ExamDayRunningError,
    NothingToAskError,
    start,
    start_again,
)
from questions.blocks.lifecycle.submitting import Fate, Selection, Submission, Submitted, submit

__all__ = [
    "LONGEST_CREDIT",
    "Again",
    "BlockRunningError",
    "ExamDayRunningError",
    "Fate",
    "NothingToAskError",
    "Selection",
    "Submission",
    "Submitted",
    "archive_blocks",
    "credit_outage",
    "end_overdue_days",
    "expire_if_over",
    "expire_overdue",
    "finish",
    "give_full_marks",
    "move_blocks",
    "resume",
    "start",
    "start_again",
    "submit",
    "write_note",
]

"""Keeps answers in the fact base they were asked of: facts never change within one."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from .facts import FactBase

P = ParamSpec("P")
T = TypeVar("T")


def remembered(rule: Callable[Concatenate[FactBase, P], T]) -> Callable[Concatenate[FactBase, P], T]:
    """Work a rule out once for each question; its arguments have to be hashable, and are given by position."""
    work = cast(Any, rule)

    def ask(facts: FactBase, *args: Any) -> Any:
        known = facts.answers[rule]
        try:
            return known[args]
        except KeyError:
            answer = known[args] = work(facts, *args)
            return answer

    return cast(Callable[Concatenate[FactBase, P], T], wraps(rule)(ask))

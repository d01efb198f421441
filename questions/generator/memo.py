"""Keeps answers in the fact base they were asked of: facts never change within one."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from .facts import FactBase

P = ParamSpec("P")
T = TypeVar("T")


def remembered(rule: Callable[Concatenate[FactBase, P], T]) -> Callable[Concatenate[FactBase, P], T]:
    """Work a rule out once for each question; its arguments have to be hashable."""
    name = f"{rule.__module__}.{rule.__qualname__}"

    def ask(facts: FactBase, *args: P.args, **kwargs: P.kwargs) -> T:
        question = (name, *args, *kwargs.items())
        if question not in facts.answers:
            facts.answers[question] = rule(facts, *args, **kwargs)
        return cast(T, facts.answers[question])

    return cast(Callable[Concatenate[FactBase, P], T], wraps(rule)(ask))

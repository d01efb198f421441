"""The pages around the blocks of an exam day: choosing one, its tutorial, its breaks, its end.

GETs never write: what has run out since the last write is shown as it stands, and written by the next POST.
"""

import secrets
import uuid
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from questions.blocks import lifecycle, selection
from questions.blocks.blueprints import Blueprint
from questions.blocks.exam_days.line import times
from questions.blocks.exam_days.plans import PLANS, WHOLE, Plan
from questions.blocks.exam_days.rules import Phase, Standing
from questions.blocks.lifecycle import exam_day
from questions.blocks.models import Block
from questions.blocks.models_exam import ExamDay
from quizsite.accounts.guests import TooManyGuestsError, ensure_person
from quizsite.core.http import go

DAY_RUNNING = "Your exam day is still running: go on with it, or end it before you start another."
BLOCK_RUNNING = "Another block of yours is still running: end it first."
NOT_ENOUGH = "The bank has too few questions on different points for that."


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def choose(request: HttpRequest) -> HttpResponse:
    """Show the days to choose from, with what the bank cannot fill, and the days taken; or start one."""
    now = timezone.now()
    if request.method == "POST":
        return _start(request, now)
    return _choice(request, now)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def day(request: HttpRequest, day_id: UUID) -> HttpResponse:
    """Show where the day stands, tutorial or break, or go on; blocks and report have their own pages."""
    now = timezone.now()
    if request.method == "POST":
        return _go_on(request, day_id, now)
    own = own_day(request, day_id, now)
    seen = own.standing(now)
    if seen.phase == Phase.OVER:
        return go(request, reverse("dashboard:exam_day", args=[own.pk]))
    if seen.phase == Phase.BLOCK:
        return go(request, reverse("blocks:block", args=[own.blocks.get(day_number=seen.number).pk]))
    if seen.phase == Phase.TUTORIAL:
        left = own.as_planned.timetable(own.time_factor).tutorial - seen.tutorial
        return render(request, "exam_day/tutorial.html", {**_context(own, seen, now), **times(tutorial=left)})
    return render(request, "exam_day/break.html", _context(own, seen, now))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def end(request: HttpRequest, day_id: UUID) -> HttpResponse:
    """Ask before a day is ended early, or end it."""
    now = timezone.now()
    own = own_day(request, day_id, now)
    if request.method == "POST":
        exam_day.end_day(own.user_id, own.pk, now)
    elif not own.is_over:
        return render(request, "exam_day/end.html", _context(own, own.standing(now), now))
    return go(request, reverse("exam_days:day", args=[own.pk]))


def own_day(request: HttpRequest, day_id: UUID, now: datetime) -> ExamDay:
    """Return the person's own day as it stands now; everyone else's is as absent as one that never was."""
    return get_object_or_404(ExamDay, pk=day_id, user_id=request.user.pk).as_of(now)


def _start(request: HttpRequest, now: datetime) -> HttpResponse:
    plan = PLANS.get(request.POST.get("plan", ""))
    if plan is None:
        return HttpResponseBadRequest("There is no such exam day.")
    token = request.POST.get("token", "")[:64] or secrets.token_hex(16)
    try:
        own = exam_day.start_day(ensure_person(request), plan, token, secrets.randbits(32), now)
    except lifecycle.ExamDayRunningError:
        return _choice(request, now, DAY_RUNNING, status=409)
    except lifecycle.BlockRunningError:
        return _choice(request, now, BLOCK_RUNNING, status=409)
    except lifecycle.NothingToAskError:
        return _choice(request, now, NOT_ENOUGH, status=422)
    except TooManyGuestsError:
        wait = "Too many guests came from your address this hour. Sign in, or try again later."
        response = _choice(request, now, wait, status=429)
        response["Retry-After"] = "3600"
        return response
    return go(request, reverse("exam_days:day", args=[own.pk]))


def _go_on(request: HttpRequest, day_id: UUID, now: datetime) -> HttpResponse:
    """End the tutorial or start the next block; a form that comes too late leads to where the day stands."""
    action, number = request.POST.get("action"), request.POST.get("number", "")
    leads_to = reverse("exam_days:day", args=[day_id])
    try:
        if action == "end-tutorial":
            exam_day.end_tutorial(request.user.pk, day_id, now)
        elif action == "start-block" and number.isascii() and number.isdecimal() and len(number) <= 3:
            if block := exam_day.start_block(request.user, day_id, int(number), now):
                leads_to = reverse("blocks:block", args=[block.pk])
        else:
            return HttpResponseBadRequest("There is no such action.")
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except lifecycle.BlockRunningError:
        messages.warning(request, BLOCK_RUNNING)
    except lifecycle.NothingToAskError:
        messages.warning(request, "The bank has no question left that this day has not asked. End the day here.")
    return go(request, leads_to)


def _choice(request: HttpRequest, now: datetime, problem: str = "", status: int = 200) -> HttpResponse:
    factor = getattr(request.user, "time_factor", 1)  # an anonymous visitor has none
    room = {step: selection.capacity(Blueprint(step=step)) for step in {plan.step for plan in WHOLE}}
    days = ExamDay.objects.filter(user_id=request.user.pk)
    block = Block.objects.running().filter(user_id=request.user.pk, exam_day=None).first()
    context = {
        "exams": [
            [_offer(PLANS[slug], room, factor) for slug in (plan.slug, f"{plan.slug}-half")] for plan in WHOLE
        ],
        "factor": factor,
        "token": uuid.uuid4().hex,
        "problem": problem,
        "running": days.running(now).first(),
        "other": block if block and block.as_of(now).is_running else None,
        "taken": [each.as_of(now) for each in days.exclude(pk__in=days.running(now))],
    }
    return render(request, "exam_day/choose.html", context, status=status)


def _offer(plan: Plan, room: dict[int, int], factor: Any) -> dict[str, Any]:
    """Return a plan with its length for this person, and how many points the bank has for it."""
    table = plan.timetable(factor)
    return {
        "plan": plan,
        "length": _worded(table.length),
        "pool": table.pool.total_seconds() / 60,
        "room": room[plan.step],
        "fits": room[plan.step] >= plan.items,
    }


def _worded(span: timedelta) -> str:
    """Return hours, and the whole minutes beyond them if there are any."""
    hours, minutes = divmod(int(span.total_seconds()) // 60, 60)
    return f"{hours} hours {minutes} minutes" if minutes else f"{hours} hours"


def _context(own: ExamDay, seen: Standing, now: datetime) -> dict[str, Any]:
    """Return the day, its blocks so far and its clocks as every page between the blocks needs them."""
    plan, lived = own.as_planned, own.lived()
    granted = lived.grant(now)
    return {
        "day": own,
        "plan": plan,
        "seen": seen,
        "blocks": range(1, own.size + 1),
        "next_items": plan.sizes[min(seen.number, own.size) - 1],
        "next_minutes": granted.total_seconds() / 60,
        "next_is_short": granted < lived.timetable.block,
        **times(pool=seen.pool_left, over=seen.overdraw, total=seen.total_left),
    }

"""Drafts and what becomes of them: approved by somebody who did not write them, sent back, or undone."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from drugs import models
from drugs.editing.differences import Difference, differences
from drugs.editing.restoring import restore
from drugs.loading import schema
from drugs.loading.dumping import fact_entry, word_entry
from drugs.loading.kinds import FACT_KINDS
from drugs.loading.recording import DELETED, record, sayable
from drugs.loading.rules import FACT_RULES
from drugs.loading.saying import KIND_OF, stored
from drugs.models.history import because

FACTS: tuple[type[models.Fact], ...] = (
    *(kind.model for kind in FACT_KINDS),
    models.Standing,
    models.NotAssociated,
)
BY_NAME = {str(model._meta.model_name): model for model in FACTS}
REVIEW = "drugs.review_facts"


@dataclass(slots=True)
class Draft:
    """A fact that waits for review: who wrote it, and what it said when it was last reviewed."""

    fact: Any
    authors: list[Any] = field(default_factory=list)  # everybody who changed it since, each once
    last: Any = None  # the newest version
    reviewed: Any = None  # the newest version that was reviewed
    verdicts: list[models.Verdict] = field(default_factory=list)

    @property
    def model_name(self) -> str:
        return str(self.fact._meta.model_name)

    @property
    def version(self) -> int:
        return self.last.history_id if self.last else 0

    @property
    def reason(self) -> str:
        return self.last.history_change_reason if self.last else ""

    def differences(self) -> list[Difference]:
        """Return what is new against the last reviewed version."""
        old = {**self.reviewed.said, "state": "draft"} if self.reviewed else {"state": "draft"}
        return differences(old, sayable(self.fact))


def waiting(kinds: Iterable[type[models.Fact]] = FACTS) -> list[Draft]:
    """Return every draft, the longest waiting first; the number of queries does not depend on theirs."""
    drafts = [draft for model in kinds for draft in drafts_of(stored(model).filter(state=models.State.DRAFT))]
    return sorted(drafts, key=lambda draft: (draft.last is None, draft.last and draft.last.history_date))


def drafts_of(facts: Any) -> list[Draft]:
    """Return the drafts among facts of one kind, each with its past."""
    drafts = {fact.pk: Draft(fact) for fact in facts}
    if not drafts:
        return []
    model = facts.model
    versions = model.history.filter(id__in=list(drafts)).select_related("history_user").order_by("history_id")
    for version in versions:
        _follow(drafts[version.id], version)
    verdicts = models.Verdict.objects.filter(fact_kind=model.KIND, fact_pk__in=list(drafts))
    for verdict in verdicts.select_related("by"):
        drafts[verdict.fact_pk].verdicts.append(verdict)
    return list(drafts.values())


def _follow(draft: Draft, version: Any) -> None:
    """Go one version on: a reviewed one begins anew, a later one adds its author."""
    draft.last = version
    if version.history_type == DELETED:
        draft.reviewed, draft.authors = None, []
        return
    if version.state == models.State.REVIEWED:
        draft.reviewed, draft.authors = version, []
    elif version.history_user is not None and version.history_user not in draft.authors:
        draft.authors.append(version.history_user)


def draft_of(fact: Any) -> Draft:
    """Return one draft with its past."""
    (draft,) = drafts_of(stored(type(fact)).filter(pk=fact.pk))
    return draft


def objection(draft: Draft, user: Any) -> str:
    """Say why this user may not approve a draft; empty if nothing stands against it."""
    if not user.has_perm(REVIEW):
        return "Only reviewers approve changes."
    if user in draft.authors and (settings.REVIEW_BY_ANOTHER or not user.is_superuser):
        return "You changed this fact yourself: somebody else has to approve it."
    if not draft.fact.citations.exists():
        return "A reviewed fact needs a source: add a citation, or advise the author to add one."
    return "; ".join(_broken(draft.fact))


def _broken(fact: Any) -> list[str]:
    """Return the content rules that this fact would break as a reviewed one; as a draft it may."""
    kind = KIND_OF.get(type(fact))
    if kind is None:
        return []
    entry = fact_entry(kind, fact).model_copy(update={"state": models.State.REVIEWED})
    drug = word_entry(fact.drug).model_copy(update={kind.field: [entry]})
    sources = models.Source.objects.filter(citations__in=fact.citations.all()).distinct()
    document = schema.Document.model_construct(drugs=[drug], sources=[word_entry(source) for source in sources])
    return [message for rule in FACT_RULES for _, message in rule(document)]


def approve(draft: Draft, user: Any, comment: str = "") -> None:
    """Make a draft a reviewed fact, which questions may use."""
    if reason := objection(draft, user):
        raise ValidationError(reason)
    with transaction.atomic():
        type(draft.fact).objects.filter(pk=draft.fact.pk).update(state=models.State.REVIEWED)
        draft.fact.state = models.State.REVIEWED
        record(draft.fact, user, _told("approved", comment))
        _judge(draft, models.Verdict.Kind.APPROVED, user, comment)


def advise(draft: Draft, user: Any, comment: str) -> None:
    """Tell the author what to change; the fact stays a draft."""
    _allowed_with_words(user, comment)
    _judge(draft, models.Verdict.Kind.ADVISED, user, comment)


def reject(draft: Draft, user: Any, comment: str) -> None:
    """Go back to the last reviewed version; a fact that was never reviewed is deleted."""
    _allowed_with_words(user, comment)
    reason = _told("rejected", comment)
    with transaction.atomic():
        _judge(draft, models.Verdict.Kind.REJECTED, user, comment)
        if draft.reviewed:
            restore(draft.reviewed, user, reason, models.State.REVIEWED)
        else:
            with because(reason):
                draft.fact.delete()


def _allowed_with_words(user: Any, comment: str) -> None:
    if not user.has_perm(REVIEW):
        raise ValidationError("Only reviewers judge changes.")
    if not comment.strip():
        raise ValidationError("Say why: the author reads it.")


def _told(verdict: str, comment: str) -> str:
    return f"{verdict}: {comment}"[:200] if comment else verdict


def _judge(draft: Draft, kind: str, user: Any, comment: str) -> None:
    fact = draft.fact
    models.Verdict.objects.create(
        fact_kind=fact.KIND, fact_pk=fact.pk, fact_key=fact.key, kind=kind, by=user, comment=comment.strip()
    )

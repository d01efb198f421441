"""Documents that facts are taken from, and places in them."""

from django.db import models

from drugs.models.columns import lower_slug
from drugs.models.history import Versions


class Source(models.Model):
    """A label, guideline, safety communication or paper."""

    class Kind(models.TextChoices):
        LABEL = "label", "FDA label"
        SAFETY = "safety-communication", "FDA safety communication"
        GUIDELINE = "guideline", "Guideline"
        CPIC = "cpic", "CPIC guideline"
        LIVERTOX = "livertox", "LiverTox"
        PAPER = "paper", "Paper"
        TEXTBOOK = "textbook", "Textbook"

    slug = models.SlugField(max_length=100, unique=True, validators=[lower_slug])
    kind = models.CharField(max_length=24, choices=Kind)
    title = models.CharField(max_length=400)
    publisher = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField(help_text="Year of the revision or publication that was read.")
    set_id = models.CharField(max_length=60, blank=True, help_text="DailyMed set id, as read on the record.")
    url = models.URLField(max_length=400, blank=True)
    checked = models.DateField(null=True, blank=True, help_text="When someone last read the document.")
    history = Versions()

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"


class Citation(models.Model):
    """A section of a source; an empty section means the whole document."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="citations")
    section = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["source__slug", "section"]
        constraints = [models.UniqueConstraint(fields=["source", "section"], name="citation_once")]

    def __str__(self) -> str:
        return f"{self.source.slug}#{self.section}" if self.section else self.source.slug

    @property
    def place(self) -> str:
        """Return the section as a reader names it: section 5.1, boxed warning, adverse reactions."""
        if self.section[:1].isdigit():
            return f"section {self.section}"
        return "boxed warning" if self.section == "boxed" else self.section.replace("-", " ")

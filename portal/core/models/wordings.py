from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.authoring.findings import Level
from portal.core.querysets import WordingQuerySet


class WordingKind(models.TextChoices):
    """What the checker does with a word."""

    REPLACE = "replace", pgettext_lazy("kind of wording", "Write it otherwise")
    AVOID = "avoid", pgettext_lazy("kind of wording", "Do not write it")
    ALLOW = "allow", pgettext_lazy("kind of wording", "May stand (a name, for example the mayor's)")


class Wording(models.Model):
    """A word of which the town has a rule: replaced, avoided, or allowed where a rule would find it."""

    word = models.CharField(_("word"), max_length=60)
    kind = models.CharField(
        pgettext_lazy("wording", "what is done"), max_length=8, choices=WordingKind, default=WordingKind.REPLACE
    )
    replacement = models.CharField(
        _("is written"), max_length=60, blank=True, help_text=_("What is written instead. Only for words to replace.")
    )
    level = models.CharField(
        pgettext_lazy("of a finding", "level"),
        max_length=8,
        choices=Level,
        default=Level.WARNING,
        help_text=_("“Stop” holds a page back until somebody with the permission says why it may go out."),
    )
    reason = models.CharField(
        pgettext_lazy("wording", "reason"), max_length=160, blank=True, help_text=_("One sentence for the writer.")
    )
    is_active = models.BooleanField(_("in use"), default=True)
    # The word under which it was shipped: what the town renamed is not shipped again.
    shipped_as = models.CharField(max_length=60, blank=True, editable=False)

    objects = WordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("wording")
        verbose_name_plural = _("words of the town")
        ordering = ("kind", "word")
        constraints = (
            models.UniqueConstraint(
                fields=("word",),
                name="core_a_wording_stands_once",
                violation_error_message=_("This word is there already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=WordingKind.REPLACE) | ~models.Q(replacement=""),
                name="core_a_word_to_replace_says_by_what",
                violation_error_message=_("Write what is written instead."),
            ),
            models.CheckConstraint(
                condition=~models.Q(replacement=models.F("word")),
                name="core_a_word_is_not_replaced_by_itself",
                violation_error_message=_("Both words are the same."),
            ),
        )

    def __str__(self) -> str:
        return self.word

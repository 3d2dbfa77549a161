"""Links with which somebody without an account reads drafts."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.querysets import DraftLinkQuerySet


class DraftLink(models.Model):
    """One link to some drafts; it works until its day, and as long as whoever made it may write on them."""

    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"))
    ends_at = models.DateTimeField(_("works until"))
    # Of the secret in the link only the digest is kept: whoever reads the database opens nothing.
    digest = models.CharField(max_length=64, unique=True, editable=False)
    revoked_at = models.DateTimeField(_("stopped at"), null=True, blank=True)

    objects = DraftLinkQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("link to drafts")
        verbose_name_plural = _("links to drafts")
        default_permissions = ()
        ordering = ("-made_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("made_at")), name="home_a_draft_link_ends_after_it_is_made"
            ),
        )

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"


class DraftShown(models.Model):
    """One page of such a link, and how often it was read; never by whom."""

    link = models.ForeignKey(DraftLink, on_delete=models.CASCADE, related_name="shown")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))
    openings = models.PositiveIntegerField(_("times opened"), default=0)
    last_opened_at = models.DateTimeField(_("last opened"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("page of a link to drafts")
        verbose_name_plural = _("pages of links to drafts")
        default_permissions = ()
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("link", "page"), name="home_a_draft_link_shows_a_page_once"),)

    def __str__(self) -> str:
        return str(self.page_id)

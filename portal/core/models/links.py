from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.links.answers import NO_NOTE, LinkAnswer, LinkState, in_words
from portal.core.querysets import LinkPlaceQuerySet, OutsideLinkQuerySet

LONGEST_ADDRESS = 2000


class OutsideLink(models.Model):
    """An address outside of the portal, and whether it still leads somewhere."""

    url = models.CharField(_("address"), max_length=LONGEST_ADDRESS, unique=True)
    host = models.CharField(_("site"), max_length=255, db_index=True)
    state = models.CharField(_("state"), max_length=12, choices=LinkState, default=LinkState.UNCHECKED)
    answer = models.CharField(_("last answer"), max_length=16, choices=LinkAnswer, blank=True)
    status = models.PositiveSmallIntegerField(_("status code"), null=True, blank=True)
    failures = models.PositiveSmallIntegerField(_("failures in a row"), default=0)
    failed_days = models.PositiveSmallIntegerField(_("days with a failure"), default=0)
    last_failed_on = models.DateField(_("last failed on"), null=True, blank=True)
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)
    check_after = models.DateTimeField(_("checked again after"), null=True, blank=True, db_index=True)
    is_exception = models.BooleanField(
        _("is not checked"), default=False, help_text=_("For example because the site answers people only.")
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("noted by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = OutsideLinkQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("link outside")
        verbose_name_plural = _("links outside")
        default_permissions = ("change", "view")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(is_exception=False) | ~models.Q(note=""),
                name="core_an_unchecked_link_says_why",
                violation_error_message=NO_NOTE,
            ),
        )

    def __str__(self) -> str:
        return self.url

    @property
    def result(self) -> str:
        """What the last check found, in words."""
        return in_words(self.answer, self.status)


class LinkPlace(models.Model):
    """Where a link stands: on which page or listing, in which part of it, under which words."""

    link = models.ForeignKey(OutsideLink, verbose_name=_("link"), on_delete=models.CASCADE, related_name="places")
    content_type = models.ForeignKey(ContentType, verbose_name=_("type"), on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(_("number"), max_length=64)
    thing = GenericForeignKey("content_type", "object_id")
    href = models.CharField(_("address as it is typed"), max_length=LONGEST_ADDRESS, default="")
    part = models.CharField(_("part"), max_length=120)
    words = models.CharField(_("words of the link"), max_length=200, blank=True)
    is_live = models.BooleanField(_("is on the site"), default=False)
    section = models.ForeignKey(
        "core.Section", verbose_name=_("section"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = LinkPlaceQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("place of a link")
        verbose_name_plural = _("places of links")
        default_permissions = ()
        indexes = (models.Index(fields=("content_type", "object_id"), name="core_linkplace_of_a_thing"),)

    def __str__(self) -> str:
        return f"{self.part}: {self.words}"

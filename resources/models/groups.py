from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField

from resources.models.listing import Listing
from resources.querysets import GroupQuerySet


class Group(Listing):
    """地域の団体: residents who do something together."""

    group_type = models.ForeignKey(
        "resources.GroupType", verbose_name=_("type of group"), on_delete=models.PROTECT, related_name="groups"
    )
    topics = ParentalManyToManyField("core.Topic", verbose_name=_("topics"), blank=True, related_name="+")
    activity = models.TextField(_("what the group does"), blank=True, help_text=_("In plain words."))
    meeting_day = models.CharField(_("when it meets"), max_length=160, blank=True)
    meeting_place = models.CharField(_("where it meets"), max_length=160, blank=True)
    members = models.PositiveIntegerField(_("number of members"), null=True, blank=True)
    recruiting = models.BooleanField(_("looks for members"), default=False)
    recruiting_note = models.CharField(_("whom it looks for"), max_length=160, blank=True)
    contact = models.CharField(
        _("whom to ask"),
        max_length=120,
        blank=True,
        help_text=_("A role rather than a name, such as secretary."),
    )
    started_on = models.DateField(_("founded on"), null=True, blank=True)
    consent_to_publish = models.BooleanField(
        _("agreed to be listed"), default=False, help_text=_("Only those who agreed stand on the public site.")
    )

    objects = GroupQuerySet.as_manager()

    class Meta(Listing.Meta):
        verbose_name = _("community group")
        verbose_name_plural = _("community groups")

    def get_absolute_url(self) -> str:
        return reverse("resources:group", kwargs={"slug": self.slug})

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "resources/group.html"

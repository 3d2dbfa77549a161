from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.models import Vocabulary
from resources.querysets import AgencyTypeQuerySet


class AgencyType(Vocabulary):
    """What an agency is by law or scheme, with the words in which residents look for it."""

    shipped_in = "agency_types"

    sector = models.ForeignKey(
        "core.Sector",
        verbose_name=_("sector"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agency_types",
    )
    legal_basis = models.CharField(_("legal basis"), max_length=160, blank=True)
    when_to_come = models.TextField(
        _("when to come"), blank=True, help_text=_("What a resident would say, one sentence a line.")
    )
    aliases = models.TextField(
        _("other words"), blank=True, help_text=_("What people also call it, one word a line. Search finds them.")
    )
    reason = models.CharField(
        _("lead-in in search results"),
        max_length=16,
        blank=True,
        help_text=_("Stands above the agency, such as “if it is about work”."),
    )
    categories = models.TextField(
        _("words in open data"),
        blank=True,
        help_text=_("What lists of facilities call this type, one word a line. Search takes them for this type."),
    )

    objects = AgencyTypeQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Vocabulary.Meta):
        verbose_name = _("agency type")
        verbose_name_plural = _("agency types")

    @property
    def says_when_to_come(self) -> list[str]:
        """「こんなとき」, a sentence each."""
        return self.when_to_come.splitlines()


class BaseType(Vocabulary):
    """What kind of house a base is in."""

    shipped_in = "base_types"

    class Meta(Vocabulary.Meta):
        verbose_name = _("type of base")
        verbose_name_plural = _("types of base")


class BaseFunction(Vocabulary):
    """What one can do in a base."""

    shipped_in = "base_functions"

    class Meta(Vocabulary.Meta):
        verbose_name = _("function of a base")
        verbose_name_plural = _("functions of a base")


class GroupType(Vocabulary):
    """What a group is: a district welfare council, an NPO, a neighbourhood association."""

    shipped_in = "group_types"

    class Meta(Vocabulary.Meta):
        verbose_name = _("type of group")
        verbose_name_plural = _("types of group")

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


class DisabilityWord(models.TextChoices):
    """How the town writes しょうがい where no law fixes it."""

    SHOGAI = "障害", "障害"
    SHOGAI_KANA = "障がい", "障がい"
    SHOGAI_STONE = "障碍", "障碍"


@register_setting(icon="home")
class PortalSettings(BaseSiteSetting):
    """What every page says about the town."""

    site_name = models.CharField(_("name of the portal"), max_length=60, default="まるごとポータル")
    town_name = models.CharField(_("name of the town"), max_length=40, default="")
    prefecture = models.CharField(_("prefecture"), max_length=20, blank=True)
    tagline = models.CharField(_("tagline"), max_length=120, blank=True)
    operator = models.CharField(
        _("operator"),
        max_length=120,
        blank=True,
        help_text=_("Who runs the portal, for example a council on behalf of the town."),
    )
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    address = models.CharField(_("address"), max_length=160, blank=True)
    disability_word = models.CharField(
        _("how the town writes しょうがい"),
        max_length=4,
        choices=DisabilityWord,
        blank=True,
        help_text=_("The checker offers this spelling for people. Names of laws and schemes stay as they are."),
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    fax = models.CharField(_("FAX"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    hours = models.CharField(_("hours"), max_length=120, blank=True)
    desk_name = models.CharField(
        _("consultation desk"),
        max_length=80,
        blank=True,
        help_text=_("The one desk that takes up every worry. It stands at the foot of every page."),
    )
    desk_phone = models.CharField(_("phone of the desk"), max_length=40, blank=True)
    desk_hours = models.CharField(_("hours of the desk"), max_length=120, blank=True)

    panels = (
        MultiFieldPanel(["site_name", "town_name", "prefecture", "tagline", "operator"], heading=_("The town")),
        MultiFieldPanel(["postcode", "address", "phone", "fax", "email", "hours"], heading=_("Contact")),
        MultiFieldPanel([FieldPanel("disability_word")], heading=_("Words of the town")),
        MultiFieldPanel([FieldPanel("desk_name"), "desk_phone", "desk_hours"], heading=_("Consultation desk")),
    )

    class Meta:
        verbose_name = _("portal settings")

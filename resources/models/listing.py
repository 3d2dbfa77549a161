from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index

from portal.core.calendar import today_in_town
from portal.core.kana import reading
from portal.core.models.asked_before_published import AskedBeforePublished
from portal.core.models.saved_by_itself import SavedByItself
from portal.core.old_addresses import lead_on
from portal.core.previews import PREVIEW_MODES
from portal.core.slugs import readable_slug
from resources.rules.addresses import town_name_only
from resources.rules.upkeep import confirmation_at

if TYPE_CHECKING:
    from portal.core.models import CommunityArea

# These belong to the listing as a whole: a draft that is published later must not bring old ones back.
KEPT_FROM_DRAFTS = ("last_confirmed_on", "source", "source_id", "source_digest", "created_at", "do_not_list")


class Listing(
    AskedBeforePublished,
    SavedByItself,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    ClusterableModel,
):
    """What an agency, a base and a group have alike: a name, a place, ways to reach it, who keeps it right."""

    name = models.CharField(_("name"), max_length=160)
    kana = models.CharField(
        _("reading"), max_length=240, blank=True, help_text=_("Made from the name when left empty. Please check it.")
    )
    common_name = models.CharField(
        _("common name"), max_length=120, blank=True, help_text=_("What people in the town call it.")
    )
    slug = models.SlugField(
        _("address of the page"), max_length=80, unique=True, blank=True, help_text=_("Made from the reading.")
    )
    summary = models.TextField(
        _("summary"),
        max_length=160,
        blank=True,
        help_text=_("One or two sentences for lists and search."),
    )

    postcode = models.CharField(
        _("postcode"),
        max_length=8,
        blank=True,
        validators=[RegexValidator(r"^[0-9]{3}-?[0-9]{4}$", _("A postcode has seven digits."))],
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    building = models.CharField(_("building"), max_length=120, blank=True)
    floor = models.CharField(_("floor"), max_length=40, blank=True)
    is_home = models.BooleanField(
        _("somebody lives there"),
        default=False,
        help_text=_("Only the name of the town is shown, never the number, the map or the building."),
    )
    latitude = models.DecimalField(_("latitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    areas = ParentalManyToManyField(
        "core.CommunityArea", verbose_name=_("community areas"), blank=True, related_name="+"
    )
    whole_town = models.BooleanField(_("for the whole town"), default=False)

    phone = models.CharField(_("phone"), max_length=40, blank=True)
    phone_note = models.CharField(
        _("note on the phone"), max_length=80, blank=True, help_text=_("For example who answers.")
    )
    fax = models.CharField(_("FAX"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("web site"), max_length=400, blank=True)
    form_url = models.URLField(_("contact form"), max_length=400, blank=True)

    access = models.TextField(_("how to get there"), blank=True)
    parking = models.CharField(_("parking"), max_length=160, blank=True)
    provisions = ParentalManyToManyField(
        "core.AccessProvision", verbose_name=_("accessibility provisions"), blank=True, related_name="+"
    )

    last_confirmed_on = models.DateField(_("last confirmed"), null=True, blank=True, editable=False)
    stewards = ParentalManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("kept current by"),
        blank=True,
        related_name="+",
        help_text=_("Accounts of the organisation. They may change this entry; staff approve."),
    )
    do_not_list = models.BooleanField(
        _("never list"), default=False, help_text=_("Stays out of the public site, whatever is imported.")
    )
    source = models.CharField(_("source"), max_length=40, default="hand", editable=False)
    source_id = models.CharField(_("number at the source"), max_length=120, blank=True, editable=False)
    source_digest = models.CharField(_("digest of the source row"), max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    # The last part of the address as strangers know it; "" while there is none.
    _public_slug: str = ""

    assurances = GenericRelation("resources.Assurance")

    if TYPE_CHECKING:
        areas_shown: list[CommunityArea]  # only with ``with_areas_shown()``

    search_fields: ClassVar[list[Any]] = [
        index.AutocompleteField("name"),
        index.AutocompleteField("kana"),
        index.SearchField("name"),
    ]

    class Meta:
        abstract = True
        ordering = ("kana", "name")
        constraints = (
            models.UniqueConstraint(
                fields=("source", "source_id"),
                condition=~models.Q(source_id=""),
                name="%(app_label)s_%(class)s_is_imported_once",
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True) | models.Q(latitude__range=(20, 46)),
                name="%(app_label)s_%(class)s_latitude_is_in_japan",
                violation_error_message=_("The latitude is not in Japan. Was it swapped with the longitude?"),
            ),
            models.CheckConstraint(
                condition=models.Q(longitude__isnull=True) | models.Q(longitude__range=(122, 154)),
                name="%(app_label)s_%(class)s_longitude_is_in_japan",
                violation_error_message=_("The longitude is not in Japan. Was it swapped with the latitude?"),
            ),
        )
        indexes: ClassVar[tuple[models.Index, ...]] = (
            # The public list, in its order; counted by the same.
            models.Index(
                fields=("kana", "name", "id"),
                condition=models.Q(live=True, do_not_list=False),
                name="%(app_label)s_%(class)s_in_order",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self._fill_in()
        super().full_clean(*args, **kwargs)

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any]) -> Self:
        listing = super().from_db(db, field_names, values)
        read = dict(zip(field_names, values, strict=False))
        listing._public_slug = read.get("slug", "") if read.get("live") else ""
        return listing

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._fill_in()
        super().save(*args, **kwargs)
        if self._public_slug and self._public_slug != self.slug:
            kind = type(self)
            lead_on(old=kind(slug=self._public_slug).get_absolute_url(), new=self.get_absolute_url())
        self._public_slug = self.slug if self.live else ""

    def _fill_in(self) -> None:
        """The reading and the address of the page are made, unless somebody wrote them."""
        if self.name and not self.kana:
            self.kana = reading(self.name)[:240]
        if self.name and not self.slug:
            self.slug = type(self)._default_manager.free_slug(readable_slug(self.name))

    def with_content_json(self, content: dict[str, Any]) -> "Listing":
        restored: Listing = super().with_content_json(content)
        restored._public_slug = self._public_slug
        for name in KEPT_FROM_DRAFTS:
            setattr(restored, name, getattr(self, name))
        return restored

    @property
    def public_address(self) -> str:
        """The address that strangers may read."""
        return town_name_only(self.address) if self.is_home else self.address

    @property
    def public_place(self) -> str:
        """Address, building and floor that strangers may read, on one line."""
        if self.is_home:
            return self.public_address
        return " ".join(part for part in (self.address, self.building, self.floor) if part)

    @property
    def has_map(self) -> bool:
        return bool(self.address) and not self.is_home

    def shown_at(self, now: datetime) -> dict[str, Any]:
        """What its page and its preview show that depends on the clock."""
        confirmation = confirmation_at(
            today_in_town(now), self.last_confirmed_on, old_after_days=settings.PORTAL_LISTING_OLD_AFTER_DAYS
        )
        return {"confirmation": confirmation.value}

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return PREVIEW_MODES

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        return {**super().get_preview_context(request, mode_name), "listing": self, **self.shown_at(timezone.now())}

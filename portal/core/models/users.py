from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from portal.core.models.sections import Section


class UserManager(BaseUserManager["User"]):
    """Makes accounts that are known by their e-mail address."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an account; the address is folded to lower case so that it is found again."""
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an account that may do everything."""
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})

    def staff(self) -> models.QuerySet["User"]:
        """Those with a role of the staff side, gone or not, by section and name; each says its ``factors``."""
        has_role = models.Q(groups__permissions__codename="access_admin") | models.Q(is_superuser=True)
        return (
            self.filter(has_role)
            .annotate(factors=models.Count("authenticator", distinct=True))
            .select_related("section")
            .prefetch_related("groups")
            .order_by("-is_active", "section__sort_order", "email")
            .distinct()
        )

    def keepers_of_accounts(self) -> models.QuerySet["User"]:
        """Those who come in and may change accounts."""
        may = models.Q(
            groups__permissions__codename="change_user", groups__permissions__content_type__app_label="core"
        ) | models.Q(is_superuser=True)
        return self.filter(may, is_active=True).distinct()

    def at_work(self, today: date) -> models.QuerySet["User"]:
        """Those with a role of the staff side who come in on ``today`` and have an address."""
        has_role = models.Q(groups__permissions__codename="access_admin") | models.Q(is_superuser=True)
        there = models.Q(leaves_on__isnull=True) | models.Q(leaves_on__gt=today)
        return self.filter(has_role, there, is_active=True).exclude(email="").distinct()

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractUser):
    """A person who can log in: volunteer, organisation or staff."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    first_name = models.CharField(pgettext_lazy("person", "given name"), max_length=150, blank=True)
    last_name = models.CharField(pgettext_lazy("person", "family name"), max_length=150, blank=True)
    section = models.ForeignKey(
        "core.Section",
        verbose_name=_("responsible section"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="accounts",
        help_text=_("What waits for the section stands in “My work” of this account. Only for staff of the town hall."),
    )

    leaves_on = models.DateField(
        _("without access from"),
        null=True,
        blank=True,
        help_text=_("From this day on the account does not come in any more, for example 1 April after a transfer."),
    )

    gets_weekly_mail = models.BooleanField(
        _("receive the weekly mail"),
        default=True,
        help_text=_(
            "On Monday morning, or the next working day: how much waits in “My work”. No mail comes when nothing waits."
        ),
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def get_full_name(self) -> str:
        """Family name first, as names are said in Japan."""
        return f"{self.last_name} {self.first_name}".strip()

    def has_left(self, today: date) -> bool:
        """Whether the day has come from which this account does not come in."""
        return self.leaves_on is not None and self.leaves_on <= today

    @property
    def open_section(self) -> "Section | None":
        """The section for which the account writes, if it still exists."""
        return self.section if self.section is not None and not self.section.is_closed else None

    def get_short_name(self) -> str:
        return self.last_name or self.email

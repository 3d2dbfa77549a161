from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.querysets import InvitationQuerySet


class Invitation(models.Model):
    """A link in a mail with which somebody of the staff makes their own account; it works once, for some days."""

    email = models.EmailField(_("e-mail address"))
    last_name = models.CharField(_("family name"), max_length=150)
    first_name = models.CharField(_("given name"), max_length=150, blank=True)
    role = models.ForeignKey("auth.Group", verbose_name=_("role"), on_delete=models.CASCADE, related_name="+")
    section = models.ForeignKey(
        "core.Section",
        verbose_name=_("responsible section"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("invited by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    invited_at = models.DateTimeField(_("invited"))
    expires_at = models.DateTimeField(_("works until"))
    # Of the secret in the link only the digest is kept: whoever reads the database cannot come in.
    digest = models.CharField(max_length=64, unique=True, editable=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    called_off_at = models.DateTimeField(_("called off"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        default_permissions = ()
        ordering = ("-invited_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("email",),
                condition=models.Q(accepted_at__isnull=True, called_off_at__isnull=True),
                name="core_an_address_has_one_open_invitation",
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("invited_at")),
                name="core_an_invitation_ends_after_it_is_sent",
            ),
        )

    def __str__(self) -> str:
        return self.email

"""Words that several parts of the portal use, translated once."""

from django.utils.translation import gettext_lazy as _

HOME = _("Home")

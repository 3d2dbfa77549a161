"""Words and ways that the search page offers."""

from typing import Final

from django.utils.translation import gettext_lazy as _

EXAMPLES: Final = (
    _("elder care"),
    _("child raising"),
    _("children's canteen"),
    _("withdrawal from society"),
    _("exercise"),
)

# Addresses of other features, fixed by the design: search imports none of them.
WAYS_ON: Final = (
    (_("See where you can ask, by what troubles you"), "/where-to-ask/"),
    (_("See the list of agencies"), "/directory/"),
    (_("Look in your area"), "/areas/"),
    (_("Ask at the consultation desk"), "/consultation/"),
)

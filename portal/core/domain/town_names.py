"""Which area an address lies in, by the town names that the areas hold."""

import re
from typing import Final

from portal.core.models import PortalSettings, TownName

_BEFORE_THE_NAME: Final = re.compile(r"^(?:大字|字)")


class TownNames:
    """The town names of all areas, read once for many addresses."""

    def __init__(self) -> None:
        names = TownName.objects.values_list("name", "area_id")
        self._areas = dict(sorted(names, key=lambda name: len(name[0]), reverse=True))
        self._town = PortalSettings.objects.values_list("town_name", flat=True).first() or ""

    def area_of(self, city: str, rest: str) -> int | None:
        """Key of the area; None when the address lies in another town or its town name is not known.

        The same 本町 exists in many towns, so the name of ours must stand before it where it is known.
        """
        _, town, after = (city + rest).partition(self._town) if self._town else ("", "", rest)
        if self._town and not town:
            return None
        after = _BEFORE_THE_NAME.sub("", after.strip())
        return next((area for name, area in self._areas.items() if after.startswith(name)), None)

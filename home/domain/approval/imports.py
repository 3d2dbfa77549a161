"""Open data and the route of the town: what nobody wrote is read by two all the same."""

from home.domain.approval.needs import route_of
from portal.core.models import OpenDataImport, User


def needs_another(one: OpenDataImport, user: User) -> bool:
    """Whether somebody else than ``user`` has to take over what ``user`` uploaded.

    So it is where the route of the town binds: nobody puts anything on the site that only they have read.
    """
    route = route_of(None)
    return route is not None and route.is_binding and one.made_by_id == user.pk

"""Staff of the town, by role."""

from allauth.account.models import EmailAddress

from home.domain.roles import set_up_roles
from home.models import PlainPage
from tests.factories.core import UserFactory, home_page
from tests.factories.events import event_index, meeting_index


def town_with_roles():
    """The front page, the list of events, the list of outcomes, and the groups by code."""
    home_page()
    event_index()
    meeting_index()
    return set_up_roles()


def staff(groups, role, **fields):
    """Somebody with this role and a confirmed address; the password is "correct horse"."""
    user = UserFactory(**fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    user.groups.add(groups[role])
    return user


def plain_page(*, owner=None, **fields):
    """A published page of words under the front page, with one revision."""
    number = PlainPage.objects.count() + 1
    page = home_page().add_child(
        instance=PlainPage(**{"title": f"ページ{number}", "slug": f"page-{number}", "owner": owner, **fields})
    )
    page.save_revision(user=owner)
    return page

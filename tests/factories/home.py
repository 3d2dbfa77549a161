"""Staff of the town, by role."""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from wagtail.models import Site

from home.domain.roles import roles, set_up_roles
from home.models import PlainPage, StoryIndexPage, StoryPage
from portal.core.domain.second_person import confirm, publish_confirmed, reading_of
from tests.factories.core import AdminFactory, UserFactory, home_page
from tests.factories.events import NOW, TODAY, event_index, meeting_index
from tests.remembered import remembered


def town_with_roles():
    """The front page, the list of events, the list of outcomes, and the groups by code."""
    _town_with_roles()
    Site.clear_site_root_paths_cache()
    by_name = {group.name: group for group in Group.objects.all()}
    return {role["code"]: by_name[role["name"]] for role in roles()}


@remembered
def _town_with_roles():
    home_page()
    event_index()
    meeting_index()
    set_up_roles()


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


def story_index():
    """/stories/, made once."""
    found = StoryIndexPage.objects.first()
    return found or home_page().add_child(instance=StoryIndexPage(title="取組事例", slug="stories"))


def draft_story(*, owner=None, **fields):
    """An unpublished story of today, nobody's but ``owner``'s; one revision."""
    number = StoryPage.objects.count() + 1
    defaults = {
        "title": f"見守りの話{number}",
        "slug": f"mimamori-{number}",
        "told_on": TODAY,
        "body": [("paragraph", "<p>となりに声をかけました。</p>")],
        "live": False,
        "owner": owner,
    }
    page = story_index().add_child(instance=StoryPage(**defaults | fields))
    page.save_revision(user=owner)
    return StoryPage.objects.get(pk=page.pk)


def story(**fields):
    """A checked and published story."""
    page = draft_story(**fields)
    confirm(page=page, user=AdminFactory(), read=reading_of(page).fingerprint, now=NOW, has_looked=True)
    publish_confirmed(page=page, user=None)
    return StoryPage.objects.get(pk=page.pk)

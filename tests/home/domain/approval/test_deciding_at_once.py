"""Two who decide on one text at the same moment. These empty the database afterwards, so they stand alone."""

import pytest
from wagtail.models import Page, PageLogEntry

from home.domain.approval.deciding import RETURNED, ApprovalRefused
from home.enums import ApprovalRefusal, Needs, Verdict
from home.models import Decision
from tests.at_once import at_the_same_moment
from tests.factories.approval import route, say, sent
from tests.factories.core import SectionFactory
from tests.factories.home import staff, town_with_roles

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def groups(db):
    return town_with_roles()


def waiting(groups, needs):
    """A text whose only step two people hold; and those two."""
    section = SectionFactory()
    writer, one, other = (staff(groups, role, section=section) for role in ("editor", "approver", "approver"))
    route(section, {"people": [one, other], "needs": needs})
    return sent(writer, section), one, other


def published(passage):
    return PageLogEntry.objects.filter(page=int(passage.object_id), action="wagtail.publish").count()


def both(*acts):
    return at_the_same_moment(*acts, refusals=(ApprovalRefused,))


def refusals(given):
    return [one for one in given if isinstance(one, ApprovalRefusal)]


def test_of_two_who_say_yes_at_once_where_one_is_enough_one_decides(groups):
    passage, one, other = waiting(groups, Needs.ANY)

    given = both(lambda: say(passage, one), lambda: say(passage, other))

    assert refusals(given) == [ApprovalRefusal.OVER]
    assert Decision.objects.count() == published(passage) == 1


def test_of_two_who_say_yes_at_once_where_both_have_to_the_last_publishes_once(groups):
    passage, one, other = waiting(groups, Needs.ALL)

    given = both(lambda: say(passage, one), lambda: say(passage, other))

    assert not any(isinstance(answer, Exception) for answer in given)
    assert refusals(given) == []
    assert Decision.objects.count() == 2
    assert published(passage) == 1


def test_of_a_yes_and_a_no_at_once_one_holds(groups):
    passage, one, other = waiting(groups, Needs.ANY)

    given = both(lambda: say(passage, one), lambda: say(passage, other, Verdict.RETURNED, comment="なおしてください"))

    decided = Decision.objects.get().verdict
    returned = PageLogEntry.objects.filter(page=int(passage.object_id), action=RETURNED).count()
    assert refusals(given) == [ApprovalRefusal.OVER]
    assert Page.objects.get(pk=passage.object_id).live is (decided == Verdict.APPROVED)
    assert (published(passage), returned) == ((1, 0) if decided == Verdict.APPROVED else (0, 1))


def test_one_who_presses_three_times_at_once_decides_once(groups):
    passage, one, _other = waiting(groups, Needs.ALL)

    given = both(*[lambda: say(passage, one)] * 3)

    assert len(refusals(given)) == 2
    assert Decision.objects.count() == 1
    assert published(passage) == 0

"""Shared things of the kit. Boring on purpose: say what differs."""

import factory
from wagtail.models import Page, Site

from home.models import HomePage
from portal.core.models import AccessProvision, Audience, CommunityArea, Concern, Section, Sector, Topic, User
from tests.remembered import remembered


class UserFactory(factory.django.DjangoModelFactory):
    """A resident with an account and the password "correct horse"; no staff."""

    email = factory.Sequence(lambda n: f"person{n}@example.jp")
    last_name = "山田"
    first_name = factory.Sequence(lambda n: f"花{n}")
    password = factory.django.Password("correct horse")

    class Meta:
        model = User


class AdminFactory(UserFactory):
    """Somebody who may do everything."""

    is_staff = True
    is_superuser = True


class CommunityAreaFactory(factory.django.DjangoModelFactory):
    """川上圏域, numbered; give a code where it matters."""

    code = factory.Sequence(lambda n: f"area{n}")
    name = factory.Sequence(lambda n: f"第{n}圏域")

    class Meta:
        model = CommunityArea


class TopicFactory(factory.django.DjangoModelFactory):
    """A topic in use, numbered."""

    code = factory.Sequence(lambda n: f"topic{n}")
    label = factory.Sequence(lambda n: f"話題{n}")

    class Meta:
        model = Topic


class AudienceFactory(factory.django.DjangoModelFactory):
    """An audience in use, numbered."""

    code = factory.Sequence(lambda n: f"audience{n}")
    label = factory.Sequence(lambda n: f"対象{n}")

    class Meta:
        model = Audience


class SectorFactory(factory.django.DjangoModelFactory):
    """A sector in use, numbered."""

    code = factory.Sequence(lambda n: f"sector{n}")
    label = factory.Sequence(lambda n: f"分野{n}")

    class Meta:
        model = Sector


class ConcernFactory(factory.django.DjangoModelFactory):
    """A concern in use, numbered."""

    code = factory.Sequence(lambda n: f"concern{n}")
    label = factory.Sequence(lambda n: f"困りごと{n}")

    class Meta:
        model = Concern


class AccessProvisionFactory(factory.django.DjangoModelFactory):
    """A provision in use, numbered."""

    code = factory.Sequence(lambda n: f"provision{n}")
    label = factory.Sequence(lambda n: f"配慮{n}")

    class Meta:
        model = AccessProvision


class SectionFactory(factory.django.DjangoModelFactory):
    """福祉課 with phone and FAX, numbered code."""

    code = factory.Sequence(lambda n: f"section{n}")
    name = "福祉課"
    phone = "0999-01-0001"
    fax = "0999-01-0002"

    class Meta:
        model = Section


def home_page(**fields) -> HomePage:
    """The published front page at `/`, the root of the one site; made once, then found again."""
    found = HomePage.objects.first()
    if found:
        return found
    if fields:
        return _front(**fields)
    _usual_front()
    Site.clear_site_root_paths_cache()
    return HomePage.objects.get()


@remembered
def _usual_front() -> None:
    _front()


def _front(**fields) -> HomePage:
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(**{"title": "すみの まるごとポータル", "slug": "town", **fields}))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"root_page": home, "hostname": "testserver", "port": 80}
    )
    Site.clear_site_root_paths_cache()
    return home

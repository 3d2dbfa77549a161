"""Things of the directory. Nothing is random: a failure reads the same twice."""

from datetime import date, time

import factory

from resources.models import (
    Agency,
    AgencyHours,
    AgencyType,
    Base,
    BaseFunction,
    BaseHours,
    BaseType,
    Group,
    GroupType,
    LearnIndexPage,
    LearningMaterialPage,
    Site,
    Situation,
)


class AgencyTypeFactory(factory.django.DjangoModelFactory):
    """A type without sector, law or other words."""

    code = factory.Sequence(lambda n: f"agency-type-{n}")
    label = factory.Sequence(lambda n: f"相談機関の種類{n}")

    class Meta:
        model = AgencyType


class BaseTypeFactory(factory.django.DjangoModelFactory):
    """A type of base."""

    code = factory.Sequence(lambda n: f"base-type-{n}")
    label = factory.Sequence(lambda n: f"拠点の種類{n}")

    class Meta:
        model = BaseType


class BaseFunctionFactory(factory.django.DjangoModelFactory):
    """A function of bases."""

    code = factory.Sequence(lambda n: f"function-{n}")
    label = factory.Sequence(lambda n: f"できること{n}")

    class Meta:
        model = BaseFunction


class GroupTypeFactory(factory.django.DjangoModelFactory):
    """A type of group."""

    code = factory.Sequence(lambda n: f"group-type-{n}")
    label = factory.Sequence(lambda n: f"団体の種類{n}")

    class Meta:
        model = GroupType


class SiteFactory(factory.django.DjangoModelFactory):
    """A building without agencies."""

    name = factory.Sequence(lambda n: f"福祉会館{n}")
    address = "澄野町元宿1番地"

    class Meta:
        model = Site


class ListingFactory(factory.django.DjangoModelFactory):
    """Live, in no area, never confirmed."""

    address = "澄野町元宿12番地3"
    phone = "0999-01-2345"

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    @factory.post_generation
    def areas(self, create, areas):
        _link(self, "areas", create, areas)

    @factory.post_generation
    def stewards(self, create, stewards):
        _link(self, "stewards", create, stewards)


def _link(listing, name, create, things):
    if create and things:
        setattr(listing, name, things)
        listing.save()


class AgencyFactory(ListingFactory):
    """Live, in no area, never confirmed, without hours."""

    name = factory.Sequence(lambda n: f"相談センター{n}")
    kana = factory.Sequence(lambda n: f"ソウダンセンター{n:04d}")
    slug = factory.Sequence(lambda n: f"sodan-senta-{n}")
    agency_type = factory.SubFactory(AgencyTypeFactory)

    class Meta:
        model = Agency
        skip_postgeneration_save = True

    @factory.post_generation
    def sectors(self, create, sectors):
        _link(self, "sectors", create, sectors)

    @factory.post_generation
    def concerns(self, create, concerns):
        _link(self, "concerns", create, concerns)


class AgencyHoursFactory(factory.django.DjangoModelFactory):
    """Mondays from 9:00 to 17:00."""

    agency = factory.SubFactory(AgencyFactory)
    weekday = 0
    opens_at = time(9)
    closes_at = time(17)

    class Meta:
        model = AgencyHours


class BaseFactory(ListingFactory):
    """Live, agreed to be listed, in no area, without hours."""

    name = factory.Sequence(lambda n: f"みんなの家{n}")
    kana = factory.Sequence(lambda n: f"ミンナノイエ{n:04d}")
    slug = factory.Sequence(lambda n: f"minna-no-ie-{n}")
    base_type = factory.SubFactory(BaseTypeFactory)
    consent_to_publish = True

    class Meta:
        model = Base
        skip_postgeneration_save = True

    @factory.post_generation
    def functions(self, create, functions):
        _link(self, "functions", create, functions)


class BaseHoursFactory(factory.django.DjangoModelFactory):
    """Mondays from 10:00 to 15:00."""

    base = factory.SubFactory(BaseFactory)
    weekday = 0
    opens_at = time(10)
    closes_at = time(15)

    class Meta:
        model = BaseHours


class GroupFactory(ListingFactory):
    """Live, agreed to be listed, in no area."""

    name = factory.Sequence(lambda n: f"見守り隊{n}")
    kana = factory.Sequence(lambda n: f"ミマモリタイ{n:04d}")
    slug = factory.Sequence(lambda n: f"mimamoritai-{n}")
    group_type = factory.SubFactory(GroupTypeFactory)
    consent_to_publish = True

    class Meta:
        model = Group
        skip_postgeneration_save = True

    @factory.post_generation
    def topics(self, create, topics):
        _link(self, "topics", create, topics)


class SituationFactory(factory.django.DjangoModelFactory):
    """A household without agency types."""

    code = factory.Sequence(lambda n: f"situation-{n}")
    title = factory.Sequence(lambda n: f"こんなとき{n}")
    story = "80代の母と50代の息子が、二人で暮らしています。"
    order = factory.Sequence(lambda n: n)

    class Meta:
        model = Situation


class PageUnderParentFactory(factory.django.DjangoModelFactory):
    """A live page; say under which ``parent``."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, parent, **fields):
        return parent.add_child(instance=model_class(*args, **fields))


class LearnIndexPageFactory(PageUnderParentFactory):
    """The library at /learn/."""

    title = "学びの本だな"
    slug = "learn"

    class Meta:
        model = LearnIndexPage


class LearningMaterialPageFactory(PageUnderParentFactory):
    """A live booklet of the whole town, published on 1 April 2026."""

    title = factory.Sequence(lambda n: f"見守りのてびき{n}")
    slug = factory.Sequence(lambda n: f"mimamori-no-tebiki-{n}")
    published_on = date(2026, 4, 1)

    class Meta:
        model = LearningMaterialPage

"""How agencies, bases, groups and materials become search documents.

A home is found by the name of its town alone: the number, the building and the
floor never reach the index.
"""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from portal.core.indexing import SearchDocument, key_of, registry
from resources.models import Agency, Base, Group, LearningMaterialPage, Listing


def register() -> None:
    """Tell the portal's registry; called once when the app is ready."""
    registry.register(
        Agency,
        kinds=(("agency", _("Agencies")),),
        visible=lambda: Agency.objects.public().with_search_facts(),
        document=agency_document,
    )
    registry.register(
        Base,
        kinds=(("base", _("Places to be")),),
        visible=lambda: Base.objects.public().with_search_facts(),
        document=base_document,
    )
    registry.register(
        Group,
        kinds=(("group", _("Groups of the town")),),
        visible=lambda: Group.objects.public().with_search_facts(),
        document=group_document,
    )
    registry.register(
        LearningMaterialPage,
        kinds=(("material", _("Learning materials")),),
        visible=lambda: LearningMaterialPage.objects.visible().with_search_facts(),
        document=material_document,
    )


def agency_document(agency: Agency) -> SearchDocument:
    """The other names of its type are not in it: search knows them by the type, as staff have them now."""
    kind = agency.agency_type
    return _listing_document(
        agency,
        kind="agency",
        category=[
            kind.label,
            agency.when_to_come,
            agency.service_words,
            *(sector.label for sector in agency.sectors.all()),
            *(concern.label for concern in agency.concerns.all()),
        ],
        body=[agency.what_we_do, agency.who_can_use, agency.operator, agency.languages],
        agency_type=kind.code,
    )


def base_document(base: Base) -> SearchDocument:
    return _listing_document(
        base,
        kind="base",
        category=[base.base_type.label, *(function.label for function in base.functions.all())],
        body=[base.what_we_do, base.for_whom, base.specialist_days, base.monthly_words, base.equipment, base.operator],
    )


def group_document(group: Group) -> SearchDocument:
    return _listing_document(
        group,
        kind="group",
        category=[group.group_type.label, *(topic.label for topic in group.topics.all())],
        body=[group.activity, group.meeting_day, group.meeting_place, group.recruiting_note],
        topics=tuple(topic.code for topic in group.topics.all()),
    )


def material_document(material: LearningMaterialPage) -> SearchDocument:
    return SearchDocument(
        key=key_of(LearningMaterialPage, material.pk),
        kind="material",
        title=material.title,
        kana=material.title_kana,
        url=material.get_url() or "",
        category=_lines(
            [
                material.get_material_type_display(),
                material.theme,
                *(topic.label for topic in material.topics.all()),
                *(audience.label for audience in material.audiences.all()),
            ]
        ),
        description=material.summary,
        body=_lines(
            [
                *material.body.stream_block.get_searchable_content(material.body),
                material.transcript,
                material.author,
                material.publisher,
            ]
        ),
        areas=tuple(area.code for area in material.areas.all()),
        topics=tuple(topic.code for topic in material.topics.all()),
        updated_at=material.updated_on,
    )


def _listing_document(
    listing: Listing,
    *,
    kind: str,
    category: Iterable[str],
    body: Iterable[str],
    topics: tuple[str, ...] = (),
    agency_type: str = "",
) -> SearchDocument:
    return SearchDocument(
        key=key_of(type(listing), listing.pk),
        kind=kind,
        title=listing.name,
        kana=listing.kana,
        url=listing.get_absolute_url(),
        category=_lines([listing.common_name, *category]),
        description=listing.summary,
        body=_lines(body),
        address=listing.public_place,
        phone=listing.phone,
        areas=() if listing.whole_town else tuple(area.code for area in listing.areas.all()),
        topics=topics,
        agency_type=agency_type,
        updated_at=listing.updated_at,
    )


def _lines(words: Iterable[str]) -> str:
    return "\n".join(str(word) for word in words if word)

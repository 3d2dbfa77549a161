"""A small town with one of everything that an address of the staff side can be about, and example addresses."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Site, Task, UploadedFile, Workflow

from events.domain.spreadsheet.columns import Choices
from events.domain.spreadsheet.writing import sheet_of
from events.models import EventIndexPage, MeetingIndexPage
from home.models import Absence, DraftLink, HomePage, Mending, Passage, Route, UrgentPublication
from portal.core.models import (
    EmergencyContact,
    EmergencyNotice,
    EmergencyTemplate,
    Invitation,
    OpenDataImport,
    OutsideLink,
    PortalDocument,
    PortalImage,
    PortalSettings,
    Reorganisation,
    SheetUpload,
    UpkeepSettings,
    Wording,
)
from tests.factories import core, events, resources, search, volunteers
from tests.factories.home import plain_page, staff, town_with_roles

ROLES = ("organisation", "editor", "approver", "publicity", "administrator")
LISTINGS = {
    "resources_agency": resources.AgencyFactory,
    "resources_base": resources.BaseFactory,
    "resources_group": resources.GroupFactory,
}


def belongings(user, section):
    """What somebody wrote, sent for approval, looks after and uploaded."""
    event = events.draft_event(owner=user, section=section)
    event.save_revision(user=user)
    sent = events.draft_event(owner=user, section=section)
    sent.save_revision(user=user)
    things = {
        "user": user,
        "event": event,
        "sent": sent,
        "state": sent.get_workflow().start(sent, user),
        "live": events.event(owner=user, section=section),
        "outcome": events.draft_outcome(owner=user, section=section),
        "image": PortalImage.objects.create(title="写真", file=get_test_image_file(), uploaded_by_user=user),
        "document": PortalDocument.objects.create(
            title="文書", file=ContentFile(b"x", name="a.txt"), uploaded_by_user=user
        ),
        "session": EditingSession.objects.create(
            user=user,
            content_type=ContentType.objects.get_for_model(event),
            object_id=event.pk,
            last_seen_at=events.NOW,
        ),
    }
    things["occurrence"] = things["live"].occurrences.first()
    things["passage"] = Passage.objects.get(task_state=things["state"].current_task_state)
    things["absence"] = Absence.objects.create(
        person=user, deputy=core.UserFactory(section=section), first_day=events.TODAY
    )
    things["urgent"] = UrgentPublication.objects.create(
        title=things["live"].title,
        content_type=ContentType.objects.get_for_model(things["live"]),
        object_id=things["live"].pk,
        digest="x",
        published_by=user,
        published_at=events.NOW,
        reason="急ぎます。",
    )
    things["draft link"] = DraftLink.objects.create(
        made_by=user, made_at=events.NOW, ends_at=events.NOW + timedelta(days=7), digest=f"x{user.pk}"
    )
    things["sheet"] = SheetUpload.objects.create(
        file_name="行事.xlsx", content=sheet_of([event], Choices()), made_by=user, made_at=events.NOW
    )
    for kind, model in (("image", PortalImage), ("document", PortalDocument)):
        things[f"uploaded {kind}"] = UploadedFile.objects.create(
            for_content_type=ContentType.objects.get_for_model(model),
            file=ContentFile(b"x", name=f"a.{kind}"),
            uploaded_by_user=user,
        )
    for label, factory in LISTINGS.items():
        listing = factory(stewards=[user], live=False)
        listing.save_revision(user=user)
        things[label] = listing
        waits = factory(stewards=[user], live=False)
        waits.save_revision(user=user)
        things[f"sent {label}"] = waits
        things[f"state {label}"] = waits.get_workflow().start(waits, user)
    return things


def town():
    """Somebody of each role with what is theirs, what is another section's, and what is nobody's."""
    groups = town_with_roles()
    PortalSettings.objects.create(site=Site.objects.get())
    UpkeepSettings.objects.create(site=Site.objects.get())
    ours, theirs = core.SectionFactory(), core.SectionFactory()
    shared = {
        "home": HomePage.objects.get(),
        "events": EventIndexPage.objects.get(),
        "meetings": MeetingIndexPage.objects.get(),
        "page": plain_page(),
        "mending": Mending.objects.create(rule="half-width-kana", made_by=core.UserFactory(), made_at=events.NOW),
        "collection": Collection.get_first_root_node().add_child(name="写真"),
        "core_section": theirs,
        "core_communityarea": core.CommunityAreaFactory(),
        "core_emergencycontact": EmergencyContact.objects.create(
            label="休日の診療", phone="0999-01-0119", confirmed_on=events.TODAY
        ),
        "core_emergencytemplate": EmergencyTemplate.objects.create(name="断水", title="断水しています"),
        "core_topic": core.TopicFactory(),
        "core_sector": core.SectorFactory(),
        "core_concern": core.ConcernFactory(),
        "core_audience": core.AudienceFactory(),
        "core_accessprovision": core.AccessProvisionFactory(),
        "core_wording": Wording.objects.create(word="障碍", kind="replace", replacement="障がい"),
        "resources_site": resources.SiteFactory(),
        "resources_situation": resources.SituationFactory(),
        "resources_agencytype": resources.AgencyTypeFactory(),
        "resources_basetype": resources.BaseTypeFactory(),
        "resources_basefunction": resources.BaseFunctionFactory(),
        "resources_grouptype": resources.GroupTypeFactory(),
        "volunteers_volunteer": volunteers.VolunteerFactory(),
        "volunteers_volunteeropportunity": volunteers.OpportunityFactory(),
        "search_alias": search.AliasFactory(),
        "search_need": search.need(),
        "question": search.UnansweredQuestionFactory(),
        "redirect": Redirect.objects.create(old_path="/furui", redirect_link="/atarashii/"),
        "notice": EmergencyNotice.objects.create(title="避難してください"),
        "invitation": Invitation.objects.create(
            email="maki@example.jp",
            role=groups["editor"],
            invited_at=events.NOW,
            expires_at=events.NOW + timedelta(days=7),
            digest="x",
        ),
        "link": OutsideLink.objects.create(url="https://www.example.jp/", host="www.example.jp"),
        "reorganisation": Reorganisation.objects.create(
            new_name="くらし支援課", takes_effect_on=events.TODAY, made_at=events.NOW
        ),
        "import": OpenDataImport.objects.create(
            file_name="a.csv", profile="kaigo", state="checked", made_at=events.NOW, touched_at=events.NOW
        ),
        "route": Route.objects.get(),
        "site": Site.objects.get(),
        "workflow": Workflow.objects.get(),
        "task": Task.objects.get(),
        "group": groups["editor"],
    }
    users = {role: staff(groups, role, section=ours) for role in ROLES}
    return {
        "groups": groups,
        "users": users,
        "resident": core.UserFactory(),
        "own": {role: shared | belongings(user, ours) for role, user in users.items()},
        "other": shared | belongings(staff(groups, "editor", section=theirs), theirs),
    }

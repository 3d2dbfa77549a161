from portal.core.models.areas import CommunityArea, TownName
from portal.core.models.emergency import EmergencyLevel, EmergencyNotice, EmergencyTemplate
from portal.core.models.emergency_contacts import EmergencyContact
from portal.core.models.entry_views import EntryViews
from portal.core.models.imports import (
    CAN_BE_UNDONE_FOR,
    ImportedRow,
    ImportState,
    OpenDataImport,
    RowOutcome,
    SheetUpload,
)
from portal.core.models.invitations import Invitation
from portal.core.models.links import LinkPlace, OutsideLink
from portal.core.models.media import PeopleShown, PortalDocument, PortalImage, PortalRendition
from portal.core.models.page_views import PageViews
from portal.core.models.pages import PortalPage
from portal.core.models.reminders import ReviewReminder, WeeklyMail
from portal.core.models.reorganisations import Reorganisation, ReorganisationState
from portal.core.models.second_person import (
    CheckedBeforePublished,
    CheckedBelowPermissions,
    TextCheck,
    TextUnchecked,
    checked_types,
)
from portal.core.models.sections import Section
from portal.core.models.settings import PortalSettings
from portal.core.models.upkeep import UpkeepSettings
from portal.core.models.users import User
from portal.core.models.vocabularies import AccessProvision, Audience, Concern, Sector, Topic, Vocabulary
from portal.core.models.wordings import Wording, WordingKind

__all__ = [
    "CAN_BE_UNDONE_FOR",
    "AccessProvision",
    "Audience",
    "CheckedBeforePublished",
    "CheckedBelowPermissions",
    "CommunityArea",
    "Concern",
    "EmergencyContact",
    "EmergencyLevel",
    "EmergencyNotice",
    "EmergencyTemplate",
    "EntryViews",
    "ImportState",
    "ImportedRow",
    "Invitation",
    "LinkPlace",
    "OpenDataImport",
    "OutsideLink",
    "PageViews",
    "PeopleShown",
    "PortalDocument",
    "PortalImage",
    "PortalPage",
    "PortalRendition",
    "PortalSettings",
    "Reorganisation",
    "ReorganisationState",
    "ReviewReminder",
    "RowOutcome",
    "Section",
    "Sector",
    "SheetUpload",
    "TextCheck",
    "TextUnchecked",
    "Topic",
    "TownName",
    "UpkeepSettings",
    "User",
    "Vocabulary",
    "WeeklyMail",
    "Wording",
    "WordingKind",
    "checked_types",
]

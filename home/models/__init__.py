from home.models.approval_task import SectionApprovalTask
from home.models.draft_links import DraftLink, DraftShown
from home.models.findings import CheckedText, KeptFinding
from home.models.mendings import MendedText, Mending
from home.models.over_stops import OverStop
from home.models.pages import ConsultationDeskPage, HomePage, PlainPage
from home.models.passages import ApprovalMail, Decision, Passage, Remark, UrgentPublication
from home.models.routes import Absence, Route, RouteStep
from home.models.stories import StoryCheck, StoryIndexPage, StoryPage

__all__ = [
    "Absence",
    "ApprovalMail",
    "CheckedText",
    "ConsultationDeskPage",
    "Decision",
    "DraftLink",
    "DraftShown",
    "HomePage",
    "KeptFinding",
    "MendedText",
    "Mending",
    "OverStop",
    "Passage",
    "PlainPage",
    "Remark",
    "Route",
    "RouteStep",
    "SectionApprovalTask",
    "StoryCheck",
    "StoryIndexPage",
    "StoryPage",
    "UrgentPublication",
]

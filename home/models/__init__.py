from home.models.findings import CheckedText, KeptFinding
from home.models.mendings import MendedText, Mending
from home.models.over_stops import OverStop
from home.models.pages import ConsultationDeskPage, HomePage, PlainPage
from home.models.stories import StoryIndexPage, StoryPage

__all__ = [
    "CheckedText",
    "ConsultationDeskPage",
    "HomePage",
    "KeptFinding",
    "MendedText",
    "Mending",
    "OverStop",
    "PlainPage",
    "StoryIndexPage",
    "StoryPage",
]

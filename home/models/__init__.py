from home.models.pages import ConsultationDeskPage, HomePage, PlainPage
from home.models.stories import StoryIndexPage, StoryPage

__all__ = ["ConsultationDeskPage", "HomePage", "PlainPage", "StoryIndexPage", "StoryPage"]

from home.models.pages import ConsultationDeskPage, HomePage, PlainPage, StoryIndexPage, StoryPage

__all__ = ["ConsultationDeskPage", "HomePage", "PlainPage", "StoryIndexPage", "StoryPage"]

"""What was published last, whatever its kind."""

from wagtail.models import Page

from events.models import MeetingOutcomePage
from home.models.stories import StoryPage
from resources.models import LearningMaterialPage


def newest(how_many: int) -> list[Page]:
    """The newest stories, materials and outcomes that strangers may read, with what a card shows."""
    found: list[Page] = []
    for model in (StoryPage, LearningMaterialPage, MeetingOutcomePage):
        found.extend(
            model.objects.live().public().select_related("lead_image").order_by("-first_published_at")[:how_many]
        )
    return sorted(found, key=lambda page: (page.first_published_at, page.pk), reverse=True)[:how_many]

"""Wagtail's own API under /cms/api/, which its screens ask for pages."""

from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.query import PageQuerySet

from home.domain.reach import within_reach


class PagesWithinReach(PagesAdminAPIViewSet):
    """Wagtail tells everybody of the staff side the title of any draft; here nobody hears of what is not theirs."""

    def get_queryset(self) -> PageQuerySet:
        return within_reach(super().get_queryset(), self.request.user)

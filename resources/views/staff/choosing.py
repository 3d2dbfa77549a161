"""Choosing a listing for a page: organisations find what is public, and their own."""

from typing import Any

from django.db.models import QuerySet
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenView,
)


class _WithinReach:
    """Holds a list of listings to those that the one who chooses may know of."""

    request: Any
    model_class: Any

    def get_object_list(self) -> "QuerySet[Any]":
        listings = self.model_class.objects.all()
        if self.model_class.snippet_viewset.permission_policy.holds_to_own(self.request.user):
            return (listings.public() | listings.kept_by(self.request.user)).distinct()
        return listings


class ChooseListingView(_WithinReach, ChooseView):
    pass


class ChooseListingResultsView(_WithinReach, ChooseResultsView):
    pass


class ListingChosenView(_WithinReach, SnippetChosenView):
    def get_object(self, pk: Any) -> Any:
        return self.get_object_list().get(pk=pk)


class ListingChooserViewSet(SnippetChooserViewSet):
    choose_view_class = ChooseListingView
    choose_results_view_class = ChooseListingResultsView
    chosen_view_class = ListingChosenView

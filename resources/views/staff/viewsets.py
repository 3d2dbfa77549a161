"""「地域資源」: where staff and organisations keep the directory."""

from collections.abc import Callable
from functools import cached_property, wraps
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.core.viewsets import IN_USE
from resources.models import (
    Agency,
    AgencyType,
    Base,
    BaseFunction,
    BaseType,
    Group,
    GroupType,
    Site,
    Situation,
)
from resources.views.staff.choosing import ListingChooserViewSet
from resources.views.staff.confirming import ConfirmView
from resources.views.staff.panels import agency_tabs, base_tabs, group_tabs
from resources.views.staff.policy import KeptListingPolicy

View = Callable[..., HttpResponseBase]


class ListingViewSet(SnippetViewSet):
    """What agencies, bases and groups have alike on the staff side."""

    type_field: ClassVar[str] = ""
    search_fields: ClassVar[list[str]] = ["name", "kana", "common_name", "address", "phone", "operator"]
    # Wagtail's own search finds no Japanese inside a run of characters.
    search_backend_name = None
    list_per_page = 50
    add_to_settings_menu = False
    chooser_viewset_class = ListingChooserViewSet

    @cached_property
    def list_display(self) -> list[Any]:
        return [
            "name",
            Column(self.type_field, label=self.model._meta.get_field(self.type_field).verbose_name),
            Column("phone", label=_("phone")),
            DateColumn("last_confirmed_on", label=_("last confirmed"), sort_key="last_confirmed_on"),
            UpdatedAtColumn(),
            LiveStatusTagColumn(),
        ]

    @cached_property
    def list_filter(self) -> list[str]:
        return [self.type_field, "areas", "live", "has_unpublished_changes", "do_not_list", "source"]

    @cached_property
    def list_export(self) -> list[str]:
        return [
            *("name", "kana", self.type_field, "postcode", "address", "building", "phone", "fax", "email", "website"),
            *("live", "last_confirmed_on", "updated_at", "source", "source_id"),
        ]

    @cached_property
    def permission_policy(self) -> KeptListingPolicy:
        return KeptListingPolicy(self.model)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        policy = self.permission_policy
        return policy.instances_user_has_any_permission_for(request.user, ["add", "change", "delete", "view"])

    def construct_view(self, view_class: Any, **kwargs: Any) -> View:
        return self._within_reach(super().construct_view(view_class, **kwargs))

    def _within_reach(self, view: View) -> View:
        """Whatever a view does with one listing: for those who may not reach that one it is not there."""

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if "pk" in kwargs and not self.permission_policy.may_reach(request.user, kwargs["pk"]):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    def get_urlpatterns(self) -> list[Any]:
        confirm = self.construct_view(ConfirmView, edit_url_name=self.get_url_name("edit"))
        return [*super().get_urlpatterns(), path("confirm/<int:pk>/", confirm, name="confirm")]


class AgencyViewSet(ListingViewSet):
    model = Agency
    icon = "group"
    type_field = "agency_type"
    edit_handler = agency_tabs(Agency)


class BaseViewSet(ListingViewSet):
    model = Base
    icon = "home"
    type_field = "base_type"
    edit_handler = base_tabs(Base)


class GroupViewSet(ListingViewSet):
    model = Group
    icon = "user"
    type_field = "group_type"
    search_fields: ClassVar[list[str]] = ["name", "kana", "common_name", "address", "phone", "activity"]
    edit_handler = group_tabs(Group)


class SiteViewSet(SnippetViewSet):
    model = Site
    icon = "site"
    list_display: ClassVar[list[str]] = ["name", "address"]
    search_fields: ClassVar[list[str]] = ["name", "kana", "address"]


class SituationViewSet(SnippetViewSet):
    model = Situation
    icon = "help"
    list_display: ClassVar[list[Any]] = ["title", "order", IN_USE]
    search_fields: ClassVar[list[str]] = ["title", "story"]


class WordsViewSet(SnippetViewSet):
    """A vocabulary: its codes stay, its labels may change."""

    icon = "tag"
    list_display: ClassVar[list[Any]] = ["label", "code", "sort_order", IN_USE]
    search_fields: ClassVar[list[str]] = ["label", "code", "description"]


class AgencyTypeViewSet(WordsViewSet):
    model = AgencyType
    list_display: ClassVar[list[Any]] = ["label", "sector", "legal_basis", "sort_order", IN_USE]
    list_filter: ClassVar[list[str]] = ["sector", "is_active"]
    search_fields: ClassVar[list[str]] = ["label", "code", "aliases", "when_to_come"]


class BaseTypeViewSet(WordsViewSet):
    model = BaseType


class BaseFunctionViewSet(WordsViewSet):
    model = BaseFunction


class GroupTypeViewSet(WordsViewSet):
    model = GroupType


class ResourcesGroup(SnippetViewSetGroup):
    menu_label = _("Resources of the community")
    menu_icon = "globe"
    menu_name = "resources"
    menu_order = 250
    add_to_admin_menu = True
    items = (
        AgencyViewSet,
        BaseViewSet,
        GroupViewSet,
        SiteViewSet,
        SituationViewSet,
        AgencyTypeViewSet,
        BaseTypeViewSet,
        BaseFunctionViewSet,
        GroupTypeViewSet,
    )

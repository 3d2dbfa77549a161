"""「町の基本情報」: sections, areas, emergency numbers and shared words in /cms/."""

from functools import cached_property
from typing import Any, ClassVar, Final

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.workflows import WorkflowContentTypeForm, WorkflowPageForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, StatusFlagColumn, TitleColumn
from wagtail.models import Site
from wagtail.sites.views import IndexView as SiteIndexView
from wagtail.sites.views import SiteViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup
from wagtail.users.forms import PagePermissionsForm
from wagtail.users.views.bulk_actions.assign_role import RoleForm
from wagtail.users.views.users import UserViewSet

from portal.core.forms import AccountCreationForm, AccountEditForm, CodedForm
from portal.core.models import (
    AccessProvision,
    Audience,
    CommunityArea,
    Concern,
    EmergencyContact,
    EmergencyTemplate,
    Section,
    Sector,
    Topic,
    Wording,
)

# A plain name would show "True".
IN_USE: Final = BooleanColumn("is_active", label=_("in use"), sort_key="is_active")


class AccountViewSet(UserViewSet):
    """Accounts, each with its section."""

    create_template_name = "core/accounts/create.html"
    edit_template_name = "core/accounts/edit.html"

    def get_form_class(self, for_update: bool = False) -> type[Any]:
        return AccountEditForm if for_update else AccountCreationForm


class SiteList(SiteIndexView):
    """Wagtail heads three columns of its sites with English names of fields."""

    columns: ClassVar[list[Any]] = [
        column
        if isinstance(column, (TitleColumn, StatusFlagColumn))
        else Column(column.name, label=Site._meta.get_field(column.name).verbose_name, sort_key=column.sort_key)
        for column in SiteIndexView.columns
    ]


SiteViewSet.index_view_class = SiteList

# Wagtail gives these fields no label, and Django makes one of their English names.
RoleForm.base_fields["role"].label = _("Role")
PagePermissionsForm.base_fields["page"].label = _("Page")
WorkflowPageForm.base_fields["page"].label = _("Page")
WorkflowContentTypeForm.base_fields["content_types"].label = _("Kinds of listings")


class CodedViewSet(SnippetViewSet):
    """A table whose rows are known by a code."""

    fields: ClassVar[list[Any]] = []
    search_backend_name = None  # Wagtail's own search finds no Japanese inside a run of characters

    @cached_property
    def edit_handler(self) -> ObjectList:
        return ObjectList(self.fields, base_form_class=CodedForm)


class SectionViewSet(CodedViewSet):
    model = Section
    icon = "home"
    list_display: ClassVar[list[str]] = ["name", "phone", "email", "head", "code"]
    search_fields: ClassVar[list[str]] = ["name", "code", "phone"]
    fields: ClassVar[list[Any]] = [
        FieldRowPanel(["name", "code"]),
        MultiFieldPanel([FieldRowPanel(["phone", "fax"]), "email"], heading=_("How to reach it")),
        MultiFieldPanel(["place", "hours"], heading=_("Where and when")),
        MultiFieldPanel(
            ["head", FieldPanel("chiefs", widget=CheckboxSelectMultiple), "is_closed"], heading=_("Who answers for it")
        ),
        FieldPanel("sort_order"),
    ]


class CommunityAreaViewSet(CodedViewSet):
    model = CommunityArea
    icon = "globe"
    list_display: ClassVar[list[str]] = ["name", "kana", "school_district", "code"]
    search_fields: ClassVar[list[str]] = ["name", "kana", "code", "school_district"]
    fields: ClassVar[list[Any]] = [
        FieldRowPanel(["name", "kana"]),
        FieldPanel("code"),
        FieldPanel("school_district"),
        FieldPanel("description"),
        FieldPanel("sort_order"),
        InlinePanel("town_names", label=_("Town name"), heading=_("Town names in this area")),
    ]


class EmergencyContactViewSet(SnippetViewSet):
    model = EmergencyContact
    icon = "warning"
    list_display: ClassVar[list[str]] = ["label", "phone", "service", "confirmed_on"]
    search_fields: ClassVar[list[str]] = ["label", "service", "phone"]
    search_backend_name = None
    panels: ClassVar[list[Any]] = [
        FieldPanel("label"),
        FieldRowPanel(["phone", "service"]),
        FieldPanel("hours"),
        FieldPanel("note"),
        FieldRowPanel(["confirmed_on", "sort_order"]),
    ]


class EmergencyTemplateViewSet(SnippetViewSet):
    model = EmergencyTemplate
    icon = "warning"
    list_display: ClassVar[list[Any]] = ["name", "level", "title", IN_USE]
    list_filter: ClassVar[list[str]] = ["level", "is_active"]
    search_fields: ClassVar[list[str]] = ["name", "title", "text"]
    search_backend_name = None
    panels: ClassVar[list[Any]] = [
        FieldRowPanel(["name", "level"]),
        FieldPanel("title"),
        FieldPanel("text"),
        FieldPanel("url"),
        FieldRowPanel(["hours", "sort_order"]),
        FieldPanel("is_active"),
    ]


class WordsViewSet(CodedViewSet):
    """A vocabulary: its codes stay, its labels may change."""

    icon = "tag"
    list_display: ClassVar[list[Any]] = ["label", "code", "sort_order", IN_USE]
    search_fields: ClassVar[list[str]] = ["label", "code", "description"]
    fields: ClassVar[list[Any]] = [
        FieldRowPanel(["label", "code"]),
        FieldPanel("description"),
        FieldRowPanel(["sort_order", "is_active"]),
    ]


class TopicViewSet(WordsViewSet):
    model = Topic


class SectorViewSet(WordsViewSet):
    model = Sector


class ConcernViewSet(WordsViewSet):
    model = Concern


class AudienceViewSet(WordsViewSet):
    model = Audience


class AccessProvisionViewSet(WordsViewSet):
    model = AccessProvision


class WordingViewSet(SnippetViewSet):
    """Words to replace, words to avoid, names that may stand: what the checker of texts knows of the town."""

    model = Wording
    icon = "edit"
    list_display: ClassVar[list[Any]] = ["word", "kind", "replacement", "level", IN_USE]
    list_filter: ClassVar[list[str]] = ["kind", "level", "is_active"]
    search_fields: ClassVar[list[str]] = ["word", "replacement", "reason"]
    search_backend_name = None
    panels: ClassVar[list[Any]] = [
        FieldRowPanel(["word", "kind"]),
        FieldPanel("replacement"),
        FieldPanel("level"),
        FieldPanel("reason"),
        FieldPanel("is_active"),
    ]


class TownBasicsGroup(SnippetViewSetGroup):
    menu_label = _("Basics of the town")
    menu_icon = "list-ul"
    menu_name = "town-basics"
    menu_order = 700
    add_to_admin_menu = True
    items = (
        SectionViewSet,
        CommunityAreaViewSet,
        EmergencyContactViewSet,
        EmergencyTemplateViewSet,
        TopicViewSet,
        SectorViewSet,
        ConcernViewSet,
        AudienceViewSet,
        AccessProvisionViewSet,
        WordingViewSet,
    )

"""「検索のことば」: aliases, needs and what was searched for in vain, in /cms/."""

from functools import cached_property
from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, UpdatedAtColumn
from wagtail.admin.utils import set_query_params
from wagtail.admin.views import generic
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet, SnippetViewSetGroup

from search.domain.unanswered import see_to
from search.forms import AliasForm, NeedForm
from search.models import Alias, Need, UnansweredQuestion

UNANSWERED = "search_unanswered"


class FromQuestion:
    """A form that a search without a result has opened. Saving it sees to that search."""

    request: HttpRequest

    @cached_property
    def question(self) -> UnansweredQuestion | None:
        # The address names the row by its number: words of residents stand in no address.
        return UnansweredQuestion.objects.numbered(self.request.GET.get("question", "")).first()

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), **(self.filled_in(self.question.text) if self.question else {})}  # type: ignore[misc]

    def filled_in(self, text: str) -> dict[str, str]:
        """What of the form the question fills in."""
        raise NotImplementedError

    def with_question(self, address: str) -> str:
        return set_query_params(address, {"question": self.question.pk}) if self.question else address

    def get_success_url(self) -> str:
        return reverse(f"{UNANSWERED}:index") if self.question else super().get_success_url()  # type: ignore[misc]

    def save_instance(self) -> Any:
        instance = super().save_instance()  # type: ignore[misc]
        if self.question:
            see_to(question=self.question)
        return instance


class AddAliasView(FromQuestion, CreateView):
    form: AliasForm

    def filled_in(self, text: str) -> dict[str, str]:
        return {"words": f"{text}\n"}

    def get_add_url(self) -> str:
        return self.with_question(super().get_add_url())

    def form_invalid(self, form: AliasForm) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        if form.standing:
            address = reverse(self.edit_url_name, args=(form.standing.pk,))
            button = messages.button(self.with_question(address), _("Open those words"))
            messages.info(self.request, _("Add your words to 「%s」.") % form.standing, buttons=[button])
        return response


class EditAliasView(FromQuestion, EditView):
    def filled_in(self, text: str) -> dict[str, str]:
        return {"words": f"{self.object.words}\n{text}"}

    def get_edit_url(self) -> str:
        return self.with_question(super().get_edit_url())


class AddNeedView(FromQuestion, CreateView):
    def filled_in(self, text: str) -> dict[str, str]:
        return {"title": text[: Need._meta.get_field("title").max_length]}

    def get_add_url(self) -> str:
        return self.with_question(super().get_add_url())


class WordsViewSet(SnippetViewSet):
    """What staff know of the words of residents; saved, it holds for the next search."""

    list_per_page = 50
    list_filter: ClassVar[list[str]] = ["is_active"]
    search_backend_name = None  # Wagtail's own search finds no Japanese inside a run of characters
    copy_view_enabled = False


class AliasViewSet(WordsViewSet):
    model = Alias
    icon = "tag"
    list_display: ClassVar[list[Any]] = [
        "__str__",
        BooleanColumn("is_active", label=gettext_lazy("in use")),
        UpdatedAtColumn(),
    ]
    search_fields: ClassVar[list[str]] = ["words"]
    add_view_class = AddAliasView
    edit_view_class = EditAliasView
    edit_handler = ObjectList([FieldPanel("words"), FieldPanel("is_active")], base_form_class=AliasForm)


class NeedViewSet(WordsViewSet):
    model = Need
    icon = "help"
    list_display: ClassVar[list[Any]] = [
        "title",
        Column("who_helps", label=gettext_lazy("who helps")),
        BooleanColumn("is_active", label=gettext_lazy("in use")),
        UpdatedAtColumn(),
    ]
    list_filter: ClassVar[list[str]] = ["agency_types", "concerns", "is_active"]
    search_fields: ClassVar[list[str]] = ["title", "words"]
    add_view_class = AddNeedView
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("words"),
            InlinePanel(
                "helpers",
                panels=[FieldPanel("agency_type"), FieldPanel("is_near")],
                heading=gettext_lazy("Who helps"),
                help_text=gettext_lazy("The most fitting kind of agency stands first."),
                label=gettext_lazy("kind of agency"),
                min_num=1,
            ),
            FieldPanel("concerns", widget=CheckboxSelectMultiple),
            FieldPanel("is_active"),
        ],
        base_form_class=NeedForm,
    )

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Need]":
        return Need.objects.with_who_helps()


class OnlyResidentsAsk(ModelPermissionPolicy):
    """Nobody adds a question, or changes its words."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "add" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return super().user_has_any_permission(user, set(actions) - {"add"})


class WaysColumn(Column):
    """What staff can make of a question: an alias, a need, or nothing more."""

    cell_template_name = "search/admin/ways.html"

    def get_cell_context_data(self, instance: UnansweredQuestion, parent_context: Any) -> dict[str, Any]:
        of_this = {"question": instance.pk}
        return {
            **super().get_cell_context_data(instance, parent_context),
            "as_alias": set_query_params(reverse("wagtailsnippets_search_alias:add"), of_this),
            "as_need": set_query_params(reverse("wagtailsnippets_search_need:add"), of_this),
            "done": reverse(f"{UNANSWERED}:done", args=(instance.pk,)),
            "csrf_token": get_token(parent_context["request"]),
        }


class SeenToFilterSet(WagtailFilterSet):
    is_done = django_filters.ChoiceFilter(
        label=gettext_lazy("Seen to?"),
        choices=(("False", gettext_lazy("Still to see to")), ("True", gettext_lazy("Seen to"))),
        empty_label=gettext_lazy("All"),
        widget=RadioSelect,
    )

    class Meta:
        model = UnansweredQuestion
        fields: ClassVar[list[str]] = ["is_done"]


class DeleteQuestionView(generic.DeleteView):
    success_message = gettext_lazy("Deleted. It is counted anew when somebody searches for it again.")

    def delete_action(self) -> None:
        # Wagtail would write the words into the record of what was done, where they stay.
        self.object.delete()


class DoneView(PermissionCheckedMixin, View):
    """「済み」, and back; one press."""

    model: Any = None
    permission_policy: Any = None
    permission_required = "change"
    index_url_name = ""
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        question = get_object_or_404(UnansweredQuestion, pk=pk)
        is_done = request.POST.get("is_done") != "no"
        see_to(question=question, is_done=is_done)
        said = _("「%s」 is seen to.") if is_done else _("「%s」 is still to see to.")
        messages.success(request, said % question)
        return redirect(reverse(self.index_url_name))


class UnansweredViewSet(ModelViewSet):
    """No snippet: Wagtail would log the words of residents, and offer to change them."""

    model = UnansweredQuestion
    name = UNANSWERED
    url_prefix = "search/unanswered"
    icon = "search"
    list_per_page = 50
    list_display: ClassVar[list[Any]] = [
        "text",
        Column("count", label=gettext_lazy("how often"), sort_key="count"),
        DateColumn("last_asked_on", label=gettext_lazy("last asked on"), sort_key="last_asked_on"),
        WaysColumn("ways", label=gettext_lazy("What to make of it")),
    ]
    search_fields: ClassVar[list[str]] = ["text"]
    search_backend_name = None
    filterset_class = SeenToFilterSet
    form_fields: ClassVar[list[str]] = []
    copy_view_enabled = False
    add_to_reference_index = False
    delete_view_class = DeleteQuestionView

    @cached_property
    def permission_policy(self) -> OnlyResidentsAsk:
        return OnlyResidentsAsk(self.model)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        nowhere = dict.fromkeys(("add_url_name", "edit_url_name", "history_url_name", "usage_url_name"))
        return {**super().get_common_view_kwargs(**kwargs), **nowhere}

    def get_urlpatterns(self) -> list[Any]:
        done = DoneView.as_view(
            model=self.model, permission_policy=self.permission_policy, index_url_name=self.get_url_name("index")
        )
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("delete/<int:pk>/", self.delete_view, name="delete"),
            path("done/<int:pk>/", done, name="done"),
        ]

    def register_admin_url_finder(self) -> None:
        """There is no form to lead to."""


class SearchWordsGroup(SnippetViewSetGroup):
    menu_label = gettext_lazy("Words of search")
    menu_icon = "search"
    menu_name = "search-words"
    menu_order = 255
    add_to_admin_menu = True
    items = (UnansweredViewSet, AliasViewSet, NeedViewSet)

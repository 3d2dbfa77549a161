"""Somebody of the staff side makes sure that a listing is right; one press."""

from typing import Any, cast

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from portal.core.calendar import today_in_town
from portal.core.models import User
from resources.domain.assurance import ConfirmationRefused, confirm_listing
from resources.enums import ConfirmedHow
from resources.forms import ConfirmForm


class ConfirmView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """「内容を確認した」; organisations confirm their own."""

    model: Any = None
    permission_policy: Any = None
    permission_required = "change"
    edit_url_name = ""
    header_icon = "check"
    form_class = ConfirmForm
    template_name = "resources/staff/confirm.html"

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.listing = get_object_or_404(self.model, pk=kwargs["pk"])

    def get_page_title(self) -> str:
        return _("Confirm that everything is right")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": "", "label": self.get_page_title(), "sublabel": str(self.listing)}
        return [*super().get_breadcrumbs_items(), {"url": self.get_back(), "label": str(self.listing)}, here]

    def get_page_subtitle(self) -> str:
        return str(self.listing)

    def get_initial(self) -> dict[str, Any]:
        return {"confirmed_on": today_in_town(timezone.now()), "how": ConfirmedHow.STAFF}

    def get_form_kwargs(self) -> dict[str, Any]:
        by_its_own = self.permission_policy.holds_to_own(self.request.user)
        return {**super().get_form_kwargs(), "by_its_own": by_its_own}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(listing=self.listing, back=self.get_back(), **kwargs)

    def get_back(self) -> str:
        return reverse(self.edit_url_name, args=[self.listing.pk])

    def form_valid(self, form: ConfirmForm) -> Any:
        try:
            confirm_listing(
                listing=self.listing,
                today=today_in_town(timezone.now()),
                by=cast("User", self.request.user),
                **form.cleaned_data,
            )
        except ConfirmationRefused as refused:
            form.add_error("confirmed_on", str(refused))
            return self.form_invalid(form)
        messages.success(self.request, _("The day of confirmation is written down. Thank you."))
        return redirect(self.get_back())

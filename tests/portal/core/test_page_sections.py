"""A new page belongs to the section of whoever writes it, until they choose another."""

import pytest
from django.urls import reverse

from events.models import EventPage
from home.domain.reviews import page_types
from tests.factories.core import SectionFactory, UserFactory
from tests.factories.events import event_index
from tests.factories.home import plain_page, staff, town_with_roles

TYPES = [model for model in page_types() if model.is_creatable]


def form_of(model, user, **fields):
    instance = model(**fields)
    return model.get_edit_handler().get_form_class()(instance=instance, for_user=user)


@pytest.mark.parametrize("model", TYPES, ids=lambda model: model._meta.label)
def test_every_new_page_begins_in_the_section_of_its_writer(db, model):
    writer = UserFactory(section=SectionFactory())

    form = form_of(model, writer)

    assert "section" not in form.fields or form["section"].value() == writer.section_id


def test_types_whose_section_can_be_chosen_are_tried(db):
    form = form_of(EventPage, UserFactory())

    assert "section" in form.fields
    assert form["section"].value() is None


def test_a_section_that_is_closed_is_offered_to_nobody(db):
    assert form_of(EventPage, UserFactory(section=SectionFactory(is_closed=True)))["section"].value() is None


def test_a_page_that_is_there_keeps_its_section_or_none(db):
    groups = town_with_roles()
    ours, theirs = SectionFactory(), SectionFactory()
    writer = staff(groups, "editor", section=ours)
    pages = [plain_page(section=theirs), plain_page()]

    shown = [type(page).get_edit_handler().get_form_class()(instance=page, for_user=writer) for page in pages]

    assert [form["section"].value() for form in shown] == [theirs.pk, None]


def test_another_section_can_be_chosen_and_so_can_none(client, db):
    groups = town_with_roles()
    ours, theirs = SectionFactory(), SectionFactory()
    client.force_login(staff(groups, "editor", section=ours))
    address = reverse("wagtailadmin_pages:add", args=("events", "eventpage", event_index().pk))
    form = client.get(address).context["form"]
    assert form["section"].value() == ours.pk
    sent = {field.html_name: field.value() for field in form if field.value() not in (None, False)}
    sent = {name: value for name, value in sent.items() if isinstance(value, (str, int))}
    for formset in form.formsets.values():
        sent |= {f"{formset.prefix}-TOTAL_FORMS": "0", f"{formset.prefix}-INITIAL_FORMS": "0"}

    del sent["opened"]  # two pages, not one form sent twice
    for number, chosen in enumerate((theirs.pk, ""), 1):
        client.post(
            address, sent | {"body-count": "0", "title": f"体操{number}", "slug": f"t{number}", "section": chosen}
        )

    assert dict(EventPage.objects.values_list("slug", "section")) == {"t1": theirs.pk, "t2": None}

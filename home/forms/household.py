"""相談先ナビ: the form in which a resident describes a household. Nothing of it is ever kept."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Final

from django import forms
from django.forms.boundfield import BoundWidget
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portal.core.models import CommunityArea
from search.domain.navigator import Choice, guide
from search.rules.household import MOST_MEMBERS, Member

LONGEST_TEXT: Final = 500
FIELDS: Final = ("who", "age", "concerns", "marks")
COUNT: Final = "people"


class PersonForm(forms.Form):
    """Who it is, how old, and what weighs on that person; all of it may be left out."""

    who = forms.ChoiceField(label=_("Who is it?"), required=False)
    age = forms.ChoiceField(label=_("Age"), required=False)
    concerns = forms.MultipleChoiceField(
        label=_("What weighs on this person"), required=False, widget=forms.CheckboxSelectMultiple
    )
    marks = forms.MultipleChoiceField(
        label=_("How this person is"), required=False, widget=forms.CheckboxSelectMultiple
    )

    use_required_attribute = False

    def __init__(self, data: QueryDict | None, *, number: int, initial: dict[str, str]) -> None:
        super().__init__(data, prefix=f"person-{number}", initial=initial)
        self.number = number
        offered = guide()
        self.fields["who"].choices = [("", _("Please choose")), *_pairs(offered.people)]  # type: ignore[attr-defined]
        self.fields["age"].choices = [("", _("I do not know / prefer not to say")), *_pairs(offered.ages)]  # type: ignore[attr-defined]
        self.fields["concerns"].choices = _pairs(offered.concerns)  # type: ignore[attr-defined]
        self.fields["marks"].choices = _pairs(offered.marks)  # type: ignore[attr-defined]

    @property
    def groups(self) -> Iterator[tuple[str, list[BoundWidget]]]:
        """The boxes of the concerns, under the headings of the guide."""
        boxes = list(self["concerns"])
        by_group = zip(guide().concerns, boxes, strict=True)
        for group, pairs in groupby(by_group, key=lambda pair: pair[0].group):
            yield group, [box for _concern, box in pairs]

    @property
    def name(self) -> str:
        """The label of who it is, as far as it was chosen."""
        return dict(_pairs(guide().people)).get(str(self["who"].value() or ""), "")

    @property
    def ticked(self) -> list[str]:
        """The labels of everything that was ticked so far."""
        chosen = {*(self["concerns"].value() or ()), *(self["marks"].value() or ())}
        return [choice.label for choice in (*guide().concerns, *guide().marks) if choice.code in chosen]

    def member(self) -> Member:
        """The person as the rules see it; call it when the form is valid."""
        said = self.cleaned_data
        return Member(said["who"], said["age"], frozenset(said["concerns"]), frozenset(said["marks"]))


class MoreForm(forms.Form):
    """What is asked once for the whole household."""

    text = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=LONGEST_TEXT,
        help_text=_("Please write no names and no addresses. It is kept nowhere."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    area = forms.ChoiceField(
        label=_("The area you live in"), required=False, help_text=_("What is near you is then shown.")
    )

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = CommunityArea.objects.values_list("code", "name")
        self.fields["area"].choices = [("", _("I do not know / the whole town")), *areas]  # type: ignore[attr-defined]


class HouseholdForms:
    """The forms of all persons and the one for the household; without ``data`` one person, oneself."""

    def __init__(self, data: QueryDict | None = None) -> None:
        count = _count(data)
        self.people = [PersonForm(data, number=number, initial=_first(number)) for number in range(1, count + 1)]
        self.more = MoreForm(data)

    @property
    def is_full(self) -> bool:
        return len(self.people) >= MOST_MEMBERS

    @property
    def last(self) -> PersonForm:
        return self.people[-1]

    def is_valid(self) -> bool:
        # Every form is asked, so that all that is wrong is said at once.
        return not [form for form in (*self.people, self.more) if not form.is_valid()]

    @property
    def wrong(self) -> list[forms.Form]:
        """The forms with something to put right."""
        return [form for form in (*self.people, self.more) if form.is_bound and form.errors]

    @property
    def says_nothing(self) -> bool:
        """Nobody was given a worry and nothing was written; call it when the forms are valid."""
        return not self.more.cleaned_data["text"].strip() and not any(member.says for member in self.household())

    def household(self) -> list[Member]:
        return [form.member() for form in self.people]


def with_one_more(data: QueryDict) -> QueryDict:
    """What was typed, with room for one more person."""
    changed = data.copy()
    changed[COUNT] = str(min(_count(data) + 1, MOST_MEMBERS))
    return changed


def without(data: QueryDict, number: int) -> QueryDict:
    """What was typed, without the person of that number; those behind move up. One person always stays."""
    changed, count = data.copy(), _count(data)
    if not 1 <= number <= count:
        return changed
    for at in range(number, count + 1):
        for field in FIELDS:
            changed.setlist(f"person-{at}-{field}", data.getlist(f"person-{at + 1}-{field}") if at < count else [])
    changed[COUNT] = str(max(count - 1, 1))
    return changed


def _count(data: QueryDict | None) -> int:
    asked = "" if data is None else data.get(COUNT, "")
    return min(max(int(asked), 1), MOST_MEMBERS) if asked.isascii() and asked.isdigit() and len(asked) < 3 else 1


def _first(number: int) -> dict[str, str]:
    return {"who": "self"} if number == 1 else {}


def _pairs(choices: Iterable[Choice]) -> list[tuple[str, str]]:
    return [(choice.code, choice.label) for choice in choices]

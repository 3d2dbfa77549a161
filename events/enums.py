"""The words of events and meetings that are fixed in the programme."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EventKind(models.TextChoices):
    """What sort of activity an event is."""

    EXCHANGE = "exchange", pgettext_lazy("event kind", "Meeting neighbours")
    HEALTH = "health", pgettext_lazy("event kind", "Exercise and health")
    PARENTING = "parenting", pgettext_lazy("event kind", "Parenting")
    WATCH_OVER = "watch_over", pgettext_lazy("event kind", "Watching over")
    ENVIRONMENT = "environment", pgettext_lazy("event kind", "Cleaning and environment")
    DISASTER = "disaster", pgettext_lazy("event kind", "Disaster preparedness")
    LEARNING = "learning", pgettext_lazy("event kind", "Learning session")
    MEETING = "meeting", pgettext_lazy("event kind", "Community meeting")
    CONSULTATION = "consultation", pgettext_lazy("event kind", "Consultation day")
    RECRUITMENT = "recruitment", pgettext_lazy("event kind", "Looking for members")
    OTHER = "other", pgettext_lazy("event kind", "Other")


class EventState(models.TextChoices):
    """Whether an event or one of its dates takes place."""

    SCHEDULED = "scheduled", pgettext_lazy("event state", "Takes place")
    CANCELLED = "cancelled", pgettext_lazy("event state", "Cancelled")
    POSTPONED = "postponed", pgettext_lazy("event state", "Postponed")

    @classmethod
    def not_taking_place(cls) -> tuple[Self, ...]:
        return cls.CANCELLED, cls.POSTPONED


class Registration(models.TextChoices):
    """Whether a resident can apply now."""

    NOT_NEEDED = "not_needed", pgettext_lazy("application", "No application needed")
    NOT_YET = "not_yet", pgettext_lazy("application", "Applications not open yet")
    OPEN = "open", pgettext_lazy("application", "Applications open")
    CLOSED = "closed", pgettext_lazy("application", "Applications closed")
    CANCELLED = "cancelled", pgettext_lazy("application", "Does not take place")


class Repeat(models.TextChoices):
    """How an event comes round again."""

    NEVER = "never", pgettext_lazy("repeat", "Does not repeat")
    WEEKLY = "weekly", pgettext_lazy("repeat", "On days of the week")
    MONTHLY_DAY = "monthly_day", pgettext_lazy("repeat", "On one day of the month")
    MONTHLY_WEEKDAY = "monthly_weekday", pgettext_lazy("repeat", "On a numbered weekday of the month")
    MONTH_END = "month_end", pgettext_lazy("repeat", "On the last day of the month")


class HolidayRule(models.TextChoices):
    """What happens when a repeated date falls on a public holiday."""

    HOLD = "hold", pgettext_lazy("holiday rule", "Takes place on public holidays too")
    SKIP = "skip", pgettext_lazy("holiday rule", "Does not take place on public holidays")


class Weekday(models.IntegerChoices):
    """Days of the week as Python counts them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class WeekOfMonth(models.IntegerChoices):
    """Which of a month's Wednesdays, Thursdays …; -1 is the last, be it the fourth or the fifth."""

    FIRST = 1, pgettext_lazy("week of the month", "First")
    SECOND = 2, pgettext_lazy("week of the month", "Second")
    THIRD = 3, pgettext_lazy("week of the month", "Third")
    FOURTH = 4, pgettext_lazy("week of the month", "Fourth")
    FIFTH = 5, pgettext_lazy("week of the month", "Fifth")
    LAST = -1, pgettext_lazy("week of the month", "Last")


class MeetingKind(models.TextChoices):
    """Meetings whose outcome is published. Case conferences are not among them, on purpose."""

    COMMUNITY_MEETING = "community_meeting", pgettext_lazy("meeting kind", "Community meeting")
    COORDINATION = "coordination", pgettext_lazy("meeting kind", "Coordination conference")
    STEERING = "steering", pgettext_lazy("meeting kind", "Steering council")
    OTHER = "other", pgettext_lazy("meeting kind", "Other meeting")


class Openness(models.TextChoices):
    """Whether residents could listen in."""

    OPEN = "open", pgettext_lazy("meeting", "Open to the public")
    PARTLY = "partly", pgettext_lazy("meeting", "Partly open")
    CLOSED = "closed", pgettext_lazy("meeting", "Closed")


class ConferenceTopic(models.TextChoices):
    """The five topics of a coordination conference: guideline 3(4)ウ(ア) to (オ)."""

    KNOWING_EACH_OTHER = "knowing_each_other", _("Understanding what each agency does")
    WORKING_TOGETHER = "working_together", _("Concrete ways of working together")
    NEEDS = "needs", _("Finding out welfare needs")
    RESOURCES = "resources", _("Creating the resources that are missing")
    REVIEW = "review", _("Reviewing what the support achieved")

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OverStopRefusal(models.TextChoices):
    """Why a text is not published over a stop, in words that staff read."""

    NOT_ALLOWED = "not_allowed", _("Only those who answer for publicity may publish over a stop.")
    NO_REASON = "no_reason", _("Write why it is published all the same.")
    CHANGED = "changed", _("The text has changed since. Please read the findings again.")
    NO_STOP = "no_stop", _("Nothing stops this text any more. Publish it as usual.")


class MendRefusal(models.TextChoices):
    """Why a text was not corrected, in words that staff read."""

    CHANGED = "changed", _("Somebody has written in it since.")
    LOCKED = "locked", _("It is locked.")
    NOT_YOURS = "not_yours", _("Your account may not change it.")
    NOT_FOUND = "not_found", _("There is nothing left to correct in it.")


class Needs(models.TextChoices):
    """How many of those named in one step have to decide."""

    ANY = "any", _("one of them is enough")
    ALL = "all", _("all of them, in any order")


class Verdict(models.TextChoices):
    """What somebody decided on a text in approval."""

    APPROVED = "approved", pgettext_lazy("approval", "Approved")
    RETURNED = "returned", pgettext_lazy("approval", "Sent back")


class ApprovalStage(models.IntegerChoices):
    """Why somebody is written to about an approval."""

    ARRIVED = 1, _("It waits for a decision")
    LATE = 2, _("Its deadline has passed")


class ApprovalRefusal(models.TextChoices):
    """Why somebody does not decide on a text, in words that staff read."""

    OVER = "over", _("It does not wait for approval any more.")
    WROTE_IT = "wrote_it", _("You wrote in this text or asked for its approval. Somebody else decides.")
    NOT_YOUR_TURN = "not_your_turn", _("It is not your turn to decide on this text.")
    CHANGED = "changed", _("The text has changed since you read it. Please read it again.")
    NO_COMMENT = "no_comment", _("Write what has to be changed.")


class UrgentRefusal(models.TextChoices):
    """Why a text is not published before its approval, or not confirmed afterwards."""

    NOT_ALLOWED = "not_allowed", _("Your account may not publish before approval.")
    NO_NEED = "no_need", _("This text needs no approval by a route. Publish it as usual.")
    NO_REASON = "no_reason", _("Write why it cannot wait for approval.")
    YOU_PUBLISHED = "you_published", _("You published it. Somebody else confirms it.")
    WROTE_IT = "wrote_it", _("You wrote in this text. Somebody else confirms it.")
    NOT_YOURS = "not_yours", _("Only those who decide on such texts confirm them afterwards.")
    CONFIRMED = "confirmed", _("It is confirmed already.")


class AbsenceRefusal(models.TextChoices):
    """Why a deputy is not put down."""

    NOT_YOURS = "not_yours", _("You can only say this for yourself.")
    NOT_STAFF = "not_staff", _("Only people of the town hall stand in for each other.")
    SAME = "same", _("Choose somebody else as the deputy.")
    BACKWARDS = "backwards", _("The last day lies before the first.")
    OVERLAPS = "overlaps", _("There is a deputy for these days already.")


class PeopleRefusal(models.TextChoices):
    """Why somebody is not invited, let in or sent away."""

    HAS_ACCOUNT = "has_account", _("This address has an account already. Give it its role under “Users”.")
    MORE_THAN_OWN = "more_than_own", _("This role may do more than you may. Ask somebody of the administration.")
    NO_INVITATION = "no_invitation", _("This invitation does not work any more. Ask for a new one.")
    ONESELF = "oneself", _("You cannot do this to your own account. Ask a colleague.")
    LAST_KEEPER = "last_keeper", _("Nobody else keeps the accounts. Give somebody else this role first.")


class DraftLinkRefusal(models.TextChoices):
    """Why a draft is not shown by a link, in words that staff read."""

    NO_PAGES = "no_pages", _("Choose at least one page.")
    TOO_MANY = "too_many", _("One link shows at most 20 pages.")
    TOO_LONG = "too_long", _("A link works for 1 to 30 days.")
    NOT_YOURS = "not_yours", _("Your account may not write on one of these pages.")
    FOR_SOME = "for_some", _("A page that only some people may read is not shown by a link.")
    NOT_CONFIRMED = (
        "not_confirmed",
        _("This text tells of people. A second person has to confirm first that nobody can be recognised in it."),
    )
    NOT_YOUR_LINK = "not_your_link", _("Somebody else made this link.")

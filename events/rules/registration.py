from datetime import datetime

from events.enums import Registration


def registration_at(
    now: datetime,
    *,
    required: bool,
    opens_at: datetime | None,
    closes_at: datetime | None,
    ends_at: datetime | None,
    cancelled: bool,
) -> Registration:
    """Whether a resident can apply at the moment ``now``.

    ``ends_at`` is the end of the last date; after it nobody can apply, whatever
    the closing date says. Both limits may be open.
    """
    if cancelled:
        return Registration.CANCELLED
    if not required:
        return Registration.NOT_NEEDED
    if opens_at is not None and now < opens_at:
        return Registration.NOT_YET
    if closes_at is not None and now >= closes_at:
        return Registration.CLOSED
    if ends_at is not None and now >= ends_at:
        return Registration.CLOSED
    return Registration.OPEN

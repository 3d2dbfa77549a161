from collections.abc import Collection

from events.enums import CheckRefusal


def check_refusal(
    *, checker: int, writers: Collection[int], may_check: bool, same_text: bool = True
) -> CheckRefusal | None:
    """Why this account may not decide on this text, or nothing if it may.

    ``writers`` holds everyone who owns the page or ever saved a version of it.
    The same rule draws the button and guards the write.
    """
    if not may_check:
        return CheckRefusal.NOT_ALLOWED
    if checker in writers:
        return CheckRefusal.WRITER
    if not same_text:
        return CheckRefusal.OUTDATED
    return None

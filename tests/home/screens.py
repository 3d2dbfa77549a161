"""The screens of the staff side that are ours, not the ones of Wagtail."""

from django.urls import get_resolver

from tests.architecture.staff_addresses import PREFIX, _walk


def screens_of_ours():
    """The names of the addresses under /cms/ that we answer ourselves."""
    for where, names, pattern in _walk(get_resolver(), "", ()):
        view = getattr(pattern.callback, "view_class", pattern.callback)
        if where.startswith(PREFIX) and not view.__module__.startswith(("wagtail.", "django.", "allauth.")):
            yield ":".join([*names, pattern.name or where])

"""The link to the chapter of the manual that speaks of the screen one sees."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from home.domain.manual import place_for

register = template.Library()


@register.simple_tag(takes_context=True)
def manual_link(context: Any) -> SafeString:
    """A link 「手引き：…」, or nothing where the manual has nothing to say."""
    screen = getattr(getattr(context, "request", None), "resolver_match", None)
    place = place_for(screen.view_name) if screen else None
    if place is None:
        return SafeString("")
    address = reverse("manual_chapter", args=(place.slug,)) + (f"#{place.anchor}" if place.anchor else "")
    words = _("Manual: %(chapter)s") % {"chapter": place.chapter.title}
    return format_html(
        '<a class="manual-link" href="{}" target="_blank">{}<span class="w-sr-only">{}</span></a>',
        address,
        words,
        _("(opens a new window)"),
    )

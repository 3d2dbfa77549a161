"""/cms/manual/: 「手引き」, and the way to it from every screen that it speaks of."""

from urllib.parse import unquote

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin.menu import MenuItem

from home.domain.manual import BY_SLUG, CHAPTERS, IMAGE_TYPES, image_file
from home.domain.markdown import html


def addresses() -> list[URLPattern]:
    return [
        path("manual/", chapters, name="manual"),
        path("manual/images/<str:picture>", image, name="manual_image"),
        path("manual/<slug:slug>/", chapter, name="manual_chapter"),
    ]


def menu_item() -> MenuItem:
    return MenuItem(gettext_lazy("Manual"), reverse("manual"), name="manual", icon_name="help", order=9000)


def styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("portal/cms/manual.css"))


@require_safe
def chapters(request: HttpRequest) -> HttpResponse:
    """All chapters of the manual."""
    return render(request, "home/cms/manual/chapters.html", {"title": _("Manual"), "chapters": CHAPTERS})


@require_safe
def chapter(request: HttpRequest, slug: str) -> HttpResponse:
    """One chapter, with links to its parts."""
    if not (found := BY_SLUG.get(slug)):
        raise Http404
    context = {
        "title": found.title,
        "parts": [heading for heading in found.headings() if heading.level == 2],
        "text": html(found.text(), link=_address, image=_image_address),
    }
    return render(request, "home/cms/manual/chapter.html", context)


@require_safe
def image(request: HttpRequest, picture: str) -> FileResponse:
    """A picture of the manual."""
    if not (file := image_file(picture)):
        raise Http404
    return FileResponse(file.open("rb"), content_type=IMAGE_TYPES[file.suffix])


def _address(target: str) -> str:
    """Chapters name each other by their files; what is no chapter is an address by itself."""
    file, mark, anchor = unquote(target).partition("#")
    found = next((one for one in CHAPTERS if one.file.name == file), None)
    return reverse("manual_chapter", args=(found.slug,)) + mark + anchor if found else target


def _image_address(target: str) -> str:
    return reverse("manual_image", args=(target.removeprefix("images/"),))

"""Blocks that catch the eye: notices, steps, whom to call."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from portal.core.blocks.text import LINE_FEATURES, RunningTextBlock


class NoticeBlock(blocks.StructBlock):
    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=[
            ("info", pgettext_lazy("notice level", "Information")),
            ("important", pgettext_lazy("notice level", "Important")),
            ("warning", pgettext_lazy("notice level", "Caution")),
        ],
        default="info",
    )
    title = blocks.CharBlock(label=_("Heading"), max_length=80)
    text = RunningTextBlock(label=_("Text"), features=LINE_FEATURES, required=False)

    class Meta:
        icon = "warning"
        label = pgettext_lazy("block", "Notice")
        template = "blocks/notice.html"
        description = _("A framed remark that nobody should miss.")
        preview_value = {"level": "info", "title": "雨のときは中止します", "text": "<p>当日の朝8時に決めます。</p>"}


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Step"), max_length=80)
    text = blocks.TextBlock(label=_("Text"), required=False, rows=2)


class StepsBlock(blocks.StructBlock):
    items = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=2)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "blocks/steps.html"
        description = _("What to do, one thing after the other.")
        preview_value: ClassVar[dict[str, Any]] = {
            "items": [
                {"title": "電話で申し込みます", "text": "名前と電話番号を伝えてください。"},
                {"title": "当日、会場に来ます", "text": "受付で名前を言ってください。"},
            ]
        }


class PhoneBoxBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Who answers"), max_length=80)
    phone = blocks.CharBlock(label=_("Phone"), max_length=40)
    fax = blocks.CharBlock(label=_("FAX"), max_length=40, required=False)
    hours = blocks.CharBlock(label=_("Hours"), max_length=120, required=False)
    note = blocks.CharBlock(label=_("Note"), max_length=160, required=False)

    class Meta:
        icon = "mobile-alt"
        label = _("Phone box")
        template = "blocks/phone_box.html"
        description = _("A number to call, large, with hours and FAX.")
        preview_value = {
            "label": "福祉まるごと相談窓口",
            "phone": "0999-01-0001",
            "fax": "0999-01-0002",
            "hours": "平日8時30分から17時15分まで",
            "note": "",
        }

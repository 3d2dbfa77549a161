"""The manual of the staff: its chapters, and which one applies to which screen of /cms/.

The chapters are the Markdown files of `docs/editors/`, so that they can be read without the portal, too.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings

from home.domain.markdown import Heading, headings

FOLDER: Final = Path(settings.BASE_DIR) / "docs" / "editors"
IMAGES: Final = FOLDER / "images"
IMAGE_TYPES: Final = {".png": "image/png", ".webp": "image/webp"}


@dataclass(frozen=True)
class Chapter:
    """One file of the manual; ``slug`` is its address, its file is called by its title."""

    slug: str
    title: str

    @property
    def file(self) -> Path:
        return FOLDER / f"{self.title}.md"

    def text(self) -> str:
        return self.file.read_text(encoding="utf-8")

    def headings(self) -> list[Heading]:
        return headings(self.text())


@dataclass(frozen=True)
class Place:
    """A chapter, opened at one of its headings (or at its beginning)."""

    slug: str
    heading: str = ""

    @property
    def chapter(self) -> Chapter:
        return BY_SLUG[self.slug]

    @property
    def anchor(self) -> str:
        return Heading(2, self.heading).anchor


CHAPTERS: Final = (
    Chapter("first-event", "はじめての行事"),
    Chapter("my-work", "わたしの仕事"),
    Chapter("writing", "ページを書く"),
    Chapter("draft-links", "下書きを見せるリンク"),
    Chapter("checker", "書き方の点検"),
    Chapter("rules", "書き方のきまり"),
    Chapter("approval", "決裁"),
    Chapter("outcomes", "会議の結果を確かめる"),
    Chapter("reviews", "ページを見直す"),
    Chapter("spreadsheet", "表計算で行事を登録する"),
    Chapter("search-words", "検索のことば"),
    Chapter("emergency", "緊急のお知らせ"),
    Chapter("imports", "オープンデータの取り込み"),
    Chapter("reorganisation", "組織改編"),
    Chapter("people", "職員の登録と権限"),
    Chapter("account", "自分のアカウント"),
    Chapter("log", "操作の履歴"),
)
BY_SLUG: Final = {chapter.slug: chapter for chapter in CHAPTERS}

# By the beginning of the name of a screen; the longest that fits wins.
PLACES: Final = {
    "wagtailadmin_home": Place("first-event"),
    "wagtailadmin_account": Place("account", "名前とお知らせ"),
    "wagtailadmin_explore": Place("writing", "1. 新しいページをひらく"),
    "wagtailadmin_pages:": Place("writing"),
    "wagtailadmin_pages:delete": Place("reviews", "消す前に"),
    "wagtailadmin_pages:unpublish": Place("reviews", "消す前に"),
    "wagtailadmin_pages:workflow": Place("approval"),
    "wagtailadmin_pages:confirm_workflow": Place("approval", "決裁に回す（書いた人）"),
    "wagtailadmin_reports:workflow": Place("approval"),
    "wagtailimages:": Place("writing", "画像の説明"),
    "wagtailsnippets_resources_": Place("writing"),
    "wagtailsnippets_core_wording": Place("rules", "きまりを町に合わせる"),
    "wagtailsnippets_core_emergencytemplate": Place("emergency", "文例を直す"),
    "wagtailsnippets_search_": Place("search-words"),
    "wagtailsnippets_search_alias": Place("search-words", "別名（べつめい）"),
    "wagtailsnippets_search_need": Place("search-words", "こんなとき"),
    "search_unanswered:": Place("search-words", "見つからなかった検索"),
    "authoring_": Place("checker"),
    "authoring_text": Place("checker", "画面の部品が動かないとき"),
    "authoring_publish_over": Place("checker", "それでも公開するとき"),
    "authoring_report": Place("checker", "レポート「書き方の点検」"),
    "authoring_mend_rule": Place("checker", "まとめて直す"),
    "authoring_mendings": Place("checker", "まとめて直す"),
    "approvals": Place("approval"),
    "approval": Place("approval", "決裁する（係長、課長、広報など）"),
    "approval_away": Place("approval", "代決（不在のとき）"),
    "approval_back": Place("approval", "代決（不在のとき）"),
    "approval_route": Place("approval", "決裁の経路を決める（広報責任者、システム管理者）"),
    "approval_urgent": Place("approval", "緊急公開"),
    "approval_afterwards": Place("approval", "緊急公開"),
    "draft_link": Place("draft-links"),
    "draft_link_new": Place("draft-links", "リンクを作る"),
    "draft_links": Place("draft-links", "開かれた回数を見る・止める"),
    "second_person": Place("outcomes"),
    "second_person_check": Place("outcomes", "確かめ方"),
    "second_person_publish": Place("outcomes", "確かめ方"),
    "events_sheet": Place("spreadsheet"),
    "events_sheet_preview": Place("spreadsheet", "アップロードする"),
    "numbers": Place("my-work", "担当課の数字"),
    "review": Place("reviews", "見直し日が来たら"),
    "reviews": Place("reviews", "まとめて見る"),
    "link": Place("reviews", "待っているとき、点検しないとき"),
    "links": Place("reviews", "リンクの点検"),
    "emergency": Place("emergency"),
    "emergency_new": Place("emergency", "3回押して出す"),
    "emergency_edit": Place("emergency", "出したあと"),
    "emergency_end": Place("emergency", "終わり"),
    "import": Place("imports", "手順"),
    "imports": Place("imports"),
    "reorganisation": Place("reorganisation", "手順"),
    "people": Place("people"),
    "people_invite": Place("people", "招待する"),
    "person": Place("people", "異動・退職"),
    "roles": Place("people", "役割とできること"),
    "site_log": Place("log", "まとめて見る"),
    "wagtailadmin_pages:history": Place("log", "ページごとに見る"),
    "wagtailusers_": Place("people"),
    "wagtailusers_groups": Place("people", "役割とできること"),
    "wagtailusers_users:history": Place("log", "残るもの"),
}


def place_for(view_name: str) -> Place | None:
    """Where the manual speaks of the screen called ``view_name``; None where it has nothing to say."""
    fits = [name for name in PLACES if view_name.startswith(name)]
    return PLACES[max(fits, key=len)] if fits else None


def image_file(name: str) -> Path | None:
    """The picture called ``name``, only if it lies among those of the manual."""
    found = {file.name: file for file in IMAGES.glob("*") if file.suffix in IMAGE_TYPES}
    return found.get(name)

"""The columns of the sheet; names as 推奨データセット「イベント一覧」 has them, where it has them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from events.enums import EventKind, EventState
from portal.core.models import CommunityArea
from portal.core.open_data.headers import fold_header

SHEET: Final = "行事"
LISTS: Final = "選択肢"
HELP: Final = "書き方"
REMARKS: Final = "直すところ"
SEVERAL: Final = "（複数の日程）"
WHOLE_TOWN: Final = "町全体"
YES: Final = "はい"
NO: Final = "いいえ"


@dataclass(frozen=True)
class Column:
    """One column; ``choices`` names the list of its drop-down, ``hint`` says how it is filled in."""

    field: str
    header: str
    width: int = 16
    choices: str = ""
    needed: bool = False
    hint: str = ""


COLUMNS: Final = (
    Column("key", "管理番号", 10, hint="書きかえません。新しい行事は空にします。"),
    Column("version", "版", 8, hint="書きかえません。"),
    Column("title", "イベント名", 30, needed=True, hint="必ず書きます。"),
    Column("title_kana", "イベント名_カナ", 30, hint="ひらがなでも、半角カナでもかまいません。"),
    Column("summary", "概要", 40, hint="160文字まで。一覧に出ます。"),
    Column("kind", "イベント種類", 18, "kinds", hint="一覧から選びます。"),
    Column("state", "開催状況", 12, "states", hint="一覧から選びます。空なら「開催」です。"),
    Column("state_note", "中止や延期の理由", 24),
    Column("starts_on", "開始日", 14, needed=True, hint="2026/12/5、令和8年12月5日、R8.12.5 のどれでも。"),
    Column("ends_on", "終了日", 14, hint="2日以上続くときだけ。"),
    Column("starts_at", "開始時間", 12, hint="10:00、10時、10:00～12:00。空なら終日です。"),
    Column("ends_at", "終了時間", 12),
    Column("note", "開始日時特記事項", 24),
    Column("venue_name", "場所名称", 24),
    Column("venue_address", "住所", 30),
    Column("access", "アクセス方法", 30),
    Column("parking", "駐車場情報", 20),
    Column("areas", "圏域", 18, "areas", hint="一覧から選びます。2つ以上は「、」で並べます。空なら町全体です。"),
    Column("target", "対象者", 24),
    Column("capacity", "定員", 8, hint="数だけ。"),
    Column("capacity_note", "定員の説明", 18, hint="先着順、抽選など。"),
    Column("fee_is_free", "無料", 8, "yes_no", hint="空なら「はい」です。"),
    Column("fee", "料金(基本)", 18),
    Column("belongings", "持ち物", 24),
    Column("lecturer", "講師", 20),
    Column("organiser", "主催者", 20),
    Column("co_organisers", "共催", 20),
    Column("application_required", "申し込みが要る", 12, "yes_no", hint="空なら「いいえ」です。"),
    Column("apply_how", "参加申込方法", 30),
    Column("apply_until_day", "参加申込終了日", 14),
    Column("apply_until_clock", "参加申込終了時間", 12, hint="空なら、その日の終わりです。"),
    Column("contact_name", "連絡先名称", 20),
    Column("contact_phone", "連絡先電話番号", 18),
    Column("contact_fax", "連絡先FAX番号", 18),
    Column("contact_email", "連絡先メールアドレス", 24),
    Column("body", "説明", 50, hint="新しい行事だけ。登録してある行事の本文は、編集画面で直します。"),
)
BY_FIELD: Final[Mapping[str, Column]] = {column.field: column for column in COLUMNS}
BY_HEADER: Final[Mapping[str, str]] = {fold_header(column.header): column.field for column in COLUMNS}


class Choices:
    """What the drop-downs offer, read once for each sheet."""

    @cached_property
    def areas(self) -> dict[str, CommunityArea]:
        return {area.name: area for area in CommunityArea.objects.all()}

    @cached_property
    def kinds(self) -> dict[str, str]:
        return {str(label): value for value, label in EventKind.choices}

    @cached_property
    def states(self) -> dict[str, str]:
        return {str(label): value for value, label in EventState.choices}

    def words(self, name: str) -> list[str]:
        """The words of one list, in the order in which the drop-down shows them."""
        if name == "areas":
            return [WHOLE_TOWN, *self.areas]
        if name == "yes_no":
            return [YES, NO]
        return list(self.kinds if name == "kinds" else self.states)

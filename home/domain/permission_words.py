"""Permissions as staff read them. Django writes their names into the database in English."""

from typing import Final

from django.conf import settings
from django.contrib.auth.models import Permission
from django.utils import translation

OF_THEIR_OWN: Final = {
    "access_admin": "管理画面に入る",
    "view_pagelogentry": "レポートを読む",
    "view_modellogentry": "操作の記録を読む",
    "choose_image": "画像を選ぶ",
    "choose_document": "ファイルを選ぶ",
    "publish_over_stop": "点検で「要修正」のまま公開する",
    "publish_urgently": "決裁の前に緊急公開する",
    "mend_many_texts": "点検で見つかったところをまとめて直す",
}
VERBS: Final = {
    "add": "追加",
    "change": "変更",
    "delete": "削除",
    "view": "閲覧",
    "publish": "公開",
    "lock": "ロック",
    "unlock": "ロックの解除",
    "bulk_delete": "下のページもふくめた削除",
}


def say_permissions_in_japanese() -> None:
    """Give every permission a name that staff can read; again is harmless."""
    others: list[Permission] = []
    with translation.override(settings.LANGUAGE_CODE):
        for permission in Permission.objects.select_related("content_type"):
            if (name := _name_of(permission)) != permission.name:
                permission.name = name
                others.append(permission)
    Permission.objects.bulk_update(others, ["name"], batch_size=200)


def _name_of(permission: Permission) -> str:
    if permission.codename in OF_THEIR_OWN:
        return OF_THEIR_OWN[permission.codename]
    verb = permission.codename.removesuffix(f"_{permission.content_type.model}")
    model = permission.content_type.model_class()
    if verb not in VERBS or model is None:
        return permission.name
    return f"{model._meta.verbose_name}の{VERBS[verb]}"

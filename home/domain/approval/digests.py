"""The digest of a text, so that an approval holds for that text and no other."""

import json
from functools import cache
from hashlib import sha256
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder

from portal.core.fingerprint import without_block_ids, written_data
from portal.core.models.asked_before_published import QUIET
from resources.models.listing import KEPT_FROM_DRAFTS

# What belongs to the thing rather than to its text, beside what Wagtail itself keeps.
_BESIDE: Final = frozenset(
    {
        *("pk", "id", "page_ptr", "page", "sort_order", "section", "review_on", "updated_at", "live", "alias_of"),
        *("latest_revision_created_at", "wagtail_admin_comments", "comments"),
    }
)


def digest_of_text(text: Any) -> str:
    """The digest of all that residents can read of a page or listing, in 64 hexadecimal digits."""
    said = json.dumps(_public(written_data(text)), cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    return sha256(said.encode()).hexdigest()


@cache
def _left_out() -> frozenset[str]:
    return QUIET | _BESIDE | frozenset(KEPT_FROM_DRAFTS)


def _public(data: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in data.items() if name not in _left_out()}


def _plain(value: Any) -> Any:
    """The value without the keys that a save gives anew."""
    if isinstance(value, str) and value.startswith("[{"):
        return without_block_ids(value)
    if isinstance(value, list):
        return [_public(row) if isinstance(row, dict) else row for row in value]
    return value

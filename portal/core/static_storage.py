"""Static files of a town's server: hashed, compressed, and the stylesheet in one piece.

In the source each component has its stylesheet, and `portal.css` imports them
into cascade layers. An old telephone would ask for each of them in turn, so
`collectstatic` writes them into the one that imports them.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, Final

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLESHEET: Final = "portal/css/portal.css"
_IMPORT: Final = re.compile(
    r'^@import url\("(?P<path>[^"]+)"\) layer\((?P<layer>[\w-]+)\)(?P<media>[^;]*);$', re.MULTILINE
)


def in_one_piece(source: str, read: Any) -> str:
    """``source`` with each imported stylesheet written in its place, in the same layer and for the same media.

    ``read`` returns the text of a path that an import names.
    """

    def written_out(found: re.Match[str]) -> str:
        block = f"@layer {found['layer']} {{\n{read(found['path'])}\n}}"
        media = found["media"].strip()
        return f"@media {media} {{\n{block}\n}}" if media else block

    return _IMPORT.sub(written_out, source)


class TownStaticFilesStorage(CompressedManifestStaticFilesStorage):
    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if STYLESHEET in paths and not dry_run:
            paths[STYLESHEET] = self._bundled(paths), STYLESHEET
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _bundled(self, paths: dict[str, Any]) -> InMemoryStorage:
        def read(path: str) -> str:
            storage, name = paths[path]
            with storage.open(name) as file:
                return str(file.read().decode())

        folder = PurePosixPath(STYLESHEET).parent
        whole = in_one_piece(read(STYLESHEET), lambda path: read(str(folder / path)))
        memory = InMemoryStorage()
        memory.save(STYLESHEET, ContentFile(whole.encode()))
        return memory

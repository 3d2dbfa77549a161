"""「IMG_1234.jpg」「画像1」: words of a picture that tell nothing."""

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content
from portal.core.authoring.findings import Finding, Level
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.rule import Rule

CODE: Final = "image-alt-file-name"
_FILE_NAME: Final = re.compile(
    r".*\.(?:jpe?g|png|gif|webp|heic|bmp|svg|avif|tiff?)"
    r"|(?:img|dsc[nf]?|pxl|image|photo|picture|pict|screenshot|スクリーンショット|キャプチャ|名称未設定|無題)[\W_\d]*"
    r"|(?:この)?(?:画像|写真|イラスト|図|絵|バナー|アイコン|チラシ|ポスター|ロゴ|サムネイル)[\s\d０-９（）()の]*"
    r"|[\d_\-]+",
    re.IGNORECASE,
)


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for image in content.images:
        alt = image.alt.strip()
        if alt and (_FILE_NAME.fullmatch(alt) or alt == image.file_name.rpartition(".")[0]):
            message = gettext("Write what the image shows instead of “%(words)s”.") % {"words": alt}
            yield Finding(CODE, Level.WARNING, image.place, message, alt, None, 0, len(image.alt))


RULE: Final = Rule(
    CODE,
    _("Names of files as words of an image"),
    Level.WARNING,
    check,
    _("A name such as IMG_1234 is read out letter by letter and says nothing of the image."),
)

import gc
import logging

import pytest
from django.test import override_settings
from wagtail.blocks.base import BlockWidget

from tests.architecture.blank import Remembering, tell_nothing_of_blocks

# What has no say in who may: compression, headers, links moved.
WHAT_DECIDES = ("django.contrib.", "portal.core.middleware.Staff", "portal.core.middleware.Told", "allauth.account")


@pytest.fixture(scope="module")
def quick():
    """Nothing is drawn, accounts are read once, nobody is told of a refusal: it is about answers alone."""
    from django.conf import settings

    [engine] = settings.TEMPLATES
    options = engine["OPTIONS"] | {"loaders": ["tests.architecture.blank.Loader"], "context_processors": []}
    logging.disable(logging.CRITICAL)
    before = gc.get_threshold()
    gc.set_threshold(100_000)
    with (
        pytest.MonkeyPatch.context() as patch,
        override_settings(
            MIDDLEWARE=[name for name in settings.MIDDLEWARE if name.startswith(WHAT_DECIDES)],
            TEMPLATES=[engine | {"APP_DIRS": False, "OPTIONS": options}],
            AUTHENTICATION_BACKENDS=["tests.architecture.blank.Remembering"],
            SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
        ),
    ):
        patch.setattr(BlockWidget, "_build_block_json", tell_nothing_of_blocks)
        yield
    gc.set_threshold(*before)
    logging.disable(logging.NOTSET)
    Remembering.known.clear()

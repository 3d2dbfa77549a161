"""Limits on log-ins count across processes: each must see the same cache."""

import subprocess
import sys

import pytest
from django.core.cache.backends.redis import RedisCache

from tests.conftest import REDIS_URL

ANOTHER_PROCESS = """
import sys
from django.conf import settings
settings.configure()
from django.core.cache.backends.redis import RedisCache
print(RedisCache(sys.argv[1], {}).incr(sys.argv[2]))
"""


@pytest.mark.redis
def test_what_one_process_counts_another_counts_on():
    cache, key = RedisCache(REDIS_URL, {}), "tests:log-ins"
    cache.set(key, 4, timeout=60)

    said = subprocess.run(
        [sys.executable, "-c", ANOTHER_PROCESS, REDIS_URL, key], capture_output=True, text=True, check=True
    )

    assert said.stdout.strip() == "5"
    assert cache.get(key) == 5
    cache.delete(key)

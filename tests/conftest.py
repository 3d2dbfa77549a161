"""What every test may use. Fixtures that serve one feature live beside its tests."""

import gc
import os
import shutil
from pathlib import Path

import hypothesis
import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test.utils import teardown_databases
from django.utils import timezone

from tests.elasticsearch import node

# The same examples on every machine and in every run: a failure must read the same twice.
hypothesis.settings.register_profile("suite", derandomize=True, deadline=None)
hypothesis.settings.load_profile("suite")

REQUIRED = {name for name in os.environ.get("PORTAL_TEST_REQUIRE", "").split(",") if name}
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
REDIS_URL = os.environ.get("PORTAL_TEST_REDIS_URL", "")


def missing(service: str) -> str:
    """Why a service cannot be used here, or an empty text."""
    if service == "postgres":
        return "" if connection.vendor == "postgresql" else "DATABASE_URL names no PostgreSQL"
    if service == "browser":
        return "" if CHROMIUM else "Debian's chromium is not installed"
    if service == "redis":
        return "" if REDIS_URL else "PORTAL_TEST_REDIS_URL names no Redis"
    if service == "elasticsearch":
        return node.why_not()
    return f"no {service} on this machine"


def pytest_collection_modifyitems(items):
    """Whoever empties the database comes last, and a file goes to one process as a whole."""
    kinds = {}
    for item in items:
        if (mark := item.get_closest_marker("django_db")) is not None:
            kinds.setdefault(item.path, set()).add(bool(mark.kwargs.get("transaction")))
    if mixed := [str(path) for path, kind in kinds.items() if len(kind) > 1]:
        raise pytest.UsageError(f"tests with transaction=True need a file of their own: {', '.join(mixed)}")


def pytest_collection_finish():
    """What was imported stays: nobody has to look through it for rubbish again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def pytest_runtest_setup(item):
    if item.get_closest_marker("markup") is not None and connection.vendor != "sqlite":
        pytest.skip("what a page is made of does not hang on the database: judged in the pass on SQLite")
    for service in ("browser", "redis", "elasticsearch", "postgres"):
        if item.get_closest_marker(service) is None:
            continue
        if not (reason := missing(service)):
            continue
        # The suite runs once on SQLite and once on PostgreSQL; only the second run must have it.
        if service in REQUIRED and service != "postgres":
            pytest.fail(f"{service} is required: {reason}", pytrace=False)
        pytest.skip(reason)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker):
    """Migrate once, and start from that the next time; a change of any migration starts over."""
    from home.domain.permission_words import say_permissions_in_japanese
    from tests import migrated

    with django_db_blocker.unblock():
        old = migrated.make_test_database()
        # As in a town that was set up once; whoever makes the roles finds nothing left to do.
        say_permissions_in_japanese()
        # Query budgets must not depend on who looked a content type up first.
        ContentType.objects.clear_cache()
        ContentType.objects.get_for_models(*apps.get_models())
    yield
    if old is not None:
        with django_db_blocker.unblock():
            teardown_databases(old, verbosity=0)


@pytest.fixture(scope="session")
def elasticsearch_node(tmp_path_factory):
    """A real Elasticsearch for the tests with that mark; whoever kills it starts it again."""
    node.prepare()
    one = node.Node(tmp_path_factory.mktemp("elasticsearch"))
    one.start()
    yield one
    one.stop()


@pytest.fixture
def elasticsearch(elasticsearch_node, settings):
    """The portal with Elasticsearch, and an empty index in use."""
    from search.domain.engines.elasticsearch import breaker
    from search.domain.versioned_index import site_index

    settings.ELASTICSEARCH_URL = elasticsearch_node.url
    settings.ELASTICSEARCH_INDEX_PREFIX = "suite"
    breaker.succeeded()
    index = site_index()
    index.take_into_use(index.begin(timezone.now()))
    yield elasticsearch_node
    breaker.succeeded()


@pytest.fixture(autouse=True)
def _nothing_left_in_the_cache():
    yield
    cache.clear()


@pytest.fixture(scope="session")
def shared_data():
    """The real open data beside the checkout; tests that need it are skipped where it is absent."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("../shared/data is not on this machine")
    return folder

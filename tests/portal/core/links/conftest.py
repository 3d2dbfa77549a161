import pytest

from tests.portal.core.links.site import served


@pytest.fixture
def site():
    with served() as one:
        yield one

import pytest
import time_machine

from tests.factories.core import home_page
from tests.factories.events import NOW


@pytest.fixture(autouse=True)
def _monday_at_noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def home(db):
    return home_page()

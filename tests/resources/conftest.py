import pytest

from tests.factories.core import home_page
from tests.factories.resources import LearnIndexPageFactory


@pytest.fixture
def home(db):
    return home_page()


@pytest.fixture
def library(home):
    return LearnIndexPageFactory(parent=home)

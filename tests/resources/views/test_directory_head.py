"""What stands above the list of agencies."""

import pytest
from django.urls import reverse

from portal.core.models import PortalSettings
from tests.factories.core import home_page

pytestmark = pytest.mark.django_db


def test_a_number_to_call_stands_before_anything_has_to_be_chosen(client):
    site = home_page().get_site()
    settings = PortalSettings.for_site(site)
    settings.desk_name, settings.desk_phone = "福祉の総合相談窓口", "0999-01-0100"
    settings.save()

    head = client.get(reverse("resources:directory")).content.decode().split('class="list-layout"')[0]

    assert 'href="tel:0999010100"' in head.partition('id="main"')[2]

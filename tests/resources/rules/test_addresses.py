import pytest

from resources.rules.addresses import town_name_only


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("澄野町桜台2-3-4", "澄野町桜台"),
        ("澄野町桜台２丁目３番４号", "澄野町桜台"),
        ("澄野町桜台二丁目三番", "澄野町桜台"),
        ("澄野町大字桜台字上 12番地", "澄野町大字桜台字上"),
        ("澄野町三条", "澄野町三条"),
        ("澄野町桜台", "澄野町桜台"),
        ("", ""),
    ],
)
def test_only_the_name_of_the_town_is_left_of_an_address(address, shown):
    assert town_name_only(address) == shown

"""The files of the invented town agree with each other and use nobody's real number."""

import re
import tomllib

import pytest
from django.conf import settings
from wagtail.blocks import StreamBlock
from wagtail.models import Page

from portal.core.blocks import portal_blocks
from portal.sample_content.loading.words import stream
from portal.sample_content.source import TOWN, read

LISTINGS = ("agencies", "bases", "groups")
# Numbers that are the same all over the country are data of `emergency.toml`, without hyphens.
PHONE = re.compile(r"0\d{1,4}-\d{1,4}-\d{3,4}")
INVENTED_PHONE = re.compile(r"0999-0\d-\d{4}")
MAIL_HOST = re.compile(r"[\w.+-]+@([\w.-]+)")
TOWN_NAME = re.compile(r"澄野町(\D+?)\d")

CODES = {
    "topics": "portal/core/vocabularies/topics",
    "sectors": "portal/core/vocabularies/sectors",
    "concerns": "portal/core/vocabularies/concerns",
    "audiences": "portal/core/vocabularies/audiences",
    "provisions": "portal/core/vocabularies/provisions",
    "agency_type": "resources/vocabularies/agency_types",
    "agency_types": "resources/vocabularies/agency_types",
    "base_type": "resources/vocabularies/base_types",
    "functions": "resources/vocabularies/base_functions",
    "group_type": "resources/vocabularies/group_types",
}
NAMED_BY_THE_GUIDELINE = {
    "community-general-support-center",
    "hikikomori-support-center",
    "youth-support-station",
    "designated-cancer-hospital",
    "occupational-health-center",
    "public-employment-office",
    "disability-service-office",
    "nursery",
    "welfare-office",
    "developmental-disorder-center",
    "hospital",
    "intractable-disease-center",
    "self-reliance-support-agency",
    "disability-consultation-office",
    "social-welfare-council",
    "legal-support-center",
    "board-of-education",
    "agricultural-corporation",
}


def codes_of(path):
    (entries,) = tomllib.loads((settings.BASE_DIR / f"{path}.toml").read_text(encoding="utf-8")).values()
    return {entry["code"] for entry in entries}


def area_of_town_names():
    return {name["name"]: area["code"] for area in read("areas")["areas"] for name in area["town_names"]}


def as_list(value):
    return value if isinstance(value, list) else [value]


@pytest.mark.parametrize("name", [*LISTINGS, "situations", "pages", "stories"])
def test_every_code_in_the_files_exists(name):
    known = {key: codes_of(path) for key, path in CODES.items()}
    known["areas"] = {area["code"] for area in read("areas")["areas"]}
    known["section"] = {section["code"] for section in read("town")["sections"]}

    unknown = [
        (entry.get("slug"), key, code)
        for entry in read(name)[name]
        for key in known.keys() & entry.keys()
        for code in as_list(entry[key])
        if code not in known[key]
    ]

    assert unknown == []


def test_a_slug_names_one_listing_only():
    slugs = [entry["slug"] for name in LISTINGS for entry in read(name)[name]]

    repeated = {slug for slug in slugs if slugs.count(slug) > 1}

    assert repeated == set()


def test_every_type_that_the_guideline_names_has_an_agency():
    types = {agency["agency_type"] for agency in read("agencies")["agencies"]}

    assert NAMED_BY_THE_GUIDELINE - types == set()


def test_each_of_the_six_households_leads_to_agencies_of_the_town():
    types = {agency["agency_type"] for agency in read("agencies")["agencies"]}

    missing = {code for household in read("situations")["situations"] for code in household["agency_types"]} - types

    assert missing == set()


def test_every_address_in_town_lies_in_an_area_of_its_listing():
    area_of = area_of_town_names()

    astray = [
        (entry["slug"], entry["address"])
        for name in ("bases", "groups")
        for entry in read(name)[name]
        if (town := TOWN_NAME.search(entry["address"])) and entry["areas"]
        if area_of.get(town.group(1)) not in entry["areas"]
    ]

    assert astray == []


def test_a_town_name_lies_in_one_area():
    names = [name["name"] for area in read("areas")["areas"] for name in area["town_names"]]

    assert len(names) == len(set(names))


def test_no_number_and_no_mail_address_of_anybody_real():
    texts = [path.read_text(encoding="utf-8") for path in TOWN.glob("*.toml")]

    real_phones = [phone for text in texts for phone in PHONE.findall(text) if not INVENTED_PHONE.fullmatch(phone)]
    real_hosts = {host for text in texts for host in MAIL_HOST.findall(text) if not host.endswith("example.jp")}

    assert real_phones == []
    assert real_hosts == set()


def test_organisations_keep_listings_that_exist():
    slugs = {entry["slug"] for name in LISTINGS for entry in read(name)[name]}

    unknown = {slug for user in read("users")["users"] for slug in user["steward_of"]} - slugs

    assert unknown == set()


@pytest.mark.parametrize("name", ["pages", "stories"])
def test_every_block_of_the_texts_is_one_that_an_editor_could_save(name, db):
    block = StreamBlock(portal_blocks())
    any_page = Page.objects.first()
    pages = {entry["slug"]: any_page for entry in read("pages")["pages"]}

    for entry in read(name)[name]:
        block.clean(block.to_python(stream(entry["body"], pages=pages)))

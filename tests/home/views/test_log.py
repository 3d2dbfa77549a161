"""The log of everything that was done: searched, taken away as a safe file, never changed."""

import csv
import io

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry

from tests.factories.core import UserFactory
from tests.factories.home import plain_page, staff

ADDRESS = "/cms/reports/site-history/"


def rows(client, **asked):
    """What the exported file says, without its head."""
    answer = client.get(ADDRESS, {"export": "csv", **asked})
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]


def test_words_are_found_in_titles_in_what_was_done_and_in_names(client, log_in):
    user = log_in("administrator", last_name="磯部")
    page = plain_page(title="ごみの日")
    log(instance=page, action="wagtail.lock", user=user)
    log(instance=plain_page(title="まつり"), action="wagtail.publish", user=UserFactory(last_name="牧"))

    found = {words: {row[4] for row in rows(client, label=words)} for words in ("ごみ", "磯部", "公開", "ごみ 牧")}

    assert found == {"ごみ": {"ごみの日"}, "磯部": {"ごみの日"}, "公開": {"まつり"}, "ごみ 牧": set()}


def test_the_file_runs_no_formula(client, log_in):
    user = log_in("administrator")
    log(instance=plain_page(title="=HYPERLINK(1)"), action="wagtail.publish", user=user)

    titles = {row[4] for row in rows(client, label="HYPERLINK")}

    assert titles == {"'=HYPERLINK(1)"}


def test_asking_for_a_workbook_gives_the_safe_file_as_well(client, log_in):
    log_in("administrator")

    answer = client.get(ADDRESS, {"export": "xlsx"})

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"


def test_editors_do_not_read_the_log(client, log_in):
    log_in("editor")

    assert client.get(ADDRESS).url == "/cms/"


def test_a_line_is_neither_changed_nor_deleted(groups):
    log(instance=plain_page(), action="wagtail.publish")
    log(instance=UserFactory(), action="wagtail.edit")
    refused = []
    for entry in (PageLogEntry.objects.latest("pk"), ModelLogEntry.objects.latest("pk")):
        for change in (entry.save, entry.delete):
            with pytest.raises(PermissionDenied), transaction.atomic():
                change()
            refused.append(change)

    assert len(refused) == 4


@pytest.mark.parametrize("entries", [PageLogEntry, ModelLogEntry])
def test_the_database_itself_refuses_to_change_a_line(groups, entries):
    log(instance=plain_page() if entries is PageLogEntry else UserFactory(), action="wagtail.edit")

    with pytest.raises(DatabaseError), transaction.atomic():
        entries.objects.update(label="anders")

    assert entries.objects.filter(label="anders").count() == 0


@pytest.mark.parametrize("entries", [PageLogEntry, ModelLogEntry])
def test_the_database_itself_refuses_to_delete_a_line(groups, entries):
    log(instance=plain_page() if entries is PageLogEntry else UserFactory(), action="wagtail.edit")
    before = entries.objects.count()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {entries._meta.db_table}")  # noqa: S608 -- a table of Wagtail's

    assert entries.objects.count() == before > 0


@pytest.mark.parametrize("entries", [PageLogEntry, ModelLogEntry])
def test_no_line_is_written_over_another(groups, entries):
    log(instance=plain_page() if entries is PageLogEntry else UserFactory(), action="wagtail.edit")
    line = entries.objects.latest("pk")

    with pytest.raises(DatabaseError), transaction.atomic():
        entries.objects.bulk_create(
            [entries(**{field.attname: getattr(line, field.attname) for field in entries._meta.concrete_fields})],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["label"],
        )
    if connection.vendor == "sqlite":
        table = entries._meta.db_table
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"REPLACE INTO {table} SELECT * FROM {table}")  # noqa: S608 -- a table of Wagtail's

    assert entries.objects.filter(pk=line.pk).exists()


@pytest.mark.postgres
@pytest.mark.parametrize("entries", [PageLogEntry, ModelLogEntry])
def test_postgresql_refuses_to_empty_the_log(groups, entries):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {entries._meta.db_table}")


def test_what_is_deleted_keeps_its_lines(groups):
    page, person = plain_page(), UserFactory()
    log(instance=page, action="wagtail.publish", user=person)
    log(instance=person, action="wagtail.edit")

    numbers = page.pk, person.pk

    page.delete()
    person.delete()

    assert PageLogEntry.objects.filter(page=numbers[0], action="wagtail.publish", user=numbers[1]).count() == 1
    assert ModelLogEntry.objects.filter(object_id=str(numbers[1]), action="wagtail.edit").count() == 1


def test_a_change_of_roles_says_from_which_to_which(client, log_in, groups):
    keeper = log_in("administrator")
    person = staff(groups, "editor")

    client.post(
        reverse("wagtailusers_users:edit", args=(person.pk,)),
        {
            "email": person.email,
            "last_name": "牧",
            "first_name": "さやか",
            "is_active": "on",
            "groups": [groups["approver"].pk],
        },
    )

    entry = ModelLogEntry.objects.get(action="core.roles_changed")
    assert entry.user == keeper
    assert entry.message == "役割を変えました：編集者 → 承認者"

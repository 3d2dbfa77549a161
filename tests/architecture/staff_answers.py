"""What each role is answered at each address, and the table in which it stands."""

import re
import warnings
from pathlib import Path

from django.db import connection, transaction
from django.test import Client, override_settings

from tests.architecture.staff_addresses import addresses
from tests.architecture.staff_examples import example
from tests.architecture.staff_town import ROLES

TABLE = Path(__file__).with_name("who_may.txt")
WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "(?!django_session|portal_cache)')
LINE = re.compile(r"(\S.*\S) +(GET|POST) +(any|own|other) +(\S.*)")
NOBODY_WORKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
WORK_ON_THEIR_OWN = ("organisation", "editor")
# What any form needs that is read before it is asked who sent it.
FORM = {
    "body-count": "0",
    "external-link-chooser-url": "https://www.example.jp/",
    "input_format": "0",
    "import_file_name": "x",
}


class Watch:
    """Notes whether anything was written."""

    def __init__(self):
        self.wrote = False

    def __call__(self, execute, sql, params, many, context):
        self.wrote = self.wrote or WRITES.match(sql) is not None
        return execute(sql, params, many, context)


def answer(client, method, url, form):
    """One word for the answer, and whether anything was written; all is undone."""
    watch = Watch()
    with transaction.atomic():
        with connection.execute_wrapper(watch):
            response = client.get(url) if method == "GET" else client.post(url, form)
        transaction.set_rollback(True)
    return word_for(response, wrote=watch.wrote and method == "POST"), watch.wrote


def word_for(response, *, wrote):
    """The word of the table for an answer, as its head explains them; login: sent to the log-in."""
    if response.status_code >= 400:
        return str(response.status_code)
    if wrote:
        return "done"
    if response.status_code < 300:
        return "yes"
    leads = response.headers["Location"].partition("?")[0]
    return {"/accounts/login/": "login", "/cms/": "no"}.get(leads, "on")


def all_answers(town):
    """The answers by row and role; and what was refused and written all the same."""
    with warnings.catch_warnings(), override_settings(TASKS=NOBODY_WORKS):
        # Wagtail leaves the file of a picture that it made smaller to be closed by whoever comes.
        warnings.simplefilter("ignore", ResourceWarning)
        return _try_all({role: _client(town["users"][role]) for role in ROLES}, town)


def _try_all(clients, town):
    rows, slips = {}, []
    for address in addresses():
        for whose, urls in _examples(address, town).items():
            for method in ("GET", "POST") if address.takes_forms else ("GET",):
                words = {}
                # If the one who may most finds no such method, nobody does.
                for role in reversed(urls):
                    form = FORM | {"new_parent_page": town["other"]["events"].pk}
                    words[role], wrote = answer(clients[role], method, urls[role], form)
                    if words[role] == "405":
                        break
                    if wrote and words[role] in ("no", "login", "403", "404"):
                        slips.append((address.row, method, whose, role))
                if "405" not in words.values():
                    rows[address.row, method, whose] = tuple(words[role] for role in urls)
    return rows, slips


def _client(user):
    client = Client(raise_request_exception=False)
    client.force_login(user, backend="tests.architecture.blank.Remembering")
    return client


def _examples(address, town):
    """The address about what is one's own, and about what is another section's, where that makes a difference."""
    other = example(address, town["other"])
    own = {role: example(address, town["own"][role]) for role in ROLES}
    if set(own.values()) == {other}:
        return {"any": own}
    # Whoever works on the pages of all gets the same answer about their own.
    return {"own": {role: own[role] for role in WORK_ON_THEIR_OWN}, "other": dict.fromkeys(ROLES, other)}


def table():
    """The rows of the file: a name in braces stands for each member of that family."""
    families, rows = {}, {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("family "):
            name, members = line.removeprefix("family ").split("=")
            families[name.strip()] = members.split()
        elif line.strip() and not line.startswith("#"):
            row, method, whose, words = LINE.fullmatch(line).groups()
            rows |= {(one, method, whose): tuple(words.split()) for one in _members(row, families)}
    return rows


def _members(row, families):
    family = re.search(r"{(\w+)}", row)
    return [row.replace(family[0], member) for member in families[family[1]]] if family else [row]


def lines(rows):
    """Rows as the table writes them, to be copied into it."""
    written = (
        f"{row:<66} {method:<4} {whose:<5} {' '.join(f'{word:<4}' for word in words)}".rstrip()
        for (row, method, whose), words in rows.items()
    )
    return "\n" + "\n".join(written)

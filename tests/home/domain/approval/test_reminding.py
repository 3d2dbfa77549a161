"""Those whose turn it is are told once, and once more when it is late; whatever happens to the worker."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.template.loader import render_to_string
from wagtail.models import TaskState

from home.domain.approval.away import put_down
from home.domain.approval.reminding import plan, remind
from home.enums import Verdict
from home.models import ApprovalMail, Passage
from tests.factories.approval import say, section_with_route, sent
from tests.factories.events import NOW, TODAY
from tests.factories.home import staff


@pytest.fixture
def waiting(groups):
    """A text that waits for the chief of its section since this morning, with three working days for it."""
    section, writer, chief, head, _publicity = section_with_route(groups, days=3)
    passage = sent(writer, section, title="ひみつの会")
    Passage.objects.update(sent_at=NOW)
    mail.outbox.clear()
    return passage, chief, head


def written_to():
    return [address for message in mail.outbox for address in message.to]


def test_whose_turn_it_is_hears_of_it_once_and_of_the_deadline_once(waiting):
    _passage, chief, _head = waiting

    sent_now = [remind(NOW), remind(NOW + timedelta(hours=1))]
    sent_later = [remind(NOW + timedelta(days=days)) for days in (3, 9, 10)]

    assert sent_now == [1, 0]
    assert sum(sent_later) == 1
    assert written_to() == [chief.email] * 2
    assert "ひみつの会" not in "".join(message.subject + message.body for message in mail.outbox)


def test_the_deputy_hears_of_it_too_and_the_next_step_only_in_its_turn(groups, waiting):
    passage, chief, head = waiting
    deputy = staff(groups, "editor", section=passage.section)
    put_down(person=chief, deputy=deputy, first_day=TODAY, last_day=None, by=chief)

    remind(NOW)
    first = sorted(written_to())
    mail.outbox.clear()
    say(passage, chief, now=NOW)
    remind(NOW)

    assert first == sorted([chief.email, deputy.email])
    assert written_to() == [head.email]


def test_what_was_called_off_before_anybody_was_told_is_forgotten(waiting):
    plan(NOW)
    TaskState.objects.update(status=TaskState.STATUS_CANCELLED)

    assert remind(NOW) == 0
    assert not ApprovalMail.objects.exists()


def test_at_night_nobody_is_written_to(waiting):
    assert remind(NOW.replace(hour=5)) == 0


def killed(*_args, **_kwargs):
    raise KeyboardInterrupt


def out_of_order(*_args, **_kwargs):
    raise OSError


def test_killed_with_a_mail_in_hand_it_leaves_once_the_while_is_over(waiting, monkeypatch):
    monkeypatch.setattr(EmailBackend, "send_messages", killed)
    with pytest.raises(KeyboardInterrupt):
        remind(NOW)
    monkeypatch.undo()

    assert [remind(NOW + timedelta(minutes=minutes)) for minutes in (1, 31, 90)] == [0, 1, 0]


def test_while_the_mail_server_is_away_the_mail_waits(waiting, monkeypatch):
    monkeypatch.setattr(EmailBackend, "send_messages", out_of_order)
    failed = remind(NOW)
    monkeypatch.undo()

    assert (failed, remind(NOW), remind(NOW)) == (0, 1, 0)


def test_wagtails_own_mails_name_neither_the_text_nor_anybody(groups, waiting):
    passage, chief, _head = waiting

    say(passage, chief, Verdict.RETURNED, comment="電話番号を入れてください。")

    [message] = mail.outbox
    assert message.to == [passage.revision.user.email]
    assert message.subject == "差し戻されたものがあります"
    for word in (passage.thing.title, str(chief), "電話番号", str(passage.thing.pk)):
        assert word not in message.subject + message.body


@pytest.mark.parametrize("name", ["updated_comments", "task_state_submitted"])
def test_what_wagtail_would_say_of_comments_and_groups_names_nothing(waiting, name):
    passage, chief, _head = waiting
    page = passage.thing
    said = {"page": page, "object": page, "editor": chief, "new_comments": [{"text": "ひみつの電話"}], "number": 1}

    words = "".join(render_to_string(f"wagtailadmin/notifications/{name}{part}.txt", said) for part in ("", "_subject"))

    assert "ログインして確かめてください。" in words
    for word in (page.title, str(chief), "ひみつの電話"):
        assert word not in words

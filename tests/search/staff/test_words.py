"""Staff keep the words of search in /cms/."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from search.domain.knowledge import read, stamp
from search.models import Alias, Need, NeedAgencyType, UnansweredQuestion
from tests.factories.core import AdminFactory, ConcernFactory
from tests.factories.home import staff, town_with_roles
from tests.factories.resources import AgencyTypeFactory
from tests.factories.search import AliasFactory, UnansweredQuestionFactory, need

UNANSWERED = "search_unanswered:index"
OPEN_THOSE = "その別名をひらいて、そこにことばを足してください。"


@pytest.fixture
def groups(db):
    return town_with_roles()


@pytest.fixture(autouse=True)
def administrator(client, db):
    AgencyTypeFactory()  # a town without any knows only what is shipped
    user = AdminFactory()
    client.force_login(user)
    return user


def address(model, view, *args):
    return reverse(f"wagtailsnippets_search_{model}:{view}", args=args)


def alias_form(*words, **differing):
    return {"words": "\r\n".join(words), "is_active": "on", **differing}


def need_form(*rows, **differing):
    """The form of a need; each row is a kind of agency, its place and whether it helps second."""
    form = {"title": "電気が止められた", "words": "", "is_active": "on"}
    form |= {"helpers-TOTAL_FORMS": len(rows), "helpers-INITIAL_FORMS": 0}
    for number, (kind, order, is_near) in enumerate(rows):
        form |= {f"helpers-{number}-agency_type": kind.pk if kind else "", f"helpers-{number}-ORDER": order}
        form |= {f"helpers-{number}-is_near": "on"} if is_near else {}
    return form | differing


def errors(response):
    """The sentences under the fields, or nothing when the form went through."""
    return [str(error) for error in response.context["form"].errors.get("words", [])] if response.context else []


def test_an_alias_holds_at_once(client):
    before = stamp()

    response = client.post(address("alias", "add"), alias_form(" ハロワ ", "", "ハローワーク", "ハロワ"))

    assert response.status_code == 302
    assert read().aliases == (("ハロワ", "ハローワーク"),)
    assert stamp() != before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ハロワ",), ["ことばを2つ以上、1行に1つずつ書いてください。"]),
        (("あ", "あいうえお"), ["「あ」は1文字です。1文字では、関係のないものまで見つかってしまいます。"]),
        (("ｱ", "アイス"), ["「ｱ」は1文字です。1文字では、関係のないものまで見つかってしまいます。"]),
        (
            ("それで", "そこで"),
            [
                f"「{word}」は、検索では手がかりになりません。漢字やカタカナなど、ほかの書き方にしてください。"
                for word in ("それで", "そこで")
            ],
        ),
        (("ﾊﾛﾜ", "しごと"), [f"「ﾊﾛﾜ」は、もう「ハロワ ＝ ハローワーク」の中にあります。{OPEN_THOSE}"]),
    ],
)
def test_an_alias_that_would_confuse_search_is_refused_in_a_sentence(client, words, said):
    AliasFactory()

    response = client.post(address("alias", "add"), alias_form(*words))

    assert errors(response) == said
    assert Alias.objects.count() == 1


def test_one_kanji_may_be_a_word(client):
    client.post(address("alias", "add"), alias_form("杖", "ステッキ"))

    assert read().aliases == (("杖", "ステッキ"),)


def test_an_alias_may_keep_its_own_words(client):
    alias = AliasFactory()

    client.post(address("alias", "edit", alias.pk), alias_form(*alias.lines, "職安"))

    assert read().aliases == (("ハロワ", "ハローワーク", "職安"),)


def test_an_alias_that_is_switched_off_holds_no_longer(client):
    alias = AliasFactory()

    client.post(address("alias", "edit", alias.pk), {"words": alias.words})

    assert read().aliases == ()


def test_a_need_leads_to_its_helpers_in_their_order(client):
    first, second, near = AgencyTypeFactory(), AgencyTypeFactory(), AgencyTypeFactory()
    concern = ConcernFactory()
    rows = (near, 3, True), (second, 2, False), (first, 1, False)

    client.post(address("need", "add"), need_form(*rows, words="ガスが止まる\r\nガスが止まる", concerns=[concern.pk]))

    (known,) = read().needs
    assert (known.title, known.words) == ("電気が止められた", ("ガスが止まる",))
    assert (known.helps, known.near) == ((first.code, second.code), (near.code,))
    assert known.concerns == (concern.code,)
    assert known.code.startswith("own-")


def test_a_need_with_which_nobody_helps_is_refused(client):
    response = client.post(address("need", "add"), need_form())

    assert Need.objects.count() == 0
    assert list(response.context["form"].formsets["helpers"].non_form_errors()) == [
        "機関の種類を1つ以上選んでください。"
    ]


def test_a_need_names_a_kind_of_agency_once(client):
    kind = AgencyTypeFactory()

    response = client.post(address("need", "add"), need_form((kind, 1, False), (kind, 2, True)))

    assert response.status_code == 200
    assert Need.objects.count() == 0


def test_the_last_helper_of_a_need_cannot_be_taken_away(client):
    kept = need(AgencyTypeFactory())
    helper = NeedAgencyType.objects.get()
    row = {"helpers-0-id": helper.pk, "helpers-0-DELETE": "on", "helpers-INITIAL_FORMS": 1}

    client.post(address("need", "edit", kept.pk), need_form((helper.agency_type, 1, False), **row))

    assert NeedAgencyType.objects.get() == helper


def test_a_need_is_changed_in_its_place(client):
    kept = need(AgencyTypeFactory(), code="power-cut-off")
    helper, other = NeedAgencyType.objects.get(), AgencyTypeFactory()
    form = need_form((helper.agency_type, 2, False), (other, 1, False), title="電気がつかない")

    client.post(address("need", "edit", kept.pk), form | {"helpers-0-id": helper.pk, "helpers-INITIAL_FORMS": 1})

    (known,) = read().needs
    assert (known.code, known.title) == ("power-cut-off", "電気がつかない")
    assert known.helps == (other.code, helper.agency_type.code)


@pytest.mark.parametrize(("model", "filled"), [("alias", "ジョブ案内\r\n"), ("need", 'value="ジョブ案内"')])
def test_a_search_without_a_result_opens_a_form_with_its_words(client, model, filled):
    question = UnansweredQuestionFactory(text="ジョブ案内")
    listed = client.get(reverse(UNANSWERED)).content.decode()
    opened = f"{address(model, 'add')}?question={question.pk}"

    form = client.get(opened)

    assert opened in listed
    assert filled.replace("\r", "") in form.content.decode().replace("\r", "")
    assert f'action="{opened}"' in form.content.decode()


def test_saving_the_alias_sees_to_the_search(client):
    question = UnansweredQuestionFactory(text="ジョブ案内")
    opened = f"{address('alias', 'add')}?question={question.pk}"

    response = client.post(opened, alias_form("ジョブ案内", "ハローワーク"))

    question.refresh_from_db()
    assert response.url == reverse(UNANSWERED)
    assert question.is_done is True


def test_an_alias_that_is_refused_leaves_the_search_to_see_to(client):
    question = UnansweredQuestionFactory(text="ジョブ案内")

    client.post(f"{address('alias', 'add')}?question={question.pk}", alias_form("ジョブ案内"))

    question.refresh_from_db()
    assert question.is_done is False


def test_a_word_of_another_alias_leads_to_that_one_with_the_search_filled_in(client):
    alias, question = AliasFactory(), UnansweredQuestionFactory(text="ジョブ案内")
    opened = f"{address('alias', 'edit', alias.pk)}?question={question.pk}"

    refused = client.post(f"{address('alias', 'add')}?question={question.pk}", alias_form("ジョブ案内", "ハローワーク"))
    form = client.get(opened)
    client.post(opened, alias_form("ハロワ", "ハローワーク", "ジョブ案内"))

    question.refresh_from_db()
    assert opened in refused.content.decode()
    assert form.context["form"]["words"].value() == "ハロワ\nハローワーク\nジョブ案内"
    assert question.is_done is True


def test_saving_the_need_sees_to_the_search(client):
    question = UnansweredQuestionFactory(text="電気がとまった")
    opened = f"{address('need', 'add')}?question={question.pk}"

    client.post(opened, need_form((AgencyTypeFactory(), 1, False), title="電気がとまった"))

    question.refresh_from_db()
    assert (question.is_done, Need.objects.get().title) == (True, "電気がとまった")


@pytest.mark.parametrize("number", ["", "0", "999", "x", "９", "9" * 40, "-1"])
def test_a_search_that_is_not_there_any_more_leaves_an_empty_form(client, number):
    response = client.get(f"{address('alias', 'add')}?question={number}")

    assert response.status_code == 200
    assert not response.context["form"]["words"].value()


def test_one_press_sees_to_a_search_and_another_takes_it_back(client):
    question = UnansweredQuestionFactory()
    done = reverse("search_unanswered:done", args=(question.pk,))

    client.post(done, {"is_done": "yes"})
    after_one = UnansweredQuestion.objects.get().is_done
    client.post(done, {"is_done": "no"})

    assert (after_one, UnansweredQuestion.objects.get().is_done) == (True, False)


def test_looking_sees_to_nothing(client):
    question = UnansweredQuestionFactory()

    response = client.get(reverse("search_unanswered:done", args=(question.pk,)))

    assert response.status_code == 405
    assert UnansweredQuestion.objects.get().is_done is False


@pytest.mark.parametrize(
    ("role", "may"), [("organisation", False), ("editor", True), ("approver", True), ("publicity", True)]
)
def test_those_who_write_for_the_town_keep_its_words_and_organisations_do_not(client, groups, role, may):
    client.force_login(staff(groups, role))
    question = UnansweredQuestionFactory()

    client.post(reverse("search_unanswered:done", args=(question.pk,)))
    client.post(address("alias", "add"), alias_form("ハロワ", "ハローワーク"))
    client.post(address("need", "add"), need_form((AgencyTypeFactory(), 1, False)))

    kept = UnansweredQuestion.objects.get().is_done, Alias.objects.exists(), Need.objects.exists()
    assert kept == (may, may, may)


def test_nobody_is_invited_to_add_a_search(client):
    response = client.get(reverse(UNANSWERED))

    assert response.context["can_add"] is False


def test_a_deleted_search_stands_in_no_record(client):
    question = UnansweredQuestionFactory(text="粗大ごみ")

    client.post(reverse("search_unanswered:delete", args=(question.pk,)))

    assert UnansweredQuestion.objects.count() == 0
    assert ModelLogEntry.objects.count() == 0


def test_the_list_begins_with_what_is_to_see_to_and_asked_most(client):
    texts = [("少し", 2, False), ("済んだ", 9, True), ("よく", 5, False)]
    for text, count, is_done in texts:
        UnansweredQuestionFactory(text=text, count=count, is_done=is_done)

    everything = client.get(reverse(UNANSWERED)).context["object_list"]
    to_see_to = client.get(reverse(UNANSWERED), {"is_done": "False"}).context["object_list"]
    seen_to = client.get(reverse(UNANSWERED), {"is_done": "True"}).context["object_list"]

    assert [question.text for question in everything] == ["よく", "少し", "済んだ"]
    assert [question.text for question in to_see_to] == ["よく", "少し"]
    assert [question.text for question in seen_to] == ["済んだ"]


def test_the_lists_cost_the_same_however_much_is_in_them(client):
    spent = []
    addresses = reverse(UNANSWERED), address("alias", "list"), address("need", "list")
    for number in range(3):
        UnansweredQuestionFactory()
        AliasFactory(words=f"ことば{number}\n言葉{number}")
        need(AgencyTypeFactory(), AgencyTypeFactory())
        for listed in addresses:
            client.get(listed)
        spent.append([queries_of(client, listed) for listed in addresses])

    assert spent[0] == spent[2]


def queries_of(client, listed):
    with CaptureQueriesContext(connection) as queries:
        client.get(listed)
    return len(queries)

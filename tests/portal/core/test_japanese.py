from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from portal.core.japanese import LIMIT_IN_BYTES, LONGEST_PART, names_in, tokens, told_of_parts


def test_tokens_know_where_they_stand_in_the_text():
    text = "介護予防教室"

    words = list(tokens(text))

    assert [word.surface for word in words] == ["介護", "予防", "教室"]
    assert [text[word.begin : word.end] for word in words] == ["介護", "予防", "教室"]


def test_spellings_of_one_word_share_their_normalized_form():
    forms = {next(tokens(word)).normalized for word in ("こども", "子ども", "子供")}

    assert forms == {"子供"}


def test_a_text_beyond_the_limit_is_cut_at_a_pause_and_loses_nothing():
    text = "介護予防教室のお知らせです。" * 3_000
    assert len(text.encode()) > LIMIT_IN_BYTES

    words = list(tokens(text))

    assert "".join(word.surface for word in words) == text
    assert all(text[word.begin : word.end] == word.surface for word in words)


def test_a_text_without_any_pause_is_cut_all_the_same():
    text = "𠮷" * 30_000

    assert "".join(word.surface for word in tokens(text)) == text


def test_threads_do_not_disturb_each_other():
    with ThreadPoolExecutor(max_workers=4) as pool:
        results = list(pool.map(lambda _: [word.surface for word in tokens("介護予防教室" * 200)], range(16)))

    assert all(result == results[0] for result in results)


def test_names_of_persons_come_with_what_they_are_and_the_word_after():
    text = "司会は山田 太郎さん、受付は佐藤です。"

    runs = [([word.surface for word in run], run[0].begin, after and after.surface) for run, after in names_in(text)]

    assert runs == [(["山田", " ", "太郎"], 3, "さん"), (["佐藤"], 14, "です")]
    assert [word.kind_of_name for word in next(names_in(text))[0]] == ["姓", "", "名"]


def test_names_keep_their_place_in_a_text_beyond_the_limit():
    text = "介護予防教室のお知らせです。" * 3_000 + "山田太郎"

    ((run, after),) = names_in(text)

    assert text[run[0].begin : run[-1].end] == "山田太郎"
    assert after is None


PARTS = st.text(alphabet="介護の子ども教室ボランティアabc1280ー・゙", min_size=1, max_size=20)


def told(parts):
    return list(told_of_parts(parts, {}, lambda token: (token.surface, token.normalized)))


def test_parts_that_are_cut_together_know_their_words_and_edges():
    assert told(["介護予防", "子ども"]) == [
        ([("介護", "介護"), ("予防", "予防")], [0, 2, 4]),
        ([("子ども", "子供")], [0, 3]),
    ]


@given(parts=st.lists(PARTS, max_size=6))
def test_each_part_is_cut_as_if_it_stood_alone(parts):
    assert told(parts) == [one for part in parts for one in told([part])]


def test_a_word_that_was_met_before_is_not_asked_again():
    asked = []
    remembered = {}

    for _ in range(2):
        list(told_of_parts(["介護の介護"], remembered, lambda token: asked.append(token.surface) or token.surface))

    assert asked == [" ", "介護", "の"]


def test_letters_in_capitals_are_not_taken_for_small_ones():
    told_twice = told_of_parts(["NPO", "npo"], {}, lambda token: token.surface)

    assert [words for words, _edges in told_twice] == [["NPO"], ["npo"]]


def test_the_longest_parts_are_cut_beside_others():
    longest = "𠮷" * LONGEST_PART

    (_first, (words, edges)) = told_of_parts(["介護" * 1_499, longest], {}, lambda token: token.surface)

    assert ("".join(words), edges[-1]) == (longest, LONGEST_PART)

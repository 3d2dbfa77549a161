from concurrent.futures import ThreadPoolExecutor

from portal.core.japanese import LIMIT_IN_BYTES, names_in, tokens


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

from search.domain.analysis import Words
from search.domain.engines.postgres import vector


def places(words):
    return [entry.rpartition(":")[2] for entry in vector(words).split()]


def test_the_words_of_a_long_text_stand_one_after_the_other_up_to_the_last_place_there_is():
    text = tuple(f"語{number}" for number in range(17_000))

    first, *others = places(Words(title=("題",), kana=(), category=(), description=(), body=text, address=("町",)))

    assert first.endswith("A")
    assert {place[-1] for place in others[:-1]} == {"C"}
    numbers = [int(place[:-1]) for place in others[:-1]]
    assert numbers == [min(number, 16_383) for number in range(numbers[0], numbers[0] + 17_000)]
    assert others[-1] == "16383D"
    assert int(first[:-1]) < numbers[0]

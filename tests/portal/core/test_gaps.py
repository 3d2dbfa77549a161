"""Texts with gaps: named, in order, filled or left."""

from portal.core.gaps import filled, gaps_in, has_gaps


def test_gaps_are_named_once_in_the_order_of_reading():
    assert gaps_in("［地区］の人へ", "［時刻］、［地区］に避難指示を出しました。") == ("地区", "時刻")


def test_an_answer_fills_every_place_and_what_has_none_stays_a_gap():
    words = filled("［地区］は［時刻］から。［地区］だけです。", {"地区": " 山里 "})

    assert words == "山里は［時刻］から。山里だけです。"


def test_brackets_and_circles_are_still_to_be_filled_in():
    said = [has_gaps(text) for text in ("［地区］の人へ", "○時○分", "〇〇地区", "（地区）の人へ", "")]

    assert said == [True, True, True, False, False]

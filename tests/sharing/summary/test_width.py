from sharing.summary.width import cut_to, width_of


def test_a_kanji_takes_two_places_a_letter_one_and_a_mark_none() -> None:
    assert width_of("停電 A") == 6
    assert width_of("e\u0301") == 1
    assert width_of("ＡＢｱ") == 5


def test_a_text_that_fits_stays_as_it_is() -> None:
    assert cut_to("停電", 4) == "停電"
    assert cut_to("e\u0301" * 9, 9) == "e\u0301" * 9


def test_a_longer_text_is_cut_and_says_so() -> None:
    assert cut_to("停電した", 5) == "停電…"
    assert cut_to("power was lost", 6) == "power…"

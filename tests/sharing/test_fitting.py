from corpus.account import Language
from corpus.carriers import CarrierRegister
from sharing.fitting import fitting

EVERYBODY = frozenset(one.id for one in CarrierRegister.load().all())


def test_where_nothing_is_told_everybody_fits() -> None:
    assert fitting("光ケーブルが切れた。", Language.JA) == EVERYBODY


def test_a_place_leaves_out_those_of_other_places() -> None:
    here = fitting("沖縄県で光ケーブルが切れた。", Language.JA)

    assert "okinawa-cellular" in here
    assert "okinawa-cellular" not in fitting("北海道で光ケーブルが切れた。", Language.JA)
    assert "verizon" not in here


def test_a_service_leaves_out_those_who_do_not_offer_it() -> None:
    mail = fitting("電子メールが届かなかった。", Language.JA)

    assert mail < EVERYBODY
    assert fitting("緊急通報ができなかった。", Language.JA) < EVERYBODY


def test_everywhere_is_no_place() -> None:
    assert fitting("全国で光ケーブルが切れた。", Language.JA) == EVERYBODY


def test_an_english_text_tells_no_prefecture() -> None:
    assert fitting("A cable was cut in Okinawa.", Language.EN) == EVERYBODY

from corpus.viewer import Audience
from sharing.group import GroupId
from sharing.outbox.message import hides_recipient, new_event_id, sent_body, stable_json
from tests.sharing.outbox.examples import IIJ, a_draft, a_release


def test_no_two_messages_have_one_id() -> None:
    assert len({new_event_id() for _ in range(100)}) == 100


def test_the_same_document_is_the_same_bytes() -> None:
    assert stable_json({"b": 1, "a": "教訓"}) == stable_json({"a": "教訓", "b": 1})


def test_the_ledger_is_told_ids_and_hashes_only() -> None:
    release = a_release()

    told = sent_body(a_draft(releases=(release,)), release)

    assert told["recipient"] == IIJ
    assert told["content_hash"] == release.content_hash
    assert all(value is None or len(value) <= 64 for value in told.values())


def test_a_makers_name_is_entered_as_the_ledger_takes_it() -> None:
    release = a_release()

    told = sent_body(a_draft(recipient=Audience("maker:A\n" + "x" * 500)), release)

    assert str(told["recipient"]).startswith("maker:Axx")
    assert len(str(told["recipient"])) == 160


def test_who_belongs_to_a_group_of_carriers_is_told_to_nobody() -> None:
    release = a_release(group=GroupId("G-7"))
    draft = a_draft(releases=(release,), book=Audience("carrier:kddi"))

    assert hides_recipient(draft)
    assert sent_body(draft, release)["recipient"] is None

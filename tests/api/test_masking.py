from pathlib import Path

from api.masking import DetectorMask
from prompts.masking import masked
from tests.prompts.fakes import ScriptedModel, a_finding, a_request, an_asker, findings

REPORT = "2022年7月2日、KDDIのルータ更新作業で手順を誤り、停止した。連絡先は03-1234-5678。"


def test_a_model_outside_hears_no_name_and_its_answer_names_them_again(tmp_path: Path) -> None:
    said = findings(
        a_finding("〔事業者A〕が手順を誤った", "〔事業者A〕のルータ更新作業で手順を誤り")
    )
    model = ScriptedModel([said], outside=True)
    asker = an_asker(tmp_path, model, mask=DetectorMask())

    [finding] = asker.ask(a_request(REPORT)).answer.findings

    assert "KDDI" not in model.asked[0]
    assert "1234" not in model.asked[0]
    assert "2022年7月2日" in model.asked[0]
    assert finding.statement == "KDDIが手順を誤った"


def test_texts_that_speak_of_placeholders_can_still_be_masked() -> None:
    done = masked(["KDDIは〔事業者A〕と書いた。"], DetectorMask())

    assert done.texts == ("〔事業者B〕は〔事業者A〕と書いた。",)

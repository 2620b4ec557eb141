from datetime import date

import pytest

from lantu.law.citation import INSTRUMENTS, Citation, normalised


@pytest.mark.requirement("D0-02")
def test_six_instruments_are_issued_and_two_of_them_on_trial():
    assert sorted(INSTRUMENTS) == ["D1", "D2", "D3", "D4", "D5", "D6"]
    assert [key for key, instrument in INSTRUMENTS.items() if instrument.trial] == ["D2", "D5"]


@pytest.mark.requirement("D0-01", "D0-03", "D0-05")
def test_every_instrument_knows_its_number_adoption_and_dates():
    for instrument in INSTRUMENTS.values():
        assert instrument.number == "郑政办〔2019〕50号"
        assert instrument.adopted_by == "市人民政府常务会议"
        assert instrument.signed_on == date(2019, 8, 17)
        assert instrument.printed_on == date(2019, 8, 19)


@pytest.mark.requirement("D1-01")
def test_the_first_instrument_rests_on_two_papers():
    assert INSTRUMENTS["D1"].legal_bases == ("中发〔2019〕18号", "国办发〔2019〕11号")


@pytest.mark.parametrize(
    "text",
    ["D1 三(一)1", "D1 附件二(一)", "D1 附件二(二) 末", "D1 前言", "D2 第五条", "D0 落款", "D1 一"],
)
def test_a_citation_reads_and_writes_itself(text):
    assert str(Citation.parse(text)) == text


def test_a_citation_is_printed_with_the_title_of_its_instrument():
    assert Citation.parse("D1 三(一)1").chinese == "《郑州市“多规合一”工作推进方案》三(一)1"
    assert Citation.parse("D0 落款").chinese == "郑政办〔2019〕50号落款"


@pytest.mark.parametrize("text", ["D7 三", "D1", "D1 somewhere", "三(一)1", "", "D1 3(1)"])
def test_a_citation_of_no_place_in_the_notice_is_refused(text):
    with pytest.raises(ValueError, match=r"通知没有文件|写法不明"):
        Citation.parse(text)


@pytest.mark.parametrize(
    ("printed", "meant"),
    [("国发办〔2019〕11号", "国办发〔2019〕11号"), ("郑州市铁路局", "郑州铁路局"),
     ("市水利局", "市水利局")],
)  # fmt: skip
def test_known_misprints_are_put_right(printed, meant):
    assert normalised(printed) == meant

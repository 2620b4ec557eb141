"""Where a rule or a number comes from: the six instruments of the notice, and places in them."""

import re
from dataclasses import dataclass
from datetime import date

NOTICE_NUMBER = "郑政办〔2019〕50号"
SIGNED_ON = date(2019, 8, 17)
PRINTED_ON = date(2019, 8, 19)
ADOPTED_BY = "市人民政府常务会议"

# Slips of the printed text and the names meant by them (AMB-54).
ALIASES = {
    "国发办〔2019〕11号": "国办发〔2019〕11号",
    "郑州市铁路局": "郑州铁路局",
    "而日宙": "项目审批",
    "《郑州市工程建设项目代办服务工作规则》": "《郑州市工程建设项目审批代办服务工作规则(试行)》",
    "服务(中介)小组": "中介服务小组",
}


@dataclass(frozen=True, slots=True)
class Instrument:
    """One of the six documents that the notice issues.

    Their day of force is the day of signature (D0-05; Doubt: AMB-30).
    """

    key: str
    title: str
    legal_bases: tuple[str, ...]
    trial: bool = False
    number: str = NOTICE_NUMBER
    adopted_by: str = ADOPTED_BY
    signed_on: date = SIGNED_ON
    printed_on: date = PRINTED_ON


_REFORM = "国办发〔2019〕11号"

INSTRUMENTS = {
    instrument.key: instrument
    for instrument in (
        Instrument("D1", "郑州市“多规合一”工作推进方案", ("中发〔2019〕18号", _REFORM)),
        Instrument(
            "D2",
            "郑州市工程建设项目立项环节简化审批实施办法(试行)",
            (
                _REFORM,
                "《政府投资条例》(国务院令第712号)",
                "豫政办〔2019〕38号",
                "郑政文〔2019〕108号",
            ),
            trial=True,
        ),
        Instrument("D3", "郑州市工程建设项目审批联合辅导实施办法", (_REFORM,)),
        Instrument("D4", "郑州市工程建设项目行政审批中介服务超市建设实施方案", (_REFORM,)),
        Instrument(
            "D5",
            "郑州市工程建设项目审批代办服务工作规则(试行)",
            (_REFORM, "郑政文〔2019〕108号", "郑政务办〔2019〕3号"),
            trial=True,
        ),
        Instrument("D6", "郑州市工程建设项目审批跟踪跟办实施方案", (_REFORM,)),
    )
}

_NUMERAL = "[一二三四五六七八九十百]+"
_LOCATOR = re.compile(
    rf"(题头|正文|落款|版记|前言|第{_NUMERAL}条(\({_NUMERAL}\))?"
    rf"|{_NUMERAL}( 引言)?(\({_NUMERAL}\))?\d*"
    rf"|附件{_NUMERAL}(\({_NUMERAL}\))?( 末)?)(—({_NUMERAL}|\d+))?"
)


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """A place in an instrument. `D0` is the covering notice itself.

    Raises:
        ValueError: the instrument is none of the notice's, or the locator has no known shape.
    """

    instrument: str
    locator: str

    def __post_init__(self) -> None:
        if self.instrument != "D0" and self.instrument not in INSTRUMENTS:
            raise ValueError(f"通知没有文件“{self.instrument}”，只有 D0 至 D6")
        if not _LOCATOR.fullmatch(self.locator):
            raise ValueError(f"条款位置“{self.locator}”写法不明，应如“三(一)1”“第五条”“附件二(一)”")

    @classmethod
    def parse(cls, text: str) -> "Citation":
        """Read a citation written as `D1 三(一)1`."""
        instrument, _, locator = text.strip().partition(" ")
        return cls(instrument, locator)

    def __str__(self) -> str:
        return f"{self.instrument} {self.locator}"

    @property
    def chinese(self) -> str:
        """The citation as it is printed on pages and papers."""
        if self.instrument == "D0":
            return f"{NOTICE_NUMBER}{self.locator}"
        return f"《{INSTRUMENTS[self.instrument].title}》{self.locator}"


def normalised(text: str) -> str:
    """Put the name that is meant in place of a known misprint of the notice (AMB-54)."""
    for printed, meant in ALIASES.items():
        text = text.replace(printed, meant)
    return text

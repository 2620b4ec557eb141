"""Hand out results as a package: what a unit may see of the opinions that were fed back."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from lantu.foundations.blobs import store
from lantu.foundations.people.models import Unit
from lantu.law.clock import ZHENGZHOU
from lantu.law.wording import sentences
from lantu.systems.coordination.models import OverallOpinion, Round
from lantu.systems.coordination.packages.sheets import Row, write_json, write_workbook
from lantu.systems.coordination.queries.visibility import opinions_seen, overall_seen

RESULTS = (
    "储备编号", "项目名称", "项目代码", "发起单位", "轮次", "收到日", "发函日", "结论", "文号",
    "反馈时刻", "融合建议", "文件",
)  # fmt: skip
OPINIONS = ("储备编号", "轮次", "单位", "征求事项", "状态", "意见")
FORMAT = "lantu.results/1"


def write_results(
    folder: Path, unit: Unit, from_on: date, until_on: date, *, as_json: bool = False
) -> int:
    """Write the results of a stretch of days into a folder, with their files; return how many.

    Args:
        folder: where to; `files` in it holds the renditions of the opinions.
        unit: for whom: nothing is written that it may not see.
        from_on: the first day of feeding back.
        until_on: the last one.
        as_json: as JSON instead of XLSX.
    """
    return write_opinions(folder, unit, results(unit, from_on, until_on), as_json=as_json)


def write_opinions(
    folder: Path, unit: Unit, opinions: Iterable[OverallOpinion], *, as_json: bool = False
) -> int:
    """Write opinions into a folder, with their files; return how many.

    Args:
        folder: where to.
        unit: for whom; the views of units are written as far as it may see them.
        opinions: such as this unit may see.
        as_json: as JSON instead of XLSX.
    """
    folder.mkdir(parents=True, exist_ok=True)
    found = list(opinions)
    results_rows = [_result(opinion, _copied(opinion, folder)) for opinion in found]
    opinion_rows = [row for opinion in found for row in _opinions(opinion, unit)]
    if as_json:
        content: dict[str, Any] = {"format": FORMAT, "rows": results_rows}
        write_json(folder / "results.json", {**content, "opinions": opinion_rows})
    else:
        sheets = {"综合意见": (RESULTS, results_rows), "部门意见": (OPINIONS, opinion_rows)}
        write_workbook(folder / "results.xlsx", sheets)
    return len(found)


def packed(unit: Unit, opinions: Iterable[OverallOpinion], *, as_json: bool = False) -> bytes:
    """Return opinions and their files as one zip archive, as `write_opinions` writes them."""
    held = BytesIO()
    with TemporaryDirectory() as work, ZipFile(held, "w", ZIP_DEFLATED) as archive:
        folder = Path(work)
        write_opinions(folder, unit, opinions, as_json=as_json)
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            archive.write(path, path.relative_to(folder).as_posix())
    return held.getvalue()


def results_of(rounds: Iterable[Round], unit: Unit) -> list[OverallOpinion]:
    """Return the opinions of some rounds that a unit may see, in the order of the rounds."""
    seen = (overall_seen(one, unit.id) for one in rounds)
    return [opinion for opinion in seen if opinion is not None]


def results(unit: Unit, from_on: date, until_on: date) -> Iterator[OverallOpinion]:
    """Yield the opinions fed back in a stretch of days that a unit may see, the oldest first."""
    served = OverallOpinion.objects.filter(
        served_at__gte=datetime.combine(from_on, time(), ZHENGZHOU),
        served_at__lt=datetime.combine(until_on + timedelta(days=1), time(), ZHENGZHOU),
    )
    related = served.select_related("round__project__initiating_unit", "round__lead", "document")
    for opinion in related.order_by("served_at", "id"):
        if overall_seen(opinion.round, unit.id) is not None:
            yield opinion


def _result(opinion: OverallOpinion, files: list[str]) -> Row:
    one = opinion.round
    advice = one.advice.order_by("number").values_list("number", "words")
    served_at = opinion.served_at
    values = (
        one.project.reserve_number,
        one.project.name,
        one.project.code,
        one.project.initiating_unit.name if one.project.initiating_unit else "",
        str(one.number),
        one.received_on.isoformat(),
        one.dispatched_on.isoformat() if one.dispatched_on else "",
        sentences()[opinion.result],
        opinion.document.number,
        f"{served_at.astimezone(ZHENGZHOU):%Y-%m-%d %H:%M:%S}" if served_at else "",
        "\n".join(f"{number}. {words}" for number, words in advice),
        "、".join(files),
    )
    return dict(zip(RESULTS, values, strict=True))


def _opinions(opinion: OverallOpinion, unit: Unit) -> Iterator[Row]:
    one = opinion.round
    for seen in opinions_seen(one, unit.id):
        said = sentences()[seen.result] if seen.result else ""
        values = (one.project.reserve_number, str(one.number), seen.unit, seen.row,
                  sentences()[seen.state], said)  # fmt: skip
        yield dict(zip(OPINIONS, values, strict=True))


def _copied(opinion: OverallOpinion, folder: Path) -> list[str]:
    """Copy the renditions of an opinion into the folder and return their names."""
    names = []
    for rendition in opinion.document.renditions.order_by("format", "made_at"):
        name = f"files/{opinion.document.number}.{rendition.format}"
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(store.read(rendition.blob))
        names.append(name)
    return list(dict.fromkeys(names))

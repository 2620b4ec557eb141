"""`lantu check FILE`: what a red line meets on every plan layer, how much, and by which article."""

import argparse
import json
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from lantu.config.directories import variable_directory

RANKS = ("意向示意", "修正红线", "规划拨地", "勘测定界")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "file", type=Path, metavar="文件", help="红线文件：TXT、DXF、GeoJSON、SHP/zip、GPKG"
    )
    parser.add_argument("--city", type=Path, metavar="目录", help="城市目录，缺省为演示城市")
    parser.add_argument("--blueprint", type=int, metavar="号", help="工作蓝图号，缺省为最新")
    parser.add_argument("--crs", metavar="EPSG:4547", help="文件未注明坐标系时，由申报人说明")
    parser.add_argument("--encoding", metavar="GB18030", help="文件编码识别有误时指定")
    parser.add_argument("--rank", choices=RANKS, default=RANKS[0], help="红线等级")
    parser.add_argument("--on", type=date.fromisoformat, metavar="日期", help="判定日，缺省为今天")
    parser.add_argument("--accept-repairs", action="store_true", help="按建议修复后测算")
    output = parser.add_mutually_exclusive_group()
    output.add_argument("--json", action="store_true", help="以 JSON 输出")
    output.add_argument("--geojson", action="store_true", help="以 GeoJSON 输出红线与压占部分")


def run(arguments: argparse.Namespace) -> int:
    """Check one red line: 0 when no hard bar is met, 1 when one is, 2 when the input is bad."""
    from lantu.geo.formats import start
    from lantu.law.edition import shipped
    from lantu.law.wording import Refused as NoLaw
    from lantu.systems.blueprint.check import red_line_limits

    edition = shipped()
    today = arguments.on or date.today()
    try:
        limits = red_line_limits(edition, today)
    except NoLaw as fault:
        print(f"{fault}\n未测算，未保存任何内容。", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="lantu-pasted-") as folder:
        file = arguments.file if str(arguments.file) != "-" else _pasted(Path(folder))
        reading = start(file, limits=limits, encoding=arguments.encoding)
        return _checked(reading, edition, arguments)


def _pasted(folder: Path) -> Path:
    """Keep what is pasted into standard input as a file, so that it comes in by the same door."""
    file = folder / "粘贴的坐标"
    file.write_bytes(sys.stdin.buffer.read())
    return file


def _checked(reading: Any, edition: Any, arguments: argparse.Namespace) -> int:
    from lantu.geo.finding import Refused
    from lantu.systems.blueprint.check import check

    try:
        blueprint = _blueprint(arguments)
        checked_on = arguments.on or _day_of(blueprint)
        made = check(
            reading.result(),
            blueprint,
            edition=edition,
            checked_on=checked_on,
            crs=arguments.crs,
            accept_repairs=arguments.accept_repairs,
        )
    except Refused as refused:
        return _refuse(refused, arguments.json or arguments.geojson)
    finally:
        reading.abandon()
    _print(made, edition, arguments)
    return 1 if made.verdict is not None and made.verdict.bars_met else 0


def _blueprint(arguments: argparse.Namespace) -> Any:
    from lantu.geo.finding import Finding, Place, Refused, Severity
    from lantu.geo.layerstore import open_blueprint, open_store

    city = arguments.city or variable_directory() / "city" / "small"
    if not (city / "city.json").is_file():
        raise Refused(Finding("city_missing", Severity.REFUSAL, Place(file=str(city))))
    return open_blueprint(open_store(city), arguments.blueprint)


def _day_of(blueprint: Any) -> date:
    """Return the day a city is judged on: today, but the demo lives in its own September 2019."""
    from lantu.demo import TODAY

    return TODAY if blueprint.store.demo else date.today()


def _refuse(refused: Any, as_json: bool) -> int:
    from lantu.geo.wording import sentence
    from lantu.systems.blueprint.check_data import finding_as_json

    if as_json:
        findings = [finding_as_json(finding) for finding in refused.findings]
        print(json.dumps({"refused": True, "findings": findings}, ensure_ascii=False, indent=1))
    for finding in refused.findings:
        print(sentence(finding), file=sys.stderr)
    print("未测算，未保存任何内容。", file=sys.stderr)
    return 2


def _print(made: Any, edition: Any, arguments: argparse.Namespace) -> None:
    if arguments.json or arguments.geojson:
        from lantu.systems.blueprint.check_data import as_geojson, as_json

        shape = as_geojson if arguments.geojson else as_json
        print(json.dumps(shape(made, edition, arguments.rank), ensure_ascii=False, indent=1))
        return
    from lantu.config.check_sheet import show

    show(made, edition, arguments.rank)

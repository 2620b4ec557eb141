"""`lantu layer import|list|verify`: the plan layers of a city's store."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from lantu.config.directories import variable_directory

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely import MultiPolygon, Polygon

    from lantu.geo.finding import Refused
    from lantu.geo.formats.layer_door import LayerLimits
    from lantu.geo.layerstore import Blueprint, LayerDescription, Store
    from lantu.geo.layerstore.source import SourceOptions

STEPS = {
    "read": "读取",
    "accept": "核对图形",
    "digest": "计算版本号",
    "derive": "切分与索引",
    "write": "写入",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    actions = parser.add_subparsers(dest="action", metavar="动作", required=True)
    _configure_import(actions.add_parser("import", help="导入一个图层并编入新一号蓝图"))
    listing = actions.add_parser("list", help="列出蓝图中的图层")
    verifying = actions.add_parser("verify", help="重算版本号并核对派生数组")
    for subparser in (listing, verifying):
        _add_city(subparser)
        subparser.add_argument("--blueprint", type=int, metavar="号", help="缺省为最新一号")


def _configure_import(parser: argparse.ArgumentParser) -> None:
    _add_city(parser)
    parser.add_argument("file", type=Path, metavar="文件", help="GeoJSON、GeoPackage、Shapefile 等")
    parser.add_argument("--layer", required=True, metavar="图层", help="如 land_status")
    parser.add_argument("--name", help="图层名称，缺省取自图层目录")
    parser.add_argument("--as-of", type=_day, metavar="日期", help="数据现势日期，缺省为今天")
    parser.add_argument("--source", default="", metavar="来源", help="由谁制作，依据什么")
    parser.add_argument("--accuracy", type=float, metavar="米", help="界线误差")
    parser.add_argument("--coverage", type=Path, metavar="文件", help="有数据的范围，缺省为全市")
    parser.add_argument("--class-attribute", metavar="字段", help="载有地类的字段")
    parser.add_argument("--key-attribute", metavar="字段", help="图斑编号字段，缺省用文件中的序号")
    parser.add_argument("--source-layer", metavar="名称", help="文件中有多个图层时指明")
    parser.add_argument("--source-crs", metavar="坐标系", help="文件未写明时指明，如 EPSG:4490")
    parser.add_argument("--encoding", metavar="编码", help="文件未写明时指明，如 GBK")
    parser.add_argument("--repair", action="store_true", help="修复不合规则的边界，并记录前后面积")
    parser.add_argument("--create", action="store_true", help="目录中没有图层库时新建")
    parser.add_argument("--crs", default="EPSG:4547", help="新建时的量算坐标系")
    parser.add_argument("--city-name", metavar="城市", help="新建时的城市名称")
    parser.add_argument(
        "--boundary", type=Path, metavar="文件", help="新建时的市界，缺省为图层外框"
    )


def _add_city(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--city", type=Path, metavar="目录", help="城市目录，缺省为演示城市")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"日期“{text}”写法不对或不存在，应如 2019-09-25") from None


def run(arguments: argparse.Namespace) -> int:
    """Do what is asked; 2 with the sentences when something is refused."""
    from lantu.geo.finding import Refused

    actions: dict[str, Callable[[argparse.Namespace], int]] = {
        "import": _import,
        "list": _list,
        "verify": _verify,
    }
    try:
        return actions[arguments.action](arguments)
    except Refused as refused:
        from lantu.config.layer_sheet import print_refusal

        print_refusal(refused.findings, as_json=arguments.json)
        return 2


def _city_folder(arguments: argparse.Namespace) -> Path:
    return arguments.city or variable_directory() / "city" / "small"


def _import(arguments: argparse.Namespace) -> int:
    from lantu.config.layer_sheet import print_version
    from lantu.geo.layerstore import publish, write_layer
    from lantu.geo.layerstore.source import read_source

    with _progress(quiet=arguments.json) as tell:
        tell("read")
        crs = _measuring_crs(arguments)
        source = read_source(arguments.file, crs, _options(arguments), limits=_limits())
        store = _store(arguments, crs, source.features.geometries)
        described = _description(arguments, crs, None if source.crs == crs else source.crs)
        version = write_layer(
            store, described, source.features, repair=arguments.repair, progress=tell
        )
    number = publish(store, [version], note=f"导入{described.name}")
    print_version(version, number, as_json=arguments.json)
    return 0


def _limits() -> "LayerLimits":
    """Return how large a layer may be, as the law has it today (AMB-85)."""
    from lantu.geo.formats.confinement import Confinement
    from lantu.geo.formats.layer_door import LayerLimits
    from lantu.law import parameter
    from lantu.law.edition import shipped

    size, count, minutes = (
        int(parameter.number(shipped(), f"blueprint.layer_{name}", date.today()))
        for name in ("file_size", "feature_count", "reading_time")
    )
    guard = LayerLimits().confinement
    bound = Confinement(guard.memory_bytes, guard.written_bytes, minutes * 60, guard.open_files)
    return LayerLimits(size, count, bound)


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[str], None]]:
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    silent = quiet or not console.is_terminal
    with Progress(console=console, transient=True, disable=silent) as bar:
        task = bar.add_task("", total=len(STEPS))

        def tell(step: str) -> None:
            bar.update(task, description=STEPS[step], completed=list(STEPS).index(step))

        yield tell


def _measuring_crs(arguments: argparse.Namespace) -> str:
    from lantu.geo.finding import Refused
    from lantu.geo.layerstore import open_store

    try:
        return open_store(_city_folder(arguments)).crs
    except Refused:
        if arguments.create:
            return str(arguments.crs)
        raise


def _options(arguments: argparse.Namespace) -> "SourceOptions":
    from lantu.geo.layerstore.source import SourceOptions

    return SourceOptions(
        arguments.source_layer, arguments.source_crs, arguments.encoding, arguments.key_attribute
    )


def _store(arguments: argparse.Namespace, crs: str, geometries: "NDArray[Any]") -> "Store":
    import shapely

    from lantu.geo.finding import Refused
    from lantu.geo.layerstore import create, open_store

    folder = _city_folder(arguments)
    try:
        return open_store(folder)
    except Refused:
        boundary = _extent(arguments.boundary, crs) or shapely.box(
            *shapely.total_bounds(geometries)
        )
        return create(folder, name=arguments.city_name or folder.name, crs=crs, boundary=boundary)


def _extent(path: Path | None, crs: str) -> "Polygon | MultiPolygon | None":
    import shapely
    from shapely import MultiPolygon, Polygon

    from lantu.geo.layerstore.source import read_source

    if path is None:
        return None
    joined = shapely.union_all(shapely.make_valid(read_source(path, crs).features.geometries))
    if not isinstance(joined, Polygon | MultiPolygon) or joined.is_empty:
        raise _refusal("extent_not_polygon", path)
    return joined


def _description(
    arguments: argparse.Namespace, crs: str, source_crs: str | None
) -> "LayerDescription":
    from lantu.geo.layerstore import LayerDescription

    return LayerDescription(
        key=arguments.layer,
        name=arguments.name or _catalogue_name(arguments.layer),
        as_of_on=arguments.as_of or datetime.now(ZoneInfo("Asia/Shanghai")).date(),
        source=arguments.source,
        accuracy_m=arguments.accuracy,
        coverage=_extent(arguments.coverage, crs),
        class_attribute=arguments.class_attribute,
        source_crs=source_crs,
    )


def _catalogue_name(key: str) -> str:
    """Return what the catalogue calls a layer; a city may hold others, named by their key."""
    from lantu.law.edition import shipped

    return next((layer.name for layer in shipped().layers if layer.key == key), key)


def _refusal(code: str, path: Path) -> "Refused":
    from lantu.geo.finding import Finding, Place, Refused, Severity

    return Refused(Finding(code, Severity.REFUSAL, Place(file=path.name)))


def _blueprint(arguments: argparse.Namespace) -> "Blueprint":
    from lantu.geo.layerstore import open_blueprint, open_store

    return open_blueprint(open_store(_city_folder(arguments)), arguments.blueprint)


def _list(arguments: argparse.Namespace) -> int:
    from lantu.config.layer_sheet import print_blueprint

    print_blueprint(_blueprint(arguments), as_json=arguments.json)
    return 0


def _verify(arguments: argparse.Namespace) -> int:
    from rich.console import Console
    from rich.progress import track

    from lantu.config.layer_sheet import print_verified
    from lantu.geo.layerstore.verification import verify_blueprint

    blueprint = _blueprint(arguments)
    console = Console(stderr=True)
    verified = dict(
        track(
            verify_blueprint(blueprint),
            "核对",
            total=len(blueprint.layers),
            console=console,
            transient=True,
            disable=arguments.json or not console.is_terminal,
        )
    )
    print_verified(blueprint, verified, as_json=arguments.json)
    return 1 if any(verified.values()) else 0

"""What `lantu layer` prints: versions, lists, verifications and refusals, as text or as JSON."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from lantu.geo.finding import Finding
from lantu.geo.layerstore import Blueprint, LayerVersion, OpenLayer
from lantu.geo.wording import sentence

SHORT_DIGEST = 12


WIDTH = 140


def print_version(version: LayerVersion, number: int, *, as_json: bool) -> None:
    """Print what an import has stored, every repair included."""
    if as_json:
        _print_json({"blueprint": number, **_version(version)})
        return
    print(
        f"已导入 {version.description.name}（{version.layer}）："
        f"图斑 {version.feature_count:,}，顶点 {version.vertex_count:,}，"
        f"版本 {version.digest[:SHORT_DIGEST]}，编入第 {number} 号蓝图。"
    )
    if version.description.source_crs is not None:
        print(f"  坐标已由 {version.description.source_crs} 换算为 {version.crs}。")
    for repair in version.repairs:
        print(
            f"  已修复图斑“{repair.key}”（{repair.reason}）："
            f"面积 {repair.area_before_m2:,.2f} → {repair.area_after_m2:,.2f} 平方米"
        )


def print_blueprint(blueprint: Blueprint, *, as_json: bool) -> None:
    """Print the layers of a blueprint."""
    rows = [layer.version for layer in blueprint.layers.values()]
    if as_json:
        content = {
            "city": blueprint.store.name,
            "crs": blueprint.store.crs,
            "demo": blueprint.store.demo,
            "blueprint": blueprint.number,
            "composed_at": blueprint.composed_at and blueprint.composed_at.isoformat(),
            "note": blueprint.note,
            "layers": [_version(version) for version in rows],
        }
        _print_json(content)
        return
    print(f"{blueprint.store.name}  第 {blueprint.number} 号蓝图  {blueprint.store.crs}")
    _print_table(rows)


def _print_table(rows: Sequence[LayerVersion]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("图层", "名称", "现势", "图斑", "顶点", "误差 m", "范围", "版本", box=None)
    for version in rows:
        told = version.description
        table.add_row(
            version.layer,
            told.name,
            told.as_of_on.isoformat(),
            f"{version.feature_count:,}",
            f"{version.vertex_count:,}",
            "—" if told.accuracy_m is None else f"{told.accuracy_m:g}",
            "全市" if told.coverage is None else "局部",
            version.digest[:SHORT_DIGEST],
        )
    Console(width=None if Console().is_terminal else WIDTH).print(table)


def print_verified(
    blueprint: Blueprint, verified: Mapping[str, Sequence[Finding]], *, as_json: bool
) -> None:
    """Print what verification found, layer by layer."""
    if as_json:
        layers = {key: [_finding(one) for one in findings] for key, findings in verified.items()}
        _print_json({"blueprint": blueprint.number, "layers": layers})
        return
    for key, findings in verified.items():
        print(f"{'✗' if findings else '✓'} {_named(blueprint.layers[key])}")
        for finding in findings:
            print(f"    {sentence(finding)}")


def print_refusal(findings: Sequence[Finding], *, as_json: bool) -> None:
    """Say why nothing was stored: sentences to the error stream, data to the output."""
    if as_json:
        _print_json({"refused": [_finding(finding) for finding in findings]})
    for finding in findings:
        print(sentence(finding), file=sys.stderr)


def _named(layer: OpenLayer) -> str:
    return f"{layer.description.name}（{layer.key}） {layer.digest[:SHORT_DIGEST]}"


def _version(version: LayerVersion) -> dict[str, Any]:
    told = version.description
    return {
        "layer": version.layer,
        "name": told.name,
        "as_of_on": told.as_of_on.isoformat(),
        "source": told.source,
        "accuracy_m": told.accuracy_m,
        "covers_city": told.coverage is None,
        "class_attribute": told.class_attribute,
        "source_crs": told.source_crs,
        "digest": version.digest,
        "features_digest": version.features_digest,
        "features": version.feature_count,
        "vertices": version.vertex_count,
        "box": version.box,
        "repairs": [asdict(repair) for repair in version.repairs],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    place = {name: value for name, value in asdict(finding.place).items() if value is not None}
    return {
        "code": finding.code,
        "place": place,
        "facts": dict(finding.facts),
        "sentence": sentence(finding),
    }


def _print_json(content: Any) -> None:
    print(json.dumps(content, ensure_ascii=False, indent=1))

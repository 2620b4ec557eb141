"""Rows of YAML read strictly into frozen dataclasses: nothing unknown, nothing guessed."""

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import yaml

from lantu.law.citation import Citation

Row = TypeVar("Row")

TYPE_NAMES = {str: "文字", int: "整数", float: "小数", bool: "是或否", date: "日期"}


class Malformed(ValueError):
    """Dated data that cannot be taken: one Chinese sentence a fault, each with file and field."""

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class _Loader(yaml.CSafeLoader):
    """YAML that refuses a key given twice, which PyYAML would drop without a word."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        twice = [key for key in keys if keys.count(key) > 1]
        if twice:
            line = node.start_mark.line + 1
            raise Malformed(f"第 {line} 行：字段“{twice[0]}”写了两次，请只留一个")
        return super().construct_mapping(node, deep)


def read_yaml(path: Path) -> object:
    """Read one YAML file.

    Raises:
        Malformed: the file is no YAML, or a key stands twice in one mapping.
    """
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise Malformed(f"{path.name}：不是可读的 YAML 文件（{error}）") from error
    return parse_yaml(text, path.name)


def parse_yaml(text: str, name: str) -> object:
    """Read YAML text; `name` is what faults call it.

    Raises:
        Malformed: the text is no YAML, or a key stands twice in one mapping.
    """
    try:
        return yaml.load(text, _Loader)
    except Malformed as fault:
        raise Malformed(*(f"{name}，{sentence}" for sentence in fault.faults)) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise Malformed(f"{name}：不是可读的 YAML 文件（{error}）") from error
    except ValueError as error:
        raise Malformed(f"{name}：其中有不存在的日期（{error}）") from error


def read_rows(kind: type[Row], content: object, file: str) -> tuple[Row, ...]:
    """Read a list of mappings into rows of one kind; all faults of a file are told at once.

    Raises:
        Malformed: with one sentence for every row that cannot be taken.
    """
    if not isinstance(content, list):
        raise Malformed(f"{file}：应是一列条目（以“- ”开头），实为{_kind_of(content)}")
    rows: list[Row] = []
    faults: list[str] = []
    for number, value in enumerate(content, 1):
        try:
            rows.append(cast(Row, _read(kind, value, f"{file}，第 {number} 条")))
        except Malformed as fault:
            faults.extend(fault.faults)
    if faults:
        raise Malformed(*faults)
    return tuple(rows)


def plain(value: object) -> object:
    """Return rows as mappings, lists, text and numbers, ready for canonical JSON."""
    if is_dataclass(value) and not isinstance(value, type | Citation):
        return {field: plain(getattr(value, field)) for field in _names(type(value))}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Citation | Enum) else value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _read(kind: Any, value: object, place: str) -> object:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _read_union(get_args(kind), value, place)
    if origin is tuple:
        if not isinstance(value, list):
            raise Malformed(f"{place}：应是一列值，实为{_kind_of(value)}")
        inner = get_args(kind)[0]
        return tuple(_read(inner, item, f"{place}之{n}") for n, item in enumerate(value, 1))
    if is_dataclass(kind) and kind is not Citation:
        return _read_dataclass(cast(type, kind), value, place)
    return _read_scalar(kind, value, place)


def _read_scalar(kind: Any, value: object, place: str) -> object:
    if kind is Citation or issubclass(kind, Enum):
        try:
            return Citation.parse(str(value)) if kind is Citation else kind(value)
        except ValueError as error:
            allowed = "、".join(str(item.value) for item in kind) if kind is not Citation else ""
            reason = f"“{value}”不在允许的值之列：{allowed}" if allowed else str(error)
            raise Malformed(f"{place}：{reason}") from error
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise Malformed(f"{place}：应是{TYPE_NAMES[kind]}，实为{_kind_of(value)}“{value}”")
    return value


def _read_union(kinds: tuple[Any, ...], value: object, place: str) -> object:
    if value is None and type(None) in kinds:
        return None
    kinds = tuple(kind for kind in kinds if kind is not type(None))
    exact = [kind for kind in kinds if type(value) is kind]
    return _read((exact or list(kinds))[0], value, place)


def _read_dataclass(kind: type, value: object, place: str) -> object:
    if not isinstance(value, dict):
        raise Malformed(f"{place}：应是“字段: 值”，实为{_kind_of(value)}")
    label = value.get("key") or value.get("name")
    place = f"{place}（{label}）" if label else place
    names = _names(kind)
    faults = [f"{place}：没有字段“{key}”，请核对拼写" for key in value if key not in names]
    taken: dict[str, object] = {}
    for field in fields(kind):
        if field.name in value:
            try:
                taken[field.name] = _read(
                    _hints(kind)[field.name], value[field.name], f"{place}，字段 {field.name}"
                )
            except Malformed as fault:
                faults.extend(fault.faults)
        elif field.default is MISSING and field.default_factory is MISSING:
            faults.append(f"{place}：缺少字段“{field.name}”")
    if faults:
        raise Malformed(*faults)
    try:
        return kind(**taken)
    except ValueError as error:
        raise Malformed(f"{place}：{error}") from error


def _kind_of(value: object) -> str:
    if value is None:
        return "空"
    return TYPE_NAMES.get(type(value), "一列值" if isinstance(value, list) else "一组字段")

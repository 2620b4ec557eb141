"""A folder with a table of intakes and their red lines beside it."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from lantu.geo.formats.reading import Limits
from lantu.systems.coordination.packages.intake import COLUMNS, City
from lantu.systems.coordination.packages.sheets import write_json, write_workbook
from tests.town.fixtures import blob_folder

__all__ = ("blob_folder",)
CITY = City("EPSG:4547", Limits(20_000_000, 200, 100_000, 10.0))
HEAD = """[属性描述]
坐标系=2000国家大地坐标系
几度分带=3
投影类型=高斯克吕格
计量单位=米
带号=38
精度=0.01
转换参数=,,,,,,
[地块坐标]
4,2.0000,{number},{number},面,,公用,,@
"""
CORNERS = ((3845000, 38465000), (3845100, 38465000), (3845100, 38465200), (3845000, 38465200))


def red_line(number: int) -> str:
    """Return a red line of two hectares as a text of its corners."""
    corners = [(north + 500 * number, east) for north, east in CORNERS]
    points = [
        f"J{place},1,{north},{east}"
        for place, (north, east) in enumerate([*corners, corners[0]], 1)
    ]
    points[-1] = points[-1].replace("J5", "J1")
    return HEAD.format(number=number) + "\n".join(points) + "\n"


def row(number: int, **changed: str) -> dict[str, str]:
    """Return a full row of a table of intakes."""
    said = {
        "项目名称": f"滨河学校{number}",
        "发起单位": "新城建设公司",
        "拟定用途": "教育用地",
        "涉密声明": "非涉密",
        "保密审查人": "保密员",
        "红线文件": f"红线{number}.txt",
        "总投资（元）": "12000000",
    }
    return said | changed


@pytest.fixture
def package(tmp_path):
    """Write a table of intakes, as XLSX or JSON, with a red line for each of its rows."""

    def write(*rows, form="xlsx"):
        for number in range(1, len(rows) + 1):
            (tmp_path / f"红线{number}.txt").write_text(red_line(number), "utf-8")
        file = tmp_path / f"项目.{form}"
        if form == "json":
            write_json(file, {"format": "lantu.intake/1", "rows": list(rows)})
        else:
            write_workbook(file, {"项目信息": (COLUMNS, rows)})
        return file

    return write


@pytest.fixture
def packed(package, tmp_path):
    """Return a table of intakes with its red lines as the bytes of a zip archive."""

    def pack(*rows, form="xlsx"):
        package(*rows, form=form)
        held = BytesIO()
        with ZipFile(held, "w") as archive:
            for path in sorted(tmp_path.glob("*.*")):
                archive.write(path, f"项目包/{path.name}")
        return held.getvalue()

    return pack

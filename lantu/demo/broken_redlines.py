"""Red lines with faults, each with the one fault that its name says."""

import numpy as np
import shapely

from lantu.demo.cad_drawings import drawing_of_two_layers
from lantu.demo.city import City
from lantu.demo.heritage import uneven_outline
from lantu.demo.redline_files import HEADER, Dialect, boundary_text, geojson, in_dialect, plot_lines

FOOT_M = 0.3048
OUTSIDE = np.array([560_000.0, 3_830_000.0])
GCJ_SHIFT_M = np.array([560.0, -140.0])
FICTITIOUS_PARAMETERS = "111.111,222.222,333.333,1.1,2.2,3.3,4.4"

# File name → what is wrong, and what the reader is expected to say.
FAULTS = {
    "not_closed.txt": "界址点没有回到起点：应指出未闭合的圈，并建议补上首点（由人确认）",
    "self_crossing.txt": "边界自相交：应拒绝，并给出相交处坐标",
    "swapped_axes.txt": "X、Y 写反（东坐标在前）：应指出并建议对调（由人确认）",
    "wrong_zone.txt": "带号写 39，坐标却带 38：应指出二者矛盾",
    "xian_grid.txt": "1980西安坐标系：应拒绝，请测绘单位转换后再报",
    "transformation_parameters.txt": "转换参数已填写（此处为虚构的数）：属涉密内容，应拒绝且不留存",
    "truncated.txt": "文件在一个坐标中间断掉：应指出行号",
    "empty.txt": "零字节文件：应说明文件为空",
    "outside_city.txt": "地块在市域之外：应指出",
    "feet.txt": "计量单位为英尺：应拒绝，要求以米为单位",
    "contradicting_area.txt": "申报面积与坐标算得的面积不符（约两倍）：应列出两个数",
    "contradicting_point_count.txt": "申报界址点数与实有点数不符：应列出两个数",
    "doubled_coordinate.txt": "闭合点把 X 写了两次（软件缺陷）：应认出并建议改正",
    "two_layers.dxf": "两个图层都有闭合线，又都不叫红线：应列出图层与条数，请人指明，不得合并",
    "shifted_map.geojson": "疑似按 GCJ-02（网络地图）坐标勾绘，偏出市界约五百米：应提示疑似偏移",
}


def draw_broken(city: City, ground: shapely.Polygon) -> dict[str, bytes]:
    """Write the faulty files, all but two of them about one sound piece of ground."""
    name = "演示地块"
    sound = boundary_text(ground, name)[0]
    corners = shapely.get_coordinates(ground.exterior)
    crossed = shapely.Polygon(np.vstack([corners[[0, 2, 1]], corners[3:]]))
    moved = shapely.transform(ground, lambda at: at - at.mean(axis=0) + OUTSIDE)
    parameters = (("转换参数", FICTITIOUS_PARAMETERS),)
    return {
        "not_closed.txt": in_dialect(closed=False)(ground, name)[0],
        "self_crossing.txt": _unrounded(crossed, name),
        "swapped_axes.txt": in_dialect(swapped=True)(ground, name)[0],
        "wrong_zone.txt": in_dialect(header=(("带号", "39"),))(ground, name)[0],
        "xian_grid.txt": in_dialect(header=(("坐标系", "1980西安坐标系"),))(ground, name)[0],
        "transformation_parameters.txt": in_dialect(header=parameters)(ground, name)[0],
        "truncated.txt": sound[:-40],
        "empty.txt": b"",
        "outside_city.txt": boundary_text(moved, name)[0],
        "feet.txt": in_dialect(unit_m=FOOT_M, header=(("计量单位", "英尺"),), prefixed=False)(
            ground, name
        )[0],
        "contradicting_area.txt": in_dialect(area_factor=2.0)(ground, name)[0],
        "contradicting_point_count.txt": in_dialect(count_offset=3)(ground, name)[0],
        "doubled_coordinate.txt": _with_doubled_coordinate(sound),
        "two_layers.dxf": drawing_of_two_layers(ground),
        "shifted_map.geojson": geojson(_beyond_border(city), name)[0],
    }


def _unrounded(shape: shapely.Polygon, name: str) -> bytes:
    """Write a shape as it is; rounding it to a valid one would mend it."""
    header = ["[属性描述]", *(f"{key}={value}" for key, value in HEADER.items()), "[地块坐标]"]
    return ("\r\n".join([*header, *plot_lines(shape, name, Dialect())]) + "\r\n").encode("gbk")


def _with_doubled_coordinate(sound: bytes) -> bytes:
    lines = sound.decode("gbk").splitlines()
    label, ring, north, _ = lines[-1].split(",")
    return ("\r\n".join([*lines[:-1], f"{label},{ring},{north},{north}"]) + "\r\n").encode("gbk")


def _beyond_border(city: City) -> shapely.Polygon:
    """Return a site just inside the eastern border, moved as a web map would move it."""
    corners = shapely.get_coordinates(city.ground.boundary.exterior)
    east = corners[np.argmax(corners[:, 0])] - np.array([260.0, 0.0])
    outline = uneven_outline(city.generator("broken", "shifted"), east, 90.0)
    return shapely.Polygon(shapely.get_coordinates(outline) + GCJ_SHIFT_M)

import json

import pytest

from lantu.demo import zhengzhou
from lantu.demo.zhengzhou import derive


def test_the_shipped_files_are_what_the_script_makes_of_the_sources(
    shared_data, tmp_path, monkeypatch
):
    monkeypatch.setattr(derive, "HERE", tmp_path)
    derive.main(shared_data / "zhengzhou")
    for name in ("boundary.geojson", "zones.geojson"):
        shipped = (zhengzhou.HERE / name).read_text("utf-8")
        assert (tmp_path / name).read_text("utf-8") == shipped


@pytest.mark.parametrize("name", ["boundary.geojson", "zones.geojson"])
def test_the_shipped_files_are_small_and_say_demo(name):
    text = (zhengzhou.HERE / name).read_text("utf-8")
    assert len(text.encode()) < 400_000
    assert any(row["properties"].get("mark") == "演示" for row in json.loads(text)["features"])

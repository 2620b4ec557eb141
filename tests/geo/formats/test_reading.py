from shapely import box

from lantu.geo.formats.reading import ReadFeature


def test_a_feature_declares_nothing_unless_its_file_does():
    feature = ReadFeature("一号地块", box(0, 0, 1, 1))
    assert feature.declared_area_m2 is None
    assert feature.declared_point_count is None

"""The form of a boundary: a file with one shape, examined as a red line is."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from shapely import MultiPolygon

from lantu.foundations.acts.clock import now
from lantu.foundations.acts.wording import sentence
from lantu.geo.finding import Finding, Severity
from lantu.geo.finding import Refused as FileRefused
from lantu.geo.formats import read
from lantu.geo.quality import examine
from lantu.geo.wording import sentence as said_of
from lantu.law.clock import day_of
from lantu.systems.coordination.packages.faults import PackageFault
from lantu.systems.coordination.packages.intake import City, served_city
from lantu.web.coordination.forms import ActForm

LONGEST_NAME = 96


class BoundaryForm(ActForm):
    """A file with one boundary; it is examined as a red line is."""

    file = forms.FileField(
        label="范围文件", help_text="GeoJSON、GeoPackage、坐标文本，或压缩成 zip 的 Shapefile。",
        error_messages={"required": "请选择范围文件。", "empty": "这是空文件，请重新选择。"},
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Read the file, and want a shape without a fault."""
        given = super().clean() or {}
        file = given.pop("file", None)
        if file is None:
            return given
        city = served_city(Path(settings.CITY_DIRECTORY), day_of(now()))
        if city is None:
            self.add_error(None, sentence(PackageFault.NO_CITY, {}))
            return given
        shape, findings = _shape_of(file, city)
        for said in dict.fromkeys(map(said_of, findings)):
            self.add_error("file", said)
        return {**given, "geometry": shape, "crs": city.crs}


def _shape_of(
    file: UploadedFile[bytes], city: City
) -> tuple[MultiPolygon | None, Iterable[Finding]]:
    """Read a boundary in the city's measuring CRS; without one, say what is wrong with it."""
    name = Path(file.name or "").name[-LONGEST_NAME:] or "范围"
    with TemporaryDirectory() as work:
        path = Path(work) / name
        path.write_bytes(file.read())
        try:
            reading = read(path, limits=city.limits)
        except FileRefused as refused:
            return None, refused.findings
    found = examine(reading, measuring_crs=city.crs, limits=city.limits)
    wrong = [one for one in found.findings if one.severity is Severity.REFUSAL]
    return found.footprint, wrong

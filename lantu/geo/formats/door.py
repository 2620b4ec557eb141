"""The one door through which a file comes in: a child process with limits, and its answer.

The parent never parses an upload. It starts the child, gives it the path and an empty folder to
work in, waits no longer than allowed, and takes back JSON with WKB.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from lantu.geo.finding import Finding, Place, Refused, Severity
from lantu.geo.formats.reading import Limits, Reading

STARTING_SECONDS = 20.0
BOOT = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from lantu.geo.formats.child import main
main()
"""
# All drivers of GDAL but those for Shapefile and GeoPackage; a test holds the list complete.
SKIPPED_DRIVERS = (
    "ADBC,AIVector,AVCBin,AVCE00,AmigoCloud,CSV,CSW,Carto,DGN,DXF,EDIGEO,EEDA,ESRIJSON,"
    "Elasticsearch,FlatGeobuf,GDALG,GML,GPSBabel,GPX,GTFS,GeoJSON,GeoJSONSeq,GeoRSS,HTTP,Idrisi,"
    "JML,JSONFG,KML,LIBKML,LVBAG,MBTiles,MEM,MVT,MapInfo File,MapML,MiraMonVector,NGW,OAPIF,ODS,"
    "OGCAPI,OGR_GMT,OGR_PDS,OGR_VRT,OSM,OpenFileGDB,PCIDSK,PDF,PDS4,PGDUMP,PLSCENES,PMTiles,S57,"
    "SQLite,SXF,Selafin,TopoJSON,VDV,VFK,VICAR,WAsP,WFS,XLSX"
)
ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "OPENBLAS_NUM_THREADS": "1",
    "GDAL_SKIP": SKIPPED_DRIVERS,
    "GDAL_HTTP_MAX_RETRY": "0",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
    "SHAPE_RESTORE_SHX": "YES",
    "OGR_ORGANIZE_POLYGONS": "DEFAULT",
    "PYTHONDONTWRITEBYTECODE": "1",
}


@dataclass
class PendingReading:
    """A reading under way in its child."""

    file: str
    limits: Limits
    _child: "subprocess.Popen[bytes]"
    _folder: "tempfile.TemporaryDirectory[str]"

    def result(self) -> Reading:
        """Wait for the child and return what it read.

        Raises:
            Refused: the file cannot be taken; the findings say why and where.
        """
        try:
            self._child.wait(self.limits.seconds + STARTING_SECONDS)
            answer = (Path(self._folder.name) / "answer").read_bytes()
        except subprocess.TimeoutExpired:
            raise _refused("reader_too_slow", self.file, seconds=self.limits.seconds) from None
        finally:
            self._end()
        return self._taken(answer)

    def _taken(self, answer: bytes) -> Reading:
        from lantu.geo.formats.exchange import decode

        code = self._child.returncode
        if code == -signal.SIGXCPU or code == -signal.SIGKILL:
            raise _refused("reader_too_slow", self.file, seconds=self.limits.seconds)
        try:
            return decode(answer)
        except ValueError:
            raise _refused("reader_failed", self.file) from None

    def _end(self) -> None:
        if self._child.poll() is None:
            self._child.kill()
            self._child.wait()
        self._folder.cleanup()


def start(path: Path, *, limits: Limits, encoding: str | None = None) -> PendingReading:
    """Start reading a file, so that the caller can do something else meanwhile.

    Args:
        path: the file; a shapefile's side files lie beside it, or all are zipped.
        limits: how large it may be and how long reading may take.
        encoding: what the applicant says; else it is told from the bytes.

    Raises:
        Refused: there is no such file.
    """
    if not path.is_file():
        raise _refused("file_missing", path.name)
    from lantu.geo.formats.exchange_request import encode_request

    folder = tempfile.TemporaryDirectory(prefix="lantu-reading-")
    work = Path(folder.name) / "work"
    work.mkdir()
    answer = os.open(Path(folder.name) / "answer", os.O_CREAT | os.O_WRONLY, 0o600)
    child = subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", BOOT, json.dumps(_search_path())],
        stdin=subprocess.PIPE,
        stdout=answer,
        stderr=subprocess.DEVNULL,
        cwd=work,
        env={**ENVIRONMENT, "TMPDIR": str(work)},
        start_new_session=True,
    )
    os.close(answer)
    assert child.stdin is not None
    child.stdin.write(encode_request(str(path.resolve()), path.name, limits, encoding))
    child.stdin.close()
    return PendingReading(path.name, limits, child, folder)


def read(path: Path, *, limits: Limits, encoding: str | None = None) -> Reading:
    """Read a file in a child of its own: `start(...).result()`."""
    return start(path, limits=limits, encoding=encoding).result()


def _search_path() -> list[str]:
    return [str(Path(entry).resolve()) for entry in sys.path if entry] + [str(Path.cwd())]


def _refused(code: str, file: str, **facts: str | int | float) -> Refused:
    return Refused(Finding(code, Severity.REFUSAL, Place(file=file), facts))

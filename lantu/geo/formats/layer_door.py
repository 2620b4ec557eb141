"""The door for whole layers: a file of millions of features, read in a bound process of its own.

An officer chooses the file, but somebody else made it. So it meets the same filter of system calls
as a red line does, with more memory, more time and more of GDAL's drivers.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path

from lantu.geo.finding import Fact, Finding, Place, Refused, Severity
from lantu.geo.formats.confinement import MEBIBYTE, Confinement
from lantu.geo.formats.door import ENVIRONMENT, WAITING_SECONDS
from lantu.geo.formats.drivers import SKIPPED_DRIVERS
from lantu.geo.formats.layer_exchange import LayerColumns, ShapeUnreadable, read_columns

LAYER_DRIVERS = (
    *("ESRI Shapefile", "GPKG", "GeoJSON", "GeoJSONSeq", "ESRIJSON", "TopoJSON"),
    *("FlatGeobuf", "OpenFileGDB", "MapInfo File", "CSV"),
)
BOOTSTRAP = (
    "import sys, os; sys.path.extend(sys.argv.pop(1).split(os.pathsep)); "
    "from lantu.geo.formats.layer_child import main; main()"
)
LAYER_ENVIRONMENT = {
    name: value
    for name, value in ENVIRONMENT.items()
    # A geodatabase is a folder of files that its driver has to find.
    if name != "GDAL_DISABLE_READDIR_ON_OPEN"
} | {
    "GDAL_SKIP": ",".join(name for name in SKIPPED_DRIVERS.split(",") if name not in LAYER_DRIVERS),
    # GeoJSON is held in memory as objects; the bound on memory is ours, not GDAL's 200 MB.
    "OGR_GEOJSON_MAX_OBJ_SIZE": "0",
}
ANSWERS = {
    *("reader_not_confined", "source_unreadable", "source_without_geometry"),
    *("layer_too_many_features", "layer_out_of_memory", "layer_out_of_space"),
}
ENDINGS = {
    # Where both limits of processor time are the same the kernel kills without a warning.
    -signal.SIGXCPU: "layer_too_slow",
    -signal.SIGKILL: "layer_too_slow",
}


@dataclass(frozen=True, slots=True)
class LayerLimits:
    """How large a layer may be. The numbers come from the caller, who knows the law (AMB-85).

    Without them only the guards of the machine hold.

    Attributes:
        size_bytes: of the file, or of all files of a geodatabase.
        features: their number.
        confinement: what the process may use.
    """

    size_bytes: int = 8192 * MEBIBYTE
    features: int = 20_000_000
    confinement: Confinement = field(
        default_factory=lambda: Confinement(
            memory_bytes=16384 * MEBIBYTE, written_bytes=8192 * MEBIBYTE, cpu_seconds=3600
        )
    )


def read_layer(
    path: Path,
    *,
    layer: str | None = None,
    encoding: str | None = None,
    limits: LayerLimits | None = None,
) -> LayerColumns:
    """Read a layer's columns in a process of its own.

    Args:
        path: a file, or the folder of a geodatabase.
        layer: in a file of several.
        encoding: of its texts, where the file does not tell.
        limits: how large it may be.

    Raises:
        Refused: it cannot be taken; the finding says why and what to do.
    """
    path, bound = path.absolute(), limits or LayerLimits()
    _check_outside(path, bound)
    with tempfile.TemporaryDirectory(prefix="lantu-layer-") as name:
        request = {
            "path": str(path),
            "layer": layer,
            "encoding": encoding,
            "features": bound.features,
            "confinement": asdict(bound.confinement),
        }
        _run(path, Path(name), json.dumps(request).encode(), bound.confinement)
        try:
            return read_columns(Path(name))
        except ShapeUnreadable as error:
            facts: dict[str, Fact] = {"row": error.row, "reason": error.reason}
            raise _refused("layer_shape_unreadable", path, **facts) from None
        except ValueError:
            raise _refused("reader_failed", path) from None


def _check_outside(path: Path, limits: LayerLimits) -> None:
    if not path.exists():
        raise _refused("file_missing", path)
    files = path.rglob("*") if path.is_dir() else [path]
    size = sum(file.stat().st_size for file in files if file.is_file())
    if size > limits.size_bytes:
        size_mb, limit_mb = (round(size / MEBIBYTE), round(limits.size_bytes / MEBIBYTE))
        raise _refused("layer_too_large", path, size_mb=size_mb, limit_mb=limit_mb)


def _run(path: Path, folder: Path, request: bytes, confinement: Confinement) -> None:
    here = str(Path(__file__).parents[3])
    found_at = [here, *(str(Path(entry).absolute()) for entry in sys.path if entry)]
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", BOOTSTRAP, os.pathsep.join(found_at)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=LAYER_ENVIRONMENT,
        start_new_session=True,
    )
    try:
        output, _ = process.communicate(request, confinement.cpu_seconds + WAITING_SECONDS)
    except subprocess.TimeoutExpired:
        raise _refused("layer_too_slow", path) from None
    finally:
        with process:
            process.kill()
    if process.returncode != 0:
        raise _refused(ENDINGS.get(process.returncode, "reader_failed"), path)
    raise_answer(output, path)


def raise_answer(output: bytes, path: Path) -> None:
    """Raise the refusal that a child answered; what it says is checked, for it may be taken over.

    Raises:
        Refused: that was the answer, or the answer is none.
    """
    try:
        answer = json.loads(output)
        code, facts = answer.get("code"), dict(answer.get("facts", {}))
    except (ValueError, TypeError, AttributeError):
        raise _refused("reader_failed", path) from None
    if not answer:
        return
    plain = all(isinstance(value, str | int) for value in facts.values())
    if code not in ANSWERS or not plain:
        raise _refused("reader_failed", path)
    raise Refused(Finding(code, Severity.REFUSAL, Place(file=path.name), facts))


def _refused(code: str, path: Path, **facts: Fact) -> Refused:
    return Refused(Finding(code, Severity.REFUSAL, Place(file=path.name), facts))

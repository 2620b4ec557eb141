"""`lantu assets`: copy what the browser needs out of the installed packages, and collect it.

Only the files listed here are served. Their maps are not, and neither are the comments that name
them: a missing map would stop the collecting.
"""

import argparse
import re
import shutil
from pathlib import Path

from lantu.config.directories import PROJECT, assets_directory

FILES = {
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "ol/dist/ol.js": "ol.js",
    "ol/ol.css": "ol.css",
    "proj4/dist/proj4.js": "proj4.js",
    "echarts/dist/echarts.simple.min.js": "echarts.simple.min.js",
}
ICONS = PROJECT / "lantu" / "web" / "shell" / "icons.txt"
MAP_COMMENT = re.compile(rb"(?m)^\s*(?://|/\*)[#@] sourceMappingURL=.*$")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("packages", type=Path, metavar="目录", help="npm 装好的 node_modules")


def run(arguments: argparse.Namespace) -> int:
    """Copy the files, draw the sprite of icons and collect everything; 0 when done."""
    target = assets_directory() / "vendor"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for source, name in FILES.items():
        content = (arguments.packages / source).read_bytes()
        (target / name).write_bytes(MAP_COMMENT.sub(b"", content))
    (target / "icons.svg").write_text(sprite(arguments.packages), "utf-8")
    _collect()
    print(f"页面所需文件 {len(FILES) + 1} 个已备好。")
    return 0


def sprite(packages: Path) -> str:
    """Return one SVG with a symbol for every icon that the pages use."""
    symbols = []
    for name in ICONS.read_text("utf-8").split():
        drawn = (packages / f"@tabler/icons/icons/outline/{name}.svg").read_text("utf-8")
        paths = re.search(r"<svg[^>]*>(.*)</svg>", drawn, re.DOTALL)
        assert paths is not None
        inner = re.sub(r"\s+", " ", paths[1]).strip()
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{inner}</symbol>')
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>\n'


def _collect() -> None:
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantu.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, clear=True, verbosity=0)

"""A sketch on paper: scanned, laid onto the plane by control points, its boundary traced."""

import json
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from shapely import MultiPolygon, Polygon

from lantu.foundations.acts.gate import ActFault, Missing
from lantu.foundations.acts.policy import may
from lantu.foundations.projects.actions import enter_footprint
from lantu.foundations.projects.models import Footprint, Project
from lantu.geo.finding import Refused
from lantu.geo.georeference import Fit, fit
from lantu.geo.wording import sentence
from lantu.systems.blueprint.city import working_blueprint
from lantu.systems.blueprint.scans import Scan, keep_scan, open_scan
from lantu.web.blueprint.forms import ScanForm, TraceForm
from lantu.web.blueprint.intake import ENTER, clearance_of, kept_source, project_of, sketch_rank
from lantu.web.shell.asking import account_of, asked, asker
from lantu.web.shell.refusals import attempt

FEWEST_CORNERS = 3
MEDIA_TYPES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "pdf": "application/pdf"}  # noqa: E501 # fmt: skip


def _own_project(request: HttpRequest, project_id: UUID) -> Project:
    project = project_of(request, project_id)
    if not may(asker(request), ENTER, project):
        raise Missing(ActFault.MISSING, noun="项目")
    return project


def bring(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """Take the scan of a sketch."""
    project = _own_project(request, project_id)
    form = ScanForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["scan"]
        try:
            scan = keep_scan(account_of(request).id, file.read(), file=file.name)
            return redirect("project_trace", project_id=project.id, scan_id=scan.id)
        except Refused as refusal:
            form.add_error("scan", " ".join(sentence(one) for one in refusal.findings))
    status = 422 if form.errors else 200
    return render(request, "blueprint/scan.html", {"project": project, "form": form}, status=status)


def picture(request: HttpRequest, project_id: UUID, scan_id: UUID) -> HttpResponse:
    """Return the picture of a scan."""
    _own_project(request, project_id)
    scan = open_scan(account_of(request).id, scan_id)
    return HttpResponse(scan.picture, content_type="image/png")


def trace(request: HttpRequest, project_id: UUID, scan_id: UUID) -> HttpResponse:
    """Set control points, trace the boundary, and enter it as a sketch."""
    project = _own_project(request, project_id)
    scan = open_scan(account_of(request).id, scan_id)
    form = TraceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _entered(request, project, scan, form))
        if made is not None:
            messages.success(request, f"已保存意向示意红线，控制点中误差 {made.accuracy_m} 米，扫描件已留存。")  # noqa: E501 # fmt: skip
            return redirect("project_red_line", project_id=project.id)
    blueprint = working_blueprint()
    facts = {
        "project": project,
        "scan": scan,
        "form": form,
        "extent": [round(one) for one in blueprint.store.boundary.bounds],
    }
    return render(request, "blueprint/trace.html", facts, status=422 if form.errors else 200)


def residuals(request: HttpRequest, project_id: UUID, scan_id: UUID) -> HttpResponse:
    """Return how far control points are off, and the matrix that lays the scan on the plane."""
    _own_project(request, project_id)
    open_scan(account_of(request).id, scan_id)
    try:
        found = _fit(json.loads(request.GET.get("points", "[]")))
    except Refused as refusal:
        return JsonResponse({"fault": " ".join(sentence(one) for one in refusal.findings)})
    except (ValueError, TypeError, KeyError):
        return JsonResponse({"fault": "控制点没有填完整。"})
    return JsonResponse(
        {
            "matrix": found.matrix.tolist(),
            "residuals_m": [round(float(one), 3) for one in found.residuals_m],
            "error_m": round(found.error_m, 3),
        }
    )


def _fit(points: list[dict[str, Any]]) -> Fit:
    pixels = [(float(one["px"]), float(one["py"])) for one in points]
    plane = [(float(one["east"]) % 1_000_000, float(one["north"])) for one in points]
    return fit(pixels, plane)


def _entered(
    request: HttpRequest, project: Project, scan: Scan, form: TraceForm
) -> Footprint | None:
    """Enter what was traced; the scan is kept as it came in."""
    try:
        found = _fit(json.loads(form.cleaned_data["points"]))
        ring = [(float(x), float(y)) for x, y in json.loads(form.cleaned_data["ring"])]
    except Refused as refusal:
        form.add_error(None, " ".join(sentence(one) for one in refusal.findings))
        return None
    except (ValueError, TypeError, KeyError):
        form.add_error(None, "控制点或边界没有填完整，请在图上补齐。")
        return None
    if len(set(ring)) < FEWEST_CORNERS:
        form.add_error(None, "边界至少要有三个不同的点，请在图上描绘。")
        return None
    shape = found.moved(Polygon(ring))
    if not shape.is_valid:
        form.add_error(None, "描绘的边界自己相交，请重新描绘或移动交叉处的点。")
        return None
    store = working_blueprint().store
    if not store.boundary.intersects(shape):
        form.add_error(None, "描绘的边界落在市域之外，请核对控制点的坐标。")
        return None
    kind = MEDIA_TYPES.get(scan.file.rsplit(".", 1)[-1].lower(), "application/octet-stream")
    clearance = clearance_of(request, form.cleaned_data)
    digest = kept_source(request, scan.content, scan.file, kind, clearance)
    former = project.footprints.filter(rank=sketch_rank(), superseded_by__isnull=True).first()
    return enter_footprint(
        asked(request, "enter"),
        project_id=project.id,
        rank=sketch_rank(),
        geometry=MultiPolygon([shape]),
        crs=store.crs,
        source=digest,
        source_name=scan.file,
        supersedes_id=former.id if former else None,
        clearance=clearance,
        accuracy_m=Decimal(f"{found.error_m:.3f}"),
    )

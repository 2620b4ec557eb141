"""Two versions of a layer under one map: a bar divides them, and is moved by hand or by keys."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lantu.foundations.acts.gate import ActFault, Missing
from lantu.law.rows import Visibility
from lantu.systems.blueprint.city import working_blueprint
from lantu.systems.blueprint.versions import Version, versions_of
from lantu.web.blueprint.viewing import view_of


def compare(request: HttpRequest) -> HttpResponse:
    """Show two versions of a layer, the earlier on the left."""
    view, blueprint = view_of(request), working_blueprint()
    shown = [
        (key, layer.description.name)
        for key, layer in blueprint.layers.items()
        if view.seen.get(key) is Visibility.GEOMETRY
    ]
    key = request.GET.get("layer", shown[0][0] if shown else "")
    if key not in dict(shown):
        raise Missing(ActFault.MISSING, noun="图层")
    found = versions_of(key)
    after = _chosen(found, request.GET.get("after", ""), 0)
    before = _chosen(found, request.GET.get("before", ""), 1)
    facts = {
        "layers": shown,
        "key": key,
        "name": dict(shown)[key],
        "versions": found,
        "before": before,
        "after": after,
        "extent": [round(one) for one in blueprint.store.boundary.bounds],
    }
    return render(request, "blueprint/comparison.html", facts)


def _chosen(found: tuple[Version, ...], digest: str, otherwise: int) -> Version | None:
    """Return the version of a digest, else the one at a place of the list, else none."""
    named = next((one for one in found if one.digest == digest), None)
    return named or (found[otherwise] if otherwise < len(found) else None)

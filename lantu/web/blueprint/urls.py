"""The addresses of the blueprint: the map, tiles, checks of red lines."""

from django.urls import path

from lantu.web.blueprint import (
    checks,
    comparison,
    corrections,
    exports,
    intake,
    pages,
    shapes,
    sketches,
    tiles,
)

urlpatterns = [
    path("blueprint/", pages.atlas, name="atlas"),
    path("blueprint/point/", pages.point, name="atlas_point"),
    path("blueprint/compare/", comparison.compare, name="compare"),
    path("blueprint/checks/", checks.bring, name="bring_check"),
    path("blueprint/checks/<uuid:draft_id>/", checks.show, name="check"),
    path("blueprint/checks/<uuid:draft_id>.geojson", checks.shapes, name="check_shapes"),
    path(
        "blueprint/checks/<uuid:draft_id>/export.<slug:form>",
        exports.take_check,
        name="check_export",
    ),
    path("lines/<uuid:footprint_id>.<slug:form>", exports.take_line, name="take_line"),
    path("blueprint/ground.json", shapes.ground, name="ground"),
    path("blueprint/rounds/<uuid:round_id>.geojson", shapes.round_shapes, name="round_shapes"),
    path("blueprint/tasks/<uuid:task_id>.geojson", shapes.task_shapes, name="task_shapes"),
    path("reserve/<uuid:project_id>/red-line/", intake.bring, name="project_red_line"),
    path("reserve/<uuid:project_id>/red-line.geojson", intake.shapes, name="project_shapes"),
    path("reserve/<uuid:project_id>/red-line/<uuid:draft_id>/", intake.look, name="project_draft"),
    path("reserve/<uuid:project_id>/sketch/", sketches.bring, name="project_sketch"),
    path("reserve/<uuid:project_id>/sketch/<uuid:scan_id>/", sketches.trace, name="project_trace"),
    path(
        "reserve/<uuid:project_id>/sketch/<uuid:scan_id>.png",
        sketches.picture,
        name="project_scan",
    ),
    path(
        "reserve/<uuid:project_id>/sketch/<uuid:scan_id>/residuals.json",
        sketches.residuals,
        name="project_residuals",
    ),
    path("rounds/<uuid:round_id>/red-line/", corrections.edit, name="round_red_line"),
    path("rounds/<uuid:round_id>/red-line/<uuid:draft_id>/", corrections.look, name="round_draft"),
    path(
        "rounds/<uuid:round_id>/red-line/<uuid:draft_id>.geojson",
        corrections.shapes,
        name="round_draft_shapes",
    ),
    path("tiles/<str:digest>/<int:level>/<int:column>/<int:row>.json", tiles.layer_tile),
]

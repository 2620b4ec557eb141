"""The addresses of the blueprint: the map, tiles, checks of red lines."""

from django.urls import path

from lantu.web.blueprint import checks, pages, shapes, tiles

urlpatterns = [
    path("blueprint/", pages.atlas, name="atlas"),
    path("blueprint/point/", pages.point, name="atlas_point"),
    path("blueprint/checks/", checks.bring, name="bring_check"),
    path("blueprint/checks/<uuid:draft_id>/", checks.show, name="check"),
    path("blueprint/checks/<uuid:draft_id>.geojson", checks.shapes, name="check_shapes"),
    path("blueprint/checks/<uuid:draft_id>/export.<str:form>", checks.export, name="check_export"),
    path("blueprint/rounds/<uuid:round_id>.geojson", shapes.round_shapes, name="round_shapes"),
    path("blueprint/tasks/<uuid:task_id>.geojson", shapes.task_shapes, name="task_shapes"),
    path("tiles/<str:digest>/<int:level>/<int:column>/<int:row>.json", tiles.layer_tile),
]

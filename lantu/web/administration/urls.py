"""The addresses of administration."""

from django.urls import path

from lantu.web.administration import areas, editions, opening, pages, spills

urlpatterns = [
    path("administration/", pages.units, name="administration"),
    path("administration/functions/", pages.functions_page, name="administered_functions"),
    path("administration/calendar/", editions.calendar_page, name="administered_calendar"),
    path("administration/law/", editions.lawbook_page, name="administered_law"),
    path("administration/layers/", editions.layers_page, name="administered_layers"),
    path("administration/law/propose/<slug:kind>/", editions.propose_page, name="propose"),
    path("administration/law/<uuid:edition_id>/", editions.edition_page, name="edition"),
    path("administration/areas/", areas.areas_page, name="administered_areas"),
    path("administration/areas/<slug:kind>/", areas.draw_page, name="draw_area"),
    path("administration/spills/", spills.spills_page, name="administered_spills"),
    path("administration/spills/<slug:digest>/", spills.spill_page, name="spill"),
    path("administration/units/new/", opening.new_unit_page, name="unit_new"),
    path("administration/units/<uuid:unit_id>/", pages.unit_page, name="administered_unit"),
    path(
        "administration/units/<uuid:unit_id>/do/<slug:verb>/",
        pages.act_page,
        name="administered_act",
    ),
]

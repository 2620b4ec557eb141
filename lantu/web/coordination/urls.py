"""The addresses of coordination."""

from django.urls import path

from lantu.web.coordination import corrections, letters, pieces, rounds, tasks

urlpatterns = [
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/<uuid:round_id>/", rounds.round_page, name="round"),
    path("rounds/<uuid:round_id>/advice/<int:number>/", pieces.handle_advice, name="advice"),
    path("rounds/<uuid:round_id>/do/<slug:verb>/", rounds.act_page, name="round_act"),
    path("tasks/not-concerned/", tasks.bulk_page, name="bulk"),
    path("tasks/<uuid:task_id>/", tasks.task_page, name="task"),
    path("tasks/<uuid:task_id>/district/", pieces.consult_district, name="district_ask"),
    path("tasks/<uuid:task_id>/material/", pieces.request_material, name="material_ask"),
    path("tasks/<uuid:task_id>/paper/", pieces.register_paper, name="paper_register"),
    path("tasks/<uuid:task_id>/override/", pieces.request_override, name="override_ask"),
    path("tasks/<uuid:task_id>/letter/served/", letters.serve_letter, name="serve_letter"),
    path("tasks/<uuid:task_id>/letter/called/", letters.log_call, name="log_call"),
    path("tasks/<uuid:task_id>/letter/lost/", letters.report_lost, name="report_lost"),
    path("answers/<uuid:answer_id>/confirm/", pieces.confirm_paper, name="paper_confirm"),
    path("answers/<uuid:answer_id>/correct/", corrections.correct_page, name="answer_correct"),
    path("answers/<uuid:answer_id>/<slug:step>/", tasks.step_page, name="answer_step"),
    path("material/<uuid:request_id>/", pieces.answer_material, name="material_reply"),
    path("districts/<uuid:consultation_id>/", pieces.hear_district, name="district_hear"),
    path("divergences/<uuid:divergence_id>/", pieces.settle_divergence, name="divergence"),
]

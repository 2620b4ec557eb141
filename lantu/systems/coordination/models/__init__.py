"""The tables of coordination, by noun."""

from lantu.systems.coordination.models.answers import (
    Answer,
    DistrictConsultation,
    MaterialRequest,
    Remark,
)
from lantu.systems.coordination.models.meetings import AgendaItem, Attendance, Session, WorkScheme
from lantu.systems.coordination.models.papers import Paper, PaperKind
from lantu.systems.coordination.models.results import (
    Advice,
    Divergence,
    Mediation,
    OverallOpinion,
    Override,
)
from lantu.systems.coordination.models.rounds import ReserveEntry, Round, Task

__all__ = [
    "Advice",
    "AgendaItem",
    "Answer",
    "Attendance",
    "DistrictConsultation",
    "Divergence",
    "MaterialRequest",
    "Mediation",
    "OverallOpinion",
    "Override",
    "Paper",
    "PaperKind",
    "Remark",
    "ReserveEntry",
    "Round",
    "Session",
    "Task",
    "WorkScheme",
]

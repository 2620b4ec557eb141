"""The formal checks of footprints against the blueprint: what was measured, by which law."""

from django.db import models

from lantu.foundations.acts.record import Record


class FormalCheck(Record):
    """One footprint measured against one working blueprint.

    The measurements are kept, not the sentences: the verdict follows from them and the edition,
    and can be judged again at any time.
    """

    footprint = models.ForeignKey("projects.Footprint", models.PROTECT, related_name="checks")
    city = models.CharField("图层库", max_length=120)
    blueprint_number = models.PositiveIntegerField("工作蓝图编号")
    measurements = models.JSONField("量算结果")
    inputs_digest = models.CharField(max_length=64)
    edition = models.CharField("依据版本", max_length=64)
    outcome = models.CharField("结论", max_length=40)
    checked_on = models.DateField("核对日")

    class Meta:
        verbose_name = "蓝图核对"

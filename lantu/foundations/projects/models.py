"""The project file, its red lines, and who takes part in it."""

from django.db import models
from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint

from lantu.foundations.acts.record import Record
from lantu.foundations.blobs.models import Statement
from lantu.law.blueprint.phase import Area
from lantu.law.flow import Capacity


class Rank(models.TextChoices):
    """How binding a red line is; later ranks stand beside earlier ones."""

    SKETCH = "sketch", "意向示意"
    CORRECTED = "corrected", "修正红线"
    ALLOCATED = "allocated", "规划拨地"
    SURVEYED = "surveyed", "勘测定界"


class Project(Record):
    """A construction project from its idea on. Code, credit code and unit may come later."""

    name = models.CharField("名称", max_length=200)
    former_names = models.JSONField("曾用名", default=list)
    reserve_number = models.CharField("储备编号", max_length=40, unique=True)
    code = models.CharField("项目代码", max_length=30, default="", blank=True)
    initiating_unit = models.ForeignKey(
        "people.Unit", models.PROTECT, null=True, related_name="+", verbose_name="发起单位"
    )
    nature = models.CharField("建设性质", max_length=60, default="", blank=True)
    scale = models.CharField("建设规模", max_length=200, default="", blank=True)
    content = models.TextField("建设内容", default="", blank=True)
    planned_height_m = models.DecimalField("规划高度", max_digits=7, decimal_places=2, null=True)
    investment_yuan = models.DecimalField("总投资", max_digits=18, decimal_places=2, null=True)
    land_supply = models.CharField("供地方式", max_length=40, default="", blank=True)
    is_former_industrial_site = models.BooleanField("工业企业退出场地", null=True)
    key_level = models.CharField("重点项目级别", max_length=20, default="", blank=True)
    tags = models.JSONField("标签", default=list)
    statement = models.CharField("涉密声明", max_length=20, choices=Statement.choices)
    stated_by = models.ForeignKey(
        "people.Account", models.PROTECT, null=True, related_name="+", verbose_name="保密审查人"
    )
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")

    class Meta:
        verbose_name = "项目"
        constraints = (
            UniqueConstraint(fields=("code",), condition=~Q(code=""), name="project_code_once"),
            CheckConstraint(
                condition=Q(statement__in=Statement.values), name="project_statement_known"
            ),
        )


class Footprint(Record):
    """A project's red line of some rank, in the measuring CRS of the city's store."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="footprints")
    rank = models.CharField("等级", max_length=20, choices=Rank.choices)
    geometry = models.BinaryField("图形")
    crs = models.CharField("坐标系", max_length=20)
    plane_area_m2 = models.DecimalField("平面面积", max_digits=16, decimal_places=4)
    ellipsoidal_area_m2 = models.DecimalField("椭球面积", max_digits=16, decimal_places=4)
    is_repaired = models.BooleanField("已接受修复", default=False)
    source = models.CharField("原件", max_length=64)
    source_name = models.CharField("原件名", max_length=200)
    accuracy_m = models.DecimalField("示意精度", max_digits=9, decimal_places=3, null=True)
    survey_number = models.CharField("勘测编号", max_length=80, default="", blank=True)
    survey_unit = models.CharField("勘测单位", max_length=120, default="", blank=True)
    surveyed_on = models.DateField("勘测日", null=True)
    converted_from = models.CharField("原坐标系", max_length=60, default="", blank=True)
    conversion_batch = models.CharField("转换批次号", max_length=80, default="", blank=True)
    statement = models.CharField(
        "涉密声明", max_length=20, choices=Statement.choices, default="", blank=True
    )
    reviewer = models.CharField("保密审查人", max_length=60, default="", blank=True)
    purged_at = models.DateTimeField("清除时刻", null=True)
    purged_for = models.TextField("清除原因", default="", blank=True)
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, related_name="superseded_by")
    entered_on = models.DateField("报送日")

    class Meta:
        verbose_name = "红线"
        constraints = (
            CheckConstraint(condition=Q(rank__in=Rank.values), name="footprint_rank_known"),
            CheckConstraint(
                condition=Q(statement__in=["", *Statement.values]), name="footprint_statement_known"
            ),
            CheckConstraint(
                condition=Q(converted_from="", conversion_batch="")
                | (~Q(converted_from="") & ~Q(conversion_batch="")),
                name="footprint_conversion_is_whole",
            ),
        )


class Zone(Record):
    """The shape of an area that the notice names; the newest of an area stands (AMB-86)."""

    area = models.CharField("区域", max_length=40)
    number = models.PositiveIntegerField("第几版")
    geometry = models.BinaryField("图形")
    crs = models.CharField("坐标系", max_length=20)
    mark = models.CharField("标注", max_length=20, default="", blank=True)
    drawn_at = models.DateTimeField("录入时刻")

    class Meta:
        verbose_name = "规划区域"
        constraints = (
            CheckConstraint(
                condition=Q(area__in=[str(area) for area in Area]), name="zone_area_known"
            ),
            UniqueConstraint(fields=("area", "number"), name="zone_number_once"),
        )


class Participation(Record):
    """In which capacity a unit takes part in a project, from a day to a day."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="participations")
    unit = models.ForeignKey("people.Unit", models.PROTECT, related_name="participations")
    capacity = models.CharField("身份", max_length=20)
    from_on = models.DateField("自")
    until_on = models.DateField("至", null=True)

    class Meta:
        verbose_name = "参与"
        constraints = (
            CheckConstraint(
                condition=Q(capacity__in=[str(one) for one in Capacity]),
                name="participation_capacity_known",
            ),
            CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="participation_runs_forward",
            ),
            UniqueConstraint(
                fields=("project", "unit", "capacity", "from_on"), name="participation_once"
            ),
        )
        indexes = (Index(fields=("unit", "capacity"), name="participation_by_unit"),)


class ReserveSeries(Record):
    """The running number of reserve projects of a year."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "储备编号"


class Watch(models.Model):
    """A person follows a project: a note of their own, no act, and outside the journal."""

    account = models.ForeignKey("people.Account", models.PROTECT, related_name="watches")
    project = models.ForeignKey(Project, models.PROTECT, related_name="watches")
    seen_at = models.DateTimeField("最近查看")

    class Meta:
        verbose_name = "关注"
        constraints = (UniqueConstraint(fields=("account", "project"), name="one_watch_a_project"),)

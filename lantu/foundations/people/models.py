"""Units, posts and accounts. Rights belong to posts; persons hold posts for a time."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password
from django.db import models
from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint

from lantu.foundations.acts.record import Record


class Standing(models.TextChoices):
    """What kind of unit it is (D0-04, D0-06)."""

    GOVERNMENT = "government", "人民政府"
    MUNICIPAL_DEPARTMENT = "municipal_department", "市直部门"
    COUNTY = "county", "县(市、区)、开发区"
    OTHER_UNIT = "other_unit", "其他单位"
    PROJECT_UNIT = "project_unit", "项目单位"
    SUPERVISOR = "supervisor", "督办单位"


class Channel(models.TextChoices):
    """How a unit is served: on the platform, or on paper where it is off the network."""

    PLATFORM = "platform", "平台"
    PAPER = "paper", "纸质"


class OpinionService(models.TextChoices):
    """Which act feeds an overall opinion back and stops its clock (AMB-79)."""

    DOCUMENT = "document", "平台编号文书"
    SEALED_COPY = "sealed_copy", "登记并复核的用印件"


class Entitlement(models.TextChoices):
    """What the holder of a post may do for the unit."""

    REGISTRAR = "registrar", "收发"
    CLERK = "clerk", "经办"
    REVIEWER = "reviewer", "审核"
    SIGNER = "signer", "签发"
    ADMINISTRATOR = "administrator", "本单位管理员"
    SUPERVISOR = "supervisor", "督办"
    PLATFORM_ADMINISTRATOR = "platform_administrator", "平台管理员"
    CONTENT_ADMINISTRATOR = "content_administrator", "平台内容管理员"
    JOINT_MEETING_OFFICE = "joint_meeting_office", "联席会议办公室"


class Unit(Record):
    """A bureau, utility, county, project unit or other body."""

    key = models.CharField("代码", max_length=80, unique=True)
    name = models.CharField("名称", max_length=120)
    aliases = models.JSONField("别名", default=list)
    standing = models.CharField("类别", max_length=30, choices=Standing.choices)
    channel = models.CharField(
        "送达方式", max_length=10, choices=Channel.choices, default=Channel.PLATFORM
    )
    signing_chain = models.JSONField("签发环节", default=list)
    opinion_service = models.CharField(
        "综合意见反馈方式",
        max_length=20,
        choices=OpinionService.choices,
        default=OpinionService.DOCUMENT,
    )
    credit_code = models.CharField("统一社会信用代码", max_length=18, default="", blank=True)
    boundary = models.BinaryField("范围", null=True)
    boundary_crs = models.CharField(max_length=20, default="", blank=True)
    closed_on = models.DateField("停用日", null=True)

    class Meta:
        verbose_name = "单位"
        constraints = (
            CheckConstraint(condition=Q(standing__in=Standing.values), name="unit_standing_known"),
            CheckConstraint(condition=Q(channel__in=Channel.values), name="unit_channel_known"),
            CheckConstraint(
                condition=Q(opinion_service__in=OpinionService.values),
                name="unit_opinion_service_known",
            ),
        )


class Responsibility(Record):
    """A function that a unit holds from a day on; the next one ends it (D1-86)."""

    function = models.CharField("职能", max_length=80)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="responsibilities")
    from_on = models.DateField("自")

    class Meta:
        verbose_name = "职能归属"
        constraints = (
            UniqueConstraint(fields=("function", "from_on"), name="one_holder_a_function_and_day"),
        )


class Contact(Record):
    """Whom a unit is reached through besides its inbox: contact A, and contact B in its stead."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="contacts")
    letter = models.CharField("联络人", max_length=1, choices=(("A", "A岗"), ("B", "B岗")))
    name = models.CharField("姓名", max_length=60)
    email = models.EmailField("邮箱")
    telephone = models.CharField("电话", max_length=40)
    confirmed_on = models.DateField("核实日")

    class Meta:
        verbose_name = "联络人"
        constraints = (UniqueConstraint(fields=("unit", "letter"), name="one_contact_a_letter"),)


class AccountManager(BaseUserManager["Account"]):
    """Finds an account by its login name."""


class Account(AbstractBaseUser, Record):
    """A person who can log in. Rights come from the posts held, never from the account."""

    unjournalled: ClassVar[tuple[str, ...]] = ("password", "last_login")
    USERNAME_FIELD = "login_name"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    login_name = models.CharField("登录名", max_length=60, unique=True)
    display_name = models.CharField("姓名", max_length=60)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="accounts")
    is_active = models.BooleanField("在用", default=True)
    password_set_at = models.DateTimeField("口令设置时刻", null=True)

    objects = AccountManager()

    class Meta:
        verbose_name = "账号"

    def check_password(self, raw_password: str | None) -> bool:
        """Return whether this is the password. Checking writes nothing: only an action does."""
        return check_password(raw_password, self.password)


class Post(Record):
    """A post in a unit, with what its holder may do."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    title = models.CharField("岗位", max_length=80)
    entitlements = models.JSONField("权限")
    from_on = models.DateField("自")
    until_on = models.DateField("至", null=True)

    class Meta:
        verbose_name = "岗位"
        constraints = (UniqueConstraint(fields=("unit", "title"), name="post_once_a_unit"),)


class Holding(Record):
    """Who holds a post, from a day to a day."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings")
    account = models.ForeignKey(Account, models.PROTECT, related_name="holdings")
    from_on = models.DateField("自")
    until_on = models.DateField("至", null=True)

    class Meta:
        verbose_name = "任职"
        indexes = (Index(fields=("account", "from_on"), name="holding_by_account"),)
        constraints = (
            CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="holding_runs_forward",
            ),
        )


class Substitution(Record):
    """A person on leave, and who stands in on all their posts meanwhile."""

    absent = models.ForeignKey(Account, models.PROTECT, related_name="absences")
    deputy = models.ForeignKey(Account, models.PROTECT, related_name="substitutions")
    from_on = models.DateField("自")
    until_on = models.DateField("至")
    ground = models.CharField("事由", max_length=200)

    class Meta:
        verbose_name = "代理"
        constraints = (
            CheckConstraint(condition=~Q(absent=F("deputy")), name="nobody_deputises_for_self"),
            CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="leave_runs_forward"),
        )


class Look(models.Model):
    """Until when a person has seen the messages of their unit: a note, outside the journal."""

    account = models.OneToOneField(Account, models.PROTECT, related_name="look")
    seen_at = models.DateTimeField("最近查看通知")

    class Meta:
        verbose_name = "查看记录"


class FormerPassword(models.Model):
    """A password as it was stored, so that it is not taken again: a secret, outside the journal."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="former_passwords")
    encoded = models.CharField("口令摘要", max_length=128)

    class Meta:
        verbose_name = "用过的口令"

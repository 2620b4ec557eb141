"""Every page of the site: who looks at it, and where it is in the demonstration."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

LEAD = "natural_resources_planning"
HOSPITAL, SCHOOL = "郑州市第十五人民医院新院区", "经开区第二十一大街小学"
PARK, STORE, WAY = "郑州高新智能传感产业园", "北三环应急救援物资库", "贾鲁河生态廊道驿站"
ROUND = "SELECT r.id FROM coordination_round r JOIN projects_project p ON p.id = r.project_id WHERE p.name = '{}' ORDER BY r.number DESC"  # noqa: E501
TASK = "SELECT t.id FROM coordination_task t JOIN coordination_round r ON r.id = t.round_id JOIN projects_project p ON p.id = r.project_id JOIN people_unit u ON u.id = t.unit_id WHERE p.name = '{}' AND u.key = '{}'"  # noqa: E501

PROJECT = "SELECT id FROM projects_project WHERE name = '{}'"
DOCUMENT = "SELECT id FROM documents_document WHERE kind = 'coordination.{}' ORDER BY number"


@dataclass(frozen=True, slots=True)
class Shown:
    """A page: its name, who looks, and its address; `{}` stands for what the query finds."""

    name: str
    login: str | None
    address: str
    query: str = ""

    def at(self, folder: Path) -> str:
        """Return the address in a demonstration."""
        if not self.query:
            return self.address
        with sqlite3.connect(f"file:{folder / 'lantu.sqlite3'}?mode=ro", uri=True) as database:
            row = database.execute(self.query).fetchone()
        assert row is not None, f"{self.name}: nothing found by {self.query}"
        return self.address.format(UUID(row[0]))


def round_page(name: str, login: str, project: str, address: str = "/rounds/{}/") -> Shown:
    return Shown(name, login, address, ROUND.format(project))


def task_page(name: str, login: str, project: str, unit: str, address: str = "/tasks/{}/") -> Shown:
    return Shown(name, login, address, TASK.format(project, unit))


PAGES = [
    Shown("login", None, "/login/"),
    Shown("verify", None, "/v/"),
    Shown("verify-unknown", None, "/v/NOSUCHCODE"),
    Shown("not-found", f"{LEAD}.clerk", "/nothing-here/"),
    Shown("mails", "forestry.clerk", "/demo/mails/"),
    Shown("guide", "forestry.clerk", "/guide/"),
    Shown("account", "forestry.clerk", "/account/"),
    Shown("password", "forestry.clerk", "/account/password/"),
    Shown("proof", "forestry.clerk", "/account/proof/"),
    Shown("workbench", "forestry.clerk", "/"),
    Shown("workbench-lead", f"{LEAD}.clerk", "/"),
    Shown(
        "project-code", f"{LEAD}.clerk", "/projects/{}/do/give_code/", PROJECT.format(HOSPITAL)
    ),
    Shown("project-merge", f"{LEAD}.clerk", "/projects/{}/do/merge/", PROJECT.format(HOSPITAL)),
    Shown("workbench-followed", "forestry.clerk", "/?tab=followed"),
    Shown("rounds", f"{LEAD}.clerk", "/rounds/"),
    Shown("rounds-ended", f"{LEAD}.clerk", "/rounds/?group=ended"),
    Shown("rounds-none", "garrison.clerk", "/rounds/"),
    round_page("round", f"{LEAD}.clerk", HOSPITAL),
    round_page("round-unit", "parks.clerk", HOSPITAL),
    round_page("round-silent-unit", "forestry.clerk", HOSPITAL),
    round_page("round-supervisor", "functions_transformation.supervisor", HOSPITAL),
    round_page("round-held", f"{LEAD}.clerk", "白沙铁路货运中转库"),
    round_page("round-ready", f"{LEAD}.signer", "郑州高新智能传感产业园"),
    round_page("round-reconciling", f"{LEAD}.clerk", "象湖湿地科普馆"),
    round_page("round-mediated", f"{LEAD}.clerk", "嵩山南路商业综合体"),
    round_page("round-collating", f"{LEAD}.signer", "商都遗址博物院停车楼"),
    round_page("round-basically", f"{LEAD}.clerk", "惠济区职业技术学院实训基地"),
    round_page("round-adjusting", "sports.clerk", "东风渠游泳馆"),
    round_page("round-not-conforms", "culture_tourism.clerk", "邙岭观景酒店"),
    round_page("round-third", f"{LEAD}.clerk", "航海东路派出所"),
    round_page("round-suspended", f"{LEAD}.signer", "老城区燃气门站"),
    round_page(
        "act-dispatch", f"{LEAD}.signer", "郑州高新智能传感产业园", "/rounds/{}/do/dispatch/"
    ),
    round_page("act-issue", f"{LEAD}.signer", "商都遗址博物院停车楼", "/rounds/{}/do/issue/"),
    round_page("act-mediate", f"{LEAD}.clerk", "嵩山南路商业综合体", "/rounds/{}/do/mediate/"),
    round_page(
        "act-conformity", f"{LEAD}.clerk", "北三环应急救援物资库", "/rounds/{}/do/set_conformity/"
    ),
    round_page("act-withdraw", "health.clerk", HOSPITAL, "/rounds/{}/do/withdraw/"),
    round_page("advice", "sports.clerk", "东风渠游泳馆", "/rounds/{}/advice/2/"),
    task_page("answer", "forestry.clerk", HOSPITAL, "forestry"),
    task_page("answer-utility", "gas_company.clerk", HOSPITAL, "gas_company"),
    task_page("answer-review", "cultural_relics.reviewer", HOSPITAL, "cultural_relics"),
    task_page("answer-sign", "urban_management.signer", SCHOOL, "urban_management"),
    task_page("answer-signed", "parks.clerk", HOSPITAL, "parks"),
    task_page("answer-lead", f"{LEAD}.clerk", HOSPITAL, "forestry"),
    task_page("district-ask", "forestry.clerk", SCHOOL, "forestry", "/tasks/{}/district/"),
    task_page("material-ask", "forestry.clerk", SCHOOL, "forestry", "/tasks/{}/material/"),
    task_page(
        "paper", f"{LEAD}.registrar", "黄河路快速化改造", "state_security", "/tasks/{}/paper/"
    ),
    Shown("bulk", "water_resources.signer", "/tasks/not-concerned/"),
    Shown("bulk-empty", "garrison.signer", "/tasks/not-concerned/"),
    Shown("urge", f"{LEAD}.clerk", "/?tab=owed"),
    Shown("messages", "forestry.clerk", "/messages/"),
    Shown("projects", f"{LEAD}.clerk", "/projects/"),
    Shown("project", f"{LEAD}.clerk", "/projects/{}/", PROJECT.format(HOSPITAL)),
    Shown("project-initiator", "sports.clerk", "/projects/{}/", PROJECT.format("东风渠游泳馆")),
    *(
        Shown(f"project-{verb}", "city_investment.clerk", f"/projects/{{}}/do/{verb}/",
              PROJECT.format("经开区人才公寓二期"))
        for verb in ("give_code", "rename", "initiator", "merge")
    ),
    Shown("search", f"{LEAD}.clerk", "/search/?words=xx"),
    Shown("search-none", f"{LEAD}.clerk", "/search/?words=qqqq"),
    Shown("document", f"{LEAD}.clerk", "/documents/{}/", DOCUMENT.format("overall_opinion")),
    Shown("letter", f"{LEAD}.clerk", "/documents/{}/", DOCUMENT.format("letter")),
    Shown("information", f"{LEAD}.clerk", "/documents/{}/", DOCUMENT.format("information")),
    Shown("opinion-form", f"{LEAD}.clerk", "/documents/{}/", DOCUMENT.format("opinion_form")),
    Shown("certificate", f"{LEAD}.clerk", "/documents/{}/", DOCUMENT.format("silence_certificate")),
    Shown("seal", f"{LEAD}.registrar", "/documents/{}/seal/", DOCUMENT.format("overall_opinion")),
    Shown("reserve", "development_reform.clerk", "/reserve/"),
    Shown("reserve-new", "city_investment.clerk", "/reserve/new/"),
    Shown("reserve-project", "development_reform.clerk", "/reserve/{}/",
          PROJECT.format("经开区人才公寓二期")),
    Shown("packages", "development_reform.clerk", "/reserve/packages/"),
    Shown("packages-out", "forestry.clerk", "/reserve/packages/"),
    Shown("supervision", "functions_transformation.supervisor", "/supervision/"),
    Shown("monthly", "functions_transformation.supervisor", "/supervision/monthly/"),
    Shown("meetings", f"{LEAD}.office", "/meetings/"),
    Shown("meeting-new", f"{LEAD}.office", "/meetings/new/"),
    Shown("administration", "big_data.platform", "/administration/"),
    Shown("unit-new", "big_data.platform", "/administration/units/new/"),
    Shown("areas", "big_data.platform", "/administration/areas/"),
    Shown("spills", "big_data.platform", "/administration/spills/?words=.txt"),
    Shown("functions", "big_data.platform", "/administration/functions/"),
    Shown("calendar", "big_data.platform", "/administration/calendar/"),
    Shown("law", "big_data.platform", "/administration/law/"),
    Shown("layers", "big_data.platform", "/administration/layers/"),
    Shown("propose-notice", "big_data.platform", "/administration/law/propose/notice/"),
    Shown("propose-sight", "big_data.platform", "/administration/law/propose/sight/"),
    Shown("blueprint", f"{LEAD}.clerk", "/blueprint/"),
    Shown("red-line", "city_investment.clerk", "/reserve/{}/red-line/",
          PROJECT.format("经开区人才公寓二期")),
    Shown("sketch", "city_investment.clerk", "/reserve/{}/sketch/",
          PROJECT.format("经开区人才公寓二期")),
    round_page("correction", f"{LEAD}.clerk", "北三环应急救援物资库", "/rounds/{}/red-line/"),
]  # fmt: skip

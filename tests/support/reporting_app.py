"""A small store of the monthly reporting with real units and tasks, and the app on it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from streamlit.testing.v1 import AppTest

from ordos_geo.model.reporting import (
    Actor,
    Duty,
    Month,
    Report,
    ReportChange,
    ReportContent,
    ReportState,
    Role,
    TaskTarget,
)
from ordos_geo.reporting.accounts.accounts import Accounts
from ordos_geo.reporting.accounts.passwords import Passwords
from ordos_geo.reporting.store.repository import ReportingRepository
from support.app import ProjectApp
from support.passwords import CHEAP_HASHER

APRIL, MAY = Month(2025, 4), Month(2025, 5)
DONGSHENG, TRANSPORT = "dongsheng-government", "transport-bureau"
DISPATCHER = Actor("wang", Role.DISPATCHER)
REPORTER = Actor("li", Role.UNIT_REPORTER, DONGSHENG)
NEIGHBOUR = Actor("zhao", Role.UNIT_REPORTER, TRANSPORT)
VIEWER = Actor("sun", Role.VIEWER)
PASSWORD = "guihua-4-yue-25"  # noqa: S105
ROUNDS = "pages/reporting/rounds.py"
REPORT = "pages/reporting/report.py"
PROGRESS = "pages/reporting/progress.py"

FIRST = Duty("task-1-1-01", DONGSHENG)
SECOND = Duty("task-1-1-02", DONGSHENG)
ROADS = Duty("task-2-2-10", TRANSPORT)
DUTIES = (FIRST, SECOND, ROADS)
TARGETS = (TaskTarget("task-2-2-10", "target-bottleneck-roads", "eq", 2),)


@dataclass
class DeskApp:
    """A store and the app on it; `open` begins a browser tab of its own."""

    root: Path
    repository: ReportingRepository
    accounts: Accounts

    def add_accounts(self) -> None:
        for actor in (DISPATCHER, REPORTER, NEIGHBOUR, VIEWER):
            self.accounts.create(
                actor.account_id, actor.role, by="test", unit_id=actor.unit_id, password=PASSWORD
            )

    def open_month(self, month: Month = MAY) -> None:
        self.repository.open_round(
            month, DUTIES, DISPATCHER, due_on=date(2025, 6, 5), targets=TARGETS
        )

    def save(
        self,
        duty: Duty = FIRST,
        *,
        month: Month = MAY,
        based_on: int = 0,
        state: ReportState = ReportState.SUBMITTED,
        actor: Actor = DISPATCHER,
        reason: str = "",
        **content: object,
    ) -> Report:
        said = ReportContent(**{"percent": 40, "done": "路基完成", **content})  # type: ignore[arg-type]
        change = ReportChange(
            duty=duty, content=said, based_on=based_on, state=state, reason=reason
        )
        (report,) = self.repository.save(month, [change], actor)
        return report

    def standing(self, duty: Duty = FIRST, month: Month = MAY) -> Report:
        return self.repository.reports(month).reports[duty]

    def open(self, page: str = ROUNDS, actor: Actor | None = None, **parameters: str) -> AppTest:
        app = ProjectApp(self.root)
        app.switch_page(page)
        for name, value in parameters.items():
            app.query_params[name] = value
        if actor is not None:
            app.session_state["session_token"] = self.accounts.sign_in(
                actor.account_id, PASSWORD
            ).token
        return app.run()


def make_desk(root: Path, repository: ReportingRepository) -> DeskApp:
    desk = DeskApp(root, repository, Accounts(repository.engine, passwords=Passwords(CHEAP_HASHER)))
    desk.add_accounts()
    return desk


def button(app: AppTest, label: str):
    """The one button with that label."""
    (found,) = [each for each in app.button if each.label == label]
    return found


def sign_in(app: AppTest, name: str, password: str = PASSWORD, place: str = "corner") -> AppTest:
    """Fill in the form of the frame's corner, or of a page, and send it."""
    app.text_input(key=f"sign_in_name_{place}").set_value(name)
    app.text_input(key=f"sign_in_password_{place}").set_value(password)
    (submit,) = [each for each in app.button if each.proto.form_id == f"sign_in_{place}"]
    return submit.click().run()


def has_button(app: AppTest, label: str) -> bool:
    return any(each.label == label for each in app.button)


def parameters(app: AppTest) -> dict[str, str]:
    """What the address says."""
    return {
        name: "".join(values) if isinstance(values, list) else values
        for name, values in app.query_params.items()
    }


def area(app: AppTest, label: str):
    """The one text area with that label."""
    (found,) = [each for each in app.text_area if each.label == label]
    return found


def markup_of(app: AppTest) -> str:
    """All HTML of a page: templates, and what boards show."""
    html = [element.proto.body for element in app.get("html")]
    for component in app.get("bidi_component"):
        data = json.loads(component.proto.json) if component.proto.json else {}
        html.append(str(data.get("html", "")) + str(data.get("text", "")))
    return "\n".join(html)


def messages(app: AppTest) -> str:
    """What the page tells: errors, warnings, notes, toasts."""
    kinds = (app.error, app.warning, app.info, app.toast)
    return "\n".join(str(each.value) for kind in kinds for each in kind)

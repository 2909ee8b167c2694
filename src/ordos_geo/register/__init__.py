"""The plan register: what the plan commits to, as tables joined by id, each row with its quote."""

from ordos_geo.register.load import PlanRegister, load_register
from ordos_geo.register.schemas import TABLES

__all__ = ["TABLES", "PlanRegister", "load_register"]

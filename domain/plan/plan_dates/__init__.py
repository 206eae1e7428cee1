"""The due times of a whole plan: the meaning of each step, brought into the owner's days, in the plan's order."""

from domain.plan.plan_dates.deriving import moved, plan_dates, rederived
from domain.plan.plan_dates.meaning import latest_meant_by, meant_by

__all__ = ["latest_meant_by", "meant_by", "moved", "plan_dates", "rederived"]

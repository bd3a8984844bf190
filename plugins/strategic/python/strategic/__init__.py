"""The library of strategic analysis: roi, performance, stakeholders, analysis, reporting; and charts drawn by the host.

Imports neither numpy nor pandas, so that it works when they are not installed; takes what they hand out. help(strategic.roi) and
the like print what a module or function takes, returns and refuses. What is wrong with an input is a StrategicError (a ValueError).
"""

from . import analysis, charts, performance, reporting, roi, stakeholders
from ._given import StrategicError
from .analysis import compare, pareto, profile
from .charts import ChartLimit, chart
from .performance import cagr, forecast
from .reporting import headline
from .stakeholders import influence

__all__ = [
    *("analysis", "charts", "performance", "reporting", "roi", "stakeholders"),
    *("cagr", "chart", "compare", "forecast", "headline", "influence", "pareto", "profile"),
    *("ChartLimit", "StrategicError"),
]

"""Charts drawn by the host. The library of strategic analysis is a plugin's, which brings this module with more in it."""

from . import charts
from .charts import ChartLimit, chart

__all__ = ["ChartLimit", "chart", "charts"]

"""Strategic analysis in plain Python: financial measures, and charts drawn by the host.

Imports neither numpy nor pandas, so that it works when they are not installed.
"""

from . import charts, roi
from .charts import ChartLimit, chart

__all__ = ["ChartLimit", "chart", "charts", "roi"]

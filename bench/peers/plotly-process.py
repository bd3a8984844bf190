"""The dashboard of the `roi_analysis` template in Plotly, from the same sample data. A line in ("html" or "png"), a line out."""

import json
import sys

import plotly.graph_objects as go
from plotly.subplots import make_subplots


def dashboard(data):
    figure = make_subplots(rows=2, cols=2, subplot_titles=["ROI trend", "Cost and benefit", "ROI by initiative", "Projected returns"])
    trend, cost, by, future = data["roi_trend"], data["cost_benefit"], data["roi_by_initiative"], data["projected_returns"]
    figure.add_trace(go.Scatter(x=trend["months"], y=trend["roi"], name="ROI"), 1, 1)
    figure.add_trace(go.Bar(x=cost["categories"], y=cost["costs"], name="Costs"), 1, 2)
    figure.add_trace(go.Bar(x=cost["categories"], y=cost["benefits"], name="Benefits"), 1, 2)
    figure.add_trace(go.Bar(x=by["initiatives"], y=by["roi_values"], name="ROI by initiative"), 2, 1)
    figure.add_trace(go.Scatter(x=future["timeline"], y=future["projections"], name="Projection"), 2, 2)
    for name in ("low", "high"):
        if future.get(name):
            figure.add_trace(go.Scatter(x=future["timeline"], y=future[name], name=name, line={"dash": "dot"}), 2, 2)
    figure.update_layout(title="Return on investment", width=1600, height=900)
    return figure


data = json.loads(sys.stdin.readline())
if sys.argv[1:] == ["png"]:
    import kaleido

    # One browser for all pictures, as a server would keep it.
    kaleido.start_sync_server(silence_warnings=True)
print(json.dumps("ready"), flush=True)
for line in sys.stdin:
    figure = dashboard(data)
    if json.loads(line) == "html":
        size = len(figure.to_html(include_plotlyjs=True).encode())
    else:
        size = len(figure.to_image("png", width=1600, height=900, scale=2))
    print(json.dumps(size), flush=True)

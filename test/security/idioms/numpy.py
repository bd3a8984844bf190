import numpy as np
cashflows = np.array([-1000, 300, 400, 500])
rate = 0.1
float((cashflows / (1 + rate) ** np.arange(len(cashflows))).sum())
#%%
a = np.arange(12).reshape(3, 4)
a.sum(axis=0).tolist(), a[1:, ::2].tolist(), a.T.shape
#%%
rng = np.random.default_rng(42)
draws = rng.normal(100, 15, size=1000)
round(float(np.percentile(draws, 95)), 2) > 100
#%%
np.random.seed(1)
np.random.rand(3).round(3).tolist()
#%%
x = np.linspace(0, 10, 11)
y = 3 * x + 2
np.polyfit(x, y, 1).round(6).tolist()
#%%
A = np.array([[3.0, 1.0], [1.0, 2.0]])
b = np.array([9.0, 8.0])
np.linalg.solve(A, b).round(6).tolist()
#%%
np.linalg.eigvals(np.array([[2.0, 0.0], [0.0, 3.0]])).tolist()
#%%
x = np.array([1.0, np.nan, 3.0])
np.nanmean(x), np.isnan(x).sum(), np.nan_to_num(x).tolist()
#%%
np.where(np.array([1, -1, 2]) > 0, "up", "down").tolist()
#%%
np.select([np.arange(5) < 2, np.arange(5) < 4], ["low", "mid"], default="high").tolist()
#%%
np.unique(np.array([3, 1, 3]), return_counts=True)
#%%
np.cumprod(1 + np.array([0.05, -0.02, 0.1])).round(4).tolist()
#%%
np.corrcoef([1, 2, 3], [2, 4, 7]).round(3).tolist()
#%%
np.histogram([1, 2, 2, 3, 9], bins=3)
#%%
np.convolve([1, 2, 3, 4], np.ones(2) / 2, mode="valid").tolist()
#%%
np.diff([1, 4, 9]).tolist(), np.gradient(np.array([1.0, 4.0, 9.0])).tolist()
#%%
m = np.ma.masked_invalid([1.0, np.inf, 3.0])
float(m.mean())
#%%
np.einsum("ij,jk->ik", np.ones((2, 3)), np.ones((3, 2))).tolist()
#%%
with np.errstate(divide="ignore", invalid="ignore"):
    ratio = np.divide([1.0, 0.0], [0.0, 0.0])
np.isinf(ratio).tolist()
#%%
rng = np.random.default_rng(seed=7)
sims = rng.lognormal(mean=0.05, sigma=0.2, size=(500, 12)).prod(axis=1)
p10, p50, p90 = np.quantile(sims, [0.1, 0.5, 0.9])
bool(p10 < p50 < p90)
#%%
np.vectorize(lambda v: v * 2)(np.array([1, 2])).tolist()
#%%
np.apply_along_axis(np.median, 0, np.array([[1, 2], [3, 4]])).tolist()
#%%
dates = np.arange("2026-01", "2026-04", dtype="datetime64[M]")
dates.astype(str).tolist(), int(np.busday_count("2026-11-01", "2026-12-01"))
#%%
np.fft.rfft(np.sin(np.linspace(0, 2 * np.pi, 8))).shape
#%%
np.dtype([("name", "U10"), ("v", "f8")]).names
#%%
np.array_equal(np.zeros(2), [0, 0]), np.allclose([1.0], [1.0 + 1e-9])
#%%
a, b = np.meshgrid([1, 2], [3, 4])
(a * b).tolist()
#%%
np.random.default_rng(1).choice(["a", "b"], size=3, p=[0.2, 0.8]).shape
#%%
np.concatenate([np.ones(2), np.zeros(1)]).tolist(), np.stack([[1], [2]]).shape, np.vstack([[1], [2]]).shape
#%%
np.interp([1.5], [1, 2], [10, 20]).tolist(), np.clip([1, 9], 2, 5).tolist()
#%%
np.polynomial.Polynomial.fit([0, 1, 2], [1, 3, 5], 1).convert().coef.round(6).tolist()
#%%
weights = np.array([0.5, 0.3, 0.2])
scores = np.array([[8, 6, 7], [5, 9, 6]])
(scores @ weights).round(2).tolist(), np.average([1, 3], weights=[3, 1])
#%%
np.sort([3, 1, 2])[::-1].tolist(), np.argsort([3, 1, 2]).tolist(), np.argmax([1, 5, 2])
#%%
np.info if False else np.finfo(float).eps < 1e-10, np.iinfo(np.int64).max
#%%
from numpy.linalg import inv, det
round(float(det(inv(np.array([[2.0, 1.0], [1.0, 3.0]])))), 4)
#%%
from numpy.lib.stride_tricks import sliding_window_view
sliding_window_view(np.arange(5), 3).mean(axis=-1).tolist()
#%%
import copy
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
a = np.arange(12.0).reshape(3, 4)
assert sliding_window_view(a, (2, 2)).sum() == 132
assert sliding_window_view(np.array([[1], "x", None], dtype=object), 2).shape == (2, 2)
assert np.broadcast_to([1, 2], (3, 2)).tolist() == [[1, 2]] * 3
assert np.vectorize(lambda x: x.sum(), signature="(n)->()")(np.ones((3, 4))).tolist() == [4, 4, 4]
with np.nditer(a, op_flags=["readwrite"]) as cells:
    for cell in cells:
        cell[...] = 2 * cell
assert a[2, 3] == 22
grown = np.zeros(4)
grown.resize((2, 4))
assert grown.shape == (2, 4)
assert copy.deepcopy({"type": np.dtype("i4, f8")})["type"].names == ("f0", "f1")
a.sum()
#%%
import numpy as np
import pandas as pd
from pandas.api.indexers import BaseIndexer, FixedForwardWindowIndexer

class Centred(BaseIndexer):
    def get_window_bounds(self, num_values=0, min_periods=None, center=None, closed=None, step=None):
        middle = np.arange(num_values)
        return np.maximum(middle - 1, 0), np.minimum(middle + 2, num_values)

s = pd.Series([1.0, 2.0, 3.0])
assert s.rolling(Centred(window_size=3), min_periods=1).sum().tolist() == [3.0, 6.0, 5.0]
assert s.rolling(FixedForwardWindowIndexer(window_size=2), min_periods=1).sum().tolist() == [3.0, 5.0, 3.0]
table = pd.DataFrame({"a": [1, 1, 2], "b": list("xyx"), "v": s}).set_index(["a", "b"])
assert table.loc[[1]].index.remove_unused_levels().levels[0].tolist() == [1]
pd.Categorical.from_codes([0, 1, -1], ["low", "high"]).tolist()

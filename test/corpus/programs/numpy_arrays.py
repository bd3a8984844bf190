# %% broadcasting a distance table
p = np.array([[0, 0], [3, 4], [6, 8]])
np.sqrt(((p[:, None] - p[None]) ** 2).sum(-1))

# %% standardised columns
x = datasets["cars"][["Horsepower", "Weight_in_lbs", "Acceleration"]].dropna().to_numpy(dtype=float)
z = (x - x.mean(0)) / x.std(0, ddof=1)
print(z.mean(0).round(12) + 0.0, z.std(0, ddof=1))
np.corrcoef(z.T).round(4)

# %% boolean masks and where
a = np.array([3, -1, 4, -1, 5, -9])
np.where(a < 0)[0], a[a > 0].sum(), np.clip(a, -2, 4), np.count_nonzero(a < 0)

# %% sort, argsort and unique with counts
s = datasets["stocks"]["symbol"].to_numpy(dtype=str)
v, c = np.unique(s, return_counts=True)
dict(zip(v.tolist(), c.tolist())), np.argsort(c, kind="stable")[::-1]

# %% percentiles by several methods
x = np.array([1, 2, 4, 7, 11.0])
{m: np.percentile(x, 30, method=m).round(4) for m in ("linear", "lower", "higher", "midpoint", "median_unbiased")}

# %% histogram of delays
h, e = np.histogram(datasets["flights-2k"]["delay"], bins=[-100, -15, 0, 15, 60, 2000])
dict(zip(["early", "bit early", "on time", "late", "very late"], h.tolist()))

# %% running sums and differences
x = np.array([2, 5, 1, 8])
np.cumsum(x), np.diff(x), np.cumprod(x), np.ediff1d(x, to_begin=0), np.gradient(x.astype(float))

# %% nan-aware statistics
x = np.array([[1, np.nan, 3], [4, 5, np.nan]])
np.nanmean(x, axis=0), np.nanstd(x), np.isnan(x).sum(), np.nanmax(x, axis=1)

# %% reshaped, stacked and split
a = np.arange(8)
b = np.vstack([a, a * 2])
[part.shape for part in np.hsplit(b, 4)], b.reshape(4, -1).T[0], np.column_stack([a[:3], a[3:6]])

# %% moving average by convolution
t = datasets["global-temp"]["temp"].to_numpy()
np.convolve(t, np.ones(10) / 10, mode="valid")[[0, 50, -1]].round(5)

# %% sliding windows
from numpy.lib.stride_tricks import sliding_window_view
x = np.array([4, 2, 8, 6, 1])
sliding_window_view(x, 3).max(axis=1), sliding_window_view(x, 2).mean(axis=1)

# %% dates as datetime64
d = np.arange("2024-02-26", "2024-03-04", dtype="datetime64[D]")
print(d.astype("datetime64[M]").astype(str).tolist())
np.is_busday(d), (d[-1] - d[0]).astype(int)

# %% structured rows
r = np.array([("a", 3, 1.5), ("b", 1, 2.5)], dtype=[("k", "U1"), ("n", int), ("x", float)])
r.sort(order="n")
r["x"], r[0], r.dtype.names

# %% digitised scores
scores = np.array([55, 72, 90, 84, 61])
np.array(list("FDCBA"))[np.digitize(scores, [60, 70, 80, 90])]

# %% einsum and outer
a, b = np.arange(6).reshape(2, 3), np.arange(3)
np.einsum("ij,j->i", a, b), np.outer([1, 2], b), np.trace(a @ a.T)

# %% bits and integer division
x = np.array([13, -7, 100])
x // 4, x % 4, np.bitwise_and(x, 1), np.left_shift(1, np.arange(5)), np.gcd(x, 26)

# %% large sums stay whole
x = np.full(10, 2**40)
x.sum(), x.prod(dtype=float), np.int64(2**62) // 3

# %% indexing with index arrays
m = np.arange(20).reshape(4, 5)
m[[0, 3], [1, 4]], m[np.ix_([0, 2], [1, 3])], m[::-1, -1], np.take(m, [0, -1]), m[m % 2 == 0].size

# %% meshgrid of a surface and its peak
x, y = np.meshgrid(np.linspace(-2, 2, 81), np.linspace(-2, 2, 81))
z = np.exp(-((x - 0.5) ** 2) - (y + 1) ** 2)
i = np.unravel_index(z.argmax(), z.shape)
i, x[i], y[i]

# %% interpolation on a table
np.interp([1.5, 3.2, 10], [1, 2, 4, 8], [10, 20, 40, 80]).tolist()

# %% set operations
a, b = np.array([1, 3, 5, 7]), np.array([3, 4, 5])
np.intersect1d(a, b), np.setdiff1d(a, b), np.union1d(a, b), np.isin(a, b)

# %% rounding ties to even
np.round([0.5, 1.5, 2.5, -0.5, 2.675], 0), np.round(2.675, 2), np.floor(-1.5), np.trunc(-1.5), np.rint(3.5)

# %% masked values left out of a mean
t = np.ma.masked_equal([3, -999, 5, -999, 7], -999)
t.mean(), t.filled(0), t.count()

# %% strings vectorised
s = np.array(["alpha", "beta", "gamma"])
np.char.upper(s), np.strings.str_len(s), np.char.add(s, "!"), np.strings.find(s, "a")

# %% polynomials
from numpy.polynomial import Polynomial
p = Polynomial([2, -3, 1])
p.roots(), p(4), p.deriv().coef, p.integ().coef, np.polyval([1, -3, 2], 4)

# %% an image as an array, blurred
img = np.zeros((5, 5)); img[2, 2] = 9
pad = np.pad(img, 1)
blur = sum(pad[i:i + 5, j:j + 5] for i in range(3) for j in range(3)) / 9
blur

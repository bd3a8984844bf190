# %% splines through yearly points
from scipy.interpolate import CubicSpline, PchipInterpolator, make_interp_spline
x, y = [0, 1, 2, 3, 4], [0, 1, 0.5, 2, 1.5]
grid = [0.5, 1.5, 3.3]
CubicSpline(x, y)(grid), PchipInterpolator(x, y)(grid), make_interp_spline(x, y, k=3)(grid)

# %% area under a curve
from scipy.integrate import quad, simpson, trapezoid, cumulative_trapezoid
f = lambda x: np.exp(-x**2)
x = np.linspace(0, 2, 21)
quad(f, 0, np.inf)[0], simpson(f(x), x=x), trapezoid(f(x), x), cumulative_trapezoid(f(x), x)[-1]

# %% an epidemic
from scipy.integrate import solve_ivp
def sir(t, y, beta, gamma):
    s, i, r = y
    return [-beta * s * i, beta * s * i - gamma * i, gamma * i]
r = solve_ivp(sir, (0, 120), [0.99, 0.01, 0], args=(0.3, 0.1), t_eval=np.arange(0, 121, 20), rtol=1e-8)
pd.DataFrame(r.y.T, columns=["s", "i", "r"], index=r.t.astype(int)).round(5)

# %% odeint of a logistic
from scipy.integrate import odeint
odeint(lambda y, t: 0.5 * y * (1 - y / 100), 5, [0, 5, 10, 20]).ravel().round(4)

# %% peaks of a seasonal series
from scipy.signal import find_peaks
c = datasets["co2-concentration"]["CO2"].to_numpy()
peaks, props = find_peaks(c, prominence=3)
len(peaks), peaks[:5], props["prominences"][:3].round(3)

# %% smoothed with savitzky and golay
from scipy.signal import savgol_filter, medfilt
t = datasets["global-temp"]["temp"].to_numpy()
savgol_filter(t, 21, 3)[[0, 70, -1]].round(5), medfilt(t, 5)[:4]

# %% low-pass filter
from scipy.signal import butter, filtfilt, sosfilt
b, a = butter(3, 0.1)
x = np.sin(np.arange(100) * 0.05) + np.sin(np.arange(100) * 2)
filtfilt(b, a, x)[::25].round(5), sosfilt(butter(2, 0.2, output="sos"), x)[-1].round(6)

# %% periodogram of sunspots-like data
from scipy.signal import periodogram, welch, detrend
w = detrend(datasets["seattle-weather"]["temp_max"].to_numpy())
f, p = periodogram(w)
1 / f[p.argmax()], welch(w, nperseg=512)[1].max().round(3)

# %% correlation at lags
from scipy.signal import correlate
a = np.array([0, 1, 3, 1, 0, 0, 0.0])
b = np.roll(a, 2)
lag = correlate(b, a).argmax() - (len(a) - 1)
lag, np.correlate(a, b, "full").argmax()

# %% distances between cities
from scipy.spatial.distance import pdist, squareform, cdist
c = datasets["us-state-capitals"].set_index("state")[["lon", "lat"]]
d = pd.DataFrame(squareform(pdist(c)), c.index, c.index)
d.loc["Colorado"].nsmallest(4).round(3)

# %% nearest airports by a tree
from scipy.spatial import cKDTree
a = datasets["airports"]
tree = cKDTree(a[["latitude", "longitude"]])
d, i = tree.query([[40.7128, -74.0060]], k=3)
a.iloc[i[0]][["iata", "name"]].assign(d=d[0].round(4))

# %% convex hull and its area
from scipy.spatial import ConvexHull, Delaunay
p = datasets["uniform-2d"].to_numpy()
h = ConvexHull(p)
h.volume, h.area, len(h.vertices), Delaunay(p).simplices.shape

# %% tree of clusters
from scipy.cluster.hierarchy import linkage, fcluster, cophenet, dendrogram
from scipy.spatial.distance import pdist
b = datasets["burtin"].set_index("Bacteria")[["Penicillin", "Streptomycin", "Neomycin"]]
z = linkage(np.log10(b), "average")
pd.Series(fcluster(z, 3, "maxclust"), b.index).value_counts().to_dict(), cophenet(z, pdist(np.log10(b)))[0], dendrogram(z, no_plot=True)["ivl"][:3]

# %% special functions
from scipy import special
special.gamma([0.5, 5]), special.comb(10, 3, exact=True), special.expit(0.3), special.logsumexp([1, 2, 3]), special.erf(1), special.beta(2, 3)

# %% sparse matrices of counts
from scipy.sparse import coo_matrix
f = datasets["flights-2k"]
o, d = f["origin"].astype("category"), f["destination"].astype("category")
m = coo_matrix((np.ones(len(f)), (o.cat.codes, d.cat.codes))).tocsr()
m.shape, m.nnz, m.sum(), m.max(), m.getrow(3).nnz

# %% scipy's own linear algebra
from scipy import linalg
A = np.array([[4.0, 1], [2, 3]])
P, L, U = linalg.lu(A)
L @ U, linalg.expm(np.zeros((2, 2))), linalg.sqrtm(np.array([[4.0, 0], [0, 9]])), linalg.solve_triangular(U, [1, 2]), linalg.null_space([[1, 1]]).shape

# %% gridded surface
from scipy.interpolate import griddata, RegularGridInterpolator
pts = np.array([[0, 0], [0, 1], [1, 0], [1, 1.0]])
r = RegularGridInterpolator((np.arange(3), np.arange(2)), np.array([[1, 2], [3, 4], [5, 8.0]]))
griddata(pts, [0, 1, 1, 2], [(0.25, 0.5)], method="linear"), r([[0.5, 0.5], [1.5, 1]])

# %% an image filtered and labelled
from scipy import ndimage
a = np.array([[0, 1, 1, 0], [0, 1, 0, 0], [0, 0, 0, 1], [1, 0, 0, 1]])
lab, n = ndimage.label(a)
n, ndimage.sum(a, lab, range(1, n + 1)), ndimage.gaussian_filter(a.astype(float), 1).round(4)[1], ndimage.center_of_mass(a)

# %% constants and units
from scipy import constants
constants.c, constants.mile, constants.convert_temperature([0, 100], "Celsius", "Fahrenheit"), constants.day

# %% dct and windows
from scipy import fft, signal
fft.dct([1.0, 2, 3, 4]), fft.next_fast_len(1021), signal.windows.hann(5), np.abs(fft.fft([1, 0, -1, 0]))

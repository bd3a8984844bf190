# %% a curve of growth fitted
from scipy.optimize import curve_fit
def logistic(x, top, rate, mid):
    return top / (1 + np.exp(-rate * (x - mid)))
x = np.arange(10.0)
y = np.array([1.1, 2.0, 3.9, 7.2, 13.1, 20.5, 27.2, 31.0, 33.1, 34.0])
p, cov = curve_fit(logistic, x, y, p0=[35, 1, 5])
p.round(5), np.sqrt(np.diag(cov)).round(5)

# %% minimum of rosenbrock
from scipy.optimize import minimize, rosen, rosen_der
r = minimize(rosen, [-1.2, 1, 1.3], jac=rosen_der, method="BFGS")
r.success, r.x.round(4)

# %% portfolio with the least variance
from scipy.optimize import minimize
s = datasets["stocks"]
s["date"] = pd.to_datetime(s["date"])
ret = s.pivot(index="date", columns="symbol", values="price").pct_change(fill_method=None).dropna()
cov = ret.cov().to_numpy() * 12
n = len(cov)
r = minimize(lambda w: w @ cov @ w, np.full(n, 1 / n), bounds=[(0, 1)] * n, constraints={"type": "eq", "fun": lambda w: w.sum() - 1})
pd.Series(r.x, ret.columns).round(3)

# %% product mix by linear programming
from scipy.optimize import linprog
r = linprog(c=[-20, -30], A_ub=[[1, 2], [3, 1]], b_ub=[40, 60], bounds=[(0, None)] * 2)
r.x, -r.fun, r.message

# %% whole numbers of trucks
from scipy.optimize import milp, LinearConstraint, Bounds
r = milp(c=[3, 2, 4], constraints=LinearConstraint([[8, 5, 12]], lb=57), integrality=[1, 1, 1], bounds=Bounds(0, 10))
r.x, r.fun

# %% workers assigned to jobs
from scipy.optimize import linear_sum_assignment
cost = np.array([[4, 1, 3], [2, 0, 5], [3, 2, 2]])
rows, cols = linear_sum_assignment(cost)
cols, cost[rows, cols].sum()

# %% roots of a function
from scipy.optimize import brentq, newton, root_scalar
f = lambda x: x**3 - 2 * x - 5
brentq(f, 2, 3), newton(f, 2), root_scalar(f, bracket=[2, 3]).converged

# %% a system of equations
from scipy.optimize import fsolve, root
fsolve(lambda v: [v[0] + v[1] - 3, v[0] ** 2 + v[1] ** 2 - 5], [1, 3]), root(lambda v: [np.cos(v[0]) - v[1], v[1] - v[0]], [1, 1]).x

# %% price that maximises profit
from scipy.optimize import minimize_scalar
demand = lambda p: 1000 * np.exp(-0.08 * p)
r = minimize_scalar(lambda p: -(p - 5) * demand(p), bounds=(5, 60), method="bounded")
round(r.x, 4), round(-r.fun, 2)

# %% global minimum by evolution
from scipy.optimize import differential_evolution
f = lambda x: 20 + sum(x**2 - 10 * np.cos(2 * np.pi * x))
r = differential_evolution(f, [(-5, 5)] * 2, rng=1)
np.abs(r.x).round(4) + 0.0, round(r.fun, 6)

# %% least squares that outliers do not bend
from scipy.optimize import least_squares
rng = np.random.default_rng(0)
x = np.linspace(0, 10, 30)
y = 2 * x + 1 + rng.normal(0, 0.3, 30)
y[::7] += 15
fit = least_squares(lambda p: p[0] * x + p[1] - y, [1, 0], loss="soft_l1")
fit.x.round(4)

# %% isotonic and non-negative fits
from scipy.optimize import nnls, isotonic_regression
A = np.array([[1, 0], [1, 0], [0, 1.0]])
nnls(A, [2, 1, -1]), isotonic_regression([1, 3, 2, 4, 3.5]).x

# %% constrained by an inequality
from scipy.optimize import minimize
r = minimize(lambda v: (v[0] - 1) ** 2 + (v[1] - 2.5) ** 2, [2, 0], method="SLSQP", bounds=[(0, None)] * 2,
             constraints=[{"type": "ineq", "fun": lambda v: v[0] - 2 * v[1] + 2}, {"type": "ineq", "fun": lambda v: -v[0] - 2 * v[1] + 6}])
r.x.round(4), round(r.fun, 4)

# %% exponential decay through logarithms and curve_fit
from scipy.optimize import curve_fit
t = np.array([0, 1, 2, 3, 4, 5.0])
y = np.array([100, 74, 55, 41, 30, 22.5])
k = -np.polyfit(t, np.log(y), 1)[0]
p, _ = curve_fit(lambda t, a, k: a * np.exp(-k * t), t, y, p0=(100, 0.3))
round(k, 5), p.round(5), round(np.log(2) / p[1], 4)

# %% nelder-mead likelihood of a weibull
from scipy.optimize import minimize
from scipy.stats import weibull_min
w = datasets["seattle-weather"]["wind"].clip(lower=0.1).to_numpy()
r = minimize(lambda p: -weibull_min.logpdf(w, p[0], scale=p[1]).sum() if min(p) > 0 else 1e9, [1.5, 3], method="Nelder-Mead")
r.x.round(3), round(r.fun, 3)

# %% shortest path through a network
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra, minimum_spanning_tree, connected_components
g = csr_array([[0, 7, 9, 0, 14], [7, 0, 10, 15, 0], [9, 10, 0, 11, 2], [0, 15, 11, 0, 9], [14, 0, 2, 9, 0]])
d, before = dijkstra(g, indices=0, return_predecessors=True)
d, before, minimum_spanning_tree(g).sum(), connected_components(g)[0]

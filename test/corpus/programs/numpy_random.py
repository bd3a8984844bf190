# %% seeded draws of the old interface
np.random.seed(42)
np.random.rand(3), np.random.randn(2), np.random.randint(0, 100, 5), np.random.choice(["a", "b", "c"], 4)

# %% generator draws
rng = np.random.default_rng(7)
rng.normal(10, 2, 3), rng.integers(1, 7, 5), rng.permutation(5), rng.choice(10, 3, replace=False)

# %% bootstrap of a median
x = datasets["movies"]["IMDB Rating"].dropna().to_numpy()
rng = np.random.default_rng(1)
m = np.array([np.median(rng.choice(x, len(x))) for _ in range(200)])
np.percentile(m, [2.5, 97.5])

# %% pi by darts
rng = np.random.default_rng(3)
p = rng.random((100_000, 2))
4 * ((p**2).sum(1) < 1).mean()

# %% random walks and first passage
rng = np.random.default_rng(5)
w = rng.choice([-1, 1], (500, 200)).cumsum(axis=1)
hit = (w >= 10).argmax(axis=1)
(w[:, -1].std().round(4), (w >= 10).any(axis=1).mean(), hit[hit > 0].mean().round(3))

# %% permutation test of two groups
p = datasets["penguins"].dropna()
a = p.loc[p["Species"] == "Adelie", "Beak Depth (mm)"].to_numpy()
b = p.loc[p["Species"] == "Chinstrap", "Beak Depth (mm)"].to_numpy()
rng = np.random.default_rng(0)
both, observed = np.concatenate([a, b]), a.mean() - b.mean()
null = np.array([(lambda s: s[:len(a)].mean() - s[len(a):].mean())(rng.permutation(both)) for _ in range(500)])
round(observed, 4), (np.abs(null) >= abs(observed)).mean()

# %% monte carlo of a project's length
rng = np.random.default_rng(11)
tasks = [(2, 4, 8), (1, 2, 3), (5, 6, 12)]
total = sum(rng.triangular(*t, 20_000) for t in tasks)
{q: round(float(np.quantile(total, q)), 3) for q in (0.1, 0.5, 0.9)}

# %% many distributions
rng = np.random.default_rng(2)
for name, args in [("poisson", (4,)), ("binomial", (10, 0.3)), ("exponential", (2,)), ("gamma", (2, 3)), ("beta", (2, 5)), ("lognormal", (0, 1)), ("uniform", (1, 2)), ("geometric", (0.2,))]:
    print(name, np.round(getattr(rng, name)(*args, 3), 5).tolist())

# %% multivariate normal and its correlation
rng = np.random.default_rng(9)
x = rng.multivariate_normal([0, 1], [[1, 0.8], [0.8, 2]], 5000)
np.corrcoef(x.T)[0, 1].round(5), x.mean(0).round(4)

# %% shuffled deck
rng = np.random.default_rng(123)
deck = np.array([r + s for s in "SHDC" for r in "A23456789TJQK"])
rng.shuffle(deck)
deck[:5].tolist()

# %% python's own generator
import random
random.seed(10)
random.random(), random.randint(1, 6), random.sample(range(100), 4), random.choices("abc", weights=[5, 1, 1], k=5), random.gauss(0, 1)

# %% ruin of a gambler
rng = np.random.default_rng(4)
money, broke = np.full(1000, 10), np.zeros(1000, bool)
for _ in range(300):
    money = np.where(broke | (money >= 20), money, money + rng.choice([-1, 1], 1000, p=[0.52, 0.48]))
    broke |= money <= 0
broke.mean(), (money >= 20).mean()

# %% birthdays shared
rng = np.random.default_rng(6)
days = np.sort(rng.integers(0, 365, (4000, 23)), axis=1)
(np.diff(days, axis=1) == 0).any(axis=1).mean()

# %% dirichlet and multinomial shares
rng = np.random.default_rng(8)
p = rng.dirichlet([5, 3, 2])
p.round(5), rng.multinomial(100, p)

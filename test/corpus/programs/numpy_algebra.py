# %% linear system
A = np.array([[3, 1, -1], [2, 4, 1], [-1, 2, 5]], float)
b = np.array([4, 1, 1.0])
x = np.linalg.solve(A, b)
x, np.allclose(A @ x, b), np.linalg.det(A)

# %% least squares line by matrix
c = datasets["cars"].dropna()
X = np.column_stack([np.ones(len(c)), c["Weight_in_lbs"], c["Horsepower"]])
beta, res, rank, sv = np.linalg.lstsq(X, c["Miles_per_Gallon"], rcond=None)
beta, res, rank

# %% eigenvalues of a covariance
c = datasets["penguins"].dropna().select_dtypes("number")
w = np.linalg.eigvalsh(c.cov().to_numpy())
(w[::-1] / w.sum()).round(6)

# %% principal components by svd
x = datasets["penguins"].dropna().select_dtypes("number").to_numpy()
x = (x - x.mean(0)) / x.std(0)
u, s, vt = np.linalg.svd(x, full_matrices=False)
(s**2 / (s**2).sum()).round(5), np.abs(vt[0]).round(5)

# %% power of a transition matrix
P = np.array([[0.9, 0.1, 0.0], [0.2, 0.7, 0.1], [0.1, 0.3, 0.6]])
print(np.linalg.matrix_power(P, 50).round(6))
w, v = np.linalg.eig(P.T)
s = np.real(v[:, np.argmax(w.real)])
s / s.sum()

# %% inverse, rank and condition
A = np.array([[2.0, 1], [1, 3]])
np.linalg.inv(A), np.linalg.matrix_rank(np.array([[1, 2], [2, 4]])), np.linalg.cond(A)

# %% cholesky for correlated draws
L = np.linalg.cholesky(np.array([[4.0, 2], [2, 3]]))
rng = np.random.default_rng(0)
z = rng.standard_normal((2, 2000))
np.cov(L @ z).round(4)

# %% a singular matrix is an error
try:
    np.linalg.inv(np.array([[1.0, 2], [2, 4]]))
except np.linalg.LinAlgError as e:
    print(e)

# %% page rank by iteration
links = {0: [1, 2], 1: [2], 2: [0], 3: [0, 2]}
n = 4
M = np.zeros((n, n))
for i, out in links.items():
    M[out, i] = 1 / len(out)
r = np.full(n, 1 / n)
for _ in range(100):
    r = 0.15 / n + 0.85 * M @ r
r.round(6)

# %% qr and norms
A = np.array([[1.0, 1], [1, 2], [1, 3]])
q, r = np.linalg.qr(A)
np.abs(r), np.linalg.norm(A), np.linalg.norm(A, 2), np.linalg.norm([3, 4], 1), np.allclose(q @ r, A)

# %% pseudo inverse and projection
A = np.array([[1.0, 0], [1, 1], [1, 2]])
np.linalg.pinv(A).round(6), (A @ np.linalg.pinv(A)).round(4)

# %% fourier of a yearly cycle
c = datasets["co2-concentration"]
y = (c["CO2"] - c["adjusted CO2"]).to_numpy()[:720]
f = np.abs(np.fft.rfft(y))
k = f[1:].argmax() + 1
720 / k, f[k]

# %% cross and dot products
a, b = np.array([1, 2, 3]), np.array([4, 5, 6])
np.cross(a, b), a @ b, np.vdot(a, b), np.kron([1, 2], [1, 1])

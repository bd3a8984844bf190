# %% k-means and the elbow
from sklearn.cluster import KMeans
from sklearn.preprocessing import StandardScaler
X = StandardScaler().fit_transform(datasets["penguins"].dropna().select_dtypes("number"))
{k: round(KMeans(k, n_init=5, random_state=0).fit(X).inertia_, 3) for k in range(1, 6)}

# %% clusters against species
from sklearn.cluster import KMeans
from sklearn.preprocessing import StandardScaler
from sklearn.metrics import adjusted_rand_score, silhouette_score
p = datasets["penguins"].dropna()
X = StandardScaler().fit_transform(p.select_dtypes("number"))
lab = KMeans(3, n_init=10, random_state=42).fit_predict(X)
print(adjusted_rand_score(p["Species"], lab), silhouette_score(X, lab))
pd.crosstab(p["Species"], lab)

# %% principal components and loadings
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler
c = datasets["cars"].dropna().select_dtypes("number")
m = PCA(2).fit(StandardScaler().fit_transform(c))
print(m.explained_variance_ratio_.round(5))
pd.DataFrame(m.components_.T, c.columns, ["pc1", "pc2"]).abs().round(4)

# %% dbscan finds noise
from sklearn.cluster import DBSCAN
a = datasets["airports"].query("state == 'CA'")
lab = DBSCAN(eps=0.4, min_samples=5).fit_predict(a[["latitude", "longitude"]])
pd.Series(lab).value_counts().head(4).to_dict()

# %% agglomerative on regions
from sklearn.cluster import AgglomerativeClustering
g = datasets["gapminder"].query("year == 2005")
X = g[["life_expect", "fertility"]]
lab = AgglomerativeClustering(3, linkage="ward").fit_predict((X - X.mean()) / X.std())
g.groupby(lab)[["life_expect", "fertility"]].mean().round(2).sort_values("fertility").reset_index(drop=True)

# %% gaussian mixtures by bic
from sklearn.mixture import GaussianMixture
X = datasets["penguins"][["Flipper Length (mm)", "Beak Depth (mm)"]].dropna()
{k: round(GaussianMixture(k, random_state=0).fit(X).bic(X), 1) for k in (1, 2, 3)}

# %% isolation forest on bird strike costs
from sklearn.ensemble import IsolationForest
b = datasets["birdstrikes"].query("`Cost Total $` > 0")
lab = IsolationForest(n_estimators=30, contamination=0.05, random_state=0).fit_predict(np.log(b[["Cost Total $"]]))
(lab == -1).sum(), b.loc[lab == -1, "Cost Total $"].max()

# %% topics by non-negative factors
from sklearn.decomposition import NMF
from sklearn.feature_extraction.text import CountVectorizer
docs = ["cats and dogs", "dogs bark", "stocks and bonds", "bonds yield", "cats purr", "stocks yield gains"]
v = CountVectorizer(stop_words="english")
m = NMF(2, init="random", random_state=0, max_iter=2000).fit(v.fit_transform(docs))
words = v.get_feature_names_out()
[sorted(words[t.argsort()[::-1][:3]].tolist()) for t in m.components_]

# %% nearest neighbours as recommendations
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import StandardScaler
c = datasets["cars"].dropna().drop_duplicates("Name").reset_index(drop=True)
X = StandardScaler().fit_transform(c[["Miles_per_Gallon", "Horsepower", "Weight_in_lbs"]])
d, i = NearestNeighbors(n_neighbors=4).fit(X).kneighbors(X[[0]])
c.loc[i[0], "Name"].tolist(), d[0].round(4)

# %% manifold and kernel components
from sklearn.manifold import MDS, Isomap
from sklearn.decomposition import KernelPCA
X = datasets["penguins"].dropna().select_dtypes("number").iloc[:60]
X = (X - X.mean()) / X.std()
KernelPCA(2, kernel="rbf", gamma=0.1).fit(X).eigenvalues_.round(4), Isomap(n_neighbors=8).fit(X).reconstruction_error().round(4)

# %% clusters of stocks by their moves
from sklearn.cluster import AffinityPropagation, SpectralClustering
s = datasets["stocks"]
s["date"] = pd.to_datetime(s["date"])
r = s.pivot(index="date", columns="symbol", values="price").pct_change(fill_method=None).dropna().corr()
lab = SpectralClustering(2, affinity="precomputed", random_state=0).fit_predict(r.clip(lower=0))
len(set(lab)), r.round(3).loc["AAPL"].to_dict()

# %% factor analysis and truncated svd
from sklearn.decomposition import FactorAnalysis, TruncatedSVD
c = datasets["cars"].dropna()[["Displacement", "Horsepower", "Weight_in_lbs", "Acceleration"]]
z = (c - c.mean()) / c.std()
np.abs(FactorAnalysis(1).fit(z).components_).round(3), TruncatedSVD(2, random_state=0).fit(z).explained_variance_ratio_.round(4)

# %% silhouette of each point
from sklearn.metrics import silhouette_samples, davies_bouldin_score, calinski_harabasz_score
p = datasets["penguins"].dropna()
X = p[["Flipper Length (mm)", "Beak Depth (mm)"]]
s = silhouette_samples(X, p["Species"])
pd.Series(s, p["Species"]).groupby(level=0).mean().round(4), davies_bouldin_score(X, p["Species"]), calinski_harabasz_score(X, p["Species"])

# %% mean shift and birch
from sklearn.cluster import MeanShift, Birch, MiniBatchKMeans
X = np.array([[1, 1], [1.2, 0.9], [5, 5], [5.1, 4.8], [9, 1], [9.2, 1.1]])
len(MeanShift(bandwidth=2).fit(X).cluster_centers_), Birch(n_clusters=3).fit_predict(X), sorted(MiniBatchKMeans(3, n_init=3, random_state=0).fit(X).cluster_centers_[:, 0].round(2).tolist())

# %% scaled four ways
from sklearn.preprocessing import StandardScaler, MinMaxScaler, RobustScaler, PowerTransformer
x = datasets["movies"][["Production Budget"]].dropna()
{s.__class__.__name__: s.fit_transform(x)[:3].ravel().round(4).tolist() for s in (StandardScaler(), MinMaxScaler(), RobustScaler(), PowerTransformer())}

# %% one-hot and ordinal codes
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, LabelEncoder
p = datasets["penguins"][["Species", "Island"]].head(5)
o = OneHotEncoder(sparse_output=False).fit(p)
print(o.get_feature_names_out(), o.transform(p)[0])
OrdinalEncoder().fit_transform(p), LabelEncoder().fit(["b", "a", "c"]).transform(["c", "a"])

# %% imputed by neighbours and by models
from sklearn.experimental import enable_iterative_imputer
from sklearn.impute import KNNImputer, IterativeImputer, SimpleImputer
X = np.array([[1, 2, np.nan], [3, 4, 3], [np.nan, 6, 5], [8, 8, 7]])
KNNImputer(n_neighbors=2).fit_transform(X), IterativeImputer(random_state=0).fit_transform(X).round(3), SimpleImputer(strategy="median").fit_transform(X)[0]

# %% features selected
from sklearn.feature_selection import SelectKBest, f_classif, mutual_info_classif, RFE
from sklearn.linear_model import LogisticRegression
p = datasets["penguins"].dropna()
X, y = p.select_dtypes("number"), p["Species"]
print(SelectKBest(f_classif, k=2).fit(X, y).get_feature_names_out())
mutual_info_classif(X, y, random_state=0).round(4), RFE(LogisticRegression(max_iter=3000), n_features_to_select=2).fit(X, y).ranking_

# %% bins by quantile
from sklearn.preprocessing import KBinsDiscretizer
d = KBinsDiscretizer(4, encode="ordinal", strategy="quantile", quantile_method="linear").fit(datasets["cars"][["Weight_in_lbs"]])
d.bin_edges_[0].tolist()

# %% words counted and weighed
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
docs = ["The cat sat on the mat.", "The dog ate the cat's food!", "A mat for a dog"]
v = TfidfVectorizer(stop_words="english")
m = v.fit_transform(docs)
pd.DataFrame(m.toarray().round(4), columns=v.get_feature_names_out())

# %% similarity of titles
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity
t = datasets["movies"]["Title"].dropna().astype(str)
t = t[t.str.contains("Star|Trek|Wars")].reset_index(drop=True)
s = cosine_similarity(TfidfVectorizer().fit_transform(t))
np.fill_diagonal(s, 0)
i = int(s[0].argmax())
t[0], t[i], round(float(s[0, i]), 4)

# %% own transformer in a pipeline
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.pipeline import Pipeline
from sklearn.linear_model import LinearRegression
class Ratio(BaseEstimator, TransformerMixin):
    def fit(self, X, y=None):
        return self
    def transform(self, X):
        return (X["Horsepower"] / X["Weight_in_lbs"]).to_frame()
c = datasets["cars"].dropna()
p = Pipeline([("ratio", Ratio()), ("ols", LinearRegression())]).fit(c, c["Acceleration"])
p.score(c, c["Acceleration"]), p

# %% function transformer and pandas output
from sklearn.preprocessing import FunctionTransformer, StandardScaler
from sklearn.pipeline import make_pipeline
p = make_pipeline(FunctionTransformer(np.log1p, feature_names_out="one-to-one"), StandardScaler()).set_output(transform="pandas")
p.fit_transform(datasets["gapminder-health-income"][["income", "population"]]).describe().loc[["min", "max"]].round(4)

# %% split by groups
from sklearn.model_selection import GroupKFold, GroupShuffleSplit
g = datasets["gapminder"]
folds = [len(set(g["country"].iloc[test]) & set(g["country"].iloc[train])) for train, test in GroupKFold(3).split(g, groups=g["country"])]
folds

# %% resampled classes
from sklearn.utils import resample, shuffle
c = datasets["cars"]
least = c["Origin"].value_counts().min()
b = pd.concat([resample(d, n_samples=least, replace=False, random_state=0) for _, d in c.groupby("Origin")])
b["Origin"].value_counts().to_dict(), shuffle([1, 2, 3, 4], random_state=0)

# %% target encoded
from sklearn.preprocessing import TargetEncoder
c = datasets["cars"].dropna()
e = TargetEncoder(random_state=0).fit(c[["Origin"]], c["Miles_per_Gallon"])
dict(zip(e.categories_[0].tolist(), e.encodings_[0].round(4).tolist()))

# %% column selector and union
from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder
p = datasets["penguins"].dropna()
t = make_column_transformer((MinMaxScaler(), make_column_selector(dtype_include="number")), (OneHotEncoder(), ["Species"]))
t.fit_transform(p).shape, t.get_feature_names_out()[-2:].tolist()

# %% bundled examples
from sklearn.datasets import load_iris, load_wine, make_classification, make_blobs
iris = load_iris(as_frame=True)
print(iris.frame.groupby("target").mean().round(3).to_string())
X, y = make_blobs(20, centers=2, random_state=0)
load_wine().data.shape, X[0].round(4), make_classification(10, random_state=1)[1]

# %% leakage shown by a shuffled target
from sklearn.model_selection import cross_val_score
from sklearn.feature_selection import SelectKBest, f_classif
from sklearn.pipeline import make_pipeline
from sklearn.linear_model import LogisticRegression
rng = np.random.default_rng(0)
X, y = rng.normal(size=(60, 300)), rng.integers(0, 2, 60)
wrong = cross_val_score(LogisticRegression(), SelectKBest(f_classif, k=10).fit_transform(X, y), y).mean()
right = cross_val_score(make_pipeline(SelectKBest(f_classif, k=10), LogisticRegression()), X, y).mean()
wrong.round(4), right.round(4)

# %% randomised search
from sklearn.model_selection import RandomizedSearchCV
from sklearn.neighbors import KNeighborsClassifier
from scipy.stats import randint
p = datasets["penguins"].dropna()
s = RandomizedSearchCV(KNeighborsClassifier(), {"n_neighbors": randint(1, 30), "weights": ["uniform", "distance"]}, n_iter=6, random_state=0, cv=3).fit(p.select_dtypes("number"), p["Species"])
s.best_params_, round(s.best_score_, 5)

# %% a model with all jobs
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import cross_val_score
p = datasets["penguins"].dropna()
cross_val_score(RandomForestClassifier(20, random_state=0, n_jobs=-1), p.select_dtypes("number"), p["Sex"], cv=3, n_jobs=-1).round(4)

# %% scaled by what the training part shows
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from sklearn.neighbors import KNeighborsRegressor
c = datasets["cars"].dropna()
a, b, ya, yb = train_test_split(c[["Horsepower", "Weight_in_lbs"]], c["Miles_per_Gallon"], random_state=0)
scaler = StandardScaler()
a_scaled = scaler.fit_transform(a)
b_scaled = scaler.transform(b)
KNeighborsRegressor(5).fit(a_scaled, ya).score(b_scaled, yb)

# %% gaps filled with what another table shows
from sklearn.impute import SimpleImputer
p = datasets["penguins"]
imputer = SimpleImputer(strategy="mean").fit(p[p["Species"] == "Adelie"][["Body Mass (g)"]])
imputer.transform(p[["Body Mass (g)"]].iloc[[3, 0]]).round(3)

# %% new texts weighed with known words
from sklearn.feature_extraction.text import TfidfVectorizer
v = TfidfVectorizer().fit(["red car", "blue car", "red bike"])
v.transform(["red red car", "green car"]).toarray().round(4)

# %% new points on old components
from sklearn.decomposition import PCA
x = datasets["penguins"].dropna().select_dtypes("number").to_numpy()
np.abs(PCA(2).fit(x[:200]).transform(x[200:203])).round(3)

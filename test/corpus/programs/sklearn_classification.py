# %% penguins told apart by logistic regression
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from sklearn.pipeline import make_pipeline
from sklearn.metrics import accuracy_score, confusion_matrix
p = datasets["penguins"].dropna()
X, y = p.select_dtypes("number"), p["Species"]
a, b, ya, yb = train_test_split(X, y, test_size=0.3, random_state=0, stratify=y)
m = make_pipeline(StandardScaler(), LogisticRegression()).fit(a, ya)
print(accuracy_score(yb, m.predict(b)))
confusion_matrix(yb, m.predict(b))

# %% report of precision and recall
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
from sklearn.metrics import classification_report
c = datasets["cars"].dropna()
X, y = c[["Displacement", "Horsepower", "Weight_in_lbs", "Acceleration"]], c["Origin"]
a, b, ya, yb = train_test_split(X, y, test_size=0.3, random_state=1)
m = RandomForestClassifier(50, random_state=0).fit(a, ya)
print(classification_report(yb, m.predict(b)))

# %% roc curve and its area
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score, roc_curve, average_precision_score
c = datasets["cars"].dropna()
y = (c["Origin"] == "USA").astype(int)
s = LogisticRegression().fit(c[["Weight_in_lbs"]], y).predict_proba(c[["Weight_in_lbs"]])[:, 1]
fpr, tpr, t = roc_curve(y, s)
roc_auc_score(y, s), average_precision_score(y, s), t[(tpr - fpr).argmax()]

# %% tree rules
from sklearn.tree import DecisionTreeClassifier, export_text
p = datasets["penguins"].dropna()
X = p.select_dtypes("number")
t = DecisionTreeClassifier(max_depth=3, random_state=0).fit(X, p["Species"])
print(export_text(t, feature_names=list(X.columns)))
t.get_depth(), t.get_n_leaves()

# %% stratified folds of three models
from sklearn.model_selection import StratifiedKFold, cross_val_score
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
p = datasets["penguins"].dropna()
X, y = p.select_dtypes("number"), p["Species"]
cv = StratifiedKFold(5, shuffle=True, random_state=0)
pd.Series({type(m).__name__: cross_val_score(m, X, y, cv=cv).mean() for m in (GaussianNB(), KNeighborsClassifier(), LinearDiscriminantAnalysis())}).round(4)

# %% mixed columns in one pipeline
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.linear_model import LogisticRegression
p = datasets["penguins"].dropna(subset=["Sex"])
prep = ColumnTransformer([("num", make_pipeline(SimpleImputer(), StandardScaler()), ["Body Mass (g)", "Flipper Length (mm)"]),
                          ("cat", OneHotEncoder(handle_unknown="ignore"), ["Island", "Species"])])
m = Pipeline([("prep", prep), ("clf", LogisticRegression(max_iter=500))]).fit(p, p["Sex"])
m.score(p, p["Sex"]), m["prep"].get_feature_names_out().tolist()

# %% grid over a forest
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import GridSearchCV
p = datasets["penguins"].dropna()
g = GridSearchCV(RandomForestClassifier(random_state=0), {"n_estimators": [10, 20], "max_depth": [2, None]}, cv=3).fit(p[["Beak Length (mm)", "Body Mass (g)"]], p["Species"])
pd.DataFrame(g.cv_results_)[["param_n_estimators", "param_max_depth", "mean_test_score"]].round(4)

# %% will it rain tomorrow
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import f1_score, brier_score_loss
w = datasets["seattle-weather"]
y = (w["precipitation"].shift(-1) > 0).astype(int).iloc[:-1]
X = w[["precipitation", "temp_max", "temp_min", "wind"]].iloc[:-1]
m = HistGradientBoostingClassifier(max_iter=40, random_state=0).fit(X[:1000], y[:1000])
f1_score(y[1000:], m.predict(X[1000:])), brier_score_loss(y[1000:], m.predict_proba(X[1000:])[:, 1])

# %% class weights for a rare class
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import recall_score, precision_score, balanced_accuracy_score, matthews_corrcoef
w = datasets["seattle-weather"]
y = (w["weather"] == "snow").astype(int)
X = w[["temp_max", "temp_min", "precipitation"]]
out = {}
for cw in (None, "balanced"):
    p = LogisticRegression(class_weight=cw, max_iter=1000).fit(X, y).predict(X)
    out[str(cw)] = [round(float(f(y, p)), 4) for f in (recall_score, precision_score, balanced_accuracy_score, matthews_corrcoef)]
out

# %% support vector machine and its margin
from sklearn.svm import SVC
X = np.array([[0, 0], [1, 1], [1, 0], [3, 3], [4, 4], [4, 3]])
m = SVC(kernel="linear", C=10).fit(X, [0, 0, 0, 1, 1, 1])
m.support_, m.coef_.round(4), m.decision_function([[2, 2]]).round(4)

# %% naive bayes on words
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import make_pipeline
texts = ["cheap pills now", "meeting at noon", "win money now", "lunch meeting moved", "cheap money offer", "project notes"]
m = make_pipeline(CountVectorizer(), MultinomialNB()).fit(texts, [1, 0, 1, 0, 1, 0])
m.predict(["money meeting", "cheap now"]), m.predict_proba(["notes on money"]).round(4)

# %% voting and stacking
from sklearn.ensemble import VotingClassifier, StackingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.tree import DecisionTreeClassifier
from sklearn.naive_bayes import GaussianNB
p = datasets["penguins"].dropna()
X, y = p[["Beak Depth (mm)", "Body Mass (g)"]], p["Species"]
models = [("tree", DecisionTreeClassifier(max_depth=3, random_state=0)), ("nb", GaussianNB())]
VotingClassifier(models).fit(X, y).score(X, y), StackingClassifier(models, LogisticRegression(max_iter=1000), cv=3).fit(X, y).score(X, y)

# %% threshold by cost
from sklearn.linear_model import LogisticRegression
c = datasets["cars"].dropna()
y = (c["Miles_per_Gallon"] > 25).astype(int)
s = LogisticRegression(max_iter=2000).fit(c[["Horsepower", "Weight_in_lbs"]], y).predict_proba(c[["Horsepower", "Weight_in_lbs"]])[:, 1]
cost = {round(t, 2): int(5 * ((s < t) & (y == 1)).sum() + ((s >= t) & (y == 0)).sum()) for t in np.arange(0.1, 0.9, 0.1)}
min(cost, key=cost.get), cost

# %% calibrated probabilities
from sklearn.calibration import CalibratedClassifierCV, calibration_curve
from sklearn.naive_bayes import GaussianNB
c = datasets["cars"].dropna()
X, y = c[["Horsepower", "Acceleration"]], (c["Origin"] == "USA").astype(int)
m = CalibratedClassifierCV(GaussianNB(), cv=3).fit(X, y)
t, p = calibration_curve(y, m.predict_proba(X)[:, 1], n_bins=4)
t.round(4), p.round(4)

# %% a small neural network
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler
p = datasets["penguins"].dropna()
X = StandardScaler().fit_transform(p.select_dtypes("number"))
m = MLPClassifier((8,), max_iter=300, random_state=0).fit(X, p["Species"])
m.score(X, p["Species"]), m.n_layers_

# %% adaboost and extra trees
from sklearn.ensemble import AdaBoostClassifier, ExtraTreesClassifier, BaggingClassifier
p = datasets["penguins"].dropna()
X, y = p.select_dtypes("number"), p["Sex"]
[round(m(n_estimators=15, random_state=0).fit(X, y).score(X, y), 4) for m in (AdaBoostClassifier, ExtraTreesClassifier, BaggingClassifier)]

# %% permutation of labels as a baseline
from sklearn.dummy import DummyClassifier
from sklearn.model_selection import permutation_test_score
from sklearn.neighbors import KNeighborsClassifier
p = datasets["penguins"].dropna()
X, y = p[["Body Mass (g)"]], p["Sex"]
score, perm, pv = permutation_test_score(KNeighborsClassifier(9), X, y, n_permutations=20, random_state=0, cv=3)
score, pv, DummyClassifier().fit(X, y).score(X, y)

# %% predicted by cross validation
from sklearn.model_selection import cross_val_predict, cross_validate, LeaveOneOut
from sklearn.discriminant_analysis import QuadraticDiscriminantAnalysis
d = datasets["lookup_people"].merge(datasets["lookup_groups"], left_on="name", right_on="person")
print(cross_val_predict(QuadraticDiscriminantAnalysis(reg_param=0.5), d[["age", "height"]], d["group"], cv=3))
r = cross_validate(QuadraticDiscriminantAnalysis(reg_param=0.5), d[["age", "height"]], d["group"], cv=3, scoring=["accuracy"])
r["test_accuracy"]

# %% text of abstracts by tf-idf and a linear machine
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC
a = datasets["airports"]
a = a[a["name"].str.contains("Municipal|International|Regional")]
kind = a["name"].str.extract("(Municipal|International|Regional)")[0]
names = a["name"].str.replace("Municipal|International|Regional", "", regex=True)
v = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 3), min_df=5)
X = v.fit_transform(names)
X.shape, round(LinearSVC(random_state=0).fit(X, kind).score(X, kind), 2)

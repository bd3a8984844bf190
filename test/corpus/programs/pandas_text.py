# %% makers of cars and their commonest names
names = datasets["cars"]["Name"].str.split(n=1, expand=True)
names.columns = ["maker", "model"]
names["maker"].replace({"chevy": "chevrolet", "vw": "volkswagen", "maxda": "mazda"}).value_counts().head(8)

# %% named groups extracted
s = datasets["airports"]["name"]
x = s.str.extract(r"^(?P<town>[\w .'-]+?)\s+(?P<kind>Municipal|International|Regional|County|Memorial)$")
x["kind"].value_counts()

# %% all years that titles name
t = datasets["movies"]["Title"].dropna().astype(str)
years = t.str.findall(r"\b(?:19|20)\d\d\b").explode().dropna()
years.value_counts().sort_index().head(10)

# %% sequels by roman numerals
t = datasets["movies"]["Title"].dropna().astype(str)
sequels = t[t.str.contains(r"\b(?:II|III|IV)\b")]
print(len(sequels))
sequels.sort_values().head(5).tolist()

# %% first names and last names joined
la = datasets["la-riots"]
full = la["last_name"].str.upper().str.cat(la["first_name"], sep=", ")
full.sort_values().head(4).tolist()

# %% lengths, counts and positions of characters
s = datasets["us-state-capitals"]["state"]
pd.DataFrame({"length": s.str.len(), "a": s.str.lower().str.count("a"), "first space": s.str.find(" ")}).describe().loc[["mean", "max"]].round(3)

# %% initials
s = pd.Series(["Ada Lovelace", "Alan Mathison Turing", "Grace Hopper"])
s.str.findall(r"\b\w").str.join(".").add(".").tolist()

# %% streets cut from addresses
a = datasets["la-riots"]["address"]
kinds = a.str.extract(r"\b(St|Ave|Blvd|street|avenue|boulevard|Road)\b", flags=2)[0].str.lower()
kinds.value_counts(dropna=False).head(4)

# %% replaced with a function
s = pd.Series(["2 kg", "500 g", "1.5 kg"])
grams = s.str.replace(r"([\d.]+) kg", lambda m: f"{float(m.group(1)) * 1000:g} g", regex=True)
grams.str.removesuffix(" g").astype(float).sum()

# %% padded report lines
df = datasets["lookup_people"].head(4)
lines = df["name"].str.pad(10, side="right", fillchar=".") + df["age"].astype(str).str.rjust(4)
print("\n".join(lines))

# %% words most used in genres of species
w = datasets["birdstrikes"]["Wildlife Species"].str.lower().str.split().explode()
w[~w.isin(["or", "unknown"])].value_counts().head(6)

# %% slices of codes
c = datasets["political-contributions"]
ids = c["Candidate_Identification"]
pd.DataFrame({"office": ids.str[0], "cycle": ids.str[1], "state": ids.str[2:4]}).groupby("office").agg(["nunique"])

# %% title case of names in capitals
n = datasets["political-contributions"]["Candidate_Name"]
parts = n.str.title().str.partition(", ")
(parts[2] + " " + parts[0]).head(5).tolist()

# %% case-insensitive contains with missing values
m = datasets["movies"]
mask = m["Director"].str.contains("spielberg", case=False, na=False)
m.loc[mask, ["Title", "Worldwide Gross"]].nlargest(3, "Worldwide Gross")

# %% translate and maketrans
s = pd.Series(["a-b_c", "x.y"])
s.str.translate(str.maketrans({"-": " ", "_": " ", ".": None})).tolist()

# %% wrapped text
s = pd.Series(["the quick brown fox jumps over the lazy dog"])
print(s.str.wrap(12).iloc[0])
s.str.slice_replace(0, 3, "A").iloc[0]

# %% email domains counted
s = pd.Series(["ann@example.com", "bob@test.org", "cy@example.com", "not an address"])
ok = s.str.fullmatch(r"[\w.]+@[\w.]+\.\w+")
s[ok].str.rsplit("@").str[-1].value_counts().to_dict(), (~ok).sum()

# %% dummies from delimited text
pd.Series(["red|blue", "blue", "green|red", None]).str.get_dummies("|")

# %% versions sorted as numbers
v = pd.Series(["1.10.0", "1.2.0", "1.2.10", "0.9"])
key = v.str.split(".").map(lambda p: tuple(map(int, p)))
v.loc[key.sort_values().index].tolist()

# %% states by their last letter
s = datasets["population_engineers_hurricanes"]
s.groupby(s["state"].str[-1])["state"].agg(["count", "first"]).nlargest(4, "count")

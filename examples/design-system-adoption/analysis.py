"""A component library by who imports what: which parts everybody builds on, and which nobody uses."""

parts = datasets["flare"]
imports = datasets["flare-dependencies"]
name = parts.set_index("id")["name"]
parent = parts.set_index("id")["parent"]


def package(part):
    """The branch below the root that a part is in."""
    while not pd.isna(parent[part]) and parent[part] != 1:
        part = int(parent[part])
    return name[part]


components = parts[parts["size"].notna()].copy()
components["package"] = [package(part) for part in components["id"]]
used = imports.groupby("target")["source"].nunique()
components["users"] = components["id"].map(used).fillna(0).astype(int)
by_package = (
    components.groupby("package")
    .agg(components=("id", "size"), used=("users", lambda u: int((u > 0).sum())), bytes=("size", "sum"))
    .assign(adoption=lambda d: 100 * d["used"] / d["components"])
    .sort_values("adoption", ascending=False)
)
top = components.nlargest(12, "users")

strategic.chart("bar", {
    "labels": list(by_package.index),
    "series": [{"name": "Components that another one imports", "values": [float(v) for v in by_package["adoption"]]}],
    "unit": "%",
})
strategic.chart("bar", {
    "labels": list(top["name"]),
    "series": [{"name": "Components that import it", "values": [int(v) for v in top["users"]]}],
})
strategic.chart("treemap", {
    "labels": list(by_package.index),
    "values": [float(v) for v in by_package["bytes"]],
    "name": "Size of the package",
})

result = {
    "components": int(len(components)),
    "adopted": int((components["users"] > 0).sum()),
    "adoption": float((components["users"] > 0).mean()),
    "most_used": top["name"].iloc[0],
    "most_users": int(top["users"].iloc[0]),
    "packages": by_package.round(1).reset_index(),
}

"""What a run was doing when its time was over: how far a model had come, and how large the tables are that its line names."""
import re

# Below this it is not the size that takes the time.
LARGE = 1000
# Steps that a model takes one after another: the file and function, where it counts them, and how many it will take.
_STEPS = {
    ("ensemble/_gb.py", "_fit_stages"): ("i", "n_estimators"),
    ("gradient_boosting.py", "fit"): ("iteration", "max_iter"),
}


def told(frames, guest, line):
    """Sentences for whoever sends the code again; frames are those of the interrupt, outermost first."""
    return " ".join(part for part in (_come_so_far(frames), _sizes(guest, line)) if part)


def _come_so_far(frames):
    """Of the outermost work that is counted."""
    total = None
    for frame in frames:
        name, values = frame.f_code.co_name, frame.f_locals
        steps = next((names for (file, function), names in _STEPS.items() if name == function and frame.f_code.co_filename.endswith(file)), None)
        if steps is not None:
            return _share(values.get(steps[0]), getattr(values.get("self"), steps[1], None))
        total = _parts(name, values) or total
        if total is not None and frame.f_code.co_filename.endswith("joblib/parallel.py"):
            return _share(getattr(values.get("self"), "n_completed_tasks", None), total)
    return ""


def _parts(name, values):
    """How many trees, folds or candidates scikit-learn hands to joblib."""
    if name == "fit" and type(values.get("trees")) is list:
        return len(values["trees"])
    if name == "evaluate_candidates" and "n_candidates" in values:
        return values["n_candidates"] * values["n_splits"]
    return getattr(values.get("cv"), "n_splits", None) if name == "cross_validate" else None


def _share(done, total):
    if type(done) is not int or type(total) is not int or not 0 <= done <= total or total < 2:
        return ""
    if done == 0:
        return "Not one of its %d parts was done." % total
    return "%d of its %d parts were done: about %d %% of this fits into the time." % (done, total, round(100 * done / total))


def _sizes(guest, line):
    if guest is None:
        return ""
    found = {}
    for name in dict.fromkeys(re.findall(r"[A-Za-z_]\w*", line)):
        value = guest.f_locals.get(name, guest.f_globals.get(name))
        shape = getattr(value, "shape", None) if type(value).__module__.partition(".")[0] in ("pandas", "numpy", "scipy") else None
        if type(shape) is tuple and shape and type(shape[0]) is int and shape[0] >= LARGE:
            found[name] = shape[0]
    return ", ".join("%s has %s rows" % (name, format(size, ",")) for name, size in found.items()) + "." if found else ""

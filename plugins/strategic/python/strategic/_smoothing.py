"""Exponential smoothing with additive errors: level, trend (plain or damped) and season, in innovations form.

fitted = level + damping * slope + season; error = value - fitted; level += damping * slope + alpha * error;
slope = damping * slope + beta * error; season += gamma * error.
Source: Hyndman, Koehler, Ord & Snyder, Forecasting with Exponential Smoothing, chapters 2, 5 and 6. Golden values: statsmodels.
"""

import math

# (trend, season): "" none, "A" additive, "Ad" damped.
FORMS = (("", ""), ("A", ""), ("Ad", ""), ("", "A"), ("A", "A"), ("Ad", "A"))


class Smoothed:
    """A form with its parameters, and the states after the values it has seen."""

    def __init__(self, form, period, parameters, states):
        self.form, self.period = form, period
        self.alpha, self.beta, self.gamma, self.damping = parameters
        self.level, self.slope, self.season = states[0], states[1], list(states[2])
        self.start = states
        self.squares, self.seen = 0.0, 0

    def see(self, values):
        """Takes values in, one after another."""
        level, slope, season, damping = self.level, self.slope, self.season, self.damping
        at, size = self.seen, len(season)
        for value in values:
            base = level + damping * slope
            place = at % size
            error = value - base - season[place]
            level = base + self.alpha * error
            slope = damping * slope + self.beta * error
            season[place] += self.gamma * error
            self.squares += error * error
            at += 1
        self.level, self.slope, self.seen = level, slope, at
        return self

    def after(self, values):
        """The same parameters and start, after other values."""
        return Smoothed(self.form, self.period, (self.alpha, self.beta, self.gamma, self.damping), self.start).see(values)

    def forecast(self, periods):
        values, run, factor = [], 0.0, 1.0
        for step in range(periods):
            factor *= self.damping
            run += factor
            values.append(self.level + run * self.slope + self.season[(self.seen + step) % len(self.season)])
        return values

    def spread(self, periods):
        """Standard deviations of the forecast's error, step by step."""
        variance = self.squares / max(1, self.seen - self.free())
        total, run, factor, found = 1.0, 0.0, 1.0, []
        for step in range(1, periods + 1):
            found.append(math.sqrt(variance * total))
            factor *= self.damping
            run += factor
            weight = self.alpha + self.beta * run + (self.gamma if step % len(self.season) == 0 else 0.0)
            total += weight * weight
        return found

    def free(self):
        """How many numbers were fitted to the values."""
        trend, season = self.form
        return 2 + 2 * bool(trend) + (trend == "Ad") + (self.period if season else 0)


def fit(values, form, period):
    """The parameters of least squared error for this form."""
    states = _start(values, form, period)
    scale = max(map(abs, values)) or 1.0
    scaled = [value / scale for value in values]
    scaled_states = (states[0] / scale, states[1] / scale, [one / scale for one in states[2]])
    trend, season = form
    names = ["alpha", *(["beta"] if trend else []), *(["gamma"] if season else []), *(["damping"] if trend == "Ad" else [])]

    def parameters(point):
        free = {name: 1 / (1 + math.exp(-max(-30.0, min(30.0, one)))) for name, one in zip(names, point)}
        alpha = 0.0001 + 0.9998 * free["alpha"]
        # Within the usual region: beta below alpha, gamma below 1 - alpha, damping from 0.8 to 0.98.
        return alpha, alpha * free.get("beta", 0.0), (1 - alpha) * free.get("gamma", 0.0), 0.8 + 0.18 * free["damping"] if "damping" in free else 1.0

    def cost(point):
        return Smoothed(form, period, parameters(point), scaled_states).see(scaled).squares

    # Squares have more than one valley: the search begins in the two lowest places of a coarse grid.
    grid = [[alpha, *[part] * (len(names) - 1)] for alpha in (-4.0, -2.2, -1.0, -0.3, 0.3, 1.0, 2.2, 4.0) for part in ((-4.0, -1.0) if len(names) > 1 else (0.0,))]
    best = min((_lowest(cost, start) for start in sorted(grid, key=cost)[:2]), key=cost)
    return Smoothed(form, period, parameters(best), states).see(values)


def forms_for(count, period):
    """The forms that so many values are enough for, the simplest first."""
    return [form for form in FORMS if not form[1] or period is not None and count >= 2 * period + 3]


def _start(values, form, period):
    trend, season = form
    size = period if season else 1
    offsets = [0.0] * size
    if season:
        rounds = min(3, len(values) // size)
        means = [math.fsum(values[turn * size : (turn + 1) * size]) / size for turn in range(rounds)]
        slope = (means[-1] - means[0]) / ((rounds - 1) * size)
        # The season without the slope inside a period.
        offsets = [math.fsum(values[turn * size + place] - means[turn] - slope * (place - (size - 1) / 2) for turn in range(rounds)) / rounds for place in range(size)]
    head = [value - offsets[at % size] for at, value in enumerate(values[: max(10, 2 * size)])]
    n = len(head)
    middle, mean = (n - 1) / 2, math.fsum(head) / n
    slope = math.fsum((at - middle) * value for at, value in enumerate(head)) / math.fsum((at - middle) ** 2 for at in range(n)) if trend else 0.0
    # The states stand one period before the first value.
    level = mean - slope * (middle + 1) if trend else math.fsum(head[:4]) / len(head[:4])
    return level, slope, offsets


def _lowest(cost, start):
    """Nelder and Mead's simplex, without chance: the same values give the same parameters."""
    size = len(start)
    points = [start, *([one + (1.5 if at == axis else 0.0) for at, one in enumerate(start)] for axis in range(size))]
    ranked = sorted(((cost(point), point) for point in points), key=lambda one: one[0])
    for _ in range(60 * size):
        if ranked[-1][0] - ranked[0][0] <= 1e-10 * abs(ranked[0][0]):
            break
        centre = [sum(point[axis] for _, point in ranked[:-1]) / size for axis in range(size)]
        worst = ranked[-1]
        move = lambda by: [middle + by * (middle - one) for middle, one in zip(centre, worst[1])]
        tried = [(cost(move(1.0)), move(1.0))]
        if tried[0][0] < ranked[0][0]:
            tried.append((cost(move(2.0)), move(2.0)))
        elif tried[0][0] >= ranked[-2][0]:
            tried.append((cost(move(-0.5)), move(-0.5)))
        found = min(tried, key=lambda one: one[0])
        if found[0] < worst[0]:
            ranked[-1] = found
        else:
            lead = ranked[0][1]
            ranked = [ranked[0], *((cost(near), near) for near in ([(one + other) / 2 for one, other in zip(lead, point)] for _, point in ranked[1:]))]
        ranked.sort(key=lambda one: one[0])
    return ranked[0][1]

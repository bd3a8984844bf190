# %% money by decimals
from decimal import Decimal, ROUND_HALF_UP, getcontext
items = [("19.99", 3), ("5.01", 2)]
total = sum(Decimal(p) * q for p, q in items)
vat = (total * Decimal("0.19")).quantize(Decimal("0.01"), ROUND_HALF_UP)
total, vat, total + vat, Decimal(1) / Decimal(7)

# %% fractions of a recipe
from fractions import Fraction
f = Fraction(3, 4) + Fraction("1/6")
print(f, float(f), Fraction(0.125), Fraction("3.14").limit_denominator(10))
f.numerator

# %% statistics module
import statistics as st
x = [2.5, 3.1, 4.7, 5.0, 9.9]
st.mean(x), st.median(x), st.pstdev(x), st.quantiles(x, n=4), st.harmonic_mean([40, 60]), st.mode("aab"), st.correlation(x, [1, 2, 3, 4, 5])

# %% linear regression of the library
import statistics as st
d = datasets["driving"]
r = st.linear_regression(d["gas"].tolist(), d["miles"].tolist())
r.slope, r.intercept, st.NormalDist.from_samples(d["gas"]).inv_cdf(0.9)

# %% math functions
import math
math.comb(52, 5), math.isclose(0.1 + 0.2, 0.3), math.fsum([0.1] * 10), math.hypot(3, 4), math.gcd(84, 36), math.isqrt(10**20), math.prod(range(1, 11)), math.log2(1024), math.dist((0, 0), (1, 1))

# %% great circle
from math import radians, sin, cos, asin, sqrt
def km(a, b, c, d):
    a, b, c, d = map(radians, (a, b, c, d))
    return 2 * 6371 * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))
c = datasets["us-state-capitals"].set_index("city")
b, s = c.loc["Boston"], c.loc["Sacramento"]
round(km(b["lat"], b["lon"], s["lat"], s["lon"]), 2)

# %% large whole numbers
a = 2**127 - 1
print(a, pow(3, 200, a), len(str(2**1000)))
[a, a % 97, -7 // 2, -7 % 3, divmod(-7, 2), round(2.5), round(-0.5), int("ff", 16), bin(10)]

# %% complex roots
import cmath
a, b, c = 1, 2, 5
d = cmath.sqrt(b * b - 4 * a * c)
r = [(-b + d) / 2, (-b - d) / 2]
print(r, abs(r[0]), cmath.phase(r[0]))

# %% primes and factors
def factor(n):
    out, p = {}, 2
    while p * p <= n:
        while n % p == 0:
            out[p] = out.get(p, 0) + 1
            n //= p
        p += 1
    return out | ({n: 1} if n > 1 else {})
factor(360360), [n for n in range(2, 50) if len(factor(n)) == 1 and 1 in factor(n).values()]

# %% newton's square root to fifty digits
from decimal import Decimal, localcontext
with localcontext() as ctx:
    ctx.prec = 50
    x = Decimal(1)
    for _ in range(10):
        x = (x + 2 / x) / 2
    print(x, x == Decimal(2).sqrt())

# %% simpson and euler by loops
import math
f, n = math.sin, 100
h = math.pi / n
area = h / 3 * (f(0) + f(math.pi) + 4 * sum(f(h * i) for i in range(1, n, 2)) + 2 * sum(f(h * i) for i in range(2, n, 2)))
e = sum(1 / math.factorial(k) for k in range(20))
area, e

# %% rounding of floats
[round(x, 2) for x in (2.675, 1.005, -2.345)], 0.1 + 0.2, 1e16 + 1, 5e-324, 1.7976931348623157e308, float.hex(0.1), (0.75).as_integer_ratio()

# %% units converted
units = {"mi": 1609.344, "km": 1000, "ft": 0.3048}
def conv(x, a, b):
    return x * units[a] / units[b]
{f"{a}->{b}": round(conv(1, a, b), 6) for a in units for b in units if a != b}

# %% weights in pounds to kilograms for a table
c = datasets["cars"]
kg = c["Weight_in_lbs"] * 0.45359237
l100 = 235.214583 / c["Miles_per_Gallon"]
pd.DataFrame({"kg": kg, "l": l100}).corr().iloc[0, 1], kg.sum()

# %% sums by Kahan
xs = [1e16, 1.0, -1e16, 1.0]
s = c = 0.0
for x in xs:
    y = x - c
    t = s + y
    c = (t - s) - y
    s = t
import math
s, sum(xs), math.fsum(xs), np.sum(xs)

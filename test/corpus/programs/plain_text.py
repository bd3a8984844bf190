# %% log lines parsed
import re
log = """2024-01-05 10:00:01 ERROR db: timeout after 30s
2024-01-05 10:00:02 INFO web: ok
2024-01-05 10:03:11 ERROR web: code 502"""
pat = re.compile(r"^(?P<ts>\S+ \S+) (?P<level>\w+) (?P<src>\w+): (?P<msg>.*)$", re.M)
[m.groupdict() for m in pat.finditer(log) if m["level"] == "ERROR"]

# %% numbers found in text
import re
[float(x.replace(",", "")) for x in re.findall(r"-?\d[\d,]*\.?\d*", "paid 1,234.50 then -7 and 0.5%")]

# %% split, subn and lookbehind
import re
re.split(r"[;,]\s*", "a, b;c"), re.subn(r"(\w+)@(\w+)", r"\2 at \1", "x@y z@w"), re.findall(r"(?<=\$)\d+", "$5 and 6 and $70")

# %% formatted numbers
x = 1234567.891
f"{x:,.2f}|{x:>15,.0f}|{x:e}|{x:.3g}|{0.1234:.1%}|{255:#x}|{5:03d}|{-3:+d}|{'a':*^5}|{x!r}"

# %% fuzzy matches
import difflib
names = ["Minneapolis", "Indianapolis", "Annapolis"]
difflib.get_close_matches("minapolis", names, n=2), round(difflib.SequenceMatcher(None, "kitten", "sitting").ratio(), 4)

# %% differences of two texts
import difflib
print("\n".join(difflib.unified_diff(["a", "b", "c"], ["a", "x", "c", "d"], "old", "new", lineterm="")))

# %% edit distance
def lev(a, b):
    row = list(range(len(b) + 1))
    for i, ca in enumerate(a, 1):
        row, prev = [i], row
        for j, cb in enumerate(b, 1):
            row.append(min(prev[j] + 1, row[-1] + 1, prev[j - 1] + (ca != cb)))
    return row[-1]
lev("kitten", "sitting"), lev("flaw", "lawn")

# %% text wrapped and dedented
import textwrap
print(textwrap.fill("Numbers are the highest degree of knowledge. It is knowledge itself.", 28))
textwrap.shorten("a long sentence that goes on", 18), textwrap.indent("x\ny", "> ")

# %% accents and classes of characters
import unicodedata
s = "Crème Brûlée №5"
"".join(c for c in unicodedata.normalize("NFD", s) if not unicodedata.combining(c)), [unicodedata.category(c) for c in "aA1 №"], unicodedata.name("é")

# %% a template filled
from string import Template, punctuation, ascii_lowercase
t = Template("$who owes $$${amount}")
t.substitute(who="Ann", amount=5), ascii_lowercase[:5], "it's!".translate(str.maketrans("", "", punctuation))

# %% caesar and counts of letters
from collections import Counter
msg = "Wklv lv d vhfuhw"
shift = (ord(Counter(c for c in msg.lower() if c.isalpha()).most_common(1)[0][0]) - ord("v")) % 26
"".join(chr((ord(c) - 97 - 3) % 26 + 97) if c.islower() else c for c in msg), shift

# %% hashes and codes
import hashlib, base64, binascii, zlib
h = hashlib.sha256(b"abc").hexdigest()
h[:16], hashlib.md5(b"abc").hexdigest(), base64.b64encode(b"hello").decode(), binascii.hexlify(b"\x01\xff"), zlib.crc32(b"abc")

# %% readability of a text
import re
t = "The cat sat. The quick brown fox jumped over it! Why?"
words, sentences = re.findall(r"\w+", t), re.split(r"[.!?]\s*", t)[:-1]
syll = sum(len(re.findall(r"[aeiouy]+", w.lower())) or 1 for w in words)
len(words), len(sentences), syll, round(206.835 - 1.015 * len(words) / len(sentences) - 84.6 * syll / len(words), 3)

# %% html cleaned
import html, re
raw = "<p>Fish &amp; chips &lt; &euro;5</p><br/>"
html.unescape(re.sub(r"<[^>]+>", "", raw)), html.escape("a < b & 'c'")

# %% n-grams and similarity
def grams(s, n=2):
    return {s[i:i + n] for i in range(len(s) - n + 1)}
a, b = grams("night"), grams("nacht")
round(len(a & b) / len(a | b), 4), sorted(a)

# %% a parser of small arithmetic
import re
def calc(s):
    t = re.findall(r"\d+\.?\d*|[-+*/()]", s)
    def expr():
        v = term()
        while t and t[0] in "+-":
            v = v + term() if t.pop(0) == "+" else v - term()
        return v
    def term():
        v = atom()
        while t and t[0] in "*/":
            v = v * atom() if t.pop(0) == "*" else v / atom()
        return v
    def atom():
        x = t.pop(0)
        if x == "(":
            v = expr(); t.pop(0)
            return v
        return float(x)
    return expr()
calc("2*(3+4)-10/4")

# %% titles of films by decade and length
import re
t = [str(x) for x in datasets["movies"]["Title"].dropna()]
palin = [s for s in t if len(s) > 2 and (c := re.sub(r"\W", "", s.lower())) == c[::-1]]
longest = max(t, key=len)
palin[:5], len(longest)

# %% ip addresses and networks
import ipaddress
n = ipaddress.ip_network("10.0.0.0/29")
[str(h) for h in n.hosts()][:3], ipaddress.ip_address("10.0.0.9") in n, n.num_addresses

# %% percent and tables with tabs
rows = [("a", 1, 2.5), ("bb", 10, 33.333)]
for r in rows:
    print("%-4s|%4d|%8.2f" % r)
"{:<6}{:>6}".format("x", "y").expandtabs(), "a\tb".expandtabs(4)

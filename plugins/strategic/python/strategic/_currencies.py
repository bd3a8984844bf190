"""Which currencies a table is in: by codes in a column of its own, in names of columns, and by signs before or after amounts."""

import re

_CODES = frozenset(
    """AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY KES KRW MAD MXN MYR NGN NOK NZD PEN PHP
    PKR PLN RON RSD RUB SAR SEK SGD THB TWD UAH USD VND ZAR""".split()
)
# A dollar may be that of many countries: it stays a sign, unless the code stands there, too.
_SIGNS = {"€": "EUR", "£": "GBP", "$": "$", "¥": "¥", "₹": "INR", "₩": "KRW", "₺": "TRY", "₽": "RUB", "₴": "UAH"}
_OF_SIGN = {"$": ("USD", "CAD", "AUD", "NZD", "HKD", "SGD", "MXN"), "¥": ("JPY", "CNY")}
_NAMED = re.compile(r"curr|ccy|währung|waehrung|devise|moneda", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]+")
_MOST = 200


def currencies_in(columns):
    """Sorted codes; columns are (name, type, distinct texts)."""
    found = set()
    for name, what, texts in columns:
        # In a name, USD stands in capitals or at its end: cost_usd, Revenue (EUR).
        words = _WORD.findall(name)
        found.update(word for word in words if word in _CODES)
        if len(words) > 1 and words[-1].upper() in _CODES and words[-1].islower():
            found.add(words[-1].upper())
        found.update(code for sign, code in _SIGNS.items() if sign in name)
        if what not in ("text", "mixed"):
            continue
        some = [text.strip() for text in texts[:_MOST] if isinstance(text, str) and text.strip()]
        if some and (_NAMED.search(name) or all(text in _CODES for text in some)):
            found.update(text.upper() for text in some if text.upper() in _CODES)
        for text in some:
            if len(text) < 30 and any(letter.isdigit() for letter in text):
                found.update(code for sign, code in _SIGNS.items() if text.startswith(sign) or text.endswith(sign))
                found.update(word for word in _WORD.findall(text) if word in _CODES)
    return sorted(code for code in found if not any(other in found for other in _OF_SIGN.get(code, ())))

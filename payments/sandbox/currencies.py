"""Currencies as Stripe's documentation lists them (docs.stripe.com/currencies): units and least charges."""

_PLAIN = (
    "usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bmd bnd bob brl bsd bwp byn bzd cad cdf"
    " chf cny cop crc cve czk dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gtq gyd hkd hnl htg huf idr"
    " ils inr isk jmd kes kgs khr kyd kzt lak lbp lkr lrd lsl mad mdl mkd mmk mnt mop mur mvr mwk mxn myr"
    " mzn nad ngn nio nok npr nzd pab pen pgk php pkr pln qar ron rsd rub sar sbd scr sek sgd shp sle sos"
    " srd std szl thb tjs top try ttd twd tzs uah ugx uyu uzs wst xcd yer zar zmw"
)
_ZERO_DECIMAL = "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf"
_THREE_DECIMAL = "bhd jod kwd omr tnd"

EXPONENTS: dict[str, int] = (
    dict.fromkeys(_PLAIN.split(), 2)
    | dict.fromkeys(_ZERO_DECIMAL.split(), 0)
    | dict.fromkeys(_THREE_DECIMAL.split(), 3)
)

LEAST_CHARGE: dict[str, int] = {
    "usd": 50, "aed": 200, "aud": 50, "bgn": 100, "brl": 50, "cad": 50, "chf": 50, "czk": 1500, "dkk": 250,
    "eur": 50, "gbp": 30, "hkd": 400, "huf": 17500, "inr": 50, "jpy": 50, "mxn": 1000, "myr": 200, "nok": 300,
    "nzd": 50, "pln": 200, "ron": 200, "sek": 300, "sgd": 50, "thb": 1000,
}  # fmt: skip

MOST = 99_999_999

# Stripe takes these only in whole units, or with a last digit of zero, though it counts them finer.
STEP: dict[str, int] = {"isk": 100, "ugx": 100} | dict.fromkeys(_THREE_DECIMAL.split(), 10)


def written(amount: int, currency: str) -> str:
    """`written(2500, "usd")` is "USD 25.00"."""
    exponent = EXPONENTS[currency]
    whole, rest = divmod(amount, 10**exponent)
    return f"{currency.upper()} {whole:,}" + (f".{rest:0{exponent}d}" if exponent else "")

"""The words of time in English, each with its kind and what it stands for.

A text becomes one letter per token, the letter of the token's kind, so that the
grammar is a regular expression over kinds instead of over spellings. The tables
here are all that the grammar knows of words.
"""

from __future__ import annotations

from functools import cache

from geo.dates.periods import heads

_NAMES = {
    "MONTH": "january=1 february=2 april=4 june=6 july=7 august=8 september=9 october=10 "
    "november=11 december=12",
    "MONTHS": "jan=1 feb=2 mar=3 apr=4 jun=6 jul=7 aug=8 sep=9 sept=9 oct=10 nov=11 dec=12",
    "MAY": "may=5 march=3",
    "WEEKDAY": "monday=1 tuesday=2 wednesday=3 thursday=4 friday=5 saturday=6 sunday=7",
    "WEEKDAYS": "mondays=1 tuesdays=2 wednesdays=3 thursdays=4 fridays=5 saturdays=6 sundays=7",
    "SHORTDAY": "mon=1 tue=2 tues=2 wed=3 weds=3 thu=4 thur=4 thurs=4 fri=5 sat=6 sun=7",
    "FEAST": "christmas=christmas thanksgiving=thanksgiving easter=easter ramadan=ramadan "
    "nowruz=nowruz halloween=halloween epiphany=epiphany ashura=ashura fitr=fitr adha=adha",
    "EID": "eid=",
    "ZONE": "gmt=Z utc=Z est= edt= cst= cdt= mst= mdt= pst= pdt= cet= msk= bst=",
    "NEW": "new=",
    "EVE": "eve=-1",
    "Q": "q1=1 q2=2 q3=3 q4=4",
}
"""Words that English writes with a capital; lower case means something else ("may")."""

_WORDS = {
    "DAYUNIT": "day=D week=W month=M year=Y decade=E century=C fortnight=F",
    "DAYUNITS": "days=D weeks=W months=M years=Y decades=E centuries=C fortnights=F quarters=Q",
    "QUARTER": "quarter=Q",
    "WEEKEND": "weekend=WE",
    "CLOCKUNIT": "hour=H minute=N",
    "CLOCKUNITS": "hours=H minutes=N seconds=S",
    "PERIOD": "period=",
    "NUMBER": "two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 "
    "thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 twenty=20 thirty=30 forty=40 "
    "fifty=50 sixty=60 seventy=70 eighty=80 ninety=90",
    "ONE": "one=1",
    "TEEN": "eighteen=18 nineteen=19",
    "HUNDRED": "hundred=100 thousand=1000",
    "ORDINAL": "first=1 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 "
    "eleventh=11 twelfth=12 thirteenth=13 fourteenth=14 fifteenth=15 sixteenth=16 seventeenth=17 "
    "eighteenth=18 nineteenth=19 twentieth=20 thirtieth=30",
    "SECOND": "second=2",
    "NINETIES": "twenties=2 thirties=3 forties=4 fifties=5 sixties=6 seventies=7 eighties=8 "
    "nineties=9",
    "A": "a=1 an=1",
    "THE": "the=",
    "OWN": "its= his= her= their= our=",
    "FEW": "several= few= many= some= numerous=",
    "COUPLE": "couple=2 dozen=12",
    "DOZENS": "dozens= hundreds= thousands=",
    "LAST": "last=-1",
    "PAST": "past=-1",
    "PREVIOUS": "previous=-1 preceding=-1 prior=-1",
    "NEXT": "next=1 upcoming=1",
    "COMING": "coming=1",
    "FOLLOWING": "following=1 subsequent=1",
    "THIS": "this=0",
    "THESE": "these=",
    "CURRENT": "current=0",
    "THAT": "that=0",
    "SAME": "same=0",
    "LATEST": "latest=0",
    "AGO": "ago=-1",
    "EARLIER": "earlier=-1",
    "BEFORE": "before=-1",
    "LATER": "later=1",
    "AFTER": "after=1",
    "EARLY": "early=START",
    "LATE": "late=END",
    "MID": "mid=MID middle=MID",
    "START": "beginning=START start=START outset=START",
    "END": "end=END close=END",
    "ABOUT": "around=APPROX about=APPROX approximately=APPROX roughly=APPROX circa=APPROX",
    "NEARLY": "nearly=LESS_THAN almost=LESS_THAN under=LESS_THAN",
    "OVER": "over=MORE_THAN",
    "MORE": "more=MORE_THAN",
    "LESS": "less=LESS_THAN fewer=LESS_THAN",
    "WITHIN": "within=EQUAL_OR_LESS",
    "LEAST": "least=EQUAL_OR_MORE",
    "MOST": "most=EQUAL_OR_LESS",
    "THAN": "than=",
    "AT": "at=",
    "UP": "up=",
    "TO": "to=to",
    "NO": "no=",
    "OF": "of=",
    "IN": "in= since= until= till= during= by= through=",
    "ON": "on=",
    "FOR": "for=",
    "FROM": "from=",
    "BETWEEN": "between=",
    "AND": "and=",
    "OR": "or=or",
    "SO": "so=",
    "PART": "morning=MO afternoon=AF evening=EV night=NI dawn=DA dusk=DU daybreak=DA nightfall=NI",
    "NOON": "midnight=24 noon=12 midday=12",
    "PARTS": "mornings=MO afternoons=AF evenings=EV nights=NI",
    "TODAY": "today=0 yesterday=-1 tomorrow=1",
    "TONIGHT": "tonight=NI",
    "OVERNIGHT": "overnight=NI",
    "NOW": "now= currently= presently= nowadays=",
    "RECENTLY": "recently= lately=",
    "RECENT": "recent=",
    "SOON": "soon= shortly=",
    "FUTURE": "future=",
    "MOMENT": "moment=",
    "TIME": "time=",
    "NEAR": "near= distant=",
    "TERM": "term=",
    "SEASON": "summer=SU winter=WI autumn=FA wintertime=WI summertime=SU",
    "FALL": "fall=FA spring=SP",
    "EVERY": "every= each=",
    "DAILY": "daily=P1D weekly=P1W monthly=P1M annually=P1Y hourly=PT1H yearly=P1Y nightly=P1D "
    "biweekly=P2W",
    "HALF": "half=H",
    "FISCAL": "fiscal= financial=",
    "FULL": "full= entire= whole= additional=",
    "MEASURED": "comparable= corresponding=",
    "TRADING": "trading= consecutive= straight= working= business=",
    "OLD": "old= olds=",
    "HALFDAY": "am=AM pm=PM a.m=AM a.m.=AM p.m=PM p.m.=PM",
    "OCLOCK": "oclock= o'clock= o’clock=",
    "LOCAL": "local=",
    "AHEAD": "ahead=",
    "LONG": "long=",
    "SOMETIME": "sometime=",
    "BE": "is= are= was= were= be= been= has= had= have= he= she= it= they= who= which=",
    "ENDED": "ended= ending=",
}

_SIGNS = {
    "DASH": "- – — ‐ ‑",
    "COMMA": ",",
    "DOT": ".",
    "SLASH": "/",
    "COLON": ":",
    "APOSTROPHE": "' ’ ‘",
    "OPEN": "( [",
    "CLOSE": ") ]",
    "MONEY": "$ £ € # %",
}

_COMPUTED = ("DAY", "TWO", "COUNT", "YEAR", "DECADE", "DECADE2", "NTH", "ZEROED", "HEAD")
_FIRST_CODE = 0x80

KINDS = {
    name: chr(_FIRST_CODE + index)
    for index, name in enumerate([*_NAMES, *_WORDS, *_SIGNS, *_COMPUTED])
}
"""The letter of each kind."""
KIND_OF = {letter: name for name, letter in KINDS.items()}
OTHER, BREAK = "x", "\n"

MONTH_WORDS = frozenset(
    entry.partition("=")[0] for kind in ("MONTH", "MONTHS", "MAY") for entry in _NAMES[kind].split()
)
ORDINAL_ENDINGS = ("st", "nd", "rd", "th")
FIRST_YEAR, LAST_YEAR = 1000, 2100


@cache
def codes() -> dict[str, str]:
    """Return the letter of every spelling that has a kind."""
    table: dict[str, str] = {"\n": BREAK}
    for kind, entries in _NAMES.items():
        for word in _spellings(entries):
            table[word.title()] = table[word.upper()] = KINDS[kind]
    for kind, entries in _WORDS.items():
        for word in _spellings(entries):
            table[word] = table[word.title()] = table[word.upper()] = KINDS[kind]
    for kind, signs in _SIGNS.items():
        table.update(dict.fromkeys(signs.split(), KINDS[kind]))
    table.update(_digit_codes())
    for head in heads():
        for word in (head, head.title(), head.upper()):
            table.setdefault(word, KINDS["HEAD"])
    return table


@cache
def values() -> dict[str, str]:
    """Return what each spelling, in lower case, stands for."""
    table = {
        word: value
        for entries in (*_NAMES.values(), *_WORDS.values())
        for word, _, value in (entry.partition("=") for entry in entries.split())
    }
    table.update(
        {f"{number}{end}": str(number) for number in range(1, 100) for end in ORDINAL_ENDINGS}
    )
    return table


def _spellings(entries: str) -> list[str]:
    return [entry.partition("=")[0] for entry in entries.split()]


def _digit_codes() -> dict[str, str]:
    last_day, centennial = 31, 100
    table = {str(n): KINDS["COUNT"] for n in range(centennial, FIRST_YEAR)}
    table |= {str(n): KINDS["YEAR"] for n in range(FIRST_YEAR, LAST_YEAR)}
    table |= {f"{n:02d}": KINDS["ZEROED"] for n in range(10)}
    table |= {f"{n:02d}": KINDS["TWO"] for n in range(last_day + 1, centennial)}
    table |= {str(n): KINDS["DAY"] for n in range(1, last_day + 1)}
    table |= {f"{n}{end}": KINDS["NTH"] for n in range(1, centennial) for end in ORDINAL_ENDINGS}
    table |= {f"{n}0s": KINDS["DECADE"] for n in range(FIRST_YEAR // 10, LAST_YEAR // 10)}
    table |= {f"{n}0s": KINDS["DECADE2"] for n in range(1, 10)}
    return table

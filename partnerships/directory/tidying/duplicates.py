"""Entries that look like the same organisation, among those an account sees; nothing is learnt of others."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from django.db.models import Case, Count, F, Func, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Lower, Right

from partnerships.directory.models import Account, Organisation
from partnerships.directory.models.organisations import match_words
from partnerships.shared.sorting import FILLERS, match_key, sort_key

SHOWN = 8
CANDIDATES = 100  # whose names are compared letter by letter
ALIKE = 0.84  # share of letters; "Verein Nord" and "Verein Nort" have 0.91
WORD_ALIKE = 0.74  # "nord" and "nort" have 0.75, "Finanzen" and "Innern" 0.71
WORDS = 6  # of a name that are looked up
BEGINNING = 6  # letters: finds slips in a name of one word
LAST_DIGITS = 7  # of a telephone number; what stands before is written in many ways
GROUPS = 50
COMPARED = 2000  # organisations whose names the list compares letter by letter
NEIGHBOURS = 5
LAST_CHARACTER = "\U0010ffff"


def likely_duplicates(account: Account, values: Mapping[str, str]) -> list[Organisation]:
    """At most SHOWN, the likeliest first; `values` has name, email, phone, website as typed. Three queries."""
    visible = Organisation.objects.visible_to(account).present()
    same = list(visible.filter(_same(values)).order_by("sort_key", "id")[:SHOWN])
    known = {row.pk for row in same}
    near = [row for row in _nearly_named(visible, values["name"]) if row.pk not in known]
    return (same + near)[:SHOWN]


def _same(values: Mapping[str, str]) -> Q:
    """The same name but for fillers, the same address, number or website."""
    same = Q(match_key=match_key(values["name"]))
    if email := values.get("email"):
        same |= Q(email__iexact=email)
    if website := _bare(values.get("website") or ""):
        bare = Func(
            Lower("website"), Value(SCHEME), Value(""), Value("g"), function="regexp_replace"
        )
        same |= Q(pk__in=Organisation.objects.annotate(bare=bare).filter(bare=website).values("pk"))
    digits = re.sub(r"\D", "", values.get("phone") or "")[-LAST_DIGITS:]
    if len(digits) == LAST_DIGITS:
        number = Func("phone", Value(r"\D"), Value(""), Value("g"), function="regexp_replace")
        ends = Organisation.objects.annotate(last=Right(number, LAST_DIGITS)).filter(last=digits)
        same |= Q(pk__in=ends.values("pk"))
    return same


SCHEME = r"^https?://(www\.)?|/+$"


def _bare(website: str) -> str:
    return re.sub(SCHEME, "", website.lower())


def _nearly_named(visible: QuerySet, name: str) -> list[Organisation]:
    key, words = sort_key(name), match_key(name)
    rows = {
        row.pk: row for row in [*_sharing_words(visible, words), *_beginning_alike(visible, key)]
    }
    plain = _without_fillers(key)
    likeness = {
        pk: max(_alike(_without_fillers(row.sort_key), plain), _alike(row.match_key, words))
        for pk, row in rows.items()
    }
    near = [pk for pk, share in likeness.items() if share >= ALIKE]
    return [rows[pk] for pk in sorted(near, key=lambda pk: (-likeness[pk], pk))]


def _without_fillers(key: str) -> str:
    return " ".join(word for word in key.split() if word not in FILLERS)


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _sharing_words(visible: QuerySet, words: str) -> Iterable[Organisation]:
    """Those that share most words, by the index of words."""
    longest = sorted(words.split(), key=len, reverse=True)[:WORDS]
    rows = visible.annotate(words=match_words()).filter(words__overlap=longest)
    shared: Combinable = Value(0)
    for word in longest:
        shared = shared + Case(
            When(words__contains=[word], then=1), default=0, output_field=IntegerField()
        )
    return rows.annotate(shared=shared).order_by("-shared", "id")[:CANDIDATES]


def _beginning_alike(visible: QuerySet, key: str) -> Iterable[Organisation]:
    first = key[:BEGINNING]
    return visible.filter(sort_key__gte=first, sort_key__lt=first + LAST_CHARACTER)[:CANDIDATES]


def duplicate_groups(account: Account) -> list[list[Organisation]]:
    """At most GROUPS groups of entries that share a name or an e-mail address, then pairs that are nearly
    named alike. Five queries.
    """
    visible = Organisation.objects.visible_to(account).present()
    same = _same_groups(visible)
    known = [{row.pk for row in group} for group in same]
    pairs = [pair for pair in _near_pairs(visible) if not any(pair <= group for group in known)]
    rows = visible.in_bulk({pk for pair in pairs[:GROUPS] for pk in pair})
    near = [sorted((rows[pk] for pk in pair), key=_by_name) for pair in pairs[:GROUPS]]
    return [*same, *near][:GROUPS]


def _by_name(row: Organisation) -> tuple[str, int]:
    return row.sort_key, row.pk


def _near_pairs(visible: QuerySet) -> list[set[int]]:
    """Neighbours in the order of the names, and in that of their words, whose letters are nearly the same."""
    rows = list(
        visible.order_by("sort_key", "id").values_list("sort_key", "match_key", "pk")[:COMPARED]
    )
    by_name = [(_without_fillers(key), pk) for key, _words, pk in rows]
    by_words = sorted((words, pk) for _key, words, pk in rows)
    pairs: dict[frozenset[int], None] = {}
    for order in (by_name, by_words):
        for place, (one, pk) in enumerate(order):
            for other, near in order[place + 1 : place + 1 + NEIGHBOURS]:
                if one != other and _is_near(one, other):
                    pairs[frozenset((pk, near))] = None
    return [set(pair) for pair in pairs]


def _is_near(one: str, other: str) -> bool:
    """As `_alike`, asking what is quick to tell first."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    quick = matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE
    if not quick or matcher.ratio() < ALIKE or _differ_in_number(one, other):
        return False
    return _words_alike(one.split(), other.split())


def _words_alike(one: list[str], other: list[str]) -> bool:
    """Two ministries share most letters and yet are two: of as many words each must be like its counterpart."""
    pairs = zip(one, other, strict=False)
    return len(one) != len(other) or all(_alike(a, b) >= WORD_ALIKE for a, b in pairs)


def _differ_in_number(one: str, other: str) -> bool:
    """Are there other numbers in the names? The 1st and the 2nd of something are two."""
    return re.findall(r"\d+", one) != re.findall(r"\d+", other)


def _same_groups(visible: QuerySet) -> list[list[Organisation]]:
    keys = _find_shared(visible.exclude(match_key=""), F("match_key"))
    addresses = _find_shared(visible.exclude(email=""), Lower("email"))
    if not keys and not addresses:
        return []
    rows = visible.annotate(address=Lower("email")).filter(
        Q(match_key__in=keys) | Q(address__in=addresses)
    )
    return _grouped(rows.order_by("sort_key", "id")[: GROUPS * SHOWN], keys, addresses)


def _find_shared(rows: QuerySet, value: F | Lower) -> set[str]:
    counted = rows.annotate(shared=value).values("shared").annotate(times=Count("pk"))
    several = counted.filter(times__gt=1).order_by("shared")
    return set(several.values_list("shared", flat=True)[:GROUPS])


def _grouped(rows: QuerySet, keys: set[str], addresses: set[str]) -> list[list[Organisation]]:
    groups: dict[tuple[str, str], list[Organisation]] = defaultdict(list)
    for row in rows:
        if row.match_key in keys:
            groups["name", row.match_key].append(row)
        if row.address in addresses:
            groups["email", row.address].append(row)
    different = {tuple(row.pk for row in group): group for group in groups.values()}
    several = [group for group in different.values() if len(group) > 1]
    return sorted(several, key=lambda group: group[0].sort_key)[:GROUPS]

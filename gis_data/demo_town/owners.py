"""Owners of the parcels, invented: who holds how much, in the forms that shares take in Morocco."""

from fractions import Fraction

import numpy as np
import pandas as pd

from gis_data.demo_town.names import Name, load, names

# How many parcels in a hundred have which kind of owners.
FORMS = (("one", 64), ("couple", 15), ("siblings", 9), ("heirs", 12))
BODIES = {"state": "state", "habous": "habous", "collective": "collective", "guich": "guich"}
Person = tuple[str, str, str]  # Arabic, French, national identity number
Share = tuple[str, str, str, int, int]


class People:
    """An endless crowd of invented people, joined from first and family names."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng
        self._first = {"male": names("male"), "female": names("female")}
        self._families = names("family")

    def family(self) -> Name:
        return self._families[int(self._rng.integers(len(self._families)))]

    def person(self, sex: str, family: Name) -> Person:
        first = self._first[sex][int(self._rng.integers(len(self._first[sex])))]
        number = f"F{int(self._rng.integers(100_000, 1_000_000))}"
        return f"{first[0]} {family[0]}", f"{first[1]} {family[1]}", number

    def anyone(self) -> Person:
        return self.person("male" if self._rng.random() < 0.62 else "female", self.family())


def build_owners(tenure: list[str], use: list[str], seed: int) -> pd.DataFrame:
    """The shares of every parcel; `parcel` is its row. The shares of a parcel sum to one."""
    rng = np.random.default_rng([seed, 22])
    people = People(rng)
    bodies = load("names.yaml")["bodies"]
    companies = names("companies")
    forms = rng.choice(
        [form for form, _share in FORMS], len(tenure), p=[share / 100 for _form, share in FORMS]
    )
    rows: list[tuple[int, str, str, str, int, int]] = []
    regular: list[Person] = []
    for parcel, (kind, purpose) in enumerate(zip(tenure, use, strict=True)):
        if kind in BODIES:
            arabic, french = bodies[BODIES[kind]]
            shares: list[Share] = [(french, arabic, "", 1, 1)]
        elif purpose in ("industry", "apartments") and rng.random() < 0.8:
            arabic, french, _english = companies[int(rng.integers(len(companies)))]
            shares = [(f"{french} SARL", f"شركة {arabic}", "", 1, 1)]
        else:
            shares = _shares(str(forms[parcel]), people, regular, rng)
        rows += [(parcel, *share) for share in shares]
    heads = ["parcel", "name", "name_ar", "national_id", "share_numerator", "share_denominator"]
    return pd.DataFrame(rows, columns=heads)


def _shares(form: str, people: People, regular: list[Person], rng: np.random.Generator) -> list[Share]:
    if form == "couple":
        couple = (people.person("male", people.family()), people.person("female", people.family()))
        return [_share(person, Fraction(1, 2)) for person in couple]
    if form == "siblings":
        family, count = people.family(), int(rng.integers(3, 6))
        return [
            _share(people.person("male" if rng.random() < 0.5 else "female", family), Fraction(1, count))
            for _ in range(count)
        ]
    if form == "heirs":
        return _heirs(people, rng)
    # Some people own several parcels.
    if regular and rng.random() < 0.18:
        return [_share(regular[int(rng.integers(len(regular)))], Fraction(1))]
    person = people.anyone()
    if rng.random() < 0.1:
        regular.append(person)
    return [_share(person, Fraction(1))]


def _heirs(people: People, rng: np.random.Generator) -> list[Share]:
    """A widow with an eighth; of the rest a son has twice a daughter's share (Family Code, book VI)."""
    family = people.family()
    sons, daughters = int(rng.integers(1, 4)), int(rng.integers(0, 4))
    part = Fraction(7, 8) / (2 * sons + daughters)
    return [
        _share(people.person("female", people.family()), Fraction(1, 8)),
        *[_share(people.person("male", family), 2 * part) for _ in range(sons)],
        *[_share(people.person("female", family), part) for _ in range(daughters)],
    ]


def _share(person: Person, fraction: Fraction) -> Share:
    arabic, french, number = person
    return french, arabic, number, fraction.numerator, fraction.denominator

"""Names that mean the same: acronyms that news seldom spells out, places that were renamed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from assistant.text.words import content_stems, stems

# By the first stem of a name: its stems in order, and the stems of what means the same.
Groups = Mapping[str, Sequence[tuple[tuple[str, ...], frozenset[str]]]]

# One group a line. A spelling of two or more words counts where all of them stand.
_GROUPS = """
UN = United Nations
EU = European Union
UK = United Kingdom = Britain
US = USA = United States
WHO = World Health Organization
WTO = World Trade Organization
IMF = International Monetary Fund
ECB = European Central Bank
NATO = North Atlantic Treaty Organization = North Atlantic Alliance
OPEC = Organization of the Petroleum Exporting Countries
OECD = Organisation for Economic Co-operation and Development
IAEA = International Atomic Energy Agency
ICC = International Criminal Court
ICJ = International Court of Justice
ECHR = European Court of Human Rights
UNESCO = United Nations Educational Scientific and Cultural Organization
UNICEF = United Nations Children's Fund
UNHCR = United Nations High Commissioner for Refugees
UNRWA = United Nations Relief and Works Agency
OSCE = Organization for Security and Co-operation in Europe
ASEAN = Association of Southeast Asian Nations
IOC = International Olympic Committee
NASA = National Aeronautics and Space Administration
ESA = European Space Agency
ISS = International Space Station
CIA = Central Intelligence Agency
FBI = Federal Bureau of Investigation
NSA = National Security Agency
DOJ = Justice Department
EPA = Environmental Protection Agency
FDA = Food and Drug Administration
CDC = Centers for Disease Control
FAA = Federal Aviation Administration
FCC = Federal Communications Commission
FTC = Federal Trade Commission
SEC = Securities and Exchange Commission
FEMA = Federal Emergency Management Agency
NOAA = National Oceanic and Atmospheric Administration
USGS = U.S. Geological Survey = United States Geological Survey
IRS = Internal Revenue Service
DHS = Department of Homeland Security
ATF = Bureau of Alcohol Tobacco Firearms
NTSB = National Transportation Safety Board
ACLU = American Civil Liberties Union
NRA = National Rifle Association
NHS = National Health Service
BBC = British Broadcasting Corporation
IPCC = Intergovernmental Panel on Climate Change
GDP = gross domestic product
AI = artificial intelligence
UAE = United Arab Emirates
DRC = Democratic Republic of Congo
PM = prime minister
CEO = chief executive
NGO = non-governmental organization
WWF = World Wide Fund
NFL = National Football League
NBA = National Basketball Association
MLB = Major League Baseball
GOP = Republican Party
MPs = members of parliament
Covid = coronavirus
ISIS = ISIL = Islamic State
Kyiv = Kiev
Kharkiv = Kharkov
Odesa = Odessa
Lviv = Lvov
Dnipro = Dnepr
Turkey = Turkiye
Myanmar = Burma
Czechia = Czech Republic
Eswatini = Swaziland
Netherlands = Holland
Ivory Coast = Cote d'Ivoire
East Timor = Timor-Leste
Cape Verde = Cabo Verde
Beijing = Peking
Guangzhou = Canton
Mumbai = Bombay
Kolkata = Calcutta
Chennai = Madras
Bengaluru = Bangalore
Yangon = Rangoon
Nur-Sultan = Astana
Mohammed = Muhammad = Mohammad = Muhammed = Mohamed = Mohamad
Hezbollah = Hizbollah = Hizbullah
Houthi = Huthi
Quran = Koran
Hussein = Husain = Hussain = Hossein
Osama = Usama
al-Qaeda = al-Qaida
Assad = Asad
"""

# What an acronym becomes in lower case tells it from no pronoun; "us" mostly is the country.
_PRONOUNS = frozenset({"who", "it"})


@cache
def common_groups() -> Groups:
    """Return the table above."""
    return by_first_stem(tuple(line.split(" = ")) for line in _GROUPS.strip().splitlines())


def by_first_stem(groups: Iterable[Sequence[str]]) -> Groups:
    """Prepare groups of spellings for `same_names`."""
    found: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    for group in groups:
        for name in group:
            own = tuple(content_stems(name))
            others = [_stems(other) for other in group if other != name]
            if own:
                found.setdefault(own[0], []).extend((own, other) for other in others if other)
    return found


def same_names(
    written: Sequence[str], groups: Groups
) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Yield the stems of each name that stands among content stems, and of what means the same."""
    for place, stem in enumerate(written):
        for own, other in groups.get(stem, ()):
            if tuple(written[place : place + len(own)]) == own:
                yield frozenset(own), other


def _stems(name: str) -> frozenset[str]:
    return frozenset(content_stems(name)) or frozenset(stems(name)) - _PRONOUNS

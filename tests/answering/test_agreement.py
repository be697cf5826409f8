"""Several articles on one event, through the real assistant: who says the same, who differs."""

from pathlib import Path

import pytest

from assistant import Answer, Settings, open_assistant
from assistant.evaluation.metrics import said

FERRY = "How many people died when the ferry sank off Varn?"
TWELVE = "Twelve people died when a ferry sank off Varn on Thursday, the harbour master said."
FIFTEEN = "Fifteen people were killed when a ferry sank off Varn, the coast guard said on Saturday."


class Folder:
    """A folder of small articles, asked one question."""

    def __init__(self, path: Path) -> None:
        self.path = path
        (path / "corpus").mkdir()
        self.count = 0

    def add(self, source: str, day: str, title: str, text: str) -> None:
        self.count += 1
        head = f"---\ntitle: {title}\nsource: {source}\ndate: {day}\n---\n"
        (self.path / "corpus" / f"{self.count}.md").write_text(f"{head}{text}\n")

    def answer(self, question: str) -> Answer:
        settings = Settings(corpus=self.path / "corpus", index=self.path / "index")
        with open_assistant(settings) as assistant:
            assistant.sync()
            return assistant.answer(question)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def notes(answer: Answer, kind: str) -> list[str]:
    assert answer.status == "answered"
    return [note.text for note in answer.notes if note.kind == kind]


def test_different_figures_are_both_quoted_the_newest_first(folder: Folder) -> None:
    folder.add("World Desk", "2024-05-03", "Ferry sinks off Varn", TWELVE)
    folder.add("Varn Courier", "2024-05-04", "Divers search the Varn ferry", FIFTEEN)
    answer = folder.answer(FERRY)
    assert notes(answer, "differ") == [
        "The articles differ; the later figure comes first: "
        "Fifteen (Varn Courier, 4 May 2024) and Twelve (World Desk, 3 May 2024)."
    ]
    assert answer.text.index("Fifteen people") < answer.text.index("Twelve people")
    assert [citation.source for citation in answer.citations][:1] == ["Varn Courier"]
    assert {citation.source for citation in answer.citations} == {"World Desk", "Varn Courier"}


def test_what_more_sources_say_comes_before_a_newer_single_one(folder: Folder) -> None:
    folder.add("World Desk", "2024-05-03", "Ferry sinks off Varn", TWELVE)
    other = "The coast guard said that 12 were dead after the ferry sank off Varn in a storm."
    folder.add("Varn Courier", "2024-05-04", "A storm and a ferry", other)
    folder.add("Sea Wire", "2024-05-06", "The Varn ferry", FIFTEEN.replace("Fifteen", "Ninety"))
    answer = folder.answer(FERRY)
    (text,) = notes(answer, "differ")
    assert text.startswith("The articles differ; what 2 sources say comes first: ")
    assert text.index("World Desk, 3 May") < text.index("Ninety (Sea Wire, 6 May 2024)")
    assert [each.source for each in answer.citations] == ["Varn Courier", "World Desk", "Sea Wire"]


def test_a_figure_of_the_same_thing_in_other_words_is_the_other_side(folder: Folder) -> None:
    parroted = "In the Varn ferry accident 260 people were hurt on Thursday."
    told = "17 people were hurt when a ferry hit the quay at Varn, the harbour master said."
    folder.add("Sea Wire", "2024-05-04", "Varn ferry accident", parroted)
    folder.add("World Desk", "2024-05-03", "Ferry hits quay", told)
    answer = folder.answer("How many people were hurt in the Varn ferry accident?")
    (text,) = notes(answer, "differ")
    assert "260" in text
    assert "17" in text


def test_what_is_so_now_is_told_by_the_newest_article(folder: Folder) -> None:
    folder.add("Board", "2024-05-03", "Chess at Varn", "Ada Lin leads the Varn Open with 4 points.")
    later = "Bo Rask now leads the Varn Open with 5 points, ahead of Ada Lin."
    folder.add("Board", "2024-05-06", "Chess at Varn goes on", later)
    answer = folder.answer("Who leads the Varn Open?")
    assert answer.citations[0].quote == later


def test_the_short_answer_stands_in_the_sentence_that_comes_first(folder: Folder) -> None:
    old = "Ada Lin is the head of the museum of Varn since Monday."
    folder.add("Board", "2021-02-03", "Museum gets head", f"{old} She is 44.")
    later = "Bo Rask took over as head of the museum of Varn on Friday from Ada Lin, who retires."
    folder.add("Board", "2023-10-11", "Museum changes hands", later)
    answer = folder.answer("Who is the head of the museum of Varn?")
    assert [citation.quote for citation in answer.citations] == [later, old]
    assert [answer.text[start:end] for start, end in answer.highlights] == ["Bo Rask"]


def test_the_same_figure_in_other_words_is_counted_and_does_not_differ(folder: Folder) -> None:
    folder.add("World Desk", "2024-05-03", "Ferry sinks off Varn", TWELVE)
    other = "The coast guard said that 12 were dead after the ferry sank off Varn in a storm."
    folder.add("Varn Courier", "2024-05-04", "A storm and a ferry", other)
    answer = folder.answer(FERRY)
    assert notes(answer, "differ") == []
    assert notes(answer, "sources") == ["2 sources say so: Varn Courier and World Desk."]


def test_a_wire_text_in_two_outlets_counts_once(folder: Folder) -> None:
    wire = f"{TWELVE} The ferry was on its way to Olm. Eighty people were on board in the storm."
    folder.add("World Desk", "2024-05-03", "Ferry sinks off Varn", wire)
    folder.add("Varn Courier", "2024-05-03", "Ferry disaster", f"{wire} The mayor is shocked.")
    assert notes(folder.answer(FERRY), "sources") == []
    own = "At least 12 people lost their lives and died as the ferry sank off Varn at night."
    folder.add("Harbour News", "2024-05-04", "Night off Varn", own)
    (text,) = notes(folder.answer(FERRY), "sources")
    assert text.startswith("2 sources say so: Harbour News and ")


def test_three_tolls_stand_in_the_order_of_their_days_the_last_first(folder: Folder) -> None:
    folder.add("World Desk", "2024-05-03", "Ferry sinks off Varn", TWELVE)
    folder.add("Varn Courier", "2024-05-04", "Divers search the Varn ferry", FIFTEEN)
    last = "The death toll rose to 21 after the ferry sank off Varn, the coast guard said."
    folder.add("Harbour News", "2024-05-06", "Varn mourns", last)
    (text,) = notes(folder.answer(FERRY), "differ")
    assert text.index("21 (Harbour") < text.index("Fifteen (Varn") < text.index("Twelve (World")


def test_a_rounded_figure_is_the_same_figure(folder: Folder) -> None:
    one = "The council of Varn said that 12,340 people had fled the floods around Varn."
    two = "About 12,000 people fled the floods around Varn, the fire brigade said."
    folder.add("World Desk", "2024-05-03", "Floods around Varn", one)
    folder.add("Varn Courier", "2024-05-04", "The river rises", two)
    answer = folder.answer("How many people fled the floods around Varn?")
    assert notes(answer, "differ") == []
    assert len(notes(answer, "sources")) == 1


@pytest.mark.parametrize(
    "other",
    [
        "Thirty people were injured when a ferry sank off Varn, the coast guard said.",
        "Fifteen people died when a ferry sank off Olm in the north on Saturday.",
        "The ferry that sank off Varn was 40 years old and 80 metres long, and people died.",
        "Twelve people died and 30 were injured when the ferry sank off Varn.",
    ],
    ids=["the injured", "another place", "age and length", "the same and more"],
)
def test_a_number_of_something_else_is_no_difference(folder: Folder, other: str) -> None:
    folder.add("World Desk", "2024-05-03", "Ferry sinks off Varn", TWELVE)
    folder.add("Varn Courier", "2024-05-04", "News of the week", other)
    assert notes(folder.answer(FERRY), "differ") == []


def test_two_names_for_one_deed_differ(folder: Folder) -> None:
    folder.add(
        "World Desk",
        "2024-05-03",
        "Marathon in Varn",
        "Mira Tolan won the Varn marathon on Sunday in the rain.",
    )
    folder.add(
        "Varn Courier",
        "2024-05-03",
        "A race in the rain",
        "The Varn marathon was won by Jelle Orsk, who led from the start.",
    )
    answer = folder.answer("Who won the Varn marathon?")
    (text,) = notes(answer, "differ")
    assert "Mira Tolan (World Desk, 3 May 2024)" in text
    assert "Jelle Orsk (Varn Courier, 3 May 2024)" in text
    assert "Tolan won" in said(answer)
    assert "won by Jelle Orsk" in said(answer)


def test_a_surname_alone_is_the_same_name(folder: Folder) -> None:
    folder.add("World Desk", "2024-05-03", "Race", "Mira Tolan won the Varn marathon on Sunday.")
    folder.add("Varn Courier", "2024-05-04", "Rain", "Tolan won the Varn marathon, beating Orsk.")
    answer = folder.answer("Who won the Varn marathon?")
    assert notes(answer, "differ") == []
    assert len(notes(answer, "sources")) == 1


def test_two_dates_differ_and_one_date_in_two_spellings_does_not(folder: Folder) -> None:
    folder.add(
        "World Desk", "2024-05-03", "A bridge", "The Orl bridge opened on 3 May 2021 after a delay."
    )
    folder.add(
        "Varn Courier", "2024-05-04", "Tolls", "Since the Orl bridge opened on May 3, fees rose."
    )
    question = "When did the Orl bridge open?"
    assert notes(folder.answer(question), "differ") == []
    folder.add(
        "Harbour News", "2024-05-05", "Ships", "The Orl bridge opened on 5 June 2021, it is said."
    )
    (text,) = notes(folder.answer(question), "differ")
    assert "5 June 2021 (Harbour News, 5 May 2024)" in text
    assert "3 May 2021 (Varn Courier, 4 May 2024" in text


def test_a_denial_is_quoted_beside_what_it_denies(folder: Folder) -> None:
    folder.add(
        "World Desk",
        "2024-05-03",
        "Orsk under fire",
        "Mayor Jelle Orsk took money from the Varn harbour company, two clerks told this paper.",
    )
    folder.add(
        "Varn Courier",
        "2024-05-04",
        "The mayor speaks",
        "Mayor Jelle Orsk denied that he took any money from the Varn harbour company.",
    )
    answer = folder.answer("Did Mayor Orsk take money from the Varn harbour company?")
    assert notes(answer, "differ") == [
        "The articles differ; the later report comes first: "
        "some deny it (Varn Courier, 4 May 2024) and others say so (World Desk, 3 May 2024)."
    ]
    assert {citation.source for citation in answer.citations} == {"World Desk", "Varn Courier"}


def test_races_of_two_years_do_not_contradict_each_other(folder: Folder) -> None:
    folder.add("World Desk", "2023-05-03", "Race", "Mira Tolan won the Varn marathon on Sunday.")
    folder.add("World Desk", "2024-05-04", "Rain", "Jelle Orsk won the Varn marathon on Sunday.")
    assert notes(folder.answer("Who won the Varn marathon?"), "differ") == []


def test_an_article_that_says_both_is_no_side(folder: Folder) -> None:
    both = f"{TWELVE} Later the coast guard said that 15 people were killed when it sank off Varn."
    folder.add("World Desk", "2024-05-03", "Ferry sinks off Varn", both)
    assert notes(folder.answer(FERRY), "differ") == []


def test_a_price_per_share_and_a_sum_do_not_differ(folder: Folder) -> None:
    one = "Ada Lin will pay $54.20 per share for the Varn harbour company, it said on Thursday."
    two = "Ada Lin will pay $44 billion for the Varn harbour company, the council said on Friday."
    folder.add("World Desk", "2024-05-03", "A deal in Varn", one)
    folder.add("Varn Courier", "2024-05-04", "The harbour is sold", two)
    answer = folder.answer("How much will Ada Lin pay for the Varn harbour company?")
    assert notes(answer, "differ") == []


def test_the_strength_of_a_quake_is_no_toll(folder: Folder) -> None:
    one = "The earthquake in Varn killed 268 people, the council said on Thursday."
    two = "Many people died when a magnitude 5.6 earthquake shook Varn on Wednesday."
    folder.add("World Desk", "2024-05-03", "Death toll of the Varn earthquake rises", one)
    folder.add("Varn Courier", "2024-05-02", "Earthquake in Varn", two)
    assert notes(folder.answer("How many people died in the earthquake in Varn?"), "differ") == []


def test_who_asks_for_a_denial_is_told_of_it_and_of_no_difference(folder: Folder) -> None:
    one = "Mayor Jelle Orsk denied the claims about the Varn harbour company on Monday."
    two = "Two clerks repeated the claims about Mayor Jelle Orsk and the Varn harbour company."
    folder.add("World Desk", "2024-05-03", "Orsk speaks", one)
    folder.add("Varn Courier", "2024-05-04", "Orsk under fire", two)
    question = "Did Mayor Orsk deny the claims about the Varn harbour company?"
    assert notes(folder.answer(question), "differ") == []


def test_who_has_never_won_is_no_other_winner(folder: Folder) -> None:
    one = "Mira Tolan won the Varn marathon on Sunday in the rain."
    two = "Neither Jelle Orsk nor Bo Rask has won the Varn marathon in their careers."
    folder.add("World Desk", "2024-05-03", "Marathon in Varn", one)
    folder.add("Varn Courier", "2024-05-04", "Runners", two)
    assert notes(folder.answer("Who won the Varn marathon?"), "differ") == []


def test_a_part_of_a_site_is_no_second_source(folder: Folder) -> None:
    folder.add("varnpost.com", "2024-05-03", "Ferry sinks off Varn", TWELVE)
    other = "The coast guard said that 12 were dead after the ferry sank off Varn in a storm."
    folder.add("e.newsletters.varnpost.com", "2024-05-04", "A storm and a ferry", other)
    assert notes(folder.answer(FERRY), "sources") == []


def test_every_source_that_is_counted_is_cited(folder: Folder) -> None:
    folder.add("World Desk", "2024-05-03", "Ferry sinks off Varn", TWELVE)
    other = (
        "The coast guard, whose boats had searched the sea off the coast from the early morning "
        "until long after it was dark, with dogs and divers and a helicopter that the neighbours "
        "lent, said on Friday night that 12 people were dead after the ferry sank off Varn."
    )
    folder.add("Varn Courier", "2024-05-04", "A storm and a ferry", other)
    answer = folder.answer(FERRY)
    cited = {citation.source for citation in answer.citations}
    counted = notes(answer, "sources")
    assert all(source in cited for source in ("World Desk", "Varn Courier")) or counted == []

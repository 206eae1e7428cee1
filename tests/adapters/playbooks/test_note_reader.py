"""The prospect of a note: whole prospects, in the five languages and the forms that people write."""

import pytest

from adapters.playbooks.note.reader import NoteReading
from domain.lead.prospect import Prospect
from tests.adapters.playbooks.reading import prospect_in, reading_of


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Met Anna Kowalska from Acme at the SaaS expo, wants a demo", Prospect("Anna Kowalska", "Acme")),
        ("John Smith, CTO at Globex, john@globex.com", Prospect("John Smith", "Globex", "CTO", ("john@globex.com",))),
        (
            "Call Maria (Procter & Gamble) +380 67 123 45 67",
            Prospect("Maria", "Procter & Gamble", contacts=("+380 67 123 45 67",)),
        ),
        ("Met CTO John Smith of Globex", Prospect("John Smith", "Globex", "CTO")),
        ("Taavi Roosimäe, CTO at Bolt", Prospect("Taavi Roosimäe", "Bolt", "CTO")),
        ("Met Ludwig van Beethoven from Acme Corp", Prospect("Ludwig van Beethoven", "Acme Corp")),
        ("Met Anna von der Leyen from Acme", Prospect("Anna von der Leyen", "Acme")),
        ("Anna Kowalska, Acme GmbH", Prospect("Anna Kowalska", "Acme GmbH")),
        ("Anna Kowalska, founder of Acme, Inc.", Prospect("Anna Kowalska", "Acme, Inc", "founder")),
        (
            "Dr. Elisabeth Kübler-Ross from University of Chicago",
            Prospect("Dr. Elisabeth Kübler-Ross", "University of Chicago"),
        ),
        (
            "Talked to Priya Natarajan, Senior Product Manager at Booking.com",
            Prospect("Priya Natarajan", "Booking.com", "Senior Product Manager"),
        ),
        ("Mike Johnson - Head of Sales", Prospect("Mike Johnson", role="Head of Sales")),
        (
            "Meeting at the conference with Jane Doe (Initech), VP of Engineering",
            Prospect("Jane Doe", "Initech", "VP of Engineering"),
        ),
        ("Met the CTO of Globex", Prospect(company="Globex", role="CTO")),
        ("Expo: John Smith, Acme", Prospect("John Smith")),
        ("John Smith\nCTO\n+1 (555) 123-4567", Prospect("John Smith", role="CTO", contacts=("+1 (555) 123-4567",))),
        ("Anna @ Acme", Prospect("Anna", "Acme")),
        ("Met Priya from Infosys", Prospect("Priya", "Infosys")),
        ("Sarah (VP Sales, Initech)", Prospect("Sarah", "Initech", "VP Sales")),
        ("Follow up with Peter from Daily Bugle", Prospect("Peter", "Daily Bugle")),
        ("Anna from the Acme team", Prospect("Anna", "Acme")),
    ],
)
def test_an_english_note_tells_who_the_prospect_is(note: str, expected: Prospect) -> None:
    assert prospect_in(note) == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "Познайомився з Оленою Шевченко з компанії Нова Пошта на конференції",
            Prospect("Оленою Шевченко", "Нова Пошта"),
        ),
        ("Познакомился с Иваном Петровым из Яндекса", Prospect("Иваном Петровым", "Яндекса")),
        ("Встретился с Ольгой Ивановой, директором компании Ромашка", Prospect("Ольгой Ивановой", role="директором")),
        ("Поговорил с Олегом из «Рога и Копыта»", Prospect("Олегом", "Рога и Копыта")),
        ("Зателефонувати Ользі (ПриватБанк)", Prospect("Ользі", "ПриватБанк")),
        ("Марія Коваль, директор", Prospect("Марія Коваль", role="директор")),
        ("Herr Müller von der Siemens AG", Prospect("Herr Müller", "Siemens AG")),
        (
            "Getroffen: Klaus Weber, Geschäftsführer bei Weber GmbH",
            Prospect("Klaus Weber", "Weber GmbH", "Geschäftsführer"),
        ),
        ("Hablé con José García de Telefónica", Prospect("José García", "Telefónica")),
        ("Conocí a María López, gerente de Mercadona", Prospect("María López", role="gerente de Mercadona")),
    ],
)
def test_notes_in_other_languages_keep_names_as_typed(note: str, expected: Prospect) -> None:
    assert prospect_in(note) == expected


@pytest.mark.parametrize(
    "note",
    [
        *("Interested in pricing", "Call tomorrow", "Call Tomorrow", "Call Acme about pricing", "Call Nova Poshta"),
        *("Meeting with Acme Corp on Monday", "Lead from Facebook, wants a quote", "Big Deal, wants pricing"),
        *("Big Sale Of Nice New Cars", "Globex, CTO wants a demo", "Met Globex CTO"),
        *("New York client, budget 100 000 000 USD", "Grace period until May", "Mark as won"),
        *("Max, 10 users at most", "Bill is due on Friday", "Met Anna Bob Carl Dave Emma"),
        *("Met Anna Kowalska's boss", "Max budget 5k, Acme", "MS Office licences", "Met Anna's boss"),
        *("Did not meet anybody", "Met someone at the expo", "Talked about replacing Salesforce with Zoho Books"),
        *("met anna kowalska from acme", "Met NASA Ames", "🦄🦄🦄", ""),
    ],
)
def test_doubt_means_empty(note: str) -> None:
    assert prospect_in(note) == Prospect()


@pytest.mark.parametrize(
    ("note", "name"),
    [
        ("Met John from London", "John"),
        ("Met John from HR", "John"),
        ("Met Anna at Globex", "Anna"),
        ("Call Maria (Friday)", "Maria"),
        ("Call Maria (Kate)", "Maria"),
        ("Call Maria (from the gym)", "Maria"),
        ("Anna from the Events team", "Anna"),
        ("Met Anna from «Horns\nand Hooves»", "Anna"),
        ("Met Anna" + " " * 20 + "Kowalska", "Anna"),
        ("Herr Müller von Siemens Interesse", "Herr Müller"),
    ],
)
def test_a_place_a_team_or_a_day_is_no_company(note: str, name: str) -> None:
    assert prospect_in(note) == Prospect(name)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Name: X\nCompany: Y", Prospect("X", "Y")),
        ("Name: Anna Kowalska, Company: Acme, Inc., Role: CTO", Prospect("Anna Kowalska", "Acme, Inc.", "CTO")),
        ("👤 *Name*: _*[Bob]*_\n🏢 Company: [Acme]", Prospect("_*[Bob]*_", "[Acme]")),
        ("Ім'я: Олена\nКомпанія: Нова Пошта\nПосада: директорка", Prospect("Олена", "Нова Пошта", "директорка")),
        ("Имя: Иван | Компания: Яндекс", Prospect("Иван", "Яндекс")),
        ("Firma: Siemens AG", Prospect(company="Siemens AG")),
        ("Nombre: José; Empresa: Telefónica; Cargo: director", Prospect("José", "Telefónica", "director")),
        ("FN:Ada Lovelace\nORG:Engines Ltd\nTITLE:CTO", Prospect("Ada Lovelace", "Engines Ltd", "CTO")),
        ("Name: 🦄🦄", Prospect("🦄🦄")),
        ("Name: -\nCompany: n/a", Prospect()),
        ("Name: A\nName: B", Prospect("A")),
        ("Name: Bob\u202egnp", Prospect()),
        ("Name: " + "x" * 81, Prospect()),
        ("Company: Acme, https://acme.test", Prospect(company="Acme")),
    ],
)
def test_labelled_lines_are_taken_as_typed(note: str, expected: Prospect) -> None:
    assert prospect_in(note) == expected


def test_markup_around_a_name_stays_outside() -> None:
    assert prospect_in("_*[Bob]*_ from [Acme]") == Prospect("Bob", "Acme")


@pytest.mark.parametrize(
    ("note", "event"),
    [
        ("Met Anna at the SaaS expo, wants a demo", "the SaaS expo"),
        ("Met Anna at a conference", "the conference"),
        ("Met Anna at dinner", "the dinner"),
        ("Met Anna at our booth", "our booth"),
        ("Met Anna at Web Summit 2026", "Web Summit 2026"),
        ("Met Anna from Acme at Slush", "Slush"),
        ("Anna attended our webinar", "our webinar"),
        ("Event: Web Summit", "Web Summit"),
        ("Habe Frau Schmidt auf der Hannover Messe getroffen", "Hannover Messe"),
        ("Conocí a María en la feria Alimentaria", "Alimentaria"),
        ("Познайомились на конференції IT Arena", "IT Arena"),
        ("Познакомились на выставке «Agro Days»", "Agro Days"),
    ],
)
def test_the_event_is_given_as_an_english_sentence_can_say_it(note: str, event: str) -> None:
    assert reading_of(note).event == event


@pytest.mark.parametrize(
    "note",
    [
        *("Met Anna at yesterday's meetup", "Met Anna at his stand", "Met Anna, send her a quote at a fair price"),
        *("Met Anna on a conference call", "Met Anna. In the event of a delay call her"),
        *("Met Anna, we will be at the expo", "Познайомились на конференції", "Auf der Messe getroffen"),
        *("Conocí a Juan en la feria", "Met Anna at Globex", "Met Anna from Acme at Monday"),
    ],
)
def test_an_event_without_a_sayable_name_is_left_out(note: str) -> None:
    assert reading_of(note).event == ""


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (
            "Познакомился с Иваном Петровым из Яндекса",
            NoteReading(Prospect("Иваном Петровым", "Яндекса"), name_is_inflected=True, company_is_inflected=True),
        ),
        (
            "Познайомився з Оленою з компанії Нова Пошта",
            NoteReading(Prospect("Оленою", "Нова Пошта"), name_is_inflected=True),
        ),
        ("Name: Олена", NoteReading(Prospect("Олена"))),
        ("Hablé con José García", NoteReading(Prospect("José García"))),
    ],
)
def test_inflected_names_are_marked(note: str, expected: NoteReading) -> None:
    assert reading_of(note) == expected

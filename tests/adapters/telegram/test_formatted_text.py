from hypothesis import given
from hypothesis import strategies as st

from adapters.telegram.formatted_text import LONGEST_TEXT, formatted, utf16_length
from application.delivery.message import Span, Style


def _quoted(text: str, offset: int, length: int) -> str:
    return text.encode("utf-16-le")[2 * offset : 2 * (offset + length)].decode("utf-16-le")


def test_a_name_full_of_markup_arrives_as_typed() -> None:
    text, entities = formatted([Span("_*[Ann](http://x)`~ <b>&amp;")])

    assert text == "_*[Ann](http://x)`~ <b>&amp;"
    assert entities == []


def test_entities_are_measured_in_utf_16_units() -> None:
    text, [bold] = formatted([Span("🔔 "), Span("Zoë 👩‍💻", Style.BOLD), Span(" 📋")])

    assert text == "🔔 Zoë 👩‍💻 📋"
    assert (bold.type, bold.offset, bold.length) == ("bold", 3, 9)
    assert _quoted(text, bold.offset, bold.length) == "Zoë 👩‍💻"


def test_every_style_has_its_entity() -> None:
    _, entities = formatted([Span("a", style) for style in Style])

    assert [(entity.type, entity.offset) for entity in entities] == [("bold", 1), ("italic", 2), ("code", 3)]


def test_an_empty_span_leaves_no_entity() -> None:
    text, entities = formatted([Span("", Style.BOLD), Span("x")])

    assert (text, entities) == ("x", [])


def test_a_text_that_just_fits_stays_whole() -> None:
    text, _ = formatted([Span("🔔" * 2047), Span("ab")])

    assert text == "🔔" * 2047 + "ab"


def test_a_long_text_is_cut_and_says_so() -> None:
    text, [bold] = formatted([Span("x" * 4000), Span("y" * 100, Style.BOLD), Span("never seen")])

    assert text == "x" * 4000 + "y" * 95 + "…"
    assert (bold.offset, bold.length) == (4000, 95)


def test_no_cut_goes_through_a_surrogate_pair() -> None:
    text, _ = formatted([Span("🔔" * 3000)])

    assert text == "🔔" * 2047 + "…"


def test_a_lone_surrogate_becomes_a_replacement_character() -> None:
    text, _ = formatted([Span("a\ud83db")])

    assert text == "a\ufffdb"


spans = st.lists(
    st.builds(
        Span,
        st.text(alphabet=st.sampled_from("ab_*[ \n🔔ë\ud83d"), max_size=40).map(lambda text: text * 60),
        st.sampled_from(Style),
    ),
    max_size=6,
)


@given(spans)
def test_whatever_is_said_fits_with_its_entities_in_bounds(said: list[Span]) -> None:
    text, entities = formatted(said)

    assert utf16_length(text) <= LONGEST_TEXT
    assert all(0 < entity.length <= utf16_length(text) - entity.offset for entity in entities)
    assert all(_quoted(text, entity.offset, entity.length) for entity in entities)

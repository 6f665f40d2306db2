"""Places that a report names and where the deed was not: read with the whole gazetteer."""

from datetime import date

import pytest

from geo.model import Article, Relation, Source
from geo.pipeline import make_reader


@pytest.fixture(scope="module")
def read():
    reader = make_reader()
    source = Source("a", published=date(2022, 5, 20))
    return lambda text: reader(Article(source, text)).claims


def labels(claims):
    return [claim.location.label for claim in claims]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "Soldiers killed two men on Monday. The attack took place in Torske, near Lyman.",
            "Torske",
        ),
        (
            "Rebels burned tankers of a firm in Kano State. The attack was carried out in Zaria.",
            "Zaria",
        ),
        (
            "Two policemen were killed in a confrontation, which took place in Kisumu on Monday.",
            "Kisumu",
        ),
        (
            "Speaking in Dori, he said they killed six men Sunday. The clash occurred near Djibo.",
            "Djibo",
        ),
    ],
)
def test_what_is_said_of_where_it_took_place_is_its_place(read, text, label):
    assert set(labels(read(text))) == {label}


def test_the_place_of_another_attack_told_further_on_is_not_its_place(read):
    text = (
        "Rebels killed two men in Gao on Monday. Shops were shut. Rain fell. "
        "The clash happened in Kidal."
    )
    assert labels(read(text))[0] == "Gao"


@pytest.mark.parametrize(
    "text",
    [
        "Rebels in Mali attacked a convoy bound for Bamako on Monday.",
        "In Mali, gunmen shot two farmers as they were heading to Bamako on Monday.",
        "Two soldiers were wounded by a mine in Mali on Monday and taken to a hospital in Bamako.",
        "Gunmen in Mali killed a trader on Monday who had returned to Bamako in May.",
    ],
)
def test_where_somebody_goes_is_not_where_it_happened(read, text):
    assert set(labels(read(text))) == {"Mali"}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Al-Qaeda in the Arabian Peninsula killed 12 people in Aden on Monday.", "Aden"),
        ("Hayat Tahrir al-Sham shelled Aleppo on Monday.", "Aleppo"),
        ("The Zintan brigades attacked Tripoli on Monday.", "Tripoli"),
    ],
)
def test_a_place_in_the_name_of_a_force_is_not_where_it_fights(read, text, label):
    assert set(labels(read(text))) == {label}


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("A bomb went off in Gao on Monday.", Relation.AT),
        ("A bomb went off near Gao on Monday.", Relation.NEAR),
        ("Pirates attacked a ship off Mogadishu on Monday.", Relation.NEAR),
        ("Pirates attacked a ship off the coast of Mogadishu on Monday.", Relation.NEAR),
    ],
)
def test_what_goes_off_in_a_town_is_in_it(read, text, relation):
    assert [claim.location.relation for claim in read(text)] == [relation]


def test_where_somebody_goes_is_kept_beside_the_place(read):
    claim = read("Rebels near Gao attacked a convoy bound for Bamako on Monday.")[0]
    assert claim.location.label == "Gao"
    assert [(each.label, each.role) for each in claim.other_locations] == [
        ("Bamako", "destination")
    ]


@pytest.mark.parametrize("text", ["Kenyan troops were sent to Kismayo on Monday."])
def test_a_move_is_set_where_it_leads(read, text):
    assert labels(read(text)) == ["Kismayo"]


@pytest.mark.parametrize(
    "text",
    [
        "The minister told a news conference in Geneva on Monday that tanks shelled Kharkiv.",
        "In an interview in Geneva on Monday he said that tanks had shelled Kharkiv.",
        "Sources in Geneva, 500 km from Paris, said that tanks shelled Kharkiv on Monday.",
    ],
)
def test_where_it_was_said_is_not_where_it_happened(read, text):
    assert labels(read(text)) == ["Kharkiv"]


def test_where_it_was_said_is_carried_to_no_later_sentence(read):
    claims = read(
        "The minister gave an interview in Geneva. On Monday troops killed six men, he said."
    )
    assert labels(claims) == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a funeral in Kandahar on Monday.",
        "A bomb exploded outside a court in Kandahar on Monday.",
        "A court in Kandahar was attacked on Monday.",
    ],
)
def test_a_gathering_that_is_struck_is_the_place(read, text):
    assert labels(read(text)) == ["Kandahār"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "Two men were shot on the corner of Sarmiento and Roca streets in Cordoba, Argentina.",
            "Córdoba",
        ),
        (
            "A bomb went off on Monday between San Diego and Prat streets in Santiago, Chile.",
            "Santiago",
        ),
    ],
)
def test_two_streets_are_no_towns(read, text, label):
    assert set(labels(read(text))) == {label}


def test_every_place_of_a_list_has_its_claim(read):
    claims = read(
        "Azerbaijani forces shelled Askeran, Martuni, Hadrut and Mardakert from midday on Monday."
    )
    assert labels(claims) == ["Askeran", "Khojavend", "Hadrut", "Aghdara"]


def test_a_namesake_abroad_is_no_place_of_a_report_on_one_country(read):
    claims = read(
        "Guerrillas attacked army posts in El Salvador on Monday. In San Salvador shops were "
        "shut. Troops from Usulutan and Santa Tecla were sent to the capital of El Salvador. "
        "In Agua Zarca two men were killed, the Salvadoran army said."
    )
    assert {claim.location.path[0] for claim in claims if claim.location.path} <= {"El Salvador"}


@pytest.mark.parametrize(
    "text",
    [
        "Moscow's tanks entered the town on Monday and shelled a school.",
        "Damascus launched air strikes on Monday.",
        "Kyiv's forces killed two men on Monday.",
        "Tehran's militias attacked a base on Monday.",
        "Washington bombed two warehouses on Monday.",
    ],
)
def test_a_capital_that_stands_for_its_government_gets_no_pin(read, text):
    for claim in read(text):
        assert claim.location.label not in {"Moscow", "Damascus", "Kyiv", "Washington", "Tehran"}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The court in The Hague convicted him of the murder of forty men in 1994.", None),
        ("A trial in Koblenz heard that guards killed forty men in Homs in 2012.", "Homs"),
        ("Gao's mayor was shot dead near Kidal on Monday.", "Kidal"),
        ("Aleppo's hospital was bombed on Monday.", "Aleppo"),
    ],
)
def test_the_town_of_a_court_or_an_owner_is_not_where_it_happened(read, text, label):
    assert set(labels(read(text))) == {label}


def test_a_report_written_in_a_neighboring_country_is_set_in_the_one_it_is_about(read):
    (claim,) = read(
        "NAIROBI, Kenya (AP) -- Twelve people were killed when a car bomb exploded, Somali police "
        "said on Monday. A militia claimed the attack on the Afrik Hotel. The Somali "
        "government condemned it."
    )
    assert claim.location.path[0] == "Somalia"


def test_a_report_that_names_no_other_country_is_set_in_that_of_its_dateline(read):
    (claim,) = read("NAIROBI (AP) -- Gunmen killed four people on Tuesday, police said.")
    assert claim.location.place.name == "Kenya"


@pytest.mark.parametrize("verb", ["delivered", "brought"])
def test_relief_is_set_where_it_was_brought(read, verb):
    (claim,) = read(f"The Red Cross {verb} food to Goma on Monday.")
    assert (claim.event_type.name, claim.location.place.name) == ("AID", "Goma")

"""Who did what to whom, where and when: sentences of news through the whole path."""

from datetime import date

import pytest

from geo.gazetteer import open_gazetteer
from geo.model import Article, Source
from geo.pipeline import make_reader

PUBLISHED = date(2023, 6, 14)
"""A Wednesday."""


def cases(table):
    """Return word, expected and text of each paragraph: "word > expected", then the text."""
    return [_case(*paragraph.split("\n", 1)) for paragraph in table.strip().split("\n\n")]


def _case(head, text):
    word, _, expected = head.partition(" >")
    return pytest.param(word, expected.strip(), " ".join(text.split()), id=head)


@pytest.fixture(scope="module")
def claim_at():
    reader = make_reader(open_gazetteer())

    def claim_at(word, text):
        """Return the claim whose trigger begins at the first *word*: of a list, at its first."""
        article = Article(Source("t", published=PUBLISHED), text)
        start = text.index(word)
        found = [each for each in reader(article).claims if each.trigger.start == start]
        assert len({each.location.label for each in found}) == len(found)
        return found[0]

    return claim_at


CLAUSES = """
kidnapped > Ménaka
Gunmen attacked Ménaka on 3 June 2023. Traders who reached the town of Gao said that the raiders
kidnapped two nurses.

seized > Ansongo
Rebels, apparently helped by deserters based in Ménaka, seized Ansongo on 3 June 2023.

seized > Ansongo
Soldiers stationed in Gao seized Ansongo from the rebels on 3 June 2023.

shelled > Kupyansk
Russian troops shelled Kupiansk from the direction of Svatove on Monday.

killed > Kupyansk
Officials in Kharkiv said that a shell killed two men in Kupiansk.

shelled > Kupyansk
Russian troops shelled Kupiansk on Monday, officials in Izium said.

opened fire > Kupyansk
Soldiers opened fire on a police post near Kupiansk on Monday, killing two men.

attacked > Nagorno-Karabakh
Azerbaijani forces attacked Armenian positions along the front in Nagorno-Karabakh on Monday and
shelled Shusha.

came under fire > Kapan
Troops crossed the border on Monday. Kapan, Goris and Jermuk came under fire.

opened fire > Goris
Armenian saboteurs laid mines near Goris on Monday, and Armenian units opened fire on Azerbaijani
positions.

withdrew > Lyman
Russian troops withdrew from Lyman on Monday.

shelled > Kupyansk
Russian troops shelled Kupiansk, Lyman and Bakhmut on Monday.

arrested > Lyman
Soldiers burned a mill in Kupiansk and arrested two suspects in Lyman on Monday.
"""


@pytest.mark.parametrize(("word", "place", "text"), cases(CLAUSES))
def test_the_place_is_that_of_the_clause(claim_at, word, place, text):
    assert claim_at(word, text).location.place.name == place


ANAPHORS = """
retook > Ogossagou
Gunmen attacked the village of Ogossagou on 3 June 2023. Dozens fled to the town of Bankass.
Soldiers retook the village on Monday.

shelled > Kupyansk
Ukrainian forces hold the city of Kupiansk. A brigade based near Svatove shelled the Ukrainian city
on Monday.

killed > Lyman
Troops entered Lyman on Monday. A mine killed two soldiers near the town hall.
"""


@pytest.mark.parametrize(("word", "place", "text"), cases(ANAPHORS))
def test_a_word_for_a_place_means_the_one_called_so(claim_at, word, place, text):
    assert claim_at(word, text).location.place.name == place


ACTORS = """
kidnapped > rebels
Two teachers that rebels kidnapped in Gao on Monday were set free.

killings >
The United Nations condemned killings of villagers in Gao on Monday.

seized > Separatist fighters
Separatist fighters, apparently helped by soldiers of a brigade stationed in Gao, seized Ansongo on
3 June 2023.

shelled > Russian forces
Russian forces shelled villages in eastern Ukraine with artillery and drones on Monday.

attacked > Armed men
Armed men dressed as soldiers attacked Ansongo on 3 June 2023.

accused > Ali Diallo
President Ali Diallo said on Monday that rebels had advanced and accused Niger of arming them.

seized > Forces
Forces loyal to Ali Nur seized Ansongo on 3 June 2023.

killed > Men
Men armed with knives killed ten people in Ansongo on 3 June 2023.

shot > Soldiers of the Parachute Regiment
Soldiers of the Parachute Regiment shot 13 men dead in Londonderry on Monday.

abducted > Gunmen
Gunmen abducted and killed ten people near Gao on 3 June 2023.

roadside bomb >
Colonel Ali Nur died after a roadside bomb detonated near Gao on Monday.

attacked > gunmen
Ten gunmen attacked two hotels in Mumbai on 3 June 2023. India accused Pakistan of sheltering the
planners of the attack.

mines > Russian saboteurs
Russian saboteurs laid mines near Kupiansk on Monday.

sent > United Nations (UN)
Soldiers fled Ansongo on Monday. The United Nations said that it had sent troops to Gao.

air strikes > Israel
Gunmen shelled Haifa on 3 June 2023. Israel answered with air strikes on Beirut airport the next
day.

car bomb > Al-Shabaab
A car bomb exploded in Mogadishu on Monday. The minister, Ali Nur, blamed al-Shabaab.

deployed > Malian soldiers
Malian soldiers were deployed near Gao on Monday.

deployed > Malian border guards
Malian border guards were deployed near Gao on Monday.

bomb >
Police said on Monday that they had foiled a plot to bomb a market in Mogadishu.

bombing >
The minister, Ali Nur, responded to the bombing in Mogadishu on Monday.

bombing >
Prosecutors dropped charges on Monday over the bombing of a bus in Mogadishu.

killed >
The Cafe Luna bombing in Mogadishu killed six people on 3 June 2023.

killed >
Five people were killed in an attack on a market in Gao on 3 June 2023. The alleged killer, Ali Nur,
was shot dead by police.
"""


@pytest.mark.parametrize(("word", "actor", "text"), cases(ACTORS))
def test_the_actor_is_the_subject(claim_at, word, actor, text):
    actors = claim_at(word, text).actors
    assert [each.name for each in actors if each.role == "actor"] == [actor][: bool(actor)]


RECIPIENTS = """
kidnapped > soldiers
Rebels freed two soldiers they had kidnapped in Gao in May.

shooting > officers
Nobody was held on Monday over the shooting of two officers in Gao.

killing > mayor
The killing of a mayor in Gao shocked Mali on Monday.

bombed > people
Russian aircraft bombed a market in Kharkiv on Monday, wounding six people.

blast > people
A blast in Gao wounded 12 people on Monday.

strike on > people
A Russian strike on a hotel in Kramatorsk wounded 12 people on Monday.

killed > villagers
The attackers killed at least 40 villagers near Gao on 3 June 2023, most of them elderly.

suicide bombers > marchers
Two suicide bombers blew themselves up among marchers in Gao on Monday, killing 97 people.

seized >
The army seized Ansongo on Monday, and its soldiers killed ten civilians.

truck bomb > people
A truck bomb exploded near a hotel in Mogadishu on Monday, killing hundreds of people.

bombed > people
The army bombed Omdurman on Monday, and at least 22 people were killed.

rejected > Egypt
Egypt accused Ethiopia on Monday of filling the reservoir of its dam. Addis Ababa rejected the
accusation.

shelled > Ukrainian soldiers
Ukrainian soldiers who were leaving Svatove were shelled on Monday.

exchanged fire >
Azerbaijani and Armenian troops exchanged fire near Goris on Monday, and ten soldiers were killed.

abducted > people
Gunmen abducted and killed ten people near Gao on 3 June 2023.

opened fire > Malian post
Gunmen opened fire on a Malian post near Gao on Monday.

shelled >
Russian forces shelled Kupiansk with artillery and drones on Monday.

took control of >
Malian troops took control of the town of Ansongo on the road to the border with Niger on Monday.

closed > Niger
Mali closed its border with Niger to trucks on Monday.

seized >
The army seized Ansongo from the north on Monday.
"""


@pytest.mark.parametrize(("word", "recipient", "text"), cases(RECIPIENTS))
def test_the_recipient_is_the_object(claim_at, word, recipient, text):
    actors = claim_at(word, text).actors
    assert [each.name for each in actors if each.role == "recipient"] == [recipient][
        : bool(recipient)
    ]


CLAIMANTS = """
went >
A bomb that claimed 14 lives went off in Gao on Monday.

blast >
No group has yet claimed responsibility for the blast in Gao that wounded 13 people on Monday.

fired > group
Soldiers fired grenades at protesters in Gao on Monday, a group that monitors arrests said.

firing > Ali Diallo
Ali Diallo, an aide to President Assimi Goita, accused Mali of firing a rocket at a village near Gao
on Monday.

shelled > United Nations panel
The army shelled a hospital in Ansongo in February 2013, a United Nations panel found later.

set > survivors
The attackers set huts in Ansongo on fire on Monday, survivors told the United Nations mission.

shelled > Malian officials
Malian officials said that a road had been left open on Monday and denied that the army shelled Gao.

attacked > Mali
Mali has rejected this account and says that the rebels attacked Gao on Monday.

shelled > Syrian state media
Syrian state media said that rebels had shelled Idlib on Monday.
"""


@pytest.mark.parametrize(("word", "claimant", "text"), cases(CLAIMANTS))
def test_the_claimant_is_who_speaks(claim_at, word, claimant, text):
    found = claim_at(word, text).claimant
    assert claimant in found.name if claimant else found is None


DATES = """
retook > 2023-05-03
Rebels attacked Ansongo on 3 May. The army retook the town the same evening.

attacked > 2023-06-12
Rebels attacked a village in Gezira state on Monday.

mines > 2023-05-12
Rebels laid mines near Gao on the night of 12 May 2023.

shelled > 2023-05-04
Rebels attacked Ansongo on 3 May. The army shelled the town the next day.

truce > 2023-05-10
Ansongo was shelled on 11 May, when ten people were killed a day after a truce was agreed in Gao.

shelled > 2023-05-03
Rebels shelled Gao two days before the army retook Ansongo on 5 May.
"""


@pytest.mark.parametrize(("word", "day", "text"), cases(DATES))
def test_the_date_is_that_of_the_clause(claim_at, word, day, text):
    assert str(claim_at(word, text).date.earliest) == day


def test_a_view_of_later_tells_of_no_attack():
    reader = make_reader(open_gazetteer())
    text = "The United Nations had warned in April that an attack on Gao was likely."
    assert not reader(Article(Source("t", published=PUBLISHED), text)).claims


def test_whoever_attacks_does_not_say_where():
    reader = make_reader(open_gazetteer())
    text = "A Russian missile hit a market on Monday, killing 16 people, a prosecutor said."
    (claim,) = reader(Article(Source("t", published=PUBLISHED), text)).claims
    assert claim.location.place is None

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
    word, _, expected = head.partition(" > ")
    return pytest.param(word, expected, " ".join(text.split()), id=head)


@pytest.fixture(scope="module")
def claim_at():
    reader = make_reader(open_gazetteer())

    def claim_at(word, text):
        """Return the only claim whose trigger begins at the first *word* of *text*."""
        article = Article(Source("t", published=PUBLISHED), text)
        start = text.index(word)
        (claim,) = (each for each in reader(article).claims if each.trigger.start == start)
        return claim

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

withdrew > Lyman
Russian troops withdrew from Lyman on Monday.

shelled > Kupyansk
Russian troops shelled Kupiansk, Lyman and Bakhmut on Monday.
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

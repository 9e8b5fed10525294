"""Old text + decision = new text, for random changes; and whatever the printed text has otherwise is found."""

from __future__ import annotations

from random import Random

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from lianxi.kernel.texts.compare.amending import prove
from tests.kernel.texts.compare.amending.changes import change
from tests.kernel.texts.compare.amending.drafting import Draft

RANDOMS = st.randoms(use_true_random=False)
CHOSEN = settings(max_examples=60, deadline=None, phases=(Phase.reuse, Phase.generate))
"""Without shrinking: a decision is read more easily whole than a shrunk one is found."""
LOOKALIKES = "甲末日士未曰土己"


def drafted(random: Random) -> tuple[str, str, str]:
    """The old text, the decision, the new text."""
    draft = Draft(random)
    change(draft)
    decision = draft.decision()
    return draft.before, decision, draft.printed(old=False)


@CHOSEN
@given(RANDOMS)
def test_a_decision_made_from_random_changes_gives_the_next_version(random: Random) -> None:
    old, decision, new = drafted(random)
    proof = prove(old, decision, new)
    assert proof.amended.not_applied == ()
    assert proof.amended.text.split() == new.split()
    assert proof.departures == ()
    assert proof.equal


@CHOSEN
@given(RANDOMS, st.sampled_from(LOOKALIKES), st.integers(min_value=0))
def test_any_changed_character_of_the_printed_text_is_found_where_it_stands(
    random: Random, character: str, place: int
) -> None:
    old, decision, new = drafted(random)
    places = [at for at, char in enumerate(new) if not char.isspace() and char != character]
    at = places[place % len(places)]
    proof = prove(old, decision, new[:at] + character + new[at + 1 :])
    assert not proof.equal
    assert any(character in one.printed or one.amended for one in proof.departures)

"""What a chance is said to rest on."""

import pytest

from rekindle.desk.show.because import say_basis


@pytest.mark.parametrize(
    ("prior_share", "losses_like", "said"),
    [
        (None, 400, "mostly the playbook’s assumption"),
        (0.9, 400, "mostly the playbook’s assumption"),
        (0.45, 3, "from your own returns and the playbook"),
        (0.45, None, "from your own returns and the playbook"),
        (0.45, 34, "from 34 losses like this one"),
    ],
)
def test_a_chance_names_no_more_losses_than_taught_it(
    prior_share: float | None, losses_like: int | None, said: str
) -> None:
    assert say_basis({"prior_share": prior_share, "losses_like": losses_like}) == said

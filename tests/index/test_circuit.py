"""A service that is down is left alone, and tried again by one call after a pause."""

import pytest

from index.circuit import Circuit

OPEN = "allows failed " * 3


@pytest.mark.parametrize(
    ("story", "passes"),
    [
        ("allows failed allows failed", True),
        ("allows failed allows failed allows succeeded allows failed allows failed", True),
        (OPEN, False),
        (OPEN + "29.9", False),
        (OPEN + "30", True),
        (OPEN + "30 allows", False),
        (OPEN + "30 allows succeeded allows", True),
        (OPEN + "30 allows failed 29", False),
        (OPEN + "30 allows failed 30", True),
        (OPEN + "31 allows abandoned", True),
    ],
)
def test_it_opens_after_failures_in_a_row_and_one_call_tries_after_the_pause(story, passes):
    now = 0.0
    circuit = Circuit(3, 30, lambda: now)
    for step in story.split():
        if step[0].isdigit():
            now += float(step)
        elif step == "allows":
            assert circuit.allows()
        else:
            getattr(circuit, step)()
    assert circuit.allows() == passes

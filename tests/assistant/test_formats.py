"""One question is answered alike, with the same citation, from a document in any format."""

import pytest

from assistant.settings import Settings
from assistant.wiring import build_assistant
from tests.corpus.test_converting import WHOLE


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    found = {}
    for make in WHOLE:
        folder = tmp_path_factory.mktemp(make.__name__)
        (folder / "办法").write_bytes(make())
        assistant = build_assistant(
            Settings(_env_file=None, store_dir=folder / ".store", embedder="none"), folder
        )
        found[make] = [
            assistant.ask(question)
            for question in ("创新券单个企业每年最高支持多少万元？", "办法什么时候开始施行？")
        ]
    return found


@pytest.mark.parametrize("make", WHOLE)
def test_every_format_answers_alike_with_the_same_citation(make, answers):
    grant, start = answers[make]
    assert "每年最高支持20万元" in grant.text
    assert "2024年4月1日起施行" in start.text
    for own, first in zip(answers[make], answers[WHOLE[0]], strict=True):
        assert own.text == first.text
        assert [c.quotes for c in own.citations] == [c.quotes for c in first.citations]

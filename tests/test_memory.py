"""What is remembered between questions has a bound, however many are asked."""

import functools
import gc
import importlib
import inspect
import pkgutil
from types import ModuleType

import assistant
import corpus
import index
from corpus.figures import figures

# called with single characters, or with the names of our own files
OF_A_FIXED_SET = {"_folded", "prompt", "rules"}


def modules(package: ModuleType) -> None:
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        # training needs libraries that answering does not
        if not found.name.endswith("__main__") and ".reader.training" not in found.name:
            importlib.import_module(found.name)


def test_no_cache_is_without_a_bound():
    for package in (assistant, corpus, index):
        modules(package)
    caches = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]
    ours = [one for one in caches if one.__module__.startswith(("assistant.", "corpus.", "index."))]
    assert ours
    endless = [one for one in ours if one.cache_parameters()["maxsize"] is None]
    named = {one.__name__ for one in endless if inspect.signature(one).parameters}
    assert named <= OF_A_FIXED_SET


def test_the_figures_of_distinct_questions_do_not_pile_up():
    for n in range(8000):
        figures(f"收入{n}万元")
    kept = figures.cache_info()
    assert kept.currsize == kept.maxsize
    assert kept.maxsize <= 4096

"""Shared parts: a built index over the repository's own corpus, once a run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

# As the command line does, before numpy is imported: threads of BLAS spin while they wait.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import pytest
from hypothesis import settings as hypothesis_settings
from servers.started import GGUF, Server, small_model_missing, started
from website import PDF, Site, serving

SHARED = Path(
    os.environ.get("HIMITSU_ORIGINALS", Path(__file__).resolve().parents[2] / "shared" / "originals")
)
# A slow machine is no failure: properties are not timed.
hypothesis_settings.register_profile("himitsu", deadline=None)
hypothesis_settings.load_profile("himitsu")


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A web site of our own on this machine."""
    monkeypatch.setenv("NO_PROXY", "*")
    with serving({"/a.pdf": PDF}) as found:
        yield found


@pytest.fixture(scope="session")
def scripted() -> Iterator[Server]:
    """A language model's server that says what its scripts say (tests/servers/scripted.py)."""
    with started("scripted.py") as server:
        yield server


@pytest.fixture(scope="session")
def small_model() -> Iterator[Server]:
    """llama.cpp's own server over a model so small that it talks nonsense: for the protocol."""
    if why := small_model_missing():
        pytest.skip(why)
    with started("llama_cpp.py", "--model", str(GGUF)) as server:
        yield server


@pytest.fixture(scope="session")
def originals() -> Path:
    """The five real documents; they are not part of the repository."""
    if not SHARED.is_dir():
        pytest.skip("the originals are not on this machine (set HIMITSU_ORIGINALS)")
    return SHARED


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with an index of the digests alone, as on a fresh clone."""
    from app.manage import build_index
    from app.settings import Settings

    folder = tmp_path_factory.mktemp("home")
    build_index(Settings(home=folder))
    return folder


@pytest.fixture(scope="session")
def engine(home: Path):
    """An engine over the fresh clone's index."""
    from app.engine import Engine
    from app.settings import Settings

    return Engine.open(Settings(home=home))


@pytest.fixture(scope="session")
def full_home(tmp_path_factory: pytest.TempPathFactory, originals: Path) -> Path:
    """A home folder with the five originals added, as a user has it."""
    from app.manage import add_files, build_index
    from app.settings import Settings

    settings = Settings(home=tmp_path_factory.mktemp("full"))
    outcome = add_files(settings, [originals])
    assert not outcome.failures
    build_index(settings)
    return settings.home


@pytest.fixture(scope="session")
def full_engine(full_home: Path):
    """An engine over originals and digests."""
    from app.engine import Engine
    from app.settings import Settings

    return Engine.open(Settings(home=full_home))

"""The files for a deployment name what there is: Docker itself is not needed here."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.settings import Settings
from tests.chroma_server import COMMAND

ROOT = Path(__file__).resolve().parents[1]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = [name for name, service in SERVICES.items() if "build" in service]
CADDY = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
NOTES = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")


def known() -> set[str]:
    names = {f"POLICY_{name.upper()}" for name in Settings.model_fields}
    aliases = (field.validation_alias for field in Settings.model_fields.values())
    return names.union(*(getattr(alias, "choices", ()) for alias in aliases))


@pytest.mark.parametrize("app", ["app-1", "app-2"])
def test_every_variable_of_a_replica_is_a_setting(app):
    assert set(SERVICES[app]["environment"]) <= known()


def test_every_setting_that_the_notes_name_is_one():
    named = set(re.findall(r"\b(?:POLICY_[A-Z_]+|CHROMA_URL|DATABASE_URL)\b", NOTES))
    assert named <= known()


def test_what_a_service_leans_on_is_there():
    for service in SERVICES.values():
        assert set(service.get("depends_on", ())) <= SERVICES.keys()
        assert set(service["networks"]) <= COMPOSE["networks"].keys()
        for volume in service["volumes"]:
            source = volume.split(":")[0]
            assert source in COMPOSE["volumes"] or (ROOT / source).is_file()


def test_the_addresses_that_are_named_are_those_of_services():
    urls = [SERVICES["app-1"]["environment"][name] for name in ("CHROMA_URL", "DATABASE_URL")]
    for host, port in re.findall(r"(?:://|@)(\w+)(?::(\d+))?(?:/|$)", " ".join(urls)):
        assert host in SERVICES
        assert port in ("", SERVICES[host].get("command", [""])[-1])
    upstreams = set(re.findall(r"([\w-]+):(\d+)", CADDY))
    port = SERVICES["app-1"]["environment"]["POLICY_PORT"]
    assert upstreams == {("app-1", port), ("app-2", port)}
    assert f"EXPOSE {port}" in DOCKERFILE
    proxy = SERVICES["proxy"]["networks"]["inside"]["ipv4_address"]
    assert SERVICES["app-1"]["environment"]["POLICY_TRUSTED_PROXIES"] == proxy


def test_chroma_knows_the_options_it_is_started_with():
    program, run, *words = SERVICES["chroma"]["command"]
    assert (program, run) == (COMMAND.name, "run")
    told = subprocess.run([COMMAND, run, "--help"], capture_output=True, text=True, check=True)
    assert {word for word in words if word.startswith("--")} <= set(
        re.findall(r"--\w+", told.stdout)
    )


def test_the_image_is_made_of_what_is_here_and_of_packages_alone():
    for line in re.findall(r"^COPY (.+) \S+$", DOCKERFILE, re.MULTILINE):
        assert all((ROOT / name).exists() for name in line.split())
    left_out = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    copied = {
        name for line in re.findall(r"^COPY (.+)$", DOCKERFILE, re.M) for name in line.split()
    }
    assert not copied & set(left_out)
    assert "-c constraints.txt" in DOCKERFILE
    assert "://" not in DOCKERFILE
    folders = {v.split(":")[1] for name in OURS for v in SERVICES[name]["volumes"]}
    work = re.search(r"^WORKDIR (\S+)$", DOCKERFILE, re.MULTILINE)
    owned = re.search(r"chown -R policy (.+)$", DOCKERFILE, re.MULTILINE)
    assert work
    assert owned
    assert folders <= {f"{work[1]}/{name}" for name in owned[1].split()}

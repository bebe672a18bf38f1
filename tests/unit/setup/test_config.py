"""Settings: production refuses to start half-configured, development needs nothing typed."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

import config

COMPLETE = {
    "FENGQIAO_ENV": "production",
    "SECRET_KEY": "x",
    "FENGQIAO_FIELD_KEYS": "k1:AAAA",
    "FENGQIAO_INDEX_KEY": "AAAA",
    "DATABASE_URL": "postgres://u:p@db/fq",
    "FENGQIAO_PUBLIC_URL": "https://example.org/",
}


def test_production_starts_with_every_secret() -> None:
    settings = config.load(COMPLETE)
    assert settings.SQLALCHEMY_DATABASE_URI == "postgresql+psycopg://u:p@db/fq"
    assert settings.OWNER_DATABASE_URL == settings.SQLALCHEMY_DATABASE_URI
    assert settings.SESSION_COOKIE_SECURE
    assert settings.REMEMBER_COOKIE_SECURE
    assert settings.PUBLIC_URL == "https://example.org"


@pytest.mark.parametrize("missing", [name for name in COMPLETE if name != "FENGQIAO_ENV"])
def test_production_refuses_to_start_without(missing: str) -> None:
    with pytest.raises(config.MissingSetting, match=missing):
        config.load({name: value for name, value in COMPLETE.items() if name != missing})


def test_an_empty_secret_is_a_missing_one() -> None:
    with pytest.raises(config.MissingSetting, match="SECRET_KEY"):
        config.load({**COMPLETE, "SECRET_KEY": ""})


def test_development_makes_its_secrets_once_for_the_owner_alone(tmp_path: Path) -> None:
    environ = {"FENGQIAO_DATA_DIR": str(tmp_path), "DATABASE_URL": "postgresql://u@/x"}
    first, second = config.load(environ), config.load(environ)
    assert first.SECRET_KEY == second.SECRET_KEY
    assert first.FIELD_KEYS == second.FIELD_KEYS
    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600


def test_a_secret_of_the_environment_wins_in_development(tmp_path: Path) -> None:
    environ = {"FENGQIAO_DATA_DIR": str(tmp_path), "DATABASE_URL": "postgresql://u@/x", "SECRET_KEY": "mine"}
    assert config.load(environ).SECRET_KEY == "mine"


def test_an_unknown_kind_of_settings_is_refused() -> None:
    with pytest.raises(config.MissingSetting, match="staging"):
        config.load({**COMPLETE, "FENGQIAO_ENV": "staging"})


@pytest.mark.parametrize("text", ["many", "-3", "1.5", "３"])
def test_a_number_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(config.MissingSetting, match="FENGQIAO_MAX_UPLOAD_MB"):
        config.load({**COMPLETE, "FENGQIAO_MAX_UPLOAD_MB": text})


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"FENGQIAO_MESSAGE_GATEWAY": "pigeon"}, "FENGQIAO_MESSAGE_GATEWAY must be one of"),
        ({"FENGQIAO_MESSAGE_GATEWAY": "http"}, "FENGQIAO_MESSAGE_URL holds no address"),
        ({"FENGQIAO_MESSAGE_GATEWAY": "http", "FENGQIAO_MESSAGE_URL": "ftp://x/"}, "beginning with http"),
        ({"FENGQIAO_MESSAGE_GATEWAY": "http", "FENGQIAO_MESSAGE_URL": "http://x/"}, "FENGQIAO_MESSAGE_KEY"),
    ],
)
def test_a_message_gateway_without_its_address_or_key_is_refused(given: dict[str, str], named: str) -> None:
    with pytest.raises(config.MissingSetting, match=named):
        config.load({**COMPLETE, **given})


def test_messages_are_in_test_mode_until_somebody_says_otherwise() -> None:
    assert config.load(COMPLETE).MESSAGE_GATEWAY == "test"
    set_up = {"MESSAGE_GATEWAY": "http", "MESSAGE_URL": "https://sms.example.org/v1", "MESSAGE_KEY": "k" * 16}
    assert config.load({**COMPLETE, **{f"FENGQIAO_{name}": one for name, one in set_up.items()}}).MESSAGE_TIMEOUT == 10

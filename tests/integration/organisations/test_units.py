"""The tree of units, who is competent, and what a court accepts."""

from __future__ import annotations

from datetime import date

import pytest

from app.core.errors import Forbidden, StaleVersion
from app.core.permissions import Actor
from app.demo.authority_list import plant_authority_list
from app.demo.units import plant_units
from app.organisations import queries, services
from app.organisations.commands import AuthorityEntryFields, CourtPolicyFields, UnitFields
from app.organisations.errors import CodeTaken, WouldBeOwnAncestor
from app.organisations.models import Unit
from app.organisations.types import UnitKind
from tests.support.people import TOWN, Cast


def _fields(unit: Unit, **changes: object) -> UnitFields:
    kept = {"code": unit.code, "kind": unit.kind, "name": unit.name, "short_name": unit.short_name,
            "region_code": unit.region_code, "parent_id": unit.parent_id, **changes}  # fmt: skip
    return UnitFields(**kept)  # type: ignore[arg-type]


def test_the_demo_centre_has_the_fangshan_shape(database: object) -> None:
    units = plant_units()
    plant_authority_list(units)
    again = plant_units()
    plant_authority_list(again)
    planted = queries.units()
    count = {kind: sum(unit.kind == kind for unit in planted) for kind in UnitKind}
    assert units == again
    assert count[UnitKind.SUB_CENTER] == 28
    assert count[UnitKind.DEPARTMENT] + count[UnitKind.COURT] == 18
    assert count[UnitKind.MEDIATION_ORG] == 7
    assert (count[UnitKind.SOCIAL_ORG], count[UnitKind.VOLUNTEER_TEAM]) == (1, 1)
    modes = [unit.stationing_mode for unit in planted if unit.kind in (UnitKind.DEPARTMENT, UnitKind.COURT)]
    assert [modes.count(mode) for mode in ("resident", "rotating", "on_call")] == [7, 7, 4]
    _wage_dispute_finds_its_units()


def _wage_dispute_finds_its_units() -> None:
    found = queries.competent_units("migrant_wage", TOWN, on=date(2025, 6, 18))
    assert (found[0].unit.code, found[0].entry.code) == ("dept.rs", "RS-014")
    assert {"dept.ga", "court.studio", "dept.mz", "dept.zj"} <= {one.unit.code for one in found[1:]}
    neighbours = queries.competent_units("neighbor", TOWN)
    assert neighbours[0].unit.code == f"sub.{TOWN}", "the town of the place comes before other towns"
    assert queries.competent_units("migrant_wage", TOWN, on=date(2020, 1, 1)) == []
    policy = queries.court_policy(queries.unit_by_code("court.studio").id)
    assert policy is not None
    assert policy.accepts_self_mediated is None


def test_a_unit_knows_what_stands_above_and_below_it(cast: Cast) -> None:
    station = cast.unit("dept.ga.xilu")
    above = queries.ancestor(station.id, UnitKind.DEPARTMENT)
    assert above is not None
    assert above.code == "dept.ga"
    assert queries.center_of(station.id).code == "center"
    assert [unit.code for unit in queries.descendants(cast.unit("dept.ga").id)] == ["dept.ga", "dept.ga.xilu"]
    assert [branch.unit.code for branch in queries.unit_tree()] == ["center"]
    town = queries.sub_center_for("110111012003")
    assert town is not None
    assert town.code == f"sub.{TOWN}"


def test_moving_a_unit_moves_what_stands_below_it(cast: Cast) -> None:
    police, court = cast.unit("dept.ga"), cast.unit("court")
    services.update_unit(police.id, _fields(police, parent_id=court.id), version=1, actor=Actor.system())
    assert queries.unit_by_code("dept.ga.xilu").lineage == ["center", "court", "dept.ga", "dept.ga.xilu"]


def test_a_unit_cannot_stand_below_itself(cast: Cast) -> None:
    police, station = cast.unit("dept.ga"), cast.unit("dept.ga.xilu")
    with pytest.raises(WouldBeOwnAncestor):
        services.update_unit(police.id, _fields(police, parent_id=station.id), version=1, actor=Actor.system())


def test_a_stale_change_of_a_unit_is_refused(cast: Cast) -> None:
    office = cast.unit("dept.rs")
    services.update_unit(office.id, _fields(office, phone="010-1"), version=1, actor=cast.actor("sysadmin"))
    with pytest.raises(StaleVersion):
        services.update_unit(office.id, _fields(office, phone="010-2"), version=1, actor=cast.actor("sysadmin"))


def test_a_code_is_given_once_and_only_by_the_system_administrator(cast: Cast) -> None:
    office = cast.unit("dept.rs")
    with pytest.raises(CodeTaken):
        services.create_unit(_fields(office), actor=cast.actor("sysadmin"))
    for login in ("gaomou", "gu", "secadmin"):
        with pytest.raises(Forbidden):
            services.create_unit(_fields(office, code="dept.new"), actor=cast.actor(login))


def test_an_authority_list_item_is_entered_once_and_changed_by_version(cast: Cast) -> None:
    command = AuthorityEntryFields(
        code="RS-014", unit_id=cast.unit("dept.rs").id, role="lead", dispute_types=("migrant_wage",),
        keywords=("欠薪",), text="拖欠工资投诉的受理、核查与调解", valid_from=date(2024, 1, 1),
    )  # fmt: skip
    entry = services.save_authority_entry(command, actor=cast.actor("sysadmin"))
    with pytest.raises(CodeTaken):
        services.save_authority_entry(command, actor=cast.actor("sysadmin"))
    services.save_authority_entry(command, actor=cast.actor("sysadmin"), version=1)
    assert queries.authority_entry("RS-014").version == 2
    assert [found.code for found in queries.authority_entries(keyword="欠薪")] == [entry.code]


def test_what_a_court_accepts_is_written_down_once_it_is_known(cast: Cast) -> None:
    court = cast.unit("court")
    assert queries.court_policy(court.id) is None
    for answer in (None, True):
        command = CourtPolicyFields(accepts_self_mediated=answer)
        services.set_court_policy(court.id, command, actor=cast.actor("sysadmin"))
    policy = queries.court_policy(court.id)
    assert policy is not None
    assert (policy.accepts_self_mediated, policy.version) == (True, 2)

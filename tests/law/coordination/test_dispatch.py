import pytest

from lantu.law.coordination.dispatch import Channel, DispatchFault, dispatch_faults, wants_minutes

READY = {"land_use_conforms": True, "urban_rural_conforms": False, "footprint_corrected": True}


@pytest.mark.requirement("D1-30", "D1-31")
@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"land_use_conforms": None}, DispatchFault.LAND_USE_UNCHECKED),
        ({"urban_rural_conforms": None}, DispatchFault.URBAN_RURAL_UNCHECKED),
        ({"footprint_corrected": False}, DispatchFault.FOOTPRINT_UNCORRECTED),
    ],
)
def test_dispatch_wants_both_checks_and_the_corrected_footprint(change, fault):
    assert dispatch_faults(**READY) == ()
    assert [found.code for found in dispatch_faults(**{**READY, **change})] == [fault]


@pytest.mark.requirement("D1-16")
def test_of_the_three_channels_a_meeting_wants_minutes():
    assert len(Channel) == 3
    assert [channel for channel in Channel if wants_minutes(channel)] == [Channel.MEETING]

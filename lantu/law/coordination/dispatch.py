"""What has to be done before a round may be dispatched, and how an action on it is recorded."""

from lantu.law.citation import Citation
from lantu.law.rule import rule
from lantu.law.verdict import Finding
from lantu.law.wording import Code

FIRST = Citation.parse("D1 三(一)1")


class DispatchFault(Code):
    """Why the letters may not go out yet."""

    LAND_USE_UNCHECKED = "dispatch_fault.land_use_unchecked"
    URBAN_RURAL_UNCHECKED = "dispatch_fault.urban_rural_unchecked"
    FOOTPRINT_UNCORRECTED = "dispatch_fault.footprint_uncorrected"


class Channel(Code):
    """The three ways in which land is found for a project."""

    PLATFORM = "channel.platform"
    MEETING = "channel.meeting"
    SOLICITATION = "channel.solicitation"


@rule("D1 三(一)1", "D1-30", "D1-31", "D1-C01", doubts=("AMB-69",))
def dispatch_faults(
    *, land_use_conforms: bool | None, urban_rural_conforms: bool | None, footprint_corrected: bool
) -> tuple[Finding, ...]:
    """The lead checks a project against both master plans and corrects its red line, then asks.

    Reading: each check needs a result before dispatch, whichever it is; a negative one keeps
    nobody from being asked. Without a corrected footprint nothing goes out.
    Doubt: AMB-69.
    """
    held = {
        DispatchFault.LAND_USE_UNCHECKED: land_use_conforms is None,
        DispatchFault.URBAN_RURAL_UNCHECKED: urban_rural_conforms is None,
        DispatchFault.FOOTPRINT_UNCORRECTED: not footprint_corrected,
    }
    return tuple(Finding(code, FIRST) for code, true in held.items() if true)


@rule("D1 二(一)", "D1-16")
def wants_minutes(channel: Channel) -> bool:
    """Land is found through the platform, by meeting, or by asking for opinions.

    Reading: what was settled in a meeting is closed with the minutes attached.
    """
    return channel is Channel.MEETING

from lantu.geo.finding import Finding, Place, Refused, Severity


def test_a_refusal_carries_its_findings_and_names_their_codes():
    finding = Finding("file_empty", Severity.REFUSAL, Place(file="a.txt"))
    refused = Refused(finding)
    assert refused.findings == (finding,)
    assert str(refused) == "file_empty"

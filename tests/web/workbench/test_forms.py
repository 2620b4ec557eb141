from lantu.web.workbench.forms import HandOverForm


def test_the_paper_goes_to_a_colleague_of_the_unit_or_back_to_nobody(story):
    story.dispatch()
    duty = story.duty("coordination.task.answer", "forestry")
    signer = story.town.account("forestry", "signer")
    stranger = story.town.account("parks", "clerk")
    given = {person: HandOverForm({"person": person}, duty=duty) for person in
             (str(signer.id), "nobody", str(stranger.id), "")}  # fmt: skip
    assert [form.is_valid() for form in given.values()] == [True, True, False, False]
    assert given[str(signer.id)].person_id() == signer.id
    assert given["nobody"].person_id() is None

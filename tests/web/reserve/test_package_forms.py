from django.core.files.uploadedfile import SimpleUploadedFile

from lantu.web.reserve.package_forms import DaysForm, PackageForm
from lantu.web.shell.uploads import LARGEST_BYTES


def test_a_package_that_is_too_large_comes_in_several():
    file = SimpleUploadedFile("一批.zip", b"PK")
    assert PackageForm({}, {"file": file}).is_valid()
    file.size = LARGEST_BYTES + 1
    form = PackageForm({}, {"file": file})
    assert "请分成几包上传" in form.errors["file"][0]


def test_days_are_in_their_order():
    form = DaysForm({"from_on": "2019-09-02", "until_on": "2019-09-01"})
    assert form.errors == {"until_on": ["止日早于起日。"]}
    assert DaysForm({"from_on": "2019-09-02", "until_on": "2019-09-02"}).is_valid()

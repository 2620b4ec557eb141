"""Forms of packages: the file that is brought, and the days whose results are taken."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from lantu.web.coordination.forms import ActForm, day
from lantu.web.shell.uploads import LARGEST_BYTES


class PackageForm(ActForm):
    """A package: a zip archive with the table and its red lines."""

    file = forms.FileField(
        label="数据包", help_text="zip：填好的表(XLSX 或 JSON)与红线文件压缩在一起。",
        error_messages={
            "required": "请选择要上传的数据包。", "empty": "这是空文件，请重新选择。",
        },
    )  # fmt: skip

    def clean_file(self) -> UploadedFile[bytes]:
        """Want no more than one act can take."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_BYTES:
            most = LARGEST_BYTES // 1024**2
            raise forms.ValidationError(f"“{file.name}”超过 {most} MB，请分成几包上传。")
        return file


class DaysForm(ActForm):
    """A stretch of days in which opinions were fed back."""

    from_on, until_on = day("反馈日自"), day("反馈日至")
    format = forms.ChoiceField(
        label="清单格式", choices=(("xlsx", "XLSX"), ("json", "JSON")), initial="xlsx",
        required=False, widget=forms.RadioSelect,
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Want the days in their order."""
        given = super().clean() or {}
        from_on, until_on = given.get("from_on"), given.get("until_on")
        if isinstance(from_on, date) and isinstance(until_on, date) and until_on < from_on:
            self.add_error("until_on", "止日早于起日。")
        return given

"""What the registrar enters of the paper that was signed and sealed."""

from django import forms

from lantu.foundations.blobs.models import Statement


class SealedCopyForm(forms.Form):
    """Number, signer, day and scan of the sealed paper."""

    official_number = forms.CharField(
        label="发文号",
        max_length=120,
        help_text="公文系统给的文号，照原样填写。",
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    signer = forms.CharField(
        label="签发人", max_length=60, widget=forms.TextInput(attrs={"class": "form-control"})
    )
    sealed_on = forms.DateField(
        label="用印日", widget=forms.DateInput(attrs={"class": "form-control", "type": "date"})
    )
    scan = forms.FileField(
        label="用印件扫描件",
        help_text="PDF 或图片，不超过 20 MB；不得含涉密内容。",
        widget=forms.FileInput(attrs={"class": "form-control"}),
    )
    statement = forms.ChoiceField(
        label="保密声明", choices=Statement.choices, widget=forms.RadioSelect
    )
    reviewer = forms.CharField(
        label="保密审查人", max_length=60, widget=forms.TextInput(attrs={"class": "form-control"})
    )

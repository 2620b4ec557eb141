"""Who may issue documents and register sealed ones."""

from lantu.foundations.acts.policy import is_system, permission
from lantu.foundations.people.models import Entitlement
from lantu.foundations.people.policy import entitled, is_of_unit

is_registrar = entitled(Entitlement.REGISTRAR)
permission("documents.document.issue", is_system)
permission("documents.rendition.add", is_system)
permission("documents.sealed_copy.register", is_registrar & is_of_unit)
permission("documents.sealed_copy.confirm", is_registrar & is_of_unit)
permission("documents.sealed_copy.reject", is_registrar & is_of_unit)

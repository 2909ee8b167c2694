"""Every error the project raises, and the words for every fault, in English and in Chinese.

`base` says what faults and errors are; each other module is the catalogue of one subject.
"""

from ordos_geo.errors.accounts import (
    AccountError,
    AccountFault,
)
from ordos_geo.errors.base import (
    Fault,
    FaultKind,
    OrdosGeoError,
)
from ordos_geo.errors.export import (
    AtlasFault,
    ExportCancelled,
    ExportError,
    MapFault,
    TemplateFault,
)
from ordos_geo.errors.files import (
    FileFault,
    missing_file,
    unreadable_file,
)
from ordos_geo.errors.geodata import (
    GeodataError,
    GeodataFault,
)
from ordos_geo.errors.plan import (
    PlanError,
    PlanFault,
)
from ordos_geo.errors.register import (
    RegisterError,
    RegisterFault,
)
from ordos_geo.errors.reporting import (
    EvidenceFault,
    MailFault,
    ReportingError,
    ReportingFault,
    StoreFault,
    WorkbookFault,
)
from ordos_geo.errors.request import (
    RequestError,
    RequestFault,
    invalid_argument,
    invalid_parameter,
    shortened,
    unknown_parameter,
)
from ordos_geo.errors.settings import SettingsError, SettingsFault
from ordos_geo.errors.tables import (
    TableFault,
    VocabularyError,
)

CATALOGUES: tuple[type[FaultKind], ...] = (
    AccountFault,
    AtlasFault,
    EvidenceFault,
    FileFault,
    GeodataFault,
    MailFault,
    MapFault,
    PlanFault,
    RegisterFault,
    ReportingFault,
    RequestFault,
    SettingsFault,
    StoreFault,
    TableFault,
    TemplateFault,
    WorkbookFault,
)
"""Every kind of fault that there is, by subject."""

__all__ = [
    "CATALOGUES",
    "AccountError",
    "AccountFault",
    "AtlasFault",
    "EvidenceFault",
    "ExportCancelled",
    "ExportError",
    "Fault",
    "FaultKind",
    "FileFault",
    "GeodataError",
    "GeodataFault",
    "MailFault",
    "MapFault",
    "OrdosGeoError",
    "PlanError",
    "PlanFault",
    "RegisterError",
    "RegisterFault",
    "ReportingError",
    "ReportingFault",
    "RequestError",
    "RequestFault",
    "SettingsError",
    "SettingsFault",
    "StoreFault",
    "TableFault",
    "TemplateFault",
    "VocabularyError",
    "WorkbookFault",
    "invalid_argument",
    "invalid_parameter",
    "missing_file",
    "shortened",
    "unknown_parameter",
    "unreadable_file",
]

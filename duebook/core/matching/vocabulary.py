"""The words at the end of a company's name that tell no two companies apart."""

# fmt: off
ENDINGS = frozenset((
    "AB", "AG", "AS", "ASA", "BV", "CO", "COMPANY", "CORP", "CORPORATION", "CV", "EG", "EK", "EV", "GBR",
    "GMBH", "INC", "INCORPORATED", "KG", "KGAA", "KK", "LDA", "LIMITED", "LLC", "LLP", "LP", "LTD", "LTDA",
    "MBH", "NV", "OHG", "OY", "OYJ", "PLC", "PTE", "PTY", "SA", "SARL", "SAS", "SE", "SL", "SNC", "SPA",
    "SPRL", "SRL", "SRO", "UG", "ZOO", "AND", "UND", "ET", "Y", "GROUP", "GRUPPE", "HOLDING",
    "INTERNATIONAL", "AP", "DEPT", "DEPARTMENT", "TREASURY", "SHARED", "SERVICES", "SERVICE", "PAYMENTS",
    "ACCOUNTS", "PAYABLE", "FINANCE", "AE", "APS", "COOP", "DOO", "EOOD", "EPE", "EURL", "GESMBH", "HF",
    "IKE", "KFT", "NYRT", "OO", "OOD", "OOO", "OU", "RT", "SASU", "SCA", "SCRL", "SCS", "SIA", "SP",
    "STIFTUNG", "UAB", "Z", "ZRT",
))
"""Legal forms and departments at the end of a name: they tell no two companies apart."""
# fmt: on

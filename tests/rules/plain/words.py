"""Part 0.1 and part 1.4 of the catalogue: families, groups, classes of activities, once more by hand."""

from __future__ import annotations

FAMILIES = {
    "general_management": "general",
    "product": "product",
    "product_management": "product",
    "product_marketing": "product_marketing",
    "marketing": "marketing",
    "marketing_communications": "marketing",
    "marketing_services": "marketing",
    "functional_marketing": "marketing",
    "development": "development",
    "design": "development",
    "sales": "sales",
    "customer_success": "customer_success",
    "other": "other",
}
GROUPS = {
    "general_management",
    "product",
    "marketing",
    "functional_marketing",
    "development",
    "sales",
    "customer_success",
}
PM, PMM, MARCOM = "product_management", "product_marketing", "marketing_communications"
SERVICES, FUNCTIONAL = "marketing_services", "functional_marketing"
MARKETERS = (MARCOM, SERVICES, FUNCTIONAL)  # non-product marketers
MARKET = ("marketing", "sales", "customer_success")

SESSIONS = {"design_reviews", "product_standups", "roadmap_sessions"}

INBOUND = set(
    "alternatives battlecards buyers competitive dynamics inbounddata listen market personas segments"
    " winloss".split()
)
OUTBOUND = set("category content enablement gtm launch messaging positioning story value".split())
CORE = set("gtm launch messaging personas positioning story value".split())
LISTENING = INBOUND - {"battlecards"}
BUYER = {"buyers", "personas", "winloss"}
STRATEGIC = set("alternatives competitive dynamics features pricing winloss".split())
DEVELOPMENT = {"build", "drivedev", "finaldev"}
TACTICAL = {"datasheets", "salestraining", "webinars"}
ARTEFACTS = {"collateral", "decks", "demos"}
DUTIES = {"business", "enablement", "market", "product", "technology"}
SHARED = {"programs", "roadmap", "story", "success"}
PRIORITIES = ({"value", "positioning"}, {"personas"}, {"gtm"})
PM_WORK = {"roadmap", "requirements", "features", "release"}

ROLES = {
    PM: set(
        "business features listen market pricing product ready release requirements roadmap"
        " technology".split()
    ),
    PMM: set(
        "alternatives battlecards buyers category competitive content datasheets enablement gtm inbounddata"
        " launch messaging personas positioning salestraining segments story value webinars winloss".split()
    ),
    "development": DEVELOPMENT,
    MARCOM: set("ads artefacts leadgen merch programs volume".split()),
    "sales": {"closing"},
}
COLUMNS = {
    **dict.fromkeys(("competitive", "market", "winloss"), 0),
    "roadmap": 1,
    **dict.fromkeys(("business", "features", "pricing"), 2),
    **dict.fromkeys(("buyers", "personas", "positioning", "requirements"), 3),
    **dict.fromkeys(("content", "gtm", "launch", "programs"), 4),
    "enablement": 5,
}

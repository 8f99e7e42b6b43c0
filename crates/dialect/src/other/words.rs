//! Their words and ours, side by side. A word that is in no table is passed on as it came: the app keeps and shows what it does not
//! know.

/// Pairs of their word and ours.
pub struct Words(pub &'static [(&'static str, &'static str)]);

impl Words {
    /// Our word for theirs.
    pub fn ours<'a>(&self, theirs: &'a str) -> &'a str {
        self.0.iter().find(|(known, _)| *known == theirs).map_or(theirs, |(_, ours)| ours)
    }

    /// Their word for ours.
    pub fn theirs<'a>(&self, ours: &'a str) -> &'a str {
        self.their_known(ours).unwrap_or(ours)
    }

    /// Their word for ours, if they have one.
    pub fn their_known(&self, ours: &str) -> Option<&'static str> {
        self.0.iter().find(|(_, known)| *known == ours).map(|(theirs, _)| *theirs)
    }
}

/// Who somebody is.
pub const PROFILES: Words = Words(&[
    ("CUSTOMER_ADMIN", "administrator"),
    ("SENIOR_CONTACT", "representative"),
    ("CERTIFIED", "certified_expert"),
    ("ENGINEER", "engineer"),
    ("READ_ONLY", "viewer"),
    ("PARTNER", "reseller"),
]);

/// What an agreement is about.
pub const AGREEMENTS: Words =
    Words(&[("ADVANCED", "advanced_care_plus"), ("CARE", "juniper_care"), ("LICENCE", "subscription")]);

/// How it stands. What has run out is in force "apart from its dates", which say the rest.
pub const AGREEMENT_STATES: Words = Words(&[
    ("IN_FORCE", "active"),
    ("EXPIRED", "active"),
    ("ON_HOLD", "suspended"),
    ("CANCELLED", "cancelled"),
]);

/// Who makes it.
pub const MANUFACTURERS: Words = Words(&[("JUNIPER", "juniper"), ("OTHER", "third_party")]);

/// Where it was bought.
pub const SOURCES: Words = Words(&[
    ("MANUFACTURER", "juniper"),
    ("PARTNER", "authorized_reseller"),
    ("OTHER", "unauthorized_seller"),
    ("GREY", "gray_market"),
]);

/// What it is used for.
pub const LIFECYCLES: Words =
    Words(&[("LIVE", "in_use"), ("SHELF", "spare"), ("LAB", "laboratory"), ("RETIRED", "decommissioned")]);

/// What lists of assets are sorted by. Their `expiry` is the first agreement that ends; a cover that ends earlier, by the End
/// of Support of a product, stands where its agreement does.
pub const ASSET_ORDERS: Words = Words(&[
    ("hostname", "host_name"),
    ("serialNo", "reference"),
    ("sku", "model"),
    ("location", "site"),
    ("expiry", "covered_until"),
]);

/// What lists of tickets are sorted by.
pub const TICKET_ORDERS: Words = Words(&[
    ("queue", "urgency"),
    ("due", "due"),
    ("severity", "priority"),
    ("raised", "created"),
    ("touched", "changed"),
]);

/// Severities and priorities.
pub const SEVERITIES: Words = Words(&[("S1", "1"), ("S2", "2"), ("S3", "3"), ("S4", "4")]);

/// How a ticket came.
pub const ORIGINS: Words = Words(&[("PORTAL", "web"), ("CALL", "phone"), ("MAIL", "email")]);

/// Where it stands.
pub const PHASES: Words =
    Words(&[("NEW", "open"), ("WORKING", "in_progress"), ("SOLVED", "resolved"), ("DONE", "closed")]);

/// Whose turn it is; without a word of theirs it is nobody's.
pub const TURNS: Words =
    Words(&[("VENDOR", "vendor"), ("CUSTOMER", "customer"), ("NOBODY", "nobody"), ("", "nobody")]);

/// How people are reached.
pub const WAYS: Words = Words(&[("PHONE", "phone"), ("MAIL", "email")]);

/// What happened to a ticket.
pub const ENTRIES: Words = Words(&[
    ("RAISED", "opened"),
    ("CALL", "phone"),
    ("MAIL", "email"),
    ("NOTE", "comment"),
    ("REQUEST", "asked"),
    ("SOLVED", "closure_asked"),
    ("FINISHED", "closed"),
    ("REOPENED", "reopened"),
]);

/// Who did it.
pub const SIDES: Words = Words(&[("CUSTOMER", "customer"), ("SUPPORT", "engineer"), ("SYSTEM", "machine")]);

/// Why somebody works with senior engineers.
pub const SENIOR_QUEUE: Words = Words(&[("SENIOR_CONTACT", "representative"), ("CERTIFICATE", "certified")]);

/// What is wrong with a field.
pub const ISSUES: Words = Words(&[
    ("REQUIRED", "missing"),
    ("FORMAT", "unreadable"),
    ("ALREADY_YOURS", "registered_already"),
    ("TAKEN", "registered_elsewhere"),
    ("NOT_SERVED", "country_excluded"),
]);

/// The days of a week, Monday first.
pub const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

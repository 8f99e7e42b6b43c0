//! The screens of the app: what each cannot be without, and what it shows less of without. A test compares the addresses with
//! those that the app has.

use crate::calls::{
    ADVICE, CASE_VIEWS, CASES_OF_UNIT, HANDOVER, LATEST_CASES, OPEN_CASES, OPEN_CLAIMS, REFUSED_ROWS,
    SIMILAR_CASES, SITES_FOUND, UNIT_HISTORY, UNITS_FOUND, UNITS_OF_SITE, UNITS_THAT_END,
};

/// A screen.
pub struct Screen {
    /// What people call it.
    pub title: &'static str,
    /// Its address, up to what comes from data.
    pub address: &'static str,
    /// Calls without which there is none.
    pub needs: &'static [&'static str],
    /// Calls without which it has less.
    pub uses: &'static [&'static str],
}

const fn screen(
    title: &'static str,
    address: &'static str,
    needs: &'static [&'static str],
    uses: &'static [&'static str],
) -> Screen {
    Screen { title, address, needs, uses }
}

/// All of them.
pub const SCREENS: &[Screen] = &[
    screen("Sign in", "/sign-in", &["/v1/me"], &[]),
    screen(
        "First screen",
        "/",
        &["/v1/me", "/v1/cases"],
        &[
            "/v1/meta",
            "/v1/units",
            "/v1/contacts",
            "/v1/call-notes",
            "/v1/drafts",
            "/v1/on-boarding",
            "/v1/activation",
            "/v1/proposals",
            OPEN_CASES,
            UNITS_THAT_END,
        ],
    ),
    screen(
        "Report a fault",
        "/report/",
        &["/v1/units", "/v1/contacts", "POST /v1/cases"],
        &[
            "/v1/meta",
            "/v1/cases",
            "/v1/activation",
            "/v1/drafts/{id}",
            "PUT /v1/drafts/{id}",
            UNITS_FOUND,
            SIMILAR_CASES,
            LATEST_CASES,
        ],
    ),
    screen(
        "Cases",
        "/cases",
        &["/v1/cases", OPEN_CASES],
        &["/v1/cases/facets", "/v1/views", CASE_VIEWS, "POST /v1/views", "/v1/cases/export"],
    ),
    screen(
        "A case",
        "/cases/",
        &["/v1/cases/{number}"],
        &["/v1/meta", "/v1/people", "POST /v1/cases/{number}/steps"],
    ),
    screen(
        "A case on behalf",
        "/open-case",
        &["/v1/me"],
        &["/v1/people", "/v1/units", "/v1/call-notes/{number}", UNITS_FOUND],
    ),
    screen("A call note", "/call-notes/", &["/v1/call-notes/{number}"], &[]),
    screen("Shift handover", "/handover", &["/v1/handover"], &[HANDOVER]),
    screen("Was the word kept?", "/word-kept", &["/v1/response-record"], &[]),
    screen("The cases behind a figure", "/word-kept/cases", &["/v1/response-record/cases"], &[]),
    screen(
        "Units",
        "/units",
        &["/v1/units"],
        &["/v1/meta", "/v1/units/facets", "/v1/views", "POST /v1/views", "/v1/units/export"],
    ),
    screen(
        "A unit",
        "/units/",
        &["/v1/units/{reference}"],
        &[
            "/v1/meta",
            "/v1/cases",
            "/v1/units/{reference}/history",
            UNIT_HISTORY,
            "/v1/units/{reference}/label",
            "/v1/claims",
            CASES_OF_UNIT,
            OPEN_CLAIMS,
        ],
    ),
    screen("Sites", "/sites", &["/v1/sites"], &[]),
    screen("A site", "/sites/", &["/v1/sites/{id}"], &["/v1/units", "/v1/zones", UNITS_OF_SITE, SITES_FOUND]),
    screen("Contracts", "/contracts", &["/v1/contracts"], &["/v1/meta"]),
    screen(
        "Named representatives",
        "/people",
        &["/v1/contacts"],
        &["/v1/contacts/changes", "/v1/invitations", "/v1/proposals"],
    ),
    screen("An account", "/account", &["/v1/contracts"], &["/v1/people", "/v1/advisor"]),
    screen("Accounts of an advisor", "/accounts", &["/v1/workspace"], &[]),
    screen("The card for the wall", "/wall-card", &["/v1/contacts", "/v1/contracts"], &["/v1/advisor"]),
    screen("Own profile", "/profile", &["/v1/me"], &["/v1/sessions", "/v1/zones"]),
    screen("An invitation", "/invitation", &["/v1/invitations"], &[]),
    screen(
        "The advisor",
        "/advisor",
        &["/v1/advisor"],
        &["/v1/advice", ADVICE, "/v1/advice/releases", "/v1/meetings"],
    ),
    screen("A request to the advisor", "/advice/", &["/v1/advice/{id}"], &["/v1/advisor"]),
    screen(
        "On-boarding",
        "/on-boarding",
        &["/v1/on-boarding"],
        &["/v1/meetings", "/v1/meetings/{id}", "/v1/meetings/{id}/calendar"],
    ),
    screen("Activation", "/activation", &["/v1/activation"], &["/v1/units"]),
    screen("Responsibilities", "/responsibilities", &["/v1/responsibilities"], &["/v1/notices"]),
    screen("A notice", "/notices/", &["/v1/notices/{number}"], &[]),
    screen(
        "The service, point by point",
        "/service",
        &[],
        &["/v1/meta", "/v1/contracts", "/v1/contacts", "/v1/units", "/v1/advisor", LATEST_CASES],
    ),
    screen("Webinars", "/webinars", &["/v1/webinars"], &[]),
    screen(
        "A webinar",
        "/webinars/",
        &["/v1/webinars/{id}"],
        &["/v1/webinars/{id}/attendance", "/v1/webinars/{id}/calendar.ics"],
    ),
    screen(
        "Register a unit",
        "/register",
        &["/v1/registration"],
        &["/v1/meta", "POST /v1/registration/check"],
    ),
    screen(
        "Register units from a file",
        "/register/file",
        &["/v1/registration", "/v1/registrations"],
        &["POST /v1/registration/check"],
    ),
    screen("Registrations", "/registrations", &["/v1/registrations"], &[]),
    screen(
        "A batch of registrations",
        "/registrations/",
        &["/v1/registrations/{id}"],
        &["/v1/registrations/{id}/rows", REFUSED_ROWS],
    ),
    screen("Claims of units", "/claims", &["/v1/claims"], &["/v1/claims/{id}"]),
];

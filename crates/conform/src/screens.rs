//! The screens of the app: what each cannot be without, and what it shows less of without. A test compares the addresses with
//! those that the app has.

use crate::calls::{
    ADVICE, CASE_VIEWS, CASES_OF_UNIT, HANDOVER, LATEST_CASES, OPEN_CASES, OPEN_CLAIMS, REFUSED_ROWS,
    SIMILAR_CASES, SITES_FOUND, UNIT_HISTORY, UNITS_FOUND, UNITS_OF_SITE, UNITS_THAT_END,
};
use rules::access::{Action, Permission, Role, permission};

use crate::heeded::lists::{CASES_NARROWED, CASES_SORTED, UNITS_NARROWED, UNITS_SORTED};

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
    /// What people send from it that is not tried: it can't be taken back.
    pub sends: &'static [&'static str],
    /// Whose it is, where what it reads is for others too.
    pub is_for: Option<fn(Role) -> bool>,
}

impl Screen {
    const fn sends(self, sends: &'static [&'static str]) -> Self {
        Self { sends, ..self }
    }

    const fn only_for(self, is_for: fn(Role) -> bool) -> Self {
        Self { is_for: Some(is_for), ..self }
    }
}

const fn screen(
    title: &'static str,
    address: &'static str,
    needs: &'static [&'static str],
    uses: &'static [&'static str],
) -> Screen {
    Screen { title, address, needs, uses, sends: &[], is_for: None }
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
    )
    .sends(&["POST /v1/cases/{number}/files", "POST /v1/call-notes"]),
    screen(
        "Cases",
        "/cases",
        &["/v1/cases", OPEN_CASES],
        &[
            "/v1/cases/facets",
            "/v1/views",
            CASE_VIEWS,
            "POST /v1/views",
            "/v1/cases/export",
            CASES_NARROWED,
            CASES_SORTED,
        ],
    )
    .sends(&["PUT /v1/views/{id}"]),
    screen(
        "A case",
        "/cases/",
        &["/v1/cases/{number}"],
        &["/v1/meta", "/v1/people", "POST /v1/cases/{number}/steps"],
    )
    .sends(&[
        "POST /v1/cases/{number}/files",
        "POST /v1/cases/{number}/files/{id}/withdraw",
        "POST /v1/cases/{number}/escalations",
        "POST /v1/cases/{number}/escalations/{id}/steps",
        "PUT /v1/cases/{number}/participants/{id}",
        "DELETE /v1/cases/{number}/participants/{id}",
        "POST /v1/cases/{number}/rmas",
        "POST /v1/cases/{number}/rmas/{id}/steps",
    ]),
    screen(
        "A case on behalf",
        "/open-case",
        &["/v1/me"],
        &["/v1/people", "/v1/units", "/v1/call-notes/{number}", UNITS_FOUND],
    )
    .sends(&["POST /v1/cases"])
    .only_for(|role| permission(role, Action::OpenCase) == Permission::OnBehalf),
    screen("A call note", "/call-notes/", &["/v1/call-notes/{number}"], &[])
        .sends(&["PATCH /v1/call-notes/{number}"]),
    screen("Shift handover", "/handover", &["/v1/handover"], &[HANDOVER]),
    screen("Was the word kept?", "/word-kept", &["/v1/response-record"], &[]),
    screen("The cases behind a figure", "/word-kept/cases", &["/v1/response-record/cases"], &[]),
    screen(
        "Units",
        "/units",
        &["/v1/units"],
        &[
            "/v1/meta",
            "/v1/units/facets",
            "/v1/views",
            "POST /v1/views",
            "/v1/units/export",
            UNITS_NARROWED,
            UNITS_SORTED,
        ],
    )
    .sends(&["POST /v1/units/changes", "POST /v1/units/changes/check", "PUT /v1/views/{id}"]),
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
    )
    .sends(&["POST /v1/units/{reference}/transfer", "POST /v1/units/changes"]),
    screen("Sites", "/sites", &["/v1/sites"], &[]).sends(&["POST /v1/sites"]),
    screen("A site", "/sites/", &["/v1/sites/{id}"], &["/v1/units", "/v1/zones", UNITS_OF_SITE, SITES_FOUND])
        .sends(&["PUT /v1/sites/{id}", "POST /v1/sites/{id}/merge"]),
    screen("Contracts", "/contracts", &["/v1/contracts"], &["/v1/meta"]),
    screen(
        "Named representatives",
        "/people",
        &["/v1/contacts"],
        &["/v1/contacts/changes", "/v1/invitations", "/v1/proposals"],
    )
    .sends(&[
        "PATCH /v1/contacts",
        "PATCH /v1/contacts/{id}",
        "PATCH /v1/contacts/confirmation",
        "PATCH /v1/contacts/{id}/approval",
        "PATCH /v1/contacts/{id}/certificate",
        "POST /v1/invitations",
        "DELETE /v1/invitations/{id}",
        "POST /v1/proposals",
        "PATCH /v1/proposals/{id}",
    ]),
    screen("An account", "/account", &["/v1/contracts"], &["/v1/people", "/v1/advisor"])
        .sends(&["DELETE /v1/people/{id}/sign-in"]),
    screen("Accounts of an advisor", "/accounts", &["/v1/workspace"], &[]),
    screen("The card for the wall", "/wall-card", &["/v1/contacts", "/v1/contracts"], &["/v1/advisor"]),
    screen("Own profile", "/profile", &["/v1/me"], &["/v1/sessions", "/v1/zones"]).sends(&[
        "PATCH /v1/me",
        "PUT /v1/password",
        "DELETE /v1/sessions",
        "DELETE /v1/sessions/{id}",
    ]),
    screen("An invitation", "/invitation", &["/v1/invitations"], &[])
        .sends(&["POST /v1/invitations/look", "POST /v1/invitations/accept"]),
    screen(
        "The advisor",
        "/advisor",
        &["/v1/advisor"],
        &["/v1/advice", ADVICE, "/v1/advice/releases", "/v1/meetings"],
    )
    .sends(&["PATCH /v1/advisor", "POST /v1/advice", "POST /v1/meetings", "PATCH /v1/meetings/{id}"]),
    screen("A request to the advisor", "/advice/", &["/v1/advice/{id}"], &["/v1/advisor"])
        .sends(&["PATCH /v1/advice/{id}"]),
    screen(
        "On-boarding",
        "/on-boarding",
        &["/v1/on-boarding"],
        &["/v1/meetings", "/v1/meetings/{id}", "/v1/meetings/{id}/calendar"],
    )
    .sends(&["PATCH /v1/on-boarding", "POST /v1/meetings", "PATCH /v1/meetings/{id}"]),
    screen("Activation", "/activation", &["/v1/activation"], &["/v1/units"]).sends(&[
        "PATCH /v1/activation",
        "POST /v1/releases",
        "POST /v1/releases/check",
    ]),
    screen("Responsibilities", "/responsibilities", &["/v1/responsibilities"], &["/v1/notices"])
        .sends(&["PATCH /v1/responsibilities", "POST /v1/notices"]),
    screen("A notice", "/notices/", &["/v1/notices/{number}"], &[]).sends(&["PATCH /v1/notices/{number}"]),
    screen(
        "The service, point by point",
        "/service",
        &[],
        &["/v1/meta", "/v1/contracts", "/v1/contacts", "/v1/units", "/v1/advisor", LATEST_CASES],
    ),
    screen("Webinars", "/webinars", &["/v1/webinars"], &[]).sends(&["POST /v1/webinars"]),
    screen(
        "A webinar",
        "/webinars/",
        &["/v1/webinars/{id}"],
        &["/v1/webinars/{id}/attendance", "/v1/webinars/{id}/calendar.ics"],
    )
    .sends(&[
        "PUT /v1/webinars/{id}",
        "POST /v1/webinars/{id}/cancel",
        "PUT /v1/webinars/{id}/{file}",
        "DELETE /v1/webinars/{id}/{file}",
        "PUT /v1/webinars/{id}/registration",
        "DELETE /v1/webinars/{id}/registration",
        "POST /v1/webinars/{id}/joined",
        "PUT /v1/webinars/{id}/position",
        "PUT /v1/webinars/{id}/feedback",
        "POST /v1/webinars/{id}/questions",
        "PUT /v1/webinars/{id}/questions/{question}/answer",
        "PUT /v1/webinars/{id}/questions/{question}/vote",
        "DELETE /v1/webinars/{id}/questions/{question}/vote",
    ]),
    screen(
        "Register a unit",
        "/register",
        &["/v1/registration"],
        &["/v1/meta", "POST /v1/registration/check"],
    )
    .sends(&["POST /v1/registrations"]),
    screen(
        "Register units from a file",
        "/register/file",
        &["/v1/registration", "/v1/registrations"],
        &["POST /v1/registration/check"],
    )
    .sends(&[
        "POST /v1/registrations",
        "PUT /v1/registrations/{id}/rows",
        "POST /v1/registrations/{id}/stop",
    ]),
    screen("Registrations", "/registrations", &["/v1/registrations"], &[]),
    screen(
        "A batch of registrations",
        "/registrations/",
        &["/v1/registrations/{id}"],
        &["/v1/registrations/{id}/rows", REFUSED_ROWS],
    )
    .sends(&["POST /v1/registrations/{id}/stop"]),
    screen("Claims of units", "/claims", &["/v1/claims"], &["/v1/claims/{id}"]).sends(&[
        "POST /v1/claims",
        "POST /v1/claims/{id}/settle",
        "POST /v1/claims/{id}/withdraw",
    ]),
];

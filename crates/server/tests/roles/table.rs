//! Which role gets which answer, operation by operation. Nothing is asked here.

/// Expected status by role, in the order of [`Role::ALL`]: administrator, representative, certified expert, engineer,
/// viewer, reseller, advisor, vendor engineer, escalation desk, webinar guest.
pub type Expected = [u16; 10];

const ALL: Expected = [200; 10];
const GONE: Expected = [204; 10];
const WRONG: Expected = [401; 10];
const UNITS: Expected = [200, 200, 200, 200, 200, 200, 200, 200, 403, 403];
const UNITS_FOREIGN: Expected = [404, 404, 404, 404, 404, 404, 404, 404, 403, 403];
const SAVED: Expected = [201, 201, 201, 201, 201, 201, 201, 201, 403, 403];
const VIEW_GONE: Expected = [204, 204, 204, 204, 204, 204, 204, 204, 403, 403];
/// The escalation desk has views of cases, so one of somebody else's is not there for it.
const VIEW_FOREIGN: Expected = [404, 404, 404, 404, 404, 404, 404, 404, 404, 403];
const PEOPLE: Expected = [200, 200, 200, 200, 200, 403, 200, 200, 403, 403];
const PEOPLE_FOREIGN: Expected = [404, 404, 404, 404, 404, 403, 404, 404, 403, 403];
const CASES: Expected = [200, 200, 200, 200, 200, 403, 200, 200, 200, 403];
/// The call has become no case yet, so it is there neither for the desk nor for somebody who sees single cases.
const CALL: Expected = [200, 200, 200, 200, 404, 403, 200, 200, 404, 403];
const CASES_FOREIGN: Expected = [404, 404, 404, 404, 404, 403, 404, 404, 404, 403];
const OPEN: Expected = [201, 201, 201, 201, 403, 403, 201, 201, 403, 403];
const OPEN_FOREIGN: Expected = [422, 422, 422, 422, 403, 403, 422, 422, 403, 403];
const DRAFTS: Expected = [200, 200, 200, 200, 403, 403, 200, 200, 403, 403];
const DRAFTS_FOREIGN: Expected = [404, 404, 404, 404, 403, 403, 404, 404, 403, 403];
const DRAFT_GONE: Expected = [204, 204, 204, 204, 403, 403, 204, 204, 403, 403];
const NOTE: Expected = [201, 201, 201, 201, 403, 403, 403, 403, 403, 403];
const NOTE_FOREIGN: Expected = [422, 422, 422, 422, 403, 403, 403, 403, 403, 403];
const CHANGE: Expected = [200, 200, 200, 200, 403, 403, 403, 403, 403, 403];
const CHANGE_FOREIGN: Expected = [404, 404, 404, 404, 403, 403, 403, 403, 403, 403];
/// Who moves a case on; which step is whose is told as a field of the request.
const STEP: Expected = [201, 201, 201, 201, 403, 403, 201, 201, 201, 403];
const STEP_FOREIGN: Expected = [404, 404, 404, 404, 403, 403, 404, 404, 404, 403];
/// The file is the engineer's, who alone takes it back.
const WITHDRAW_FILE: Expected = [422, 422, 422, 201, 403, 403, 422, 422, 422, 403];
const ESCALATE: Expected = [201, 201, 201, 201, 403, 403, 201, 422, 422, 403];
/// The engineer alone records replacements; who takes part is the End User's to say.
const REPLACE: Expected = [422, 422, 422, 422, 403, 403, 422, 201, 422, 403];
const TAKES_PART: Expected = [204, 204, 204, 204, 403, 403, 403, 403, 403, 403];
const TAKE: Expected = [422, 422, 422, 422, 403, 403, 422, 422, 201, 403];

const WEBINARS: Expected = [200, 200, 200, 200, 200, 403, 200, 200, 200, 200];
/// The webinar is one for the account alone, which is nothing that the desk needs for an escalated case.
const WEBINAR: Expected = [200, 200, 200, 200, 200, 403, 200, 200, 404, 200];
const WEBINAR_DONE: Expected = [204, 204, 204, 204, 204, 403, 204, 204, 404, 204];
const WEBINAR_ASKED: Expected = [201, 201, 201, 201, 201, 403, 201, 201, 404, 201];
const WEBINARS_FOREIGN: Expected = [404, 404, 404, 404, 404, 403, 404, 404, 404, 404];
/// The question is the administrator's own, which nobody votes for himself.
const VOTED: Expected = [422, 204, 204, 204, 204, 403, 204, 204, 404, 204];
const PUBLISH: Expected = [403, 403, 403, 403, 403, 403, 200, 403, 403, 403];
const PLANNED: Expected = [403, 403, 403, 403, 403, 403, 201, 403, 403, 403];
const TAKEN_DOWN: Expected = [403, 403, 403, 403, 403, 403, 204, 403, 403, 403];
const PUBLISH_FOREIGN: Expected = [403, 403, 403, 403, 403, 403, 404, 403, 403, 403];
const PLANNED_FOREIGN: Expected = [403, 403, 403, 403, 403, 403, 422, 403, 403, 403];

pub struct Row {
    pub operation: &'static str,
    pub own: Expected,
    pub foreign: Expected,
    pub nobody: u16,
}

const fn row(operation: &'static str, own: Expected, foreign: Expected, nobody: u16) -> Row {
    Row { operation, own, foreign, nobody }
}

const ROSTER: Expected = [200, 403, 403, 403, 403, 403, 403, 403, 403, 403];
const ROSTER_FOREIGN: Expected = [404, 403, 403, 403, 403, 403, 403, 403, 403, 403];

const WORKSPACE: Expected = [403, 403, 403, 403, 403, 403, 200, 403, 403, 403];

/// In the world nobody is named but the representative, and certified experts are left out by the account's setting.
const ADVICE: Expected = [403, 200, 403, 403, 403, 403, 200, 403, 403, 403];
const ADVICE_ASKED: Expected = [403, 201, 403, 403, 403, 403, 201, 403, 403, 403];
const ADVICE_FOREIGN: Expected = [404, 404, 404, 404, 403, 403, 404, 403, 403, 403];

const INVALID: Expected = [422; 10];
const MISSING: Expected = [404; 10];

const OWN_DATA: Expected = [200, 200, 200, 200, 403, 403, 403, 403, 403, 403];
const OWN_DATA_FOREIGN: Expected = [404, 404, 404, 404, 403, 403, 403, 403, 403, 403];
const CONFIRM: Expected = [200, 200, 403, 403, 403, 403, 403, 403, 403, 403];
const CONFIRM_FOREIGN: Expected = [404, 404, 403, 403, 403, 403, 403, 403, 403, 403];
const APPROVE: Expected = [403, 403, 403, 403, 403, 403, 200, 403, 403, 403];
const APPROVE_FOREIGN: Expected = [403, 403, 403, 403, 403, 403, 404, 403, 403, 403];
const INVITE: Expected = [201, 403, 403, 403, 403, 403, 403, 403, 403, 403];
const WITHDRAW: Expected = [204, 403, 403, 403, 403, 403, 403, 403, 403, 403];
const REFUSED: Expected = [422; 10];

const PROPOSALS: Expected = [200, 403, 403, 403, 403, 403, 200, 403, 403, 403];
const PROPOSALS_FOREIGN: Expected = [404, 403, 403, 403, 403, 403, 404, 403, 403, 403];
const PROPOSE: Expected = [403, 403, 403, 403, 403, 403, 201, 403, 403, 403];

const READY: Expected = [200, 200, 403, 403, 403, 403, 200, 403, 403, 403];
const READY_FOREIGN: Expected = [404, 404, 403, 403, 403, 403, 404, 403, 403, 403];
const MEETING: Expected = [201, 201, 403, 403, 403, 403, 201, 403, 403, 403];
/// Engineers and experts take steps on reviews, so a meeting that is not theirs is not there for them.
const MEETING_FOREIGN: Expected = [404, 404, 404, 404, 403, 403, 404, 403, 403, 403];

/// What keeps an account ready: the advisor does it on behalf.
const KEEP: Expected = [200, 200, 403, 403, 403, 403, 200, 403, 403, 403];
const KEEP_FOREIGN: Expected = [404, 404, 403, 403, 403, 403, 404, 403, 403, 403];
const RELEASES: Expected = [201, 201, 201, 201, 403, 403, 403, 403, 403, 403];
const CHECKED: Expected = [200, 200, 200, 200, 403, 403, 403, 403, 403, 403];
const NOTICE: Expected = [201, 201, 403, 403, 403, 403, 403, 403, 403, 403];
const NOTICE_FOREIGN: Expected = [404, 404, 403, 403, 403, 403, 403, 403, 403, 403];
const SEEN: Expected = [403, 403, 403, 403, 403, 403, 200, 403, 403, 403];
const SEEN_FOREIGN: Expected = [403, 403, 403, 403, 403, 403, 404, 403, 403, 403];

/// Who registers units: the administrator and the reseller; settling is the advisor's.
const REGISTER: Expected = [200, 403, 403, 403, 403, 200, 403, 403, 403, 403];
const REGISTERED: Expected = [201, 403, 403, 403, 403, 201, 403, 403, 403, 403];
const REGISTER_FOREIGN: Expected = [404, 403, 403, 403, 403, 404, 403, 403, 403, 403];
const CLAIM_FOREIGN: Expected = [422, 403, 403, 403, 403, 422, 403, 403, 403, 403];
const CLAIMS: Expected = [200, 403, 403, 403, 403, 200, 200, 403, 403, 403];
const CLAIMS_FOREIGN: Expected = [404, 403, 403, 403, 403, 404, 404, 403, 403, 403];
/// The claim is the reseller's.
const TAKE_BACK: Expected = [403, 403, 403, 403, 403, 200, 403, 403, 403, 403];
const TAKE_BACK_FOREIGN: Expected = [404, 403, 403, 403, 403, 404, 403, 403, 403, 403];
const TRANSFER: Expected = [201, 403, 403, 403, 403, 403, 403, 403, 403, 403];

pub const TABLE: &[Row] = &[
    row("GET /v1/meta", ALL, ALL, 200),
    row("POST /v1/session", ALL, WRONG, 401),
    row("DELETE /v1/session", GONE, GONE, 204),
    row("GET /v1/me", ALL, ALL, 401),
    row("PATCH /v1/me", ALL, ALL, 401),
    row("PUT /v1/password", GONE, INVALID, 401),
    row("GET /v1/sessions", ALL, ALL, 401),
    row("DELETE /v1/sessions", GONE, GONE, 401),
    row("DELETE /v1/sessions/{id}", GONE, MISSING, 401),
    row("GET /v1/people", PEOPLE, PEOPLE_FOREIGN, 401),
    row("DELETE /v1/people/{id}/sign-in", WITHDRAW, ROSTER_FOREIGN, 401),
    row("GET /v1/units", UNITS, UNITS_FOREIGN, 401),
    row("GET /v1/units/{reference}", UNITS, UNITS_FOREIGN, 401),
    row("GET /v1/units/{reference}/label", UNITS, UNITS_FOREIGN, 401),
    row("GET /v1/units/{reference}/history", UNITS, UNITS_FOREIGN, 401),
    row("GET /v1/sites", UNITS, UNITS_FOREIGN, 401),
    row("POST /v1/sites", INVITE, ROSTER_FOREIGN, 401),
    row("GET /v1/sites/{id}", UNITS, UNITS_FOREIGN, 401),
    row("PUT /v1/sites/{id}", ROSTER, ROSTER_FOREIGN, 401),
    row("POST /v1/sites/{id}/merge", ROSTER, ROSTER_FOREIGN, 401),
    row("GET /v1/zones", ALL, ALL, 401),
    row("GET /v1/contracts", PEOPLE, PEOPLE_FOREIGN, 401),
    row("GET /v1/contacts", PEOPLE, PEOPLE_FOREIGN, 401),
    row("PATCH /v1/contacts", ROSTER, ROSTER_FOREIGN, 401),
    row("GET /v1/contacts/changes", ROSTER, ROSTER_FOREIGN, 401),
    row("PATCH /v1/contacts/confirmation", CONFIRM, CONFIRM_FOREIGN, 401),
    row("PATCH /v1/contacts/{id}", OWN_DATA, OWN_DATA_FOREIGN, 401),
    row("PATCH /v1/contacts/{id}/certificate", OWN_DATA, OWN_DATA_FOREIGN, 401),
    row("PATCH /v1/contacts/{id}/approval", APPROVE, APPROVE_FOREIGN, 401),
    row("GET /v1/invitations", ROSTER, ROSTER_FOREIGN, 401),
    row("POST /v1/invitations", INVITE, ROSTER_FOREIGN, 401),
    row("DELETE /v1/invitations/{id}", WITHDRAW, ROSTER_FOREIGN, 401),
    row("POST /v1/invitations/look", ALL, REFUSED, 200),
    row("POST /v1/invitations/accept", ALL, REFUSED, 200),
    row("GET /v1/proposals", PROPOSALS, PROPOSALS_FOREIGN, 401),
    row("POST /v1/proposals", PROPOSE, APPROVE_FOREIGN, 401),
    row("PATCH /v1/proposals/{id}", PROPOSALS, PROPOSALS_FOREIGN, 401),
    row("GET /v1/advisor", PEOPLE, PEOPLE_FOREIGN, 401),
    row("PATCH /v1/advisor", ROSTER, ROSTER_FOREIGN, 401),
    row("GET /v1/advice", PEOPLE, PEOPLE_FOREIGN, 401),
    row("POST /v1/advice", ADVICE_ASKED, ADVICE_FOREIGN, 401),
    row("GET /v1/advice/releases", PEOPLE, PEOPLE_FOREIGN, 401),
    row("GET /v1/advice/{id}", PEOPLE, PEOPLE_FOREIGN, 401),
    row("PATCH /v1/advice/{id}", ADVICE, ADVICE_FOREIGN, 401),
    row("GET /v1/cases", CASES, CASES_FOREIGN, 401),
    row("POST /v1/cases", OPEN, OPEN_FOREIGN, 401),
    row("GET /v1/cases/facets", CASES, CASES_FOREIGN, 401),
    row("GET /v1/cases/export", CASES, CASES_FOREIGN, 401),
    row("GET /v1/cases/{number}", CASES, CASES_FOREIGN, 401),
    row("POST /v1/cases/{number}/steps", STEP, STEP_FOREIGN, 401),
    row("POST /v1/cases/{number}/files", STEP, STEP_FOREIGN, 401),
    row("GET /v1/cases/{number}/files/{id}", CASES, CASES_FOREIGN, 401),
    row("POST /v1/cases/{number}/files/{id}/withdraw", WITHDRAW_FILE, STEP_FOREIGN, 401),
    row("POST /v1/cases/{number}/escalations", ESCALATE, STEP_FOREIGN, 401),
    row("POST /v1/cases/{number}/escalations/{id}/steps", TAKE, STEP_FOREIGN, 401),
    row("PUT /v1/cases/{number}/participants/{id}", TAKES_PART, CHANGE_FOREIGN, 401),
    row("DELETE /v1/cases/{number}/participants/{id}", TAKES_PART, CHANGE_FOREIGN, 401),
    row("POST /v1/cases/{number}/rmas", REPLACE, STEP_FOREIGN, 401),
    row("POST /v1/cases/{number}/rmas/{id}/steps", REPLACE, STEP_FOREIGN, 401),
    row("GET /v1/drafts", DRAFTS, DRAFTS, 401),
    row("GET /v1/drafts/{id}", DRAFTS, DRAFTS_FOREIGN, 401),
    row("PUT /v1/drafts/{id}", DRAFTS, DRAFTS_FOREIGN, 401),
    row("DELETE /v1/drafts/{id}", DRAFT_GONE, DRAFTS_FOREIGN, 401),
    row("GET /v1/response-record", CASES, CASES_FOREIGN, 401),
    row("GET /v1/response-record/cases", CASES, CASES_FOREIGN, 401),
    row("GET /v1/handover", CASES, CASES_FOREIGN, 401),
    row("GET /v1/call-notes", CASES, CASES_FOREIGN, 401),
    row("POST /v1/call-notes", NOTE, NOTE_FOREIGN, 401),
    row("GET /v1/call-notes/{number}", CALL, CASES_FOREIGN, 401),
    row("PATCH /v1/call-notes/{number}", CHANGE, CHANGE_FOREIGN, 401),
    // No key was made here, so that nothing is there.
    row("POST /v1/inbound-mail", MISSING, MISSING, 404),
    row("GET /v1/workspace", WORKSPACE, WORKSPACE, 401),
    row("GET /v1/meetings", PEOPLE, PEOPLE_FOREIGN, 401),
    row("POST /v1/meetings", MEETING, MEETING_FOREIGN, 401),
    row("GET /v1/meetings/{id}", PEOPLE, PEOPLE_FOREIGN, 401),
    row("PATCH /v1/meetings/{id}", READY, MEETING_FOREIGN, 401),
    row("GET /v1/meetings/{id}/calendar", PEOPLE, PEOPLE_FOREIGN, 401),
    row("GET /v1/on-boarding", PEOPLE, PEOPLE_FOREIGN, 401),
    row("PATCH /v1/on-boarding", READY, READY_FOREIGN, 401),
    row("GET /v1/activation", PEOPLE, PEOPLE_FOREIGN, 401),
    row("PATCH /v1/activation", KEEP, KEEP_FOREIGN, 401),
    row("GET /v1/units/facets", UNITS, UNITS_FOREIGN, 401),
    row("GET /v1/units/export", UNITS, UNITS_FOREIGN, 401),
    row("POST /v1/units/changes", RELEASES, CHANGE_FOREIGN, 401),
    row("POST /v1/units/changes/check", CHECKED, CHANGE_FOREIGN, 401),
    row("GET /v1/views", UNITS, UNITS, 401),
    row("POST /v1/views", SAVED, SAVED, 401),
    row("PUT /v1/views/{id}", UNITS, VIEW_FOREIGN, 401),
    row("DELETE /v1/views/{id}", VIEW_GONE, VIEW_FOREIGN, 401),
    row("POST /v1/releases", RELEASES, CHANGE_FOREIGN, 401),
    row("POST /v1/releases/check", CHECKED, CHANGE_FOREIGN, 401),
    row("GET /v1/responsibilities", PEOPLE, PEOPLE_FOREIGN, 401),
    row("PATCH /v1/responsibilities", CONFIRM, CONFIRM_FOREIGN, 401),
    row("GET /v1/notices", PEOPLE, PEOPLE_FOREIGN, 401),
    row("POST /v1/notices", NOTICE, NOTICE_FOREIGN, 401),
    row("GET /v1/notices/{number}", PEOPLE, PEOPLE_FOREIGN, 401),
    row("PATCH /v1/notices/{number}", SEEN, SEEN_FOREIGN, 401),
    row("GET /v1/webinars", WEBINARS, WEBINARS_FOREIGN, 401),
    row("POST /v1/webinars", PLANNED, PLANNED_FOREIGN, 401),
    row("GET /v1/webinars/{id}", WEBINAR, WEBINARS_FOREIGN, 401),
    row("PUT /v1/webinars/{id}", PUBLISH, PUBLISH_FOREIGN, 401),
    row("POST /v1/webinars/{id}/cancel", PUBLISH, PUBLISH_FOREIGN, 401),
    row("GET /v1/webinars/{id}/attendance", PUBLISH, PUBLISH_FOREIGN, 401),
    row("GET /v1/webinars/{id}/{file}", WEBINAR, WEBINARS_FOREIGN, 401),
    row("PUT /v1/webinars/{id}/{file}", PUBLISH, PUBLISH_FOREIGN, 401),
    row("DELETE /v1/webinars/{id}/{file}", TAKEN_DOWN, PUBLISH_FOREIGN, 401),
    row("GET /v1/webinars/{id}/calendar.ics", WEBINAR, WEBINARS_FOREIGN, 401),
    row("PUT /v1/webinars/{id}/registration", WEBINAR_DONE, WEBINARS_FOREIGN, 401),
    row("DELETE /v1/webinars/{id}/registration", WEBINAR_DONE, WEBINARS_FOREIGN, 401),
    row("POST /v1/webinars/{id}/joined", WEBINAR, WEBINARS_FOREIGN, 401),
    row("PUT /v1/webinars/{id}/position", WEBINAR, WEBINARS_FOREIGN, 401),
    row("PUT /v1/webinars/{id}/feedback", WEBINAR, WEBINARS_FOREIGN, 401),
    row("POST /v1/webinars/{id}/questions", WEBINAR_ASKED, WEBINARS_FOREIGN, 401),
    row("PUT /v1/webinars/{id}/questions/{question}/vote", VOTED, WEBINARS_FOREIGN, 401),
    row("DELETE /v1/webinars/{id}/questions/{question}/vote", WEBINAR_DONE, WEBINARS_FOREIGN, 401),
    row("PUT /v1/webinars/{id}/questions/{question}/answer", PUBLISH, PUBLISH_FOREIGN, 401),
    row("GET /v1/registration", REGISTER, REGISTER_FOREIGN, 401),
    row("POST /v1/registration/check", REGISTER, REGISTER_FOREIGN, 401),
    row("GET /v1/registrations", REGISTER, REGISTER_FOREIGN, 401),
    row("POST /v1/registrations", REGISTERED, REGISTER_FOREIGN, 401),
    row("GET /v1/registrations/{id}", REGISTER, REGISTER_FOREIGN, 401),
    row("POST /v1/registrations/{id}/stop", REGISTER, REGISTER_FOREIGN, 401),
    row("GET /v1/registrations/{id}/rows", REGISTER, REGISTER_FOREIGN, 401),
    row("PUT /v1/registrations/{id}/rows", REGISTER, REGISTER_FOREIGN, 401),
    row("GET /v1/claims", CLAIMS, CLAIMS_FOREIGN, 401),
    row("POST /v1/claims", REGISTERED, CLAIM_FOREIGN, 401),
    row("GET /v1/claims/{id}", CLAIMS, CLAIMS_FOREIGN, 401),
    row("POST /v1/claims/{id}/settle", PUBLISH, PUBLISH_FOREIGN, 401),
    row("POST /v1/claims/{id}/withdraw", TAKE_BACK, TAKE_BACK_FOREIGN, 401),
    row("POST /v1/units/{reference}/transfer", TRANSFER, ROSTER_FOREIGN, 401),
    row("POST /v1/policy-reports", GONE, GONE, 204),
];

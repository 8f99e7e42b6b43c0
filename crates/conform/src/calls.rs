//! The calls that read, each with the type that the app reads it by and where what it asks for comes from. A test compares the
//! table with the API's description: none is missing, and none is read by another type.

use utoipa::ToSchema;
use wire::{
    activation::Activation,
    advice::{Advice, AdviceList, ReleasesInUse},
    advisor::AdvisorOfAccount,
    call_note::{CallNote, CallNoteList},
    case::{Case, CaseList},
    case_draft::{CaseDraft, DraftList},
    contact::{Contacts, RosterChanges},
    contract::ContractList,
    facets::Facets,
    handover::Handover,
    invitation::Invitations,
    json::FromJson,
    meeting::{Meeting, MeetingList},
    meta::Meta,
    notice::{Notice, NoticeList},
    on_boarding::OnBoarding,
    profile::{People, Sessions},
    proposal::Proposals,
    registration::{Batch, BatchList, BatchRows, Claim, ClaimList, RegistrationBasis},
    response_record::{RecordCases, ResponseRecord},
    responsibilities::Responsibilities,
    saved_view::ViewList,
    session::Me,
    site::{SiteDetail, SiteList, ZoneNames},
    unit::{UnitDetail, UnitList},
    unit_history::UnitHistory,
    webinar::{Attendance, Webinar, WebinarList},
    workspace::Workspace,
};

use crate::fields::Reader;

/// A call that reads.
pub struct Call {
    /// Its path: `/v1/units/{reference}`
    pub path: &'static str,
    /// What stands behind the `?`: `{since}` is a day ago, `{quarter}` the present quarter, by the clock of the API.
    pub query: &'static str,
    /// Whether those who look after several accounts say which they mean.
    pub names_account: bool,
    /// Where the part in braces comes from: the call whose list has it, and its member there, `site.id` for one of a member.
    pub from: Option<(&'static str, &'static str)>,
    /// What answers.
    pub answer: Expected,
}

/// What the app asks a list for besides the list itself.
pub struct Question {
    /// Path and query: `{day}` is ninety days ago, what stands in other braces comes from data.
    pub asked: &'static str,
    /// Where that comes from, as for a call.
    pub from: Option<(&'static str, &'static str)>,
    /// Whether those who look after several accounts say which they mean.
    pub names_account: bool,
}

impl Question {
    /// The call whose list is asked.
    pub fn path(&self) -> &'static str {
        self.asked.split('?').next().unwrap_or(self.asked)
    }

    const fn of(asked: &'static str) -> Self {
        Self { asked, from: None, names_account: false }
    }

    const fn of_account(self) -> Self {
        Self { names_account: true, ..self }
    }

    const fn from(self, list: &'static str, member: &'static str) -> Self {
        Self { from: Some((list, member)), ..self }
    }
}

/// What a call answers with.
pub enum Expected {
    /// JSON, read by the type of the app.
    Read(fn() -> Reader),
    /// A file of that media type.
    File(&'static str),
}

const fn read<T: FromJson + ToSchema>(path: &'static str) -> Call {
    Call { path, query: "", names_account: false, from: None, answer: Expected::Read(Reader::of::<T>) }
}

const fn file(path: &'static str, media_type: &'static str) -> Call {
    Call { path, query: "", names_account: false, from: None, answer: Expected::File(media_type) }
}

impl Call {
    const fn of_account(self) -> Self {
        Self { names_account: true, ..self }
    }

    const fn with(self, query: &'static str) -> Self {
        Self { query, ..self }
    }

    const fn from(self, list: &'static str, member: &'static str) -> Self {
        Self { from: Some((list, member)), ..self }
    }
}

/// All of them, a list before what is asked for by it.
pub const CALLS: &[Call] = &[
    read::<Meta>("/v1/meta"),
    read::<Me>("/v1/me"),
    read::<UnitList>("/v1/units"),
    read::<UnitDetail>("/v1/units/{reference}").from("/v1/units", "reference"),
    read::<ContractList>("/v1/contracts").of_account(),
    read::<Contacts>("/v1/contacts").of_account(),
    read::<CaseList>("/v1/cases"),
    read::<Case>("/v1/cases/{number}").from("/v1/cases", "number"),
    read::<Activation>("/v1/activation").of_account(),
    read::<AdviceList>("/v1/advice").of_account(),
    read::<ReleasesInUse>("/v1/advice/releases").of_account(),
    read::<Advice>("/v1/advice/{id}").from("/v1/advice", "id"),
    read::<AdvisorOfAccount>("/v1/advisor").of_account(),
    read::<CallNoteList>("/v1/call-notes"),
    read::<CallNote>("/v1/call-notes/{number}").from("/v1/call-notes", "number"),
    file("/v1/cases/export", "text/csv"),
    read::<Facets>("/v1/cases/facets"),
    read::<ClaimList>("/v1/claims"),
    read::<Claim>("/v1/claims/{id}").from("/v1/claims", "id"),
    read::<RosterChanges>("/v1/contacts/changes").of_account(),
    read::<DraftList>("/v1/drafts"),
    read::<CaseDraft>("/v1/drafts/{id}").from("/v1/drafts", "id"),
    read::<Handover>("/v1/handover").with("since={since}"),
    read::<Invitations>("/v1/invitations").of_account(),
    read::<MeetingList>("/v1/meetings").of_account(),
    read::<Meeting>("/v1/meetings/{id}").from("/v1/meetings", "id"),
    file("/v1/meetings/{id}/calendar", "text/calendar").from("/v1/meetings", "id"),
    read::<NoticeList>("/v1/notices").of_account(),
    read::<Notice>("/v1/notices/{number}").from("/v1/notices", "number"),
    read::<OnBoarding>("/v1/on-boarding").of_account(),
    read::<People>("/v1/people").of_account(),
    read::<Proposals>("/v1/proposals").of_account(),
    read::<RegistrationBasis>("/v1/registration").of_account(),
    read::<BatchList>("/v1/registrations"),
    read::<Batch>("/v1/registrations/{id}").from("/v1/registrations", "id"),
    read::<BatchRows>("/v1/registrations/{id}/rows").from("/v1/registrations", "id"),
    read::<ResponseRecord>("/v1/response-record").of_account(),
    read::<RecordCases>("/v1/response-record/cases")
        .of_account()
        .with("quarter={quarter}&priority=2&channel=web"),
    read::<Responsibilities>("/v1/responsibilities").of_account(),
    read::<Sessions>("/v1/sessions"),
    read::<SiteList>("/v1/sites"),
    read::<SiteDetail>("/v1/sites/{id}").from("/v1/sites", "site.id"),
    file("/v1/units/export", "text/csv").with("format=csv"),
    read::<Facets>("/v1/units/facets"),
    read::<UnitHistory>("/v1/units/{reference}/history").from("/v1/units", "reference"),
    file("/v1/units/{reference}/label", "image/svg+xml").from("/v1/units", "reference"),
    read::<ViewList>("/v1/views").with("page=units"),
    read::<WebinarList>("/v1/webinars"),
    read::<Webinar>("/v1/webinars/{id}").from("/v1/webinars", "id"),
    read::<Attendance>("/v1/webinars/{id}/attendance").from("/v1/webinars", "id"),
    file("/v1/webinars/{id}/calendar.ics", "text/calendar").from("/v1/webinars", "id"),
    read::<Workspace>("/v1/workspace"),
    read::<ZoneNames>("/v1/zones"),
];

/// All of them, in the app's own words: `src/api`.
pub const QUESTIONS: &[Question] = &[
    Question::of(OPEN_CASES),
    Question::of(LATEST_CASES),
    Question::of(CASES_OF_UNIT).of_account().from("/v1/units", "reference"),
    Question::of(SIMILAR_CASES).from("/v1/units", "reference"),
    Question::of(UNITS_THAT_END),
    Question::of(UNITS_FOUND).from("/v1/units", "model"),
    Question::of(UNITS_OF_SITE).from("/v1/sites", "site.id"),
    Question::of(OPEN_CLAIMS).of_account(),
    Question::of(UNIT_HISTORY).of_account().from("/v1/units", "reference"),
    Question::of(SITES_FOUND).of_account(),
    Question::of(ADVICE).of_account(),
    Question::of(HANDOVER).of_account(),
    Question::of(CASE_VIEWS),
    Question::of(REFUSED_ROWS).from("/v1/registrations", "id"),
];

/// The first page of the list of cases.
pub const OPEN_CASES: &str = "/v1/cases?sort=urgency&open=true&limit=50";
/// Beside the service, and where it is not known whether a case was opened.
pub const LATEST_CASES: &str = "/v1/cases?sort=-created&limit=200";
/// Beside a unit.
pub const CASES_OF_UNIT: &str = "/v1/cases?unit={reference}&sort=-created&limit=5";
/// Beside a case that is being written.
pub const SIMILAR_CASES: &str =
    "/v1/cases?like_unit={reference}&like=link%20down&opened_from={day}&sort=urgency&limit=5";
/// On the first screen.
pub const UNITS_THAT_END: &str = "/v1/units?ends_within_days=90&sort=covered_until&limit=5";
/// While a unit is looked for.
pub const UNITS_FOUND: &str = "/v1/units?q={model}&limit=8";
/// Beside a site.
pub const UNITS_OF_SITE: &str = "/v1/units?site={id}&limit=50";
/// Beside a unit that somebody else claims.
pub const OPEN_CLAIMS: &str = "/v1/claims?state=open&limit=200";
/// Below a unit.
pub const UNIT_HISTORY: &str = "/v1/units/{reference}/history?limit=20";
/// What a site may be joined with.
pub const SITES_FOUND: &str = "/v1/sites?limit=200";
/// Beside the advisor.
pub const ADVICE: &str = "/v1/advice?limit=20";
/// The first page of a handover.
pub const HANDOVER: &str = "/v1/handover?since={since}&limit=200";
/// Above the list of cases.
pub const CASE_VIEWS: &str = "/v1/views?page=cases";
/// Beside a batch of which some rows were refused.
pub const REFUSED_ROWS: &str = "/v1/registrations/{id}/rows?outcome=refused&limit=50";

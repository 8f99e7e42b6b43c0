//! Every path of the API, printed in one place. Parts that come from data are percent-encoded.

mod registration;

pub use registration::{
    CLAIMS, REGISTRATION, REGISTRATION_CHECK, REGISTRATIONS, claim, registration, registration_rows,
    settle_claim, stop_registration, transfer, withdraw_claim,
};

/// `GET` what this API is and can.
pub const META: &str = "/v1/meta";
/// `POST` sign in, `DELETE` sign out.
pub const SESSION: &str = "/v1/session";
/// `GET` who is signed in, `PATCH` own details.
pub const ME: &str = "/v1/me";
/// `GET` own sessions, `DELETE` all but the one that asks.
pub const SESSIONS: &str = "/v1/sessions";
/// `PUT` another password.
pub const PASSWORD: &str = "/v1/password";
/// `GET` who holds which role in an account.
pub const PEOPLE: &str = "/v1/people";
/// `GET` units.
pub const UNITS: &str = "/v1/units";
/// `POST` changes of units.
pub const UNIT_CHANGES: &str = "/v1/units/changes";
/// `POST` the same, to be told what would become of each unit.
pub const UNIT_CHANGES_CHECK: &str = "/v1/units/changes/check";
/// `GET` the values that the list of units can be narrowed to, with their counts.
pub const UNIT_FACETS: &str = "/v1/units/facets";
/// `GET` the list of units as a file.
pub const UNIT_EXPORT: &str = "/v1/units/export";
/// `GET` saved views of a list, `POST` another one.
pub const VIEWS: &str = "/v1/views";
/// `GET` sites, `POST` another one.
pub const SITES: &str = "/v1/sites";
/// `GET` the names of all time zones.
pub const ZONES: &str = "/v1/zones";
/// `GET` service contracts.
pub const CONTRACTS: &str = "/v1/contracts";
/// `GET` the people who may speak for the account, `PATCH` one step of its roster.
pub const CONTACTS: &str = "/v1/contacts";
/// `GET` the steps that were done.
pub const ROSTER_CHANGES: &str = "/v1/contacts/changes";
/// `PATCH` "all of this is still right".
pub const CONFIRMATION: &str = "/v1/contacts/confirmation";
/// `GET` what the advisor proposes for the roster, `POST` another proposal.
pub const PROPOSALS: &str = "/v1/proposals";
/// `GET` invitations that can be accepted, `POST` another one.
pub const INVITATIONS: &str = "/v1/invitations";
/// `POST` what a link of an invitation is for.
pub const LOOK_AT_INVITATION: &str = "/v1/invitations/look";
/// `POST` accept an invitation.
pub const ACCEPT_INVITATION: &str = "/v1/invitations/accept";
/// `GET` the Technical Services Advisor, `PATCH` who works with the advisor.
pub const ADVISOR: &str = "/v1/advisor";
/// `GET` and `POST` requests to the advisor.
pub const ADVICE: &str = "/v1/advice";
/// `GET` the software releases in use, by product family.
pub const ADVICE_RELEASES: &str = "/v1/advice/releases";
/// `GET` and `POST` Tech Cases.
pub const CASES: &str = "/v1/cases";
/// `GET` the sites and contracts that the list of cases can be narrowed to, with their counts.
pub const CASE_FACETS: &str = "/v1/cases/facets";
/// `GET` the list of cases as a file.
pub const CASE_EXPORT: &str = "/v1/cases/export";
/// `GET` the person's own reports that are not sent yet.
pub const DRAFTS: &str = "/v1/drafts";
/// `GET` what became of an account's response targets, over eight quarters.
pub const RESPONSE_RECORD: &str = "/v1/response-record";
/// `GET` the cases behind one of its figures.
pub const RECORD_CASES: &str = "/v1/response-record/cases";
/// `GET` what has happened since an instant, what is open, and who is calling.
pub const HANDOVER: &str = "/v1/handover";
/// `GET` the accounts of an advisor, side by side.
pub const WORKSPACE: &str = "/v1/workspace";
/// `POST` a mail about a case, from the installation's mail server.
pub const INBOUND_MAIL: &str = "/v1/inbound-mail";
/// `GET` and `POST` call notes.
pub const CALL_NOTES: &str = "/v1/call-notes";
/// `GET` meetings of an account with its advisor, `POST` another one.
pub const MEETINGS: &str = "/v1/meetings";
/// `GET` the on-boarding of an account, `PATCH` one step of it.
pub const ON_BOARDING: &str = "/v1/on-boarding";
/// `GET` what activates the service, `PATCH` one step of it.
pub const ACTIVATION: &str = "/v1/activation";
/// `POST` which release runs on which unit.
pub const RELEASES: &str = "/v1/releases";
/// `POST` the same, to be told what would become of each row.
pub const RELEASES_CHECK: &str = "/v1/releases/check";
/// `GET` how the responsibilities stand, `PATCH` one step.
pub const RESPONSIBILITIES: &str = "/v1/responsibilities";
/// `GET` and `POST` written notices.
pub const NOTICES: &str = "/v1/notices";
/// `GET` the catalogue of webinars, `POST` another one.
pub const WEBINARS: &str = "/v1/webinars";

/// `POST` what browsers blocked on a page, told by the browser itself.
pub const POLICY_REPORTS: &str = "/v1/policy-reports";

/// One unit, by serial number or software reference number.
#[must_use]
pub fn unit(reference: &str) -> String {
    format!("{UNITS}/{}", encode(reference))
}

/// One saved view, by id.
#[must_use]
pub fn view(id: &str) -> String {
    format!("{VIEWS}/{}", encode(id))
}

/// One report that is not sent yet, by id.
#[must_use]
pub fn draft(id: &str) -> String {
    format!("{DRAFTS}/{}", encode(id))
}

/// What happened to a unit.
#[must_use]
pub fn unit_history(reference: &str) -> String {
    format!("{}/history", unit(reference))
}

/// The label of a unit, a picture.
#[must_use]
pub fn label(reference: &str) -> String {
    format!("{}/label", unit(reference))
}

/// One of one's own sessions, by its opaque id.
#[must_use]
pub fn session(id: &str) -> String {
    format!("{SESSIONS}/{}", encode(id))
}

/// The sign-in of somebody of an account, by the person's id; `DELETE` ends it.
#[must_use]
pub fn sign_in_of(id: &str) -> String {
    format!("{PEOPLE}/{}/sign-in", encode(id))
}

/// One Tech Case, by number.
#[must_use]
pub fn case(number: &str) -> String {
    format!("{CASES}/{}", encode(number))
}

/// `POST` one step of a Tech Case.
#[must_use]
pub fn case_steps(number: &str) -> String {
    format!("{}/steps", case(number))
}

/// `POST` a file of a Tech Case.
#[must_use]
pub fn case_files(number: &str) -> String {
    format!("{}/files", case(number))
}

/// One file of a Tech Case, by its number within the case.
#[must_use]
pub fn case_file(number: &str, id: &str) -> String {
    format!("{}/{}", case_files(number), encode(id))
}

/// `POST`: takes one's own file back.
#[must_use]
pub fn withdraw_file(number: &str, id: &str) -> String {
    format!("{}/withdraw", case_file(number, id))
}

/// `POST` a request to the Escalation Management Desk.
#[must_use]
pub fn escalations(number: &str) -> String {
    format!("{}/escalations", case(number))
}

/// `POST` one step of such a request, by its number within the case.
#[must_use]
pub fn escalation_steps(number: &str, id: &str) -> String {
    format!("{}/{}/steps", escalations(number), encode(id))
}

/// `PUT` somebody among those who take part, `DELETE` take out.
#[must_use]
pub fn participant(number: &str, person: &str) -> String {
    format!("{}/participants/{}", case(number), encode(person))
}

/// `POST` the replacement of a unit.
#[must_use]
pub fn rmas(number: &str) -> String {
    format!("{}/rmas", case(number))
}

/// `POST` one step of a replacement, by its number within the case.
#[must_use]
pub fn rma_steps(number: &str, id: &str) -> String {
    format!("{}/{}/steps", rmas(number), encode(id))
}

/// One request to the advisor, by id.
#[must_use]
pub fn advice(id: &str) -> String {
    format!("{ADVICE}/{}", encode(id))
}

/// One call note, by number.
#[must_use]
pub fn call_note(number: &str) -> String {
    format!("{CALL_NOTES}/{}", encode(number))
}

/// One invitation, by id.
#[must_use]
pub fn invitation(id: &str) -> String {
    format!("{INVITATIONS}/{}", encode(id))
}

/// One proposal, by id.
#[must_use]
pub fn proposal(id: &str) -> String {
    format!("{PROPOSALS}/{}", encode(id))
}

/// One contact, by id; `own` is the one who asks.
#[must_use]
pub fn contact(id: &str) -> String {
    format!("{CONTACTS}/{}", encode(id))
}

/// The certificate of a contact.
#[must_use]
pub fn certificate(id: &str) -> String {
    format!("{}/certificate", contact(id))
}

/// The vendor's answer to a certificate.
#[must_use]
pub fn approval(id: &str) -> String {
    format!("{}/approval", contact(id))
}

/// One meeting, by id.
#[must_use]
pub fn meeting(id: &str) -> String {
    format!("{MEETINGS}/{}", encode(id))
}

/// The calendar file of one meeting.
#[must_use]
pub fn meeting_calendar(id: &str) -> String {
    format!("{}/calendar", meeting(id))
}

/// One site, by id.
#[must_use]
pub fn site(id: &str) -> String {
    format!("{SITES}/{}", encode(id))
}

/// `POST`: its units stand at another site, which is the same place.
#[must_use]
pub fn merge_site(id: &str) -> String {
    format!("{}/merge", site(id))
}

/// One webinar, by id.
#[must_use]
pub fn webinar(id: &str) -> String {
    format!("{WEBINARS}/{}", encode(id))
}

/// A part of a webinar: `registration`, `calendar.ics`, `questions`, `joined`, `position`, `feedback`, `cancel`,
/// `attendance`, or a kind of file.
#[must_use]
pub fn webinar_part(id: &str, part: &str) -> String {
    format!("{}/{part}", webinar(id))
}

/// A question of a webinar: its `vote` or its `answer`.
#[must_use]
pub fn webinar_question(id: &str, question: &str, part: &str) -> String {
    format!("{}/questions/{}/{part}", webinar(id), encode(question))
}

/// One written notice, by number.
#[must_use]
pub fn notice(number: &str) -> String {
    format!("{NOTICES}/{}", encode(number))
}

/// A query string from pairs, with its question mark; pairs without value are left out.
#[must_use]
pub fn query(pairs: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        text.push(if text.is_empty() { '?' } else { '&' });
        text.push_str(name);
        text.push('=');
        text.push_str(&encode(value));
    }
    text
}

/// Percent-encodes everything but unreserved characters (RFC 3986).
#[must_use]
pub fn encode(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(byte.into());
        } else {
            encoded.push('%');
            for half in [byte >> 4, byte & 15] {
                encoded.push(HEX.get(usize::from(half)).copied().unwrap_or(b'0').into());
            }
        }
    }
    encoded
}

/// Undoes [`encode`]; `None` when the text is no valid encoding of UTF-8.
#[must_use]
pub fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: Option<u8>| byte.and_then(|b| char::from(b).to_digit(16));
            let (high, low) = (digit(rest.next())?, digit(rest.next())?);
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_never_changes_the_path() {
        assert_eq!(unit("A/B?c#d"), "/v1/units/A%2FB%3Fc%23d");
        assert_eq!(query(&[("q", "fra1 & münchen"), ("cursor", "")]), "?q=fra1%20%26%20m%C3%BCnchen");
        assert_eq!(decode("%zz"), None);
    }

    proptest::proptest! {
        #[test]
        fn encoding_comes_back(text in ".*") {
            proptest::prop_assert_eq!(decode(&encode(&text)), Some(text));
        }
    }
}

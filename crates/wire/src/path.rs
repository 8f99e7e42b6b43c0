//! Every path of the API, printed in one place. Parts that come from data are percent-encoded.

/// `GET` what this API is and can.
pub const META: &str = "/v1/meta";
/// `POST` sign in, `DELETE` sign out.
pub const SESSION: &str = "/v1/session";
/// `GET` who is signed in.
pub const ME: &str = "/v1/me";
/// `GET` units.
pub const UNITS: &str = "/v1/units";
/// `GET` service contracts.
pub const CONTRACTS: &str = "/v1/contracts";
/// `GET` the people who may speak for the account, `PATCH` one step of its roster.
pub const CONTACTS: &str = "/v1/contacts";
/// `GET` the steps that were done.
pub const ROSTER_CHANGES: &str = "/v1/contacts/changes";
/// `GET` the Technical Services Advisor.
pub const ADVISOR: &str = "/v1/advisor";
/// `GET` and `POST` Tech Cases.
pub const CASES: &str = "/v1/cases";
/// `GET` and `POST` call notes.
pub const CALL_NOTES: &str = "/v1/call-notes";
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

/// `POST` what browsers blocked on a page, told by the browser itself.
pub const POLICY_REPORTS: &str = "/v1/policy-reports";

/// One unit, by serial number or software reference number.
#[must_use]
pub fn unit(reference: &str) -> String {
    format!("{UNITS}/{}", encode(reference))
}

/// One Tech Case, by number.
#[must_use]
pub fn case(number: &str) -> String {
    format!("{CASES}/{}", encode(number))
}

/// One call note, by number.
#[must_use]
pub fn call_note(number: &str) -> String {
    format!("{CALL_NOTES}/{}", encode(number))
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

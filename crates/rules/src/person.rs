//! How a person can be reached: an e-mail address of somebody real, and a telephone number in the international form (E.164).
//! Both are kept as they will be used; whether anybody answers there is not asked.

use std::fmt;

/// An e-mail address.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct EmailAddress(String);

/// What is wrong with an e-mail address.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum EmailProblem {
    /// Nothing there.
    Missing,
    /// It is none.
    Unreadable,
    /// A mailbox that several people read, or nobody: the service speaks with named people.
    NotAPerson,
}

/// Mailboxes of functions. Compared with the part before the `@`, up to its first `+`, `.`, `-` or `_` and as a whole.
const FUNCTIONS: [&str; 24] = [
    "abuse",
    "admin",
    "administrator",
    "alerts",
    "contact",
    "helpdesk",
    "hostmaster",
    "info",
    "it",
    "mail",
    "mailer-daemon",
    "monitoring",
    "network",
    "no-reply",
    "noc",
    "noreply",
    "office",
    "operations",
    "ops",
    "postmaster",
    "root",
    "sales",
    "service",
    "support",
];

impl EmailAddress {
    /// Reads an address: one `@`, something before it, a domain with a dot after it, no blanks, at most 254 characters.
    ///
    /// # Errors
    /// Nothing there, no address, or the mailbox of a function.
    pub fn parse(text: &str) -> Result<Self, EmailProblem> {
        let text = text.trim();
        if text.is_empty() {
            return Err(EmailProblem::Missing);
        }
        let (local, domain) = text.rsplit_once('@').ok_or(EmailProblem::Unreadable)?;
        let is_label = |label: &str| {
            !label.is_empty()
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        };
        let readable = !local.is_empty()
            && !local.contains('@')
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..")
            && !text.chars().any(|c| c.is_whitespace() || c.is_control() || "<>(),;:\\\"[]".contains(c))
            && domain.contains('.')
            && domain.split('.').all(is_label)
            && text.chars().count() <= 254;
        if !readable {
            return Err(EmailProblem::Unreadable);
        }
        // The words are English; the tables for all other letters would be 4 kB of the browser app.
        let local = local.to_ascii_lowercase();
        let first = local.split(['+', '.', '-', '_']).next().unwrap_or_default();
        if FUNCTIONS.iter().any(|function| *function == local || *function == first) {
            return Err(EmailProblem::NotAPerson);
        }
        Ok(Self(text.to_owned()))
    }

    /// As it was typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl EmailProblem {
    /// For people.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::Missing => "Enter an e-mail address",
            Self::Unreadable => "This is no e-mail address; one looks like name@example.net",
            Self::NotAPerson => {
                "This is the mailbox of a function; the service speaks with named people. Enter the person's own address"
            }
        }
    }
}

/// A telephone number: `+`, country code and number, 8 to 15 digits (E.164).
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Phone(String);

/// What is wrong with a telephone number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PhoneProblem {
    /// Nothing there.
    Missing,
    /// No `+` with a country code in front.
    WithoutCountry,
    /// Something other than digits and the usual separators.
    Unreadable,
    /// Fewer than 8 or more than 15 digits.
    Length,
}

impl Phone {
    /// Reads a number as people write it: blanks, dots, hyphens, slashes and brackets separate; `(0)` is left out, because it
    /// is not dialled from abroad.
    ///
    /// # Errors
    /// Nothing there, no country code, no number, or too short or long.
    pub fn parse(text: &str) -> Result<Self, PhoneProblem> {
        let text = text.trim();
        if text.is_empty() {
            return Err(PhoneProblem::Missing);
        }
        let rest = text.strip_prefix('+').ok_or(PhoneProblem::WithoutCountry)?.replace("(0)", "");
        let separates = |c: char| c.is_whitespace() || ".-/()\u{2011}\u{2013}".contains(c);
        if rest.chars().any(|c| !c.is_ascii_digit() && !separates(c)) {
            return Err(PhoneProblem::Unreadable);
        }
        let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
        if digits.starts_with('0') {
            return Err(PhoneProblem::WithoutCountry);
        }
        if !(8..=15).contains(&digits.len()) {
            return Err(PhoneProblem::Length);
        }
        Ok(Self(format!("+{digits}")))
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl PhoneProblem {
    /// For people.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::Missing => "Enter a telephone number",
            Self::WithoutCountry => "Begin with + and the country code, such as +1 202-555-0100",
            Self::Unreadable => "A telephone number has digits only; an extension does not belong here",
            Self::Length => "A telephone number with its country code has 8 to 15 digits",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_have_addresses_and_functions_do_not_count() {
        for good in [
            "priya.nair@example.net",
            "j@xn--bcher-kva.example",
            "nocturne@example.net",
            "Åsa@exämple.net",
            "opsahl.k@example.net",
        ] {
            assert_eq!(
                EmailAddress::parse(&format!(" {good} ")).map(|email| email.as_str().to_owned()),
                Ok(good.to_owned())
            );
        }
        for function in [
            "noc@example.net",
            "NOC+fra@example.net",
            "support.emea@example.net",
            "no-reply@example.net",
            "noreply@example.net",
            "ops-night@example.net",
        ] {
            assert_eq!(EmailAddress::parse(function), Err(EmailProblem::NotAPerson), "{function}");
        }
        for none in [
            "priya",
            "@example.net",
            "priya@",
            "priya@example",
            "priya@.net",
            "a b@example.net",
            "a@b@example.net",
            "<a@example.net>",
            ".a@example.net",
            "a..b@example.net",
            "a@-x.net",
        ] {
            assert_eq!(EmailAddress::parse(none), Err(EmailProblem::Unreadable), "{none}");
        }
        assert_eq!(EmailAddress::parse(" "), Err(EmailProblem::Missing));
        assert_eq!(
            EmailAddress::parse(&format!("{}@example.net", "a".repeat(250))),
            Err(EmailProblem::Unreadable)
        );
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, number) in [
            ("+1 202-555-0100", "+12025550100"),
            ("+49 (0) 30 / 5550 100", "+49305550100"),
            ("+91.22.5550.1000", "+912255501000"),
        ] {
            assert_eq!(Phone::parse(text).map(|phone| phone.to_string()), Ok(number.to_owned()));
        }
        assert_eq!(Phone::parse("202-555-0100"), Err(PhoneProblem::WithoutCountry));
        assert_eq!(Phone::parse("+0 202-555-0100"), Err(PhoneProblem::WithoutCountry));
        assert_eq!(Phone::parse("+1 202-555-0100 ext. 7"), Err(PhoneProblem::Unreadable));
        assert_eq!(Phone::parse("+1 202"), Err(PhoneProblem::Length));
        assert_eq!(Phone::parse("+1234567890123456"), Err(PhoneProblem::Length));
        assert_eq!(Phone::parse(""), Err(PhoneProblem::Missing));
    }

    proptest::proptest! {
        #[test]
        fn nothing_that_is_typed_ends_the_program(text in "\\PC{0,60}") {
            if let Ok(phone) = Phone::parse(&text) {
                proptest::prop_assert_eq!(Phone::parse(&phone.to_string()), Ok(phone), "what is kept is read again");
            }
            if let Ok(email) = EmailAddress::parse(&text) {
                proptest::prop_assert_eq!(EmailAddress::parse(email.as_str()), Ok(email.clone()));
            }
        }
    }
}

//! Links that people type: into a meeting, to what shows that something is done. Only `https` is a link; anything else
//! stays text or is refused, so that nobody is led to a script or to a page that somebody on the way can change. Whether
//! there is anything at the other end is not asked.

use std::fmt;

/// Longest link, characters.
pub const LINK_MAX: usize = 500;

/// A link that begins with `https://` and names a host.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct HttpsLink(String);

/// Why a text is no link.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LinkProblem {
    /// Nothing was entered.
    Missing,
    /// It does not begin with `https://`.
    NotHttps,
    /// No host, or characters that no link has.
    Unreadable,
    /// Longer than [`LINK_MAX`].
    TooLong,
}

impl HttpsLink {
    /// Reads what somebody typed or pasted.
    ///
    /// # Errors
    /// Nothing there, another scheme, no host, or too long.
    pub fn parse(text: &str) -> Result<Self, LinkProblem> {
        const SCHEME: &str = "https://";
        let text = text.trim();
        if text.is_empty() {
            return Err(LinkProblem::Missing);
        }
        let (scheme, rest) = text.split_at_checked(SCHEME.len()).ok_or(LinkProblem::NotHttps)?;
        if !scheme.eq_ignore_ascii_case(SCHEME) {
            return Err(LinkProblem::NotHttps);
        }
        if text.chars().count() > LINK_MAX {
            return Err(LinkProblem::TooLong);
        }
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let strange = |c: char| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c);
        // Somebody's name before the host makes a link look as if it led elsewhere.
        if host.is_empty() || host.contains('@') || rest.contains(strange) {
            return Err(LinkProblem::Unreadable);
        }
        Ok(Self(format!("{SCHEME}{rest}")))
    }

    /// As it is kept.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for HttpsLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl LinkProblem {
    /// For people.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::Missing => "Enter the link to join by; all meetings are remote",
            Self::NotHttps => "A link begins with https://",
            Self::Unreadable => "This is no link that a browser can follow; copy it once more",
            Self::TooLong => "A link has at most 500 characters",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_safe_scheme_is_a_link() {
        let link = |text: &str| HttpsLink::parse(text).map(|link| link.to_string());
        assert_eq!(link(" HTTPS://meet.example.com/a?b=c "), Ok("https://meet.example.com/a?b=c".to_owned()));
        for other in
            ["http://meet.example.com", "javascript:alert(1)", "meet.example.com", "https:/x", "täglich um 9"]
        {
            assert_eq!(link(other), Err(LinkProblem::NotHttps), "{other}");
        }
        for broken in [
            "https://",
            "https:///a",
            "https://a b",
            "https://good.example@evil.example/",
            "https://a\"b",
            "https://a\\b",
        ] {
            assert_eq!(link(broken), Err(LinkProblem::Unreadable), "{broken}");
        }
        assert_eq!(link("  "), Err(LinkProblem::Missing));
        assert_eq!(
            link(&format!("https://{}", "a".repeat(LINK_MAX - 8))).map(|link| link.len()),
            Ok(LINK_MAX)
        );
        assert_eq!(link(&format!("https://{}", "a".repeat(LINK_MAX - 7))), Err(LinkProblem::TooLong));
    }

    proptest::proptest! {
        #[test]
        fn what_is_kept_is_read_again(text in "(https://)?\\PC{0,40}") {
            if let Ok(link) = HttpsLink::parse(&text) {
                proptest::prop_assert_eq!(HttpsLink::parse(link.as_str()), Ok(link));
            }
        }
    }
}

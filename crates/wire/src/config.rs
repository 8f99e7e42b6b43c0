//! `public/config.json`: what an installation sets without a rebuild. The static shell reads it too, without Rust. A setting
//! that can't be read is named, and the others hold all the same.

mod accent;
mod settings;

pub use accent::Accent;
pub use settings::{Settings, settings};

use crate::{answer, json, meta::Meta};
use serde::Serialize;
use serde_json::{Map, Value};

answer! {
    /// Settings of an installation.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[serde(rename_all = "camelCase")]
    pub struct Config {
        /// Where the API is, without a slash at its end; nothing = same origin.
        #[serde(default)]
        pub api_base: Option<String> = "apiBase",
        /// How people sign in: `"cookie"`, by e-mail address and password at the API, or `{"redirect": …}`, a [`Redirect`].
        pub sign_in [default]: Value = "signIn",
        /// The product's name.
        pub name: String,
        /// True while the telephone numbers are fictitious.
        pub demonstration_numbers [default]: bool = "demonstrationNumbers",
        /// Telephone numbers by line.
        pub phones: Phones,
        /// The address at which e-mail updates an open case (R-054); nothing: no e-mail is taken, and none is spoken of.
        #[serde(default)]
        pub case_mail: Option<String> = "caseMail",
        /// Names of what this API does without: [`crate::capability::OPTIONAL`].
        pub capabilities_off [default]: Vec<String> = "capabilitiesOff",
        /// Targets, priorities and countries as `/v1/meta` says them, for an API that has none: what decisions rest on.
        pub service [default]: Map<String, Value>,
    }
}

impl Config {
    /// Whether people sign in somewhere else than at the API.
    #[must_use]
    pub fn signs_in_elsewhere(&self) -> bool {
        self.sign_in.is_object()
    }

    /// Whether everything goes where it may: nothing is asked by a config that says otherwise.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let redirect = self.sign_in.get("redirect");
        let there = ["authorize", "token", "end"].iter().filter_map(|name| redirect?.get(*name)?.as_str());
        self.api_base.as_deref().into_iter().chain(there).all(is_address)
    }

    /// Where, if so and if it can be read.
    ///
    /// # Errors
    /// Where the first thing stands that can't be read.
    pub fn redirect(&self) -> Result<Option<Redirect>, String> {
        match &self.sign_in {
            Value::Null => Ok(None),
            Value::String(way) if way == "cookie" => Ok(None),
            way => json::from_value::<Elsewhere>(way.clone()).map(|elsewhere| Some(elsewhere.redirect)),
        }
    }

    /// What decisions rest on, as if `/v1/meta` had said it; `None` when the installation does not say it either.
    ///
    /// # Errors
    /// Where the first thing stands that can't be read.
    pub fn meta(&self) -> Result<Option<Meta>, String> {
        if self.service.is_empty() {
            return Ok(None);
        }
        let mut all = self.service.clone();
        for (name, value) in [("api_version", ""), ("instance", ""), ("server_now", "1970-01-01T00:00:00Z")] {
            all.insert(name.to_owned(), value.into());
        }
        json::from_value(Value::Object(all)).map(Some)
    }
}

/// An address of this origin, or of another one over TLS; without it on the same machine only.
#[must_use]
pub fn is_address(address: &str) -> bool {
    let host = |rest: &str| rest.split(['/', ':', '?']).next().unwrap_or_default().to_owned();
    address.is_empty()
        || (address.starts_with('/') && !address.starts_with("//"))
        || address.strip_prefix("https://").is_some_and(|rest| !host(rest).is_empty())
        || address
            .strip_prefix("http://")
            .is_some_and(|rest| ["127.0.0.1", "localhost"].contains(&&*host(rest)))
}

answer! {
    /// Sign-in elsewhere.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    pub struct Elsewhere {
        /// Where.
        pub redirect: Redirect,
    }
}

answer! {
    /// An identity provider: OAuth 2.0, authorization code with PKCE, as a public client.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    pub struct Redirect {
        /// Address of its authorization endpoint.
        pub authorize: String,
        /// Address of its token endpoint.
        pub token: String,
        /// Id of this client there.
        pub client: String,
        /// What is asked for.
        #[serde(default)]
        pub scope: Option<String>,
        /// Where its own session is ended; nothing: signing out ends it here only.
        #[serde(default)]
        pub end: Option<String>,
    }
}

answer! {
    /// Telephone numbers. A number that is not set is said to be so.
    #[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
    #[serde(rename_all = "camelCase")]
    pub struct Phones {
        /// New fault: JTAC, 24x7.
        pub new_fault [default]: Vec<Phone> = "newFault",
        /// A case is stuck: Escalation Management Desk, 24x7.
        pub stuck_case [default]: Vec<Phone> = "stuckCase",
    }
}

answer! {
    /// One number.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    pub struct Phone {
        /// `AMERICAS`, `EMEA`, `APAC`, or nothing for everywhere.
        #[serde(default)]
        pub region: Option<String>,
        /// For people.
        pub label: String,
        /// As people read it: `+1 202-555-0122`.
        pub number: String,
    }
}

impl Phone {
    /// The `tel:` link: digits and the leading plus only.
    #[must_use]
    pub fn href(&self) -> String {
        tel(&self.number)
    }
}

/// The `tel:` link of a number: digits and the leading plus only.
#[must_use]
pub fn tel(number: &str) -> String {
    let dialled: String = number
        .chars()
        .enumerate()
        .filter(|(i, c)| c.is_ascii_digit() || (*i == 0 && *c == '+'))
        .map(|(_, c)| c)
        .collect();
    format!("tel:{dialled}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_file_is_read() {
        let config: Config = serde_json::from_str(include_str!("../../../public/config.json")).unwrap();
        assert!(config.demonstration_numbers);
        for phone in config.phones.new_fault.iter().chain(&config.phones.stuck_case) {
            assert!(phone.number.contains("555-01"), "only reserved fictitious numbers: {}", phone.number);
        }
        assert!(config.case_mail.is_some_and(|address| address.ends_with(".example.net")), "a reserved name");
        assert_eq!(tel("+1 202-555-0122"), "tel:+12025550122");
    }

    /// One that is not read leaves the numbers of the build, which nobody answers.
    #[test]
    fn what_is_not_said_has_its_default() {
        let config: Config = crate::json::read(r#"{"name": "N", "phones": {"stuckCase": []}}"#).unwrap();
        assert_eq!((config.api_base, config.demonstration_numbers, config.case_mail), (None, false, None));
        assert_eq!((config.phones.new_fault.len(), config.phones.stuck_case.len()), (0, 0));
    }
}

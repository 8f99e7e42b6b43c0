//! Reading the settings key by key.

use super::{Accent, Config, is_address};
use crate::{
    capability,
    json::{self, Faults, FromJson, Lost},
};
use serde_json::{Map, Value};

/// Every key that an installation may set.
const KEYS: [&str; 10] = [
    "accent",
    "apiBase",
    "capabilitiesOff",
    "caseMail",
    "demonstrationNumbers",
    "name",
    "phones",
    "service",
    "signIn",
    "$schema",
];

/// The settings as far as they could be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    /// Those that hold.
    pub config: Config,
    /// The colour of what can be pressed; the product's own when there is none.
    pub accent: Option<Accent>,
    /// What is wrong, each beginning with its key.
    pub faults: Vec<String>,
}

/// Reads what an installation sets. A key that is missing has its default; of one that can't be read `build` is taken, the
/// settings that came with the app, so that the lines of who to call are never empty by a slip.
#[must_use]
pub fn settings(text: &str, build: &Config) -> Settings {
    let (mut config, mut faults) = (build.clone(), Vec::new());
    let mut given = match serde_json::from_str(text) {
        Ok(Value::Object(given)) => given,
        _ => {
            let words = "config.json is no JSON object: the settings of the build hold".to_owned();
            return Settings { config, accent: None, faults: vec![words] };
        }
    };
    faults.extend(
        given.keys().filter(|key| !KEYS.contains(&key.as_str())).map(|key| format!("{key}: no such setting")),
    );
    let config_of = &mut config;
    take(&mut given, "apiBase", &mut faults, |value| config_of.api_base = value);
    take(&mut given, "signIn", &mut faults, |value| config_of.sign_in = value);
    take(&mut given, "name", &mut faults, |value: Option<String>| {
        if let Some(name) = value {
            config_of.name = name;
        }
    });
    let mut accent = None;
    take(&mut given, "accent", &mut faults, |value| accent = value);
    take(&mut given, "caseMail", &mut faults, |value| config_of.case_mail = value);
    take(&mut given, "capabilitiesOff", &mut faults, |value: Option<_>| {
        config_of.capabilities_off = value.unwrap_or_default();
    });
    take(&mut given, "service", &mut faults, |value: Option<_>| {
        config_of.service = value.unwrap_or_default();
    });
    let mut demonstration = build.demonstration_numbers;
    take(&mut given, "demonstrationNumbers", &mut faults, |value: Option<_>| {
        demonstration = value.unwrap_or_default();
    });
    take(&mut given, "phones", &mut faults, |value| {
        config_of.phones = value;
        // The numbers of the build keep their own mark.
        config_of.demonstration_numbers = demonstration;
    });
    if let Some(fault) = accent.as_ref().and_then(Accent::fault) {
        faults.push(fault);
        accent = None;
    }
    check(&mut config, &mut faults);
    Settings { config, accent, faults }
}

/// Sets one of them, unless it can't be read.
fn take<T: FromJson>(
    given: &mut Map<String, Value>,
    key: &'static str,
    faults: &mut Vec<String>,
    set: impl FnOnce(T),
) {
    let mut own = Faults::default();
    let read = json::take(given, key, &mut own);
    match own.end() {
        Ok(Lost { entries: 0, .. }) => set(read),
        Ok(Lost { entries: left_out, .. }) => {
            faults.push(format!("{key}: {left_out} of its entries can’t be read and are left out"));
            set(read);
        }
        Err(place) => faults.push(format!("{place}: missing, or not what is expected here")),
    }
}

/// What can be read and is wrong all the same.
fn check(config: &mut Config, faults: &mut Vec<String>) {
    if let Some(base) = config.api_base.as_deref().filter(|base| !is_address(base)) {
        faults.push(format!("apiBase: “{base}” is no address like https://api.example.net or /support"));
        config.api_base = None;
    }
    match config.redirect() {
        Ok(None) => (),
        Ok(Some(redirect)) => {
            let end = redirect.end.unwrap_or_default();
            for (key, address) in
                [("authorize", &redirect.authorize), ("token", &redirect.token), ("end", &end)]
            {
                if !is_address(address) {
                    faults.push(format!("signIn.redirect.{key}: “{address}” is no address"));
                    config.sign_in = Value::Null;
                }
            }
        }
        Err(place) => {
            let place = if place.is_empty() { place } else { format!(".{place}") };
            faults.push(format!("signIn{place}: missing, or not what is expected here"));
            config.sign_in = Value::Null;
        }
    }
    if let Err(place) = config.meta() {
        faults.push(format!("service.{place}: missing, or not what is expected here"));
        config.service = Map::new();
    }
    let unknown = config.capabilities_off.iter().filter(|name| !capability::is_known(name));
    faults.extend(unknown.map(|name| format!("capabilitiesOff: there is no “{name}”")));
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUILD: &str = include_str!("../../../../public/config.json");

    fn build() -> Config {
        json::read(BUILD).unwrap()
    }

    fn read(text: &str) -> (Config, Vec<String>) {
        let Settings { config, faults, .. } = settings(text, &build());
        (config, faults)
    }

    #[test]
    fn the_settings_of_the_build_read_as_themselves() {
        assert_eq!(read(BUILD), (build(), Vec::new()));
    }

    #[test]
    fn a_slip_in_one_key_leaves_the_others() {
        let (config, faults) = read(
            r#"{"name": "Acme Support", "demonstrationNumbers": false, "apiBase": 7, "colour": "red",
                "signIn": {"redirect": {"authorize": "https://id.example.net/a"}}, "capabilitiesOff": ["webinars", "coffee"],
                "phones": {"newFault": [{"label": "Desk", "number": "+1 202-555-0100"}, {"label": "no number"}]}}"#,
        );
        assert_eq!((config.name.as_str(), &config.api_base), ("Acme Support", &build().api_base));
        assert_eq!(config.redirect(), Ok(None));
        assert_eq!(config.phones.new_fault.len(), 1);
        assert!(!config.demonstration_numbers);
        assert_eq!(
            faults,
            [
                "colour: no such setting",
                "apiBase: missing, or not what is expected here",
                "phones: 1 of its entries can’t be read and are left out",
                "signIn.redirect.token: missing, or not what is expected here",
                "capabilitiesOff: there is no “coffee”",
            ]
        );
    }

    /// Numbers that nobody answers are never shown as if somebody did.
    #[test]
    fn who_to_call_is_never_empty_by_a_slip_nor_a_demonstration_unsaid() {
        for text in [
            "",
            "<html>",
            "[]",
            r#"{"name": "N", "demonstrationNumbers": false, "phones": "+1 202-555-0100"}"#,
            r#"{"name": "N", "demonstrationNumbers": false}"#,
        ] {
            let (config, faults) = read(text);
            assert_eq!(config.phones, build().phones, "{text}");
            assert!(config.demonstration_numbers, "{text}");
            assert_eq!(faults.len(), 1, "{text}: {faults:?}");
        }
        let (config, faults) = read(r#"{"phones": {}}"#);
        assert_eq!((config.phones.new_fault.len(), faults.len()), (0, 0), "none is set");
    }

    #[test]
    fn what_is_missing_has_its_default() {
        let (config, faults) = read(r#"{"phones": {}}"#);
        assert_eq!((config.case_mail.as_ref(), config.redirect(), config.meta()), (None, Ok(None), Ok(None)));
        assert_eq!((config.name, faults), (build().name, Vec::new()));
    }

    #[test]
    fn what_the_api_does_not_say_may_stand_here() {
        let service = r#"{"targets": {"version": "2026", "minutes": [30, 60, 240, 480]}, "priorities": [],
            "countries": {"source": "s", "checked_on": "2026-11-24", "codes": ["CU"]}, "ask_again_after_minutes": 15}"#;
        let (config, faults) = read(&format!(r#"{{"phones": {{}}, "service": {service}}}"#));
        assert_eq!(faults, Vec::<String>::new());
        assert_eq!(config.meta().unwrap().unwrap().targets.minutes, [30, 60, 240, 480]);
        let (config, faults) =
            read(&format!(r#"{{"phones": {{}}, "service": {}}}"#, service.replace("[30,", "[")));
        assert_eq!(faults, ["service.targets.minutes: missing, or not what is expected here"]);
        assert_eq!(config.meta(), Ok(None));
    }

    #[test]
    fn a_token_goes_over_a_line_that_nobody_reads() {
        for (address, is_good) in [
            ("https://id.example.net/token", true),
            ("/idp/token", true),
            ("http://127.0.0.1:9000/token", true),
            ("http://id.example.net/token", false),
            ("http://localhost.example.net/token", false),
            ("https:///token", false),
            ("//id.example.net/token", false),
            ("javascript:alert(1)", false),
        ] {
            assert_eq!(is_address(address), is_good, "{address}");
            let (mut config, _) = read(r#"{"phones": {}}"#);
            config.api_base = Some(address.to_owned());
            assert_eq!(config.is_sound(), is_good, "{address}");
        }
        // Numbers that nobody answers keep their mark when what is said of it can't be read.
        let (config, faults) = read(r#"{"phones": {}, "demonstrationNumbers": "true"}"#);
        assert_eq!((config.demonstration_numbers, faults.len()), (build().demonstration_numbers, 1));
    }
}

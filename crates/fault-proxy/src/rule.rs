//! What is broken, and how often. The first rule that a request meets and that is not used up decides; a request that meets none
//! passes as it is.

use serde::{Deserialize, Serialize};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What happens to a request.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fault {
    /// It passes after so many milliseconds.
    Delay {
        /// Milliseconds.
        ms: u64,
    },
    /// No answer ever comes, and the server hears nothing of it.
    Hang,
    /// The connection is reset before the server hears of it.
    ResetBefore,
    /// The server does its work and answers; the connection is reset instead of the answer.
    ResetAfter,
    /// The answer ends after so many bytes of its body.
    Truncate {
        /// Bytes of the body that pass.
        bytes: usize,
    },
    /// Another answer, by this status, as a server behind it might give; the server hears nothing.
    Status {
        /// Status code.
        code: u16,
        /// Seconds of `Retry-After`, when it is said.
        #[serde(default)]
        retry_after: Option<u32>,
    },
    /// A page instead of JSON, as a network's own sign-in page; the server hears nothing.
    Html,
}

/// Which requests meet which fault.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Only requests of this method; any when not given.
    #[serde(default)]
    pub method: Option<String>,
    /// A path without its query; with `*` at its end all that begin so.
    pub path: String,
    /// How many pass before the first one is broken.
    #[serde(default)]
    pub skip: u32,
    /// How many are broken; all when not given.
    #[serde(default)]
    pub times: Option<u32>,
    /// How.
    pub fault: Fault,
}

impl Rule {
    fn is_met(&self, method: &str, target: &str) -> bool {
        let path = target.split('?').next().unwrap_or(target);
        let meets = match self.path.strip_suffix('*') {
            Some(beginning) => path.starts_with(beginning),
            None => path == self.path,
        };
        meets && self.method.as_deref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(method))
    }
}

/// A request that was broken.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Hit {
    /// Its method.
    pub method: String,
    /// Its path and query.
    pub target: String,
    /// What happened to it.
    pub fault: Fault,
}

/// The rules of a proxy and what they have done.
#[derive(Default, Debug)]
pub struct Rules(Mutex<State>);

#[derive(Default, Debug)]
struct State {
    rules: Vec<Rule>,
    hits: Vec<Hit>,
}

impl Rules {
    /// From now on these.
    pub fn set(&self, rules: Vec<Rule>) {
        *self.state() = State { rules, hits: Vec::new() };
    }

    /// What has been broken since they were set.
    pub fn hits(&self) -> Vec<Hit> {
        self.state().hits.clone()
    }

    /// What happens to this request; counts it.
    pub fn meet(&self, method: &str, target: &str) -> Option<Fault> {
        let mut state = self.state();
        for rule in &mut state.rules {
            if rule.times == Some(0) || !rule.is_met(method, target) {
                continue;
            }
            if rule.skip > 0 {
                rule.skip -= 1;
                return None;
            }
            rule.times = rule.times.map(|times| times - 1);
            let fault = rule.fault.clone();
            state.hits.push(Hit {
                method: method.to_owned(),
                target: target.to_owned(),
                fault: fault.clone(),
            });
            return Some(fault);
        }
        None
    }

    /// Nothing is left half done while it is held, so a holder that stopped has spoilt nothing.
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(words: &str) -> Rule {
        serde_json::from_str(words).unwrap()
    }

    #[test]
    fn the_first_that_is_met_and_not_used_up_decides() {
        let rules = Rules::default();
        rules.set(vec![
            rule(r#"{"method": "POST", "path": "/v1/cases", "skip": 1, "times": 1, "fault": {"kind": "hang"}}"#),
            rule(r#"{"path": "/v1/*", "fault": {"kind": "status", "code": 503}}"#),
        ]);
        let status = Fault::Status { code: 503, retry_after: None };
        let unavailable = Some(status.clone());
        assert_eq!(rules.meet("POST", "/v1/cases?x=/v1/units"), None, "the first passes");
        assert_eq!(rules.meet("POST", "/v1/cases"), Some(Fault::Hang));
        assert_eq!(rules.meet("POST", "/v1/cases"), unavailable, "used up");
        assert_eq!(rules.meet("GET", "/v1/cases"), unavailable, "another method");
        assert_eq!(rules.meet("POST", "/v2/cases?to=/v1/"), None);
        let met: Vec<_> = rules.hits().into_iter().map(|hit| (hit.method, hit.fault)).collect();
        assert_eq!(
            met,
            [("POST".into(), Fault::Hang), ("POST".into(), status.clone()), ("GET".into(), status)]
        );
    }

    #[test]
    fn a_word_that_is_written_wrongly_is_no_rule() {
        assert!(
            serde_json::from_str::<Rule>(r#"{"path": "/", "time": 1, "fault": {"kind": "hang"}}"#).is_err()
        );
        assert!(serde_json::from_str::<Rule>(r#"{"path": "/", "fault": {"kind": "hung"}}"#).is_err());
    }
}

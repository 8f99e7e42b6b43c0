//! How this installation's API is reached, and what it does without: from `config.json`, and from its own answers. The bearer
//! token, where there is one, lives here and nowhere else: in memory, until the page is left or its person signs out.

use std::cell::RefCell;

use gloo_net::http::Method;
use wire::{
    capability::{self, ETAG, IDEMPOTENCY, NOT_BY_TOKEN},
    config::Config,
};

use super::{Failure, spoken};
use crate::browser::transfer::Shown;

#[derive(Default)]
struct Line {
    base: String,
    token: Option<String>,
    off: Vec<String>,
    learned: Option<Box<dyn Fn()>>,
    round: u32,
}

thread_local! {
    static LINE: RefCell<Line> = RefCell::new(Line::default());
}

/// From now on the API is asked as the installation says.
pub fn set(config: &Config) {
    LINE.with_borrow_mut(|line| {
        config.api_base.as_deref().unwrap_or_default().trim_end_matches('/').clone_into(&mut line.base);
        line.off.clone_from(&config.capabilities_off);
        if config.signs_in_elsewhere() {
            line.off.push(NOT_BY_TOKEN.to_owned());
        }
        line.round += 1;
    });
}

/// Grows whenever the API is somewhere else: an answer to what was asked before is none of it.
pub fn round() -> u32 {
    LINE.with_borrow(|line| line.round)
}

/// Registers who is told when an answer says that the API does without something.
pub fn when_learned(told: impl Fn() + 'static) {
    LINE.with_borrow_mut(|line| line.learned = Some(Box::new(told)));
}

/// Asks with that token from now on; `None` forgets it.
pub fn sign(token: Option<String>) {
    LINE.with_borrow_mut(|line| line.token = token);
}

/// What `Authorization` says, when people sign in elsewhere.
pub fn authorization() -> Option<String> {
    LINE.with_borrow(|line| line.token.as_ref().map(|token| format!("Bearer {token}")))
}

/// Where a call of the API goes: its path, behind the address of an API that is somewhere else.
pub fn address(path: &str) -> String {
    LINE.with_borrow(|line| format!("{}{path}", line.base))
}

/// Whether the cookie has to be asked for: without that, another origin is not sent its own.
pub fn asks_for_cookie() -> bool {
    LINE.with_borrow(|line| !line.base.is_empty() && line.token.is_none())
}

/// Whom the API is to take a file's way for.
pub fn shown() -> Shown {
    Shown { token: authorization().unwrap_or_default(), cookie: asks_for_cookie() }
}

/// Whether the API has another origin, or another place at this one, than the app.
pub fn is_elsewhere() -> bool {
    LINE.with_borrow(|line| !line.base.is_empty())
}

/// Whether the API does without it, by the name of [`capability::OPTIONAL`].
pub fn lacks(name: &str) -> bool {
    spoken::LACKS.contains(&name) || LINE.with_borrow(|line| line.off.iter().any(|off| off == name))
}

/// Whether a list can be asked for what stands in that path: a dialect that can't put it into its words says so by itself, and the
/// settings name the rest.
pub fn takes(path: &str) -> bool {
    !is_off(path) && spoken::takes(path)
}

/// Whether the settings say that a list can't be asked for it.
fn is_off(path: &str) -> bool {
    LINE.with_borrow(|line| line.off.iter().any(|off| capability::is_asked_for(off, path)))
}

/// Whether a header says something to this API: an empty one does not, nor one of a habit that it does without. An API on another
/// origin need not allow what it does not know.
pub fn is_sent(name: &str, value: &str) -> bool {
    let habit = match name {
        "Idempotency-Key" => IDEMPOTENCY,
        "If-Match" | "If-None-Match" => ETAG,
        _ => "",
    };
    !value.is_empty() && !lacks(habit)
}

/// Why a call is not sent at all: the API does without what it is for.
pub fn refuses(path: &str) -> Option<Failure> {
    let lacks = capability::of_path(path).is_some_and(|optional| lacks(optional.name));
    (lacks || is_off(path)).then_some(Failure::Lacking)
}

/// What an answer tells: where the whole of something is not found, the API does without it. It is not asked for again.
pub fn learn(method: &Method, path: &str, failure: Failure) -> Failure {
    let whole = || {
        // The roster is read there as well: only that nothing can be sent there says something.
        if failure.is_of_no_method() && *method == Method::PATCH && capability::is_roster(path) {
            return Some(capability::ROSTER_CHANGES);
        }
        // What nothing can be sent to may be read.
        let is_whole =
            *method == Method::GET || !failure.is_of_no_method() || capability::is_sent_to_only(path);
        capability::learned(path).filter(|_| is_whole && failure.is_lacking())
    };
    // Of somebody else's account a list is not found either; which one is asked for stands in the query.
    let Some(name) = whole().filter(|_| !(failure.is_not_found() && path.contains('?'))) else {
        return failure;
    };
    LINE.with_borrow_mut(|line| line.off.push(name.to_owned()));
    LINE.with_borrow(|line| line.learned.iter().for_each(|told| told()));
    Failure::Lacking
}

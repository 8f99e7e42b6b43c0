//! Showing instants in a zone, by the browser's own `Intl`. Showing only: no decision is made from its answers. The viewer's
//! zone is the one that the person has chosen, else the browser's.

use std::cell::RefCell;

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use rules::Instant;
use wasm_bindgen::{JsCast, JsValue};
use wire::json;

thread_local! {
    /// The zone that the person has chosen, when the browser knows it.
    static CHOSEN: RefCell<Option<String>> = const { RefCell::new(None) };
    /// Formats by zone and detail. Making one takes as long as using it a hundred times, and a long page has thousands.
    static MADE: RefCell<Vec<(Option<String>, Detail, Function)>> = const { RefCell::new(Vec::new()) };
}

/// From now on times are shown in that zone; in the browser's own when it is none, or one that the browser does not know.
pub fn choose_zone(zone: Option<&str>) {
    CHOSEN.set(zone.filter(|zone| wall(Instant::default(), zone).is_some()).map(str::to_owned));
}

fn chosen() -> Option<String> {
    CHOSEN.with_borrow(Clone::clone)
}

/// A time as HTTP writes it, to the second; the middle of that second.
pub fn http_date(text: &str) -> Option<Instant> {
    let second = Date::parse(text);
    Instant::from_timestamp_millis((second + 500.0) as i64).filter(|_| second.is_finite())
}

/// How much of an instant is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// "24 Nov 2026, 10:02 CET"
    Full,
    /// "Tue 10:02"
    Weekday,
    /// "10:02"
    Clock,
}

/// The instant as people read it in that zone (the viewer's when `None`). English, because everything here is; 24 hours.
pub fn format(instant: Instant, zone: Option<&str>, detail: Detail) -> String {
    let zone = zone.map(str::to_owned).or_else(chosen);
    let known = MADE.with_borrow(|made| {
        let same = |known: &&(Option<String>, Detail, Function)| known.0 == zone && known.1 == detail;
        made.iter().find(same).map(|(_, _, format)| format.clone())
    });
    let format = known.or_else(|| {
        let format = made(zone.as_deref(), detail)?;
        MADE.with_borrow_mut(|made| made.push((zone, detail, format.clone())));
        Some(format)
    });
    format.and_then(|format| written(&format, instant)).unwrap_or_else(|| utc(instant))
}

fn made(zone: Option<&str>, detail: Detail) -> Option<Function> {
    let options = Object::new();
    let set = |name: &str, value: &str| {
        // A plain object takes every property.
        drop(Reflect::set(&options, &name.into(), &value.into()));
    };
    set("hour", "2-digit");
    set("minute", "2-digit");
    set("hourCycle", "h23");
    match detail {
        Detail::Full => {
            for (name, value) in
                [("day", "numeric"), ("month", "short"), ("year", "numeric"), ("timeZoneName", "short")]
            {
                set(name, value);
            }
        }
        Detail::Weekday => set("weekday", "short"),
        Detail::Clock => {}
    }
    if let Some(zone) = zone {
        set("timeZone", zone);
    }
    format_of("en-GB", &options)
}

/// What the clocks show there, as if it were UTC. Swedish writes dates as the standard does.
fn wall(instant: Instant, zone: &str) -> Option<Instant> {
    let options = Object::new();
    for (name, value) in [
        ("timeZone", zone),
        ("hourCycle", "h23"),
        ("year", "numeric"),
        ("month", "2-digit"),
        ("day", "2-digit"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
        ("second", "2-digit"),
    ] {
        drop(Reflect::set(&options, &name.into(), &value.into()));
    }
    let (date, time) = written(&format_of("sv-SE", &options)?, instant)?
        .split_once(' ')
        .map(|(date, time)| (date.to_owned(), time.to_owned()))?;
    json::instant(&format!("{date}T{time}Z"))
}

/// An instant in UTC, to the second, without `Intl`: `2026-11-24 10:00:00 UTC`.
pub fn utc(instant: Instant) -> String {
    let whole = Instant::from_timestamp(instant.timestamp(), 0).unwrap_or(instant);
    format!("{} UTC", whole.naive_utc())
}

/// `Intl` throws on a zone name that the browser does not know; then there is no format.
fn format_of(locale: &str, options: &Object) -> Option<Function> {
    let constructor: Function =
        Reflect::get(&Reflect::get(&js_sys::global(), &"Intl".into()).ok()?, &"DateTimeFormat".into())
            .ok()?
            .dyn_into()
            .ok()?;
    let arguments = Array::of2(&locale.into(), options);
    let format: Intl::DateTimeFormat = Reflect::construct(&constructor, &arguments).ok()?.unchecked_into();
    Some(format.format())
}

fn written(format: &Function, instant: Instant) -> Option<String> {
    let date = Date::new(&JsValue::from_f64(instant.timestamp_millis() as f64));
    format.call1(&JsValue::NULL, &date).ok()?.as_string()
}

/// The viewer's zone, by its IANA name.
pub fn viewer_zone() -> String {
    chosen().unwrap_or_else(browser_zone)
}

/// The browser's own zone, by its IANA name.
pub fn browser_zone() -> String {
    let resolved = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    Reflect::get(&resolved, &"timeZone".into())
        .ok()
        .and_then(|zone| zone.as_string())
        .unwrap_or_else(|| "UTC".to_owned())
}

/// The names of all zones that the browser knows; none from one that can't say.
pub fn zone_names() -> Vec<String> {
    let names = Reflect::get(&js_sys::global(), &"Intl".into()).ok().and_then(|intl| {
        let list: Function = Reflect::get(&intl, &"supportedValuesOf".into()).ok()?.dyn_into().ok()?;
        list.call1(&intl, &"timeZone".into()).ok()?.dyn_into::<Array>().ok()
    });
    names.map(|names| names.iter().filter_map(|name| name.as_string()).collect()).unwrap_or_default()
}

/// The viewer's civil date at an instant.
pub fn civil_date(instant: Instant) -> rules::Date {
    if let Some(there) = chosen().and_then(|zone| wall(instant, &zone)) {
        return there.date_naive();
    }
    let date = Date::new(&JsValue::from_f64(instant.timestamp_millis() as f64));
    let west = chrono::TimeDelta::minutes(date.get_timezone_offset() as i64);
    instant.checked_sub_signed(west).unwrap_or(instant).date_naive()
}

/// An instant in the viewer's zone, as `<input type="datetime-local">` takes it; empty when the browser can't say.
pub fn utc_to_local(instant: Instant) -> String {
    let there = wall(instant, &viewer_zone()).map(|there| there.to_rfc3339()).unwrap_or_default();
    there.get(..16).unwrap_or_default().to_owned()
}

/// A local date and time as `<input type="datetime-local">` gives it, read in the viewer's zone, as RFC 3339 in UTC.
/// `None` when it is none.
pub fn local_to_utc(text: &str) -> Option<String> {
    if let Some(zone) = chosen() {
        let seconds = if text.len() > 16 { "" } else { ":00" };
        let local = json::instant(&format!("{text}{seconds}Z"))?;
        let utc =
            |guess: Instant| wall(guess, &zone).and_then(|there| guess.checked_sub_signed(there - local));
        // The offset is that of the instant, which is known only with it: the second guess knows the right side of a change.
        return Some(utc(utc(local)?)?.to_rfc3339());
    }
    let date = Date::new(&JsValue::from_str(text));
    (!date.get_time().is_nan()).then(|| String::from(date.to_iso_string()))
}

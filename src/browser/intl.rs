//! Showing instants in a zone, by the browser's own `Intl`. Showing only: no decision is made from its answers.

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use rules::Instant;
use wasm_bindgen::{JsCast, JsValue};

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
    let date = Date::new(&JsValue::from_f64(instant.timestamp_millis() as f64));
    format_with(&options, &date).unwrap_or_else(|| utc(instant))
}

/// An instant in UTC, to the second, without `Intl`: `2026-11-24 10:00:00 UTC`.
pub fn utc(instant: Instant) -> String {
    let whole = Instant::from_timestamp(instant.timestamp(), 0).unwrap_or(instant);
    format!("{} UTC", whole.naive_utc())
}

/// `Intl` throws on a zone name that the browser does not know; then there is no answer.
fn format_with(options: &Object, date: &Date) -> Option<String> {
    let constructor: Function =
        Reflect::get(&Reflect::get(&js_sys::global(), &"Intl".into()).ok()?, &"DateTimeFormat".into())
            .ok()?
            .dyn_into()
            .ok()?;
    let arguments = Array::of2(&"en-GB".into(), options);
    let format: Intl::DateTimeFormat = Reflect::construct(&constructor, &arguments).ok()?.unchecked_into();
    format.format().call1(&JsValue::NULL, date).ok()?.as_string()
}

/// The viewer's zone, by its IANA name.
pub fn viewer_zone() -> String {
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
    let date = Date::new(&JsValue::from_f64(instant.timestamp_millis() as f64));
    let west = chrono::TimeDelta::minutes(date.get_timezone_offset() as i64);
    instant.checked_sub_signed(west).unwrap_or(instant).date_naive()
}

/// A local date and time as `<input type="datetime-local">` gives it, read in the viewer's zone, as RFC 3339 in UTC.
/// `None` when it is none.
pub fn local_to_utc(text: &str) -> Option<String> {
    let date = Date::new(&JsValue::from_str(text));
    (!date.get_time().is_nan()).then(|| String::from(date.to_iso_string()))
}

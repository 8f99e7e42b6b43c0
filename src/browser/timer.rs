//! Waiting, and the monotonic clock.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Milliseconds since the page was opened, untouched by changes of the wall clock.
pub fn monotonic_ms() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}

/// The browser's wall clock in milliseconds since 1970. Only until the server has told its time.
pub fn wall_ms() -> f64 {
    js_sys::Date::now()
}

/// Waits.
pub async fn sleep(duration: Duration) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        set_timeout(move || drop(resolve.call0(&wasm_bindgen::JsValue::NULL)), duration);
    });
    drop(JsFuture::from(promise).await);
}

/// Calls `tick` again and again until the owner goes.
pub fn every(period: Duration, tick: impl Fn() + 'static) {
    if let Ok(handle) = set_interval_with_handle(tick, period) {
        on_cleanup(move || handle.clear());
    }
}

/// `value`, once it has been still for `period`: for searching while somebody types.
pub fn settled<T: Clone + PartialEq + Send + Sync + 'static>(
    value: impl Fn() -> T + Send + Sync + 'static,
    period: Duration,
) -> Memo<T> {
    let now = Memo::new(move |_| value());
    let still = RwSignal::new(now.get_untracked());
    Effect::new(move |handle: Option<Option<TimeoutHandle>>| {
        if let Some(Some(handle)) = handle {
            handle.clear();
        }
        let value = now.get();
        set_timeout_with_handle(move || still.try_set(value), period).ok()
    });
    Memo::new(move |_| still.get())
}

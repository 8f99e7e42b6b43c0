//! After a panic the app is dead: the static screen of `index.html`, which needs no Rust, takes over.

use wasm_bindgen::JsCast;

/// Shows the screen, and leaves the message in the console.
pub fn show_screen_on_panic() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        let place =
            info.location().map(|place| format!("{}:{}", place.file(), place.line())).unwrap_or_default();
        let show = js_sys::Reflect::get(&js_sys::global(), &"portalPanic".into()).ok();
        if let Some(show) = show.and_then(|show| show.dyn_into::<js_sys::Function>().ok()) {
            // The screen is the last thing that can be done; if it fails there is nothing after it.
            drop(show.call1(&wasm_bindgen::JsValue::NULL, &place.into()));
        }
    }));
}

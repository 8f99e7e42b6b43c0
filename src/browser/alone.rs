//! Being the only tab of this browser that works on something, by its locks (Web Locks API). A tab that is closed, crashes or
//! loads anew lets go by itself. Where there are no locks (no secure connection) nothing is kept either, so nobody is in the way.

use js_sys::{Array, Function, Promise, Reflect};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// Nobody else has it as long as this is there.
pub struct Alone(Option<SendWrapper<Function>>);

impl Drop for Alone {
    fn drop(&mut self) {
        if let Some(release) = &self.0 {
            // A promise of our own: settling it can't fail.
            drop(release.call0(&JsValue::NULL));
        }
    }
}

/// Waits until no other tab has what is called so.
pub async fn alone(name: &str) -> Alone {
    let (mut release, mut tell) = (None, None);
    let held = Promise::new(&mut |done, _| release = Some(done));
    let given = Promise::new(&mut |done, _| tell = Some(done));
    let (Some(release), Some(tell)) = (release, tell) else { return Alone(None) };
    let has_it = Closure::once_into_js(move |_lock: JsValue| -> JsValue {
        drop(tell.call0(&JsValue::NULL));
        held.into()
    });
    let asked = || {
        let navigator = web_sys::window()?.navigator();
        let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
        let request: Function = Reflect::get(&locks, &"request".into()).ok()?.dyn_into().ok()?;
        request.call2(&locks, &name.into(), &has_it).ok()
    };
    let Some(asked) = asked() else { return Alone(None) };
    // What the browser refuses settles the second; the first never would.
    match JsFuture::from(Promise::race(&Array::of2(&given, &asked))).await {
        Ok(_) => Alone(Some(SendWrapper::new(release))),
        Err(_) => Alone(None),
    }
}

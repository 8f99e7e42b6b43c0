//! Random identifiers: draft ids and idempotency keys.

/// A random UUID, version 4. Without a secure context the browser has none; then 122 bits of `Math.random`, which is
/// enough for telling one person's drafts apart and is never used as a secret.
pub fn random() -> String {
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    let uuid = crypto.and_then(|crypto| {
        let function = js_sys::Reflect::get(&crypto, &"randomUUID".into()).ok()?;
        let function: js_sys::Function = wasm_bindgen::JsCast::dyn_into(function).ok()?;
        function.call0(&crypto).ok()?.as_string()
    });
    uuid.unwrap_or_else(|| {
        (0..4).map(|_| format!("{:08x}", (js_sys::Math::random() * 4_294_967_295.0) as u32)).collect()
    })
}

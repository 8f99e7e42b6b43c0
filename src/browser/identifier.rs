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

/// 43 characters that nobody can guess, or nothing where the browser has no good chance: then nobody signs in elsewhere.
pub fn secret() -> String {
    let mut bytes = [0_u8; 43];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    if crypto.and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).ok()).is_none() {
        return String::new();
    }
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    bytes.iter().map(|byte| char::from(DIGITS[usize::from(byte & 63)])).collect()
}

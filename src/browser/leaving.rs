//! What a page still sends while it is being left. `keepalive` lets a request go on its way when the page is gone, which the
//! request builder of `api` can't ask for. Nobody hears what became of it.

use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestCredentials, RequestInit};

/// Puts a body there, which may have 64 kB. `cookie`: that of another origin is sent there.
pub fn put(address: &str, body: &str, headers: &[(&str, &str)], cookie: bool) {
    let begin = || {
        let init = RequestInit::new();
        init.set_method("PUT");
        init.set_body(&body.into());
        if cookie {
            init.set_credentials(RequestCredentials::Include);
        }
        let all = Headers::new().ok()?;
        for (name, value) in headers {
            all.append(name, value).ok()?;
        }
        init.set_headers(&all);
        js_sys::Reflect::set(&init, &"keepalive".into(), &true.into()).ok()?;
        Some(web_sys::window()?.fetch_with_str_and_init(address, &init))
    };
    if let Some(sent) = begin() {
        wasm_bindgen_futures::spawn_local(async move { drop(JsFuture::from(sent).await) });
    }
}

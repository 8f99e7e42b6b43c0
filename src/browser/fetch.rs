//! A request as the browser's `fetch` takes it. The request builder of gloo-net 0.6 puts a `&` behind every query (its issue 498),
//! which an API need not take, and can't ask for `keepalive`, with which a request goes on its way when the page is gone.

use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, Request, RequestCredentials, RequestInit};

/// What is sent.
pub struct Sent<'a> {
    /// Method.
    pub method: &'a str,
    /// Where to.
    pub address: &'a str,
    /// The empty ones are left out.
    pub headers: &'a [(&'a str, &'a str)],
    /// Body.
    pub body: Option<&'a str>,
    /// The cookie of another origin is sent there only when that is asked for.
    pub cookie: bool,
}

impl<'a> Sent<'a> {
    /// For what lies there, with nothing to say.
    pub fn get(address: &'a str) -> Self {
        Self { method: "GET", address, headers: &[], body: None, cookie: false }
    }

    /// The request, which that signal ends; nothing where the browser takes no such address or header.
    pub fn request(&self, signal: Option<&AbortSignal>) -> Option<Request> {
        let init = self.init()?;
        init.set_signal(signal);
        Request::new_with_str_and_init(self.address, &init).ok()
    }

    /// Sends it from a page that is being left; a body may have 64 kB. Nobody hears what became of it.
    pub fn on_leaving(&self) {
        let begin = || {
            let init = self.init()?;
            js_sys::Reflect::set(&init, &"keepalive".into(), &true.into()).ok()?;
            Some(web_sys::window()?.fetch_with_str_and_init(self.address, &init))
        };
        if let Some(sent) = begin() {
            wasm_bindgen_futures::spawn_local(async move { drop(JsFuture::from(sent).await) });
        }
    }

    fn init(&self) -> Option<RequestInit> {
        let (init, all) = (RequestInit::new(), Headers::new().ok()?);
        init.set_method(self.method);
        for (name, value) in self.headers.iter().filter(|(_, value)| !value.is_empty()) {
            all.set(name, value).ok()?;
        }
        init.set_headers(&all);
        if let Some(body) = self.body {
            init.set_body(&body.into());
        }
        if self.cookie {
            init.set_credentials(RequestCredentials::Include);
        }
        Some(init)
    }
}

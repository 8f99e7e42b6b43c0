//! Takes the place of the crate of this name (`[patch]` in the workspace's `Cargo.toml`). leptos brings `server_fn`, which
//! streams the bodies of server functions with it. The portal has no server functions; but what that crate exports to
//! JavaScript, three classes, stays in an app whether anything calls it or not: 5 kB brotli. Here is what `server_fn`
//! needs to compile. Who wants server functions that stream takes the `[patch]` away.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use wasm_bindgen::{JsCast, JsValue};

/// A stream of the browser.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// Around the browser's own.
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// No stream at all, whatever is given.
    pub fn from_stream<S>(_: S) -> Self {
        Self(JsValue::UNDEFINED.unchecked_into())
    }

    /// The browser's own.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// Nothing, whatever the stream holds.
    pub fn into_stream(self) -> Nothing {
        Nothing
    }
}

/// A stream that has ended.
#[derive(Debug)]
pub struct Nothing;

impl Stream for Nothing {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(None)
    }
}

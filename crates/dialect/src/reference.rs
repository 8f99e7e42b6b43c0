//! Our own API: nothing is translated. All of this is inlined to nothing.

use super::{Asked, Heard, Spoken};

/// It lacks nothing.
pub const LACKS: &[&str] = &[];

/// Names the request in every answer.
pub const REQUEST_ID: &str = "x-request-id";

/// As the app asks.
#[inline(always)]
pub fn ask(asked: &Asked) -> Spoken {
    Spoken::Call(asked.clone())
}

/// Its lists can be asked for all that the app offers.
#[inline(always)]
pub fn takes(_: &str) -> bool {
    true
}

/// As it came.
#[inline(always)]
pub fn hear(_: &Asked, heard: Heard) -> Heard {
    heard
}

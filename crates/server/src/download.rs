//! A file of the data folder as an answer: streamed, never read into memory; the whole of it or a range; under a name that no
//! reader misunderstands, and with a policy of its own under which nothing in it runs. Who may have it has been asked before.

use crate::{
    answer::{Comparison, NO_STORE, lists},
    problem::Refusal,
    range::{Wanted, wanted},
};
use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use std::io::{Result, SeekFrom};
use tokio::{
    fs::File,
    io::{AsyncReadExt, AsyncSeekExt},
};
use tokio_util::io::ReaderStream;
use wire::{path::encode, problem::Kind};

/// Read at once.
const PIECE: usize = 64 * 1024;
/// Should a browser ever show one as a page, nothing in it does anything.
const POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox");

/// What is told of a file that is served.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Served<'a> {
    /// SHA-256, lower-case hexadecimal.
    pub sha256: &'a str,
    /// Media type.
    pub media_type: &'a str,
    /// See [`disposition`].
    pub disposition: String,
}

/// The answer to a `GET` or `HEAD` of it.
///
/// # Errors
/// The disk.
pub async fn serve(
    mut file: File,
    served: &Served<'_>,
    method: &Method,
    request: &HeaderMap,
) -> Result<Response> {
    let length = file.metadata().await?.len();
    let tag = format!("\"{}\"", served.sha256.get(..32).unwrap_or(served.sha256));
    let mut headers = HeaderMap::from_iter([
        (header::CACHE_CONTROL, NO_STORE),
        (header::ACCEPT_RANGES, HeaderValue::from_static("bytes")),
        (header::CONTENT_SECURITY_POLICY, POLICY),
    ]);
    let mut set = |name, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    set(header::ETAG, &tag);
    if lists(request, &header::IF_NONE_MATCH, &tag, Comparison::Weak) == Some(true) {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    // Ranges are a matter of GET alone.
    let asked = if *method == Method::GET { wanted(request, &tag, length) } else { Wanted::Whole };
    let (status, first, count) = match asked {
        Wanted::Whole => (StatusCode::OK, 0, length),
        Wanted::Part { first, last } => {
            set(header::CONTENT_RANGE, &format!("bytes {first}-{last}/{length}"));
            (StatusCode::PARTIAL_CONTENT, first, last - first + 1)
        }
        Wanted::Beyond => {
            set(header::CONTENT_RANGE, &format!("bytes */{length}"));
            let words = format!("The file has {length} bytes, and what was asked for is beyond them.");
            return Ok((headers, Refusal::new(Kind::Range, words)).into_response());
        }
    };
    set(header::CONTENT_TYPE, served.media_type);
    set(header::CONTENT_LENGTH, &count.to_string());
    set(header::CONTENT_DISPOSITION, &served.disposition);
    file.seek(SeekFrom::Start(first)).await?;
    let body = Body::from_stream(ReaderStream::with_capacity(file.take(count), PIECE));
    Ok((status, headers, body).into_response())
}

/// What a browser does with it, `inline` or `attachment`, and the name to save it by, as RFC 6266 has it, once for old readers.
#[must_use]
pub fn disposition(how: &str, name: &str) -> String {
    let plain: String = name.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
    format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{}", encode(name))
}

fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || " .-_(),&".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_in_headers() {
        assert_eq!(
            disposition("attachment", "Übergabe 1.pdf"),
            "attachment; filename=\"_bergabe 1.pdf\"; filename*=UTF-8''%C3%9Cbergabe%201.pdf"
        );
        assert!(disposition("inline", "a\"b\r\n.webm").starts_with("inline; filename=\"a_b__.webm\"; "));
    }
}

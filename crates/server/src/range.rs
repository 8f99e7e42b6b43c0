//! Parts of files (RFC 9110, section 14): which bytes a request wants. One range of bytes is served; several at once, other
//! units and what can't be read are taken for the whole file, as the standard allows. It opens no file. (The file service of
//! `tower-http` knows ranges too, but neither `If-Range` nor tags that are the content's.)

use axum::http::{HeaderMap, header};

/// What of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// All of it.
    Whole,
    /// From one byte to another, both included.
    Part {
        /// First byte, counted from 0.
        first: u64,
        /// Last byte; the file has it.
        last: u64,
    },
    /// Nothing that the file has.
    Beyond,
}

/// What a `GET` wants of a file with that strong tag and length. A range that was asked for under another tag is forgotten:
/// parts of two files make none.
#[must_use]
pub fn wanted(request: &HeaderMap, tag: &str, length: u64) -> Wanted {
    let mut ranges = request.get_all(header::RANGE).iter();
    let (Some(range), None) = (ranges.next(), ranges.next()) else { return Wanted::Whole };
    if request.get(header::IF_RANGE).is_some_and(|known| known.as_bytes() != tag.as_bytes()) {
        return Wanted::Whole;
    }
    range.to_str().ok().and_then(|range| part(range, length)).unwrap_or(Wanted::Whole)
}

/// `None` for what is no single range of bytes.
fn part(range: &str, length: u64) -> Option<Wanted> {
    let (unit, range) = range.split_once('=')?;
    let (first, last) = range.trim().split_once('-')?;
    if !unit.trim().eq_ignore_ascii_case("bytes") {
        return None;
    }
    let end = length.saturating_sub(1);
    Some(match (first, last) {
        ("", last) => match number(last)? {
            0 => Wanted::Beyond,
            _ if length == 0 => Wanted::Beyond,
            count => Wanted::Part { first: length.saturating_sub(count), last: end },
        },
        (first, last) => {
            let first = number(first)?;
            let last = if last.is_empty() { u64::MAX } else { number(last)? };
            if last < first {
                return None;
            }
            if first < length { Wanted::Part { first, last: last.min(end) } } else { Wanted::Beyond }
        }
    })
}

/// A number beyond all files is one all the same.
fn number(digits: &str) -> Option<u64> {
    let fits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| digits.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;
    use proptest::prelude::*;

    fn of(range: &str, length: u64) -> Wanted {
        let headers = HeaderMap::from_iter([(header::RANGE, HeaderValue::from_str(range).unwrap())]);
        wanted(&headers, "\"a\"", length)
    }

    #[test]
    fn what_is_wanted() {
        let part = |first, last| Wanted::Part { first, last };
        for (range, expected) in [
            ("bytes=0-", part(0, 99)),
            ("bytes=0-0", part(0, 0)),
            ("bytes=10-19", part(10, 19)),
            ("Bytes = 10-19 ", part(10, 19)),
            ("bytes=90-1000", part(90, 99)),
            ("bytes=99-99999999999999999999999", part(99, 99)),
            ("bytes=-1", part(99, 99)),
            ("bytes=-1000", part(0, 99)),
            ("bytes=100-", Wanted::Beyond),
            ("bytes=99999999999999999999999-", Wanted::Beyond),
            ("bytes=-0", Wanted::Beyond),
            ("bytes=20-10", Wanted::Whole),
            ("bytes=0-1,5-6", Wanted::Whole),
            ("bytes=", Wanted::Whole),
            ("bytes=-", Wanted::Whole),
            ("bytes=+1-2", Wanted::Whole),
            ("bytes=1-2-3", Wanted::Whole),
            ("lines=0-1", Wanted::Whole),
            ("nonsense", Wanted::Whole),
        ] {
            assert_eq!(of(range, 100), expected, "{range}");
        }
        assert_eq!([of("bytes=0-", 0), of("bytes=-1", 0)], [Wanted::Beyond; 2]);
    }

    #[test]
    fn a_range_of_another_file_is_forgotten() {
        for (known, expected) in [
            ("\"a\"", Wanted::Part { first: 1, last: 2 }),
            ("\"b\"", Wanted::Whole),
            ("W/\"a\"", Wanted::Whole),
            ("Tue, 24 Nov 2026 09:00:00 GMT", Wanted::Whole),
        ] {
            let mut headers = HeaderMap::from_iter([(header::RANGE, HeaderValue::from_static("bytes=1-2"))]);
            headers.insert(header::IF_RANGE, HeaderValue::from_static(known));
            assert_eq!(wanted(&headers, "\"a\"", 100), expected, "{known}");
        }
    }

    proptest! {
        #[test]
        fn a_part_is_in_the_file(range in "(bytes=)?[0-9,= -]{0,24}", length in 0_u64..50) {
            if let Wanted::Part { first, last } = of(&range, length) {
                prop_assert!(first <= last && last < length);
            }
        }
    }
}

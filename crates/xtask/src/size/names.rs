//! From the name of a function to the crate that wrote it. Generic code counts for the crate of its definition, not for the
//! one that asked for it: that is where it can be made smaller.

use std::collections::BTreeMap;

use crate::size::wasm::Function;

/// Bytes by crate, the largest first.
pub fn by_crate(functions: &[Function]) -> Vec<(String, u64)> {
    let mut sums: BTreeMap<&str, u64> = BTreeMap::new();
    for function in functions {
        let name = function.name.as_deref().and_then(crate_of).unwrap_or("(no crate in the name)");
        *sums.entry(name).or_default() += function.bytes;
    }
    let mut sorted: Vec<_> = sums.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect();
    sorted.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    sorted
}

/// `<a::B as core::fmt::Debug>::fmt` belongs to `a`; `<T as b::C>::d` and `<&str as b::C>::d` to `b`.
fn crate_of(name: &str) -> Option<&str> {
    first_of_path(name).or_else(|| first_of_path(name.split_once(" as ")?.1))
}

fn first_of_path(mut path: &str) -> Option<&str> {
    loop {
        let shorter = path.trim_start_matches(['<', '&', '*', '(', '[', ' ']);
        let shorter =
            ["mut ", "dyn ", "const "].iter().find_map(|word| shorter.strip_prefix(word)).unwrap_or(shorter);
        if shorter == path {
            break;
        }
        path = shorter;
    }
    let end = path.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?;
    let (first, rest) = path.split_at(end);
    // The newer mangling writes `core[0123456789abcdef]::fmt`.
    let rest = rest.strip_prefix('[').and_then(|inner| Some(inner.split_once(']')?.1)).unwrap_or(rest);
    (rest.starts_with("::") && first.starts_with(|c: char| c.is_ascii_lowercase() || c == '_'))
        .then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_both_manglings_give_their_crate() {
        let cases = [
            ("core::fmt::write::h0123456789abcdef", Some("core")),
            ("<alloc::vec::Vec<T> as core::ops::drop::Drop>::drop::h01", Some("alloc")),
            ("<&mut T as core::fmt::Write>::write_str::h01", Some("core")),
            ("<dyn portal::Page as leptos::View>::build", Some("portal")),
            ("<(A,B) as tachys::view::Render>::build::h01", Some("tachys")),
            ("core[8d1a]::ptr::drop_in_place::<portal::X>", Some("core")),
            ("<str as wire::Parse>::parse", Some("wire")),
            ("memcpy", None),
            ("__wbindgen_malloc", None),
        ];
        for (name, expected) in cases {
            assert_eq!(crate_of(name), expected, "{name}");
        }
    }

    #[test]
    fn the_largest_comes_first() {
        let function = |name: &str, bytes| Function { name: Some(name.to_owned()), bytes };
        let sums = by_crate(&[function("a::x", 1), function("b::y", 5), function("a::z", 2)]);
        assert_eq!(sums, [("b".to_owned(), 5), ("a".to_owned(), 3)]);
    }
}

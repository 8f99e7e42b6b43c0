//! The text that `view!` makes of what is fixed in an element: steps, each a mark and what it is about, up to the next mark.
//! `crates/lean-view/src/plan.rs` writes it. A text of its own, not HTML: it is followed, never parsed by the browser, and
//! nothing in it needs to be escaped.

/// One step in building an element.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step<'a> {
    /// An element of HTML begins; what follows is in it.
    Html(&'a str),
    /// An element of SVG begins.
    Svg(&'a str),
    /// The element ends.
    End,
    /// A text.
    Text(&'a str),
    /// An attribute of the element that has just begun, and its fixed value.
    Fixed(&'a str, &'a str),
    /// An attribute of it, whose value is handed over.
    Attribute(&'a str),
    /// A property of its object, whose value is handed over.
    Property(&'a str),
    /// An event, whose listener is handed over.
    Listener(&'a str),
    /// A view that is handed over.
    View,
}

/// The steps of a text.
pub fn steps(text: &'static str) -> impl Iterator<Item = Step<'static>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mark = *rest.as_bytes().first()?;
        let after = rest.get(1..)?;
        let end = after.bytes().position(is_mark).unwrap_or(after.len());
        let about = after.get(..end)?;
        rest = after.get(end..)?;
        Some(match mark {
            1 => Step::Html(about),
            2 => Step::Svg(about),
            4 => Step::Text(about),
            5 => {
                let (name, value) = about.split_once('=').unwrap_or((about, ""));
                Step::Fixed(name, value)
            }
            6 => Step::Attribute(about),
            7 => Step::Property(about),
            8 => Step::Listener(about),
            14 => Step::View,
            _ => Step::End,
        })
    })
}

/// A tab and the ends of lines are none.
fn is_mark(byte: u8) -> bool {
    matches!(byte, 1..=8 | 14)
}

#[cfg(test)]
mod tests {
    use super::{Step::*, steps};

    #[test]
    fn a_text_is_its_steps() {
        let text = "\u{1}p\u{5}class=a=b\u{5}hidden=\u{6}id\u{4}Ä\n<b>\u{e}\u{2}svg\u{3}\u{1}i\u{7}value\u{8}click\u{3}\u{3}";
        let expected = [
            Html("p"),
            Fixed("class", "a=b"),
            Fixed("hidden", ""),
            Attribute("id"),
            Text("Ä\n<b>"),
            View,
            Svg("svg"),
            End,
            Html("i"),
            Property("value"),
            Listener("click"),
            End,
            End,
        ];
        assert_eq!(steps(text).collect::<Vec<_>>(), expected);
        assert_eq!(steps("").count(), 0);
    }
}

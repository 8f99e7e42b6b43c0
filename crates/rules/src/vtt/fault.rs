//! What can be wrong with a file of captions or chapters, in words that say what to do. Nothing is read here.

/// Something that is wrong, and where.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fault {
    /// Line of the file, counted from 1.
    pub line: u32,
    /// What.
    pub wrong: Wrong,
}

impl Fault {
    /// For people.
    #[must_use]
    pub fn message(self) -> String {
        format!("Line {}: {}.", self.line, self.wrong.parts().1)
    }
}

/// What is wrong.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Wrong {
    /// It does not begin with `WEBVTT`.
    NoSignature,
    /// There is no cue in it.
    Nothing,
    /// Lines that belong to no cue.
    NoTimes,
    /// A time that is none.
    Time,
    /// A cue that ends when it begins, or before.
    Backwards,
    /// A cue that begins before the one that stands before it.
    OutOfOrder,
    /// A chapter that begins before the last one has ended.
    Overlap,
    /// A cue without words.
    NoWords,
    /// A cue with too many.
    TooLong,
    /// A chapter's title of several lines.
    TwoLines,
    /// Times without an empty line before them.
    Glued,
    /// A setting that is none.
    Setting,
    /// A `<` that nothing closes.
    OpenTag,
    /// A character that shows nothing.
    Control,
    /// A style or a region after the first cue.
    LateStyle,
    /// Too many cues.
    TooMany,
}

impl Wrong {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::NoSignature,
        Self::Nothing,
        Self::NoTimes,
        Self::Time,
        Self::Backwards,
        Self::OutOfOrder,
        Self::Overlap,
        Self::NoWords,
        Self::TooLong,
        Self::TwoLines,
        Self::Glued,
        Self::Setting,
        Self::OpenTag,
        Self::Control,
        Self::LateStyle,
        Self::TooMany,
    ];

    /// For programs.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.parts().0
    }

    const fn parts(self) -> (&'static str, &'static str) {
        match self {
            Self::NoSignature => ("no_signature", "a WebVTT file begins with the word WEBVTT"),
            Self::Nothing => ("nothing", "there is not one cue in this file"),
            Self::NoTimes => ("no_times", "these lines have no times, such as 00:01.000 --> 00:04.000"),
            Self::Time => {
                ("time", "times look like 00:01.000 --> 00:04.000 or 01:00:01.000 --> 01:00:04.000")
            }
            Self::Backwards => ("backwards", "this ends before it begins"),
            Self::OutOfOrder => ("out_of_order", "this begins before the one above it; put them in order"),
            Self::Overlap => ("overlap", "this chapter begins before the one above it has ended"),
            Self::NoWords => ("no_words", "there are no words below these times"),
            Self::TooLong => ("too_long", "at most 1,000 characters fit into one cue; divide it"),
            Self::TwoLines => ("two_lines", "the title of a chapter is one line"),
            Self::Glued => ("glued", "leave an empty line before this cue"),
            Self::Setting => {
                ("setting", "after the times only vertical, line, position, size, align or region may stand")
            }
            Self::OpenTag => ("open_tag", "a < begins a tag that is never closed; as text write &lt;"),
            Self::Control => ("control", "there is a control character in the text"),
            Self::LateStyle => ("late_style", "styles and regions stand before the first cue"),
            Self::TooMany => ("too_many", "at most 20,000 cues fit into one file"),
        }
    }
}

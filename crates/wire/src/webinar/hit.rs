//! Where the words of a search stand: plain text, with offsets for the marks, so that nobody has to trust markup.

use super::HitPlace;
use crate::answer;
use serde::Serialize;

answer! {
    /// Where the words stand that were looked for.
    #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub struct Hit {
        /// Id of the webinar.
        pub webinar: String,
        /// Its title.
        pub title: String,
        /// In which part.
        pub place: HitPlace,
        /// The second in which it is said; in transcripts only.
        #[serde(default)]
        pub second: Option<u32>,
        /// A few words around, plain text.
        pub snippet: String,
        /// Which of its characters were looked for: first and end of each mark, in characters (Unicode scalar values), in
        /// order and apart.
        pub marks [default]: Vec<(u32, u32)>,
    }
}

impl Hit {
    /// The snippet in pieces, each with whether it was looked for.
    #[must_use]
    pub fn pieces(&self) -> Vec<(String, bool)> {
        let mut pieces: Vec<(String, bool)> = Vec::new();
        for (at, c) in (0_u32..).zip(self.snippet.chars()) {
            let marked = self.marks.iter().any(|(first, end)| (*first..*end).contains(&at));
            match pieces.last_mut() {
                Some((text, same)) if *same == marked => text.push(c),
                _ => pieces.push((c.to_string(), marked)),
            }
        }
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_comes_apart_at_its_marks() {
        let hit = Hit {
            webinar: "w".to_owned(),
            title: "T".to_owned(),
            place: HitPlace::Transcript,
            second: Some(7),
            snippet: "die Übergabe <b>läuft</b>".to_owned(),
            marks: vec![(4, 12), (16, 21)],
        };
        let pieces = hit.pieces();
        let marked: Vec<&str> =
            pieces.iter().filter(|(_, marked)| *marked).map(|(text, _)| text.as_str()).collect();
        assert_eq!(marked, ["Übergabe", "läuft"]);
        let whole: String = pieces.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(whole, hit.snippet);
        assert_eq!(Hit { marks: vec![(90, 99)], ..hit }.pieces().len(), 1);
    }
}

//! Captions and chapters of recordings (R-038): WebVTT, read into cues with times and plain text, every fault with its line.
//! One parser for both ends: the server refuses a file with faults, the browser shows whatever cues there are. Tags are taken
//! off as players do it, and what remains is text, never markup. It knows no file, no recording and no language.

mod fault;
#[cfg(test)]
mod tests;

pub use fault::{Fault, Wrong};

/// Most cues of one file: three hours with more than one in a second.
pub const CUES_MAX: usize = 20_000;
/// Most characters of one cue.
pub const CUE_MAX: usize = 1_000;
/// Most faults that are told; nobody reads more.
pub const FAULTS_MAX: usize = 50;

/// Some words and when they are said, in milliseconds from the beginning of the recording.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cue {
    /// When they appear.
    pub start: u32,
    /// When they go; later than `start` where there are no faults.
    pub end: u32,
    /// The words as plain text, lines divided by `\n`.
    pub text: String,
}

/// What a file is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// What is said. Cues may overlap, as people do.
    Captions,
    /// Parts of the recording with a title of one line each; they do not overlap.
    Chapters,
}

/// What was found in a file.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Track {
    /// All cues that can be read, in the order of the file.
    pub cues: Vec<Cue>,
    /// What is wrong, by line, the first [`FAULTS_MAX`].
    pub faults: Vec<Fault>,
}

/// Reads a file. There is no error: what can't be read is among the faults.
#[must_use]
pub fn parse(text: &str, kind: Kind) -> Track {
    let mut rest = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader { kind, track: Track::default(), number: 0 };
    let mut block: Vec<&str> = Vec::new();
    let mut first = true;
    loop {
        let line = next_line(&mut rest);
        if let Some(line) = line.filter(|line| !line.is_empty()) {
            reader.number = reader.number.saturating_add(1);
            block.push(line);
            continue;
        }
        if first {
            // The signature stands on the very first line.
            let signed = block.first().and_then(|line| line.strip_prefix("WEBVTT"));
            if !signed.is_some_and(|after| after.is_empty() || after.starts_with([' ', '\t'])) {
                reader.wrong(1, Wrong::NoSignature);
                return reader.track;
            }
        }
        reader.block(&block, first);
        first = false;
        block.clear();
        if line.is_none() || reader.track.cues.len() > CUES_MAX {
            break;
        }
        reader.number = reader.number.saturating_add(1);
    }
    if reader.track.cues.len() > CUES_MAX {
        reader.track.cues.truncate(CUES_MAX);
        reader.wrong(reader.number, Wrong::TooMany);
    } else if reader.track.cues.is_empty() && reader.track.faults.is_empty() {
        reader.wrong(1, Wrong::Nothing);
    }
    reader.track
}

/// The cue that is on at an instant, or was the last one before it; nothing before the first. `cues` are in order.
#[must_use]
pub fn at(cues: &[Cue], milliseconds: u32) -> Option<usize> {
    cues.partition_point(|cue| cue.start <= milliseconds).checked_sub(1)
}

/// The first cue that begins after a recording of that many milliseconds has ended: then the file is another recording's.
#[must_use]
pub fn beyond(cues: &[Cue], length: u32) -> Option<&Cue> {
    cues.iter().find(|cue| cue.start > length)
}

/// The file for these cues. What would end a cue or begin a tag is written so that it is read as text again; empty lines and
/// characters that no caption needs are left out.
#[must_use]
pub fn write(cues: &[Cue]) -> String {
    let mut file = "WEBVTT\n".to_owned();
    for cue in cues {
        file.push_str(&format!("\n{} --> {}\n", timestamp(cue.start), timestamp(cue.end)));
        for line in cue.text.split('\n').map(trimmed).filter(|line| !line.is_empty()) {
            for c in line.chars().filter(|c| *c == '\t' || *c >= ' ') {
                match c {
                    '&' => file.push_str("&amp;"),
                    '<' => file.push_str("&lt;"),
                    '>' => file.push_str("&gt;"),
                    c => file.push(c),
                }
            }
            file.push('\n');
        }
    }
    file
}

/// `00:12:34.500`
#[must_use]
pub fn timestamp(milliseconds: u32) -> String {
    let seconds = milliseconds / 1000;
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    format!("{hours:02}:{minutes:02}:{:02}.{:03}", seconds % 60, milliseconds % 1000)
}

/// `(hours:)minutes:seconds.thousandths`, as the standard has it: two digits each, hours at least two.
fn milliseconds(text: &str) -> Option<u32> {
    let number = |text: &str, least: usize, most: usize| {
        let fits = (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| text.parse::<u32>().ok()).flatten()
    };
    let (clock, thousandths) = text.split_once('.')?;
    let (before, seconds) = clock.rsplit_once(':')?;
    let (hours, minutes) = match before.split_once(':') {
        Some((hours, minutes)) => (number(hours, 2, 3)?, minutes),
        None => (0, before),
    };
    let sixty = |text: &str| number(text, 2, 2).filter(|number| *number < 60);
    let (minutes, seconds) = (sixty(minutes)?, sixty(seconds)?);
    // 999 hours fit.
    Some(((hours * 60 + minutes) * 60 + seconds) * 1000 + number(thousandths, 3, 3)?)
}

/// One line without its end, which is any of the three; nothing at the end of the file.
fn next_line<'a>(rest: &mut &'a str) -> Option<&'a str> {
    if rest.is_empty() {
        return None;
    }
    let text = *rest;
    let end = text.find(['\n', '\r']).unwrap_or(text.len());
    let (line, after) = text.split_at_checked(end)?;
    *rest = ["\r\n", "\n", "\r"].into_iter().find_map(|end| after.strip_prefix(end)).unwrap_or_default();
    Some(line)
}

fn trimmed(text: &str) -> &str {
    text.trim_matches([' ', '\t'])
}

const ARROW: &str = "-->";
const SETTINGS: [&str; 6] = ["vertical", "line", "position", "size", "align", "region"];

struct Reader {
    kind: Kind,
    track: Track,
    /// Lines read so far.
    number: u32,
}

impl Reader {
    fn wrong(&mut self, line: u32, wrong: Wrong) {
        if self.track.faults.len() < FAULTS_MAX {
            self.track.faults.push(Fault { line, wrong });
        }
    }

    /// Lines that stand together, the last of which was just read.
    fn block(&mut self, lines: &[&str], header: bool) {
        let Some(opening) = lines.first() else { return };
        let length = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        let first = self.number.saturating_sub(length).saturating_add(1);
        let is = |word: &str| {
            opening.strip_prefix(word).is_some_and(|after| after.is_empty() || after.starts_with([' ', '\t']))
        };
        let style = is("STYLE") || is("REGION");
        let mut arrows = lines.iter().zip(first..).filter(|(line, _)| line.contains(ARROW)).peekable();
        let Some(&(_, timing)) = arrows.peek() else {
            if style && !self.track.cues.is_empty() {
                self.wrong(first, Wrong::LateStyle);
            } else if !style && !header && !is("NOTE") {
                self.wrong(first, Wrong::NoTimes);
            }
            return;
        };
        // Before the times of a cue stands its name or nothing.
        let before = timing.saturating_sub(first);
        if header || before > 1 || before == 1 && (style || is("NOTE")) {
            self.wrong(timing, Wrong::Glued);
        }
        let mut glued = false;
        while let Some((line, number)) = arrows.next() {
            if glued {
                self.wrong(number, Wrong::Glued);
            }
            glued = true;
            let ends = arrows.peek().map_or(first.saturating_add(length), |(_, next)| *next);
            let [from, to] = [number.saturating_add(1), ends].map(|line| line.saturating_sub(first) as usize);
            self.cue(line, number, lines.get(from..to).unwrap_or_default());
        }
    }

    fn cue(&mut self, times: &str, line: u32, words: &[&str]) {
        let text = self.text(words, line.saturating_add(1));
        let (start, after) = times.split_once(ARROW).unwrap_or((times, ""));
        let mut after = after.split([' ', '\t']).filter(|part| !part.is_empty());
        let end = after.next().unwrap_or_default();
        let (Some(start), Some(end)) = (milliseconds(trimmed(start)), milliseconds(end)) else {
            return self.wrong(line, Wrong::Time);
        };
        let known = |setting: &str| {
            setting.split_once(':').is_some_and(|(name, value)| SETTINGS.contains(&name) && !value.is_empty())
        };
        if !after.all(known) {
            self.wrong(line, Wrong::Setting);
        }
        let last = self.track.cues.last().map(|cue| (cue.start, cue.end));
        if end <= start {
            self.wrong(line, Wrong::Backwards);
        }
        if last.is_some_and(|(begun, _)| start < begun) {
            self.wrong(line, Wrong::OutOfOrder);
        } else if self.kind == Kind::Chapters && last.is_some_and(|(_, ended)| start < ended) {
            self.wrong(line, Wrong::Overlap);
        }
        if text.is_empty() {
            self.wrong(line, Wrong::NoWords);
        } else if text.chars().nth(CUE_MAX).is_some() {
            self.wrong(line, Wrong::TooLong);
        } else if self.kind == Kind::Chapters && text.contains('\n') {
            self.wrong(line, Wrong::TwoLines);
        }
        self.track.cues.push(Cue { start, end, text });
    }

    /// The words without tags. A `<` that nothing closes stays what it is.
    fn text(&mut self, lines: &[&str], mut number: u32) -> String {
        let all = lines.join("\n");
        let mut rest = all.as_str();
        let mut text = String::new();
        while let Some(c) = rest.chars().next() {
            let after = rest.get(c.len_utf8()..).unwrap_or_default();
            let (replaced, after) = match c {
                '<' => match after.split_once('>') {
                    Some((tag, after)) => {
                        number = number.saturating_add(u32::try_from(tag.matches('\n').count()).unwrap_or(0));
                        (None, after)
                    }
                    None => {
                        self.wrong(number, Wrong::OpenTag);
                        (Some(c), after)
                    }
                },
                '&' => character(after).map_or((Some(c), after), |(c, after)| (Some(c), after)),
                '\n' => {
                    number = number.saturating_add(1);
                    (Some(c), after)
                }
                '\t' => (Some(' '), after),
                c if c < ' ' || c == '\u{7f}' => {
                    self.wrong(number, Wrong::Control);
                    (None, after)
                }
                c => (Some(c), after),
            };
            text.extend(replaced);
            rest = after;
        }
        let lines = text.split('\n').map(trimmed).filter(|line| !line.is_empty());
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// What is written as `&name;`, from after the `&` on. Others stay as they are.
fn character(text: &str) -> Option<(char, &str)> {
    const NAMES: [(&str, char); 9] = [
        ("amp;", '&'),
        ("lt;", '<'),
        ("gt;", '>'),
        ("nbsp;", ' '),
        ("quot;", '"'),
        ("apos;", '\''),
        ("#39;", '\''),
        ("lrm;", '\u{200e}'),
        ("rlm;", '\u{200f}'),
    ];
    NAMES.into_iter().find_map(|(name, c)| Some((c, text.strip_prefix(name)?)))
}

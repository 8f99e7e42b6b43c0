//! Files of a case: what a name may be, how large and how many, and which of them may run code. A name is refused or kept as
//! it is, never mended: what people see is what they chose. Who may add one is [`crate::case_life`]'s to say. It opens no
//! file; what it looks into it is handed.

use crate::words;

/// Most bytes of one file.
pub const FILE_MAX: u64 = 2_000_000_000;
/// Most files of a case.
pub const COUNT_MAX: usize = 100;
/// Most bytes of all files of a case.
pub const TOTAL_MAX: u64 = 20_000_000_000;
/// Most bytes of a name: what file systems hold.
pub const NAME_MAX: usize = 255;
/// How many bytes of a file are looked at to say what it is.
pub const HEAD: usize = 512;

/// What a case has already, withdrawn files included: nothing is lost, so it takes room.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Held {
    /// How many.
    pub count: usize,
    /// Their bytes.
    pub bytes: u64,
}

/// Names that stand for devices on Windows, whatever end they have.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Ends of names that some system runs, or shows with scripts in them, when they are opened.
const RUN: &str = " apk app appimage application bat bin cab chm class cmd com command cpl deb desktop dll dmg docm dotm exe \
    gadget hta htm html img inf iso jar jnlp js jse lnk mht mhtml msc msi msp pif pkg pl potm ppam pptm ps1 psm1 py pyw rb \
    reg rpm scf scr sh shtml sldm slax svg sys url vb vbe vbs vhd vhdx wsf wsh xhtml xlam xll xlsb xlsm xltm xsl xslt ";

/// What is wrong with a file that is to be added: a stable code, and what to do.
#[must_use]
pub fn fault(name: &str, bytes: u64, held: Held) -> Option<(&'static str, String)> {
    if let Some((code, words)) = name_fault(name) {
        return Some((code, words.to_owned()));
    }
    Some(match bytes {
        0 => ("empty", "There is nothing in this file".to_owned()),
        _ if bytes > FILE_MAX => (
            "too_large",
            format!("This file has {}; at most {} fit", words::bytes(bytes), words::bytes(FILE_MAX)),
        ),
        _ if held.count >= COUNT_MAX => {
            ("too_many", format!("This case has {} files already, and {COUNT_MAX} fit", held.count))
        }
        _ if held.bytes.saturating_add(bytes) > TOTAL_MAX => {
            let (file, there) = (words::bytes(bytes), words::bytes(held.bytes));
            let words = format!(
                "The files of this case have {there}; with {file} more they pass {}",
                words::bytes(TOTAL_MAX)
            );
            ("full", words)
        }
        _ => return None,
    })
}

/// What is wrong with a name: a stable code, and what to do.
#[must_use]
pub fn name_fault(name: &str) -> Option<(&'static str, &'static str)> {
    let stem = name.split(['.', ':']).next().unwrap_or_default().trim_end().to_lowercase();
    let numbered = |device| stem.strip_prefix(device).is_some_and(|rest| rest.chars().count() == 1);
    let is_device = DEVICES.contains(&stem.as_str())
        || (numbered("com") || numbered("lpt")) && stem.ends_with(|c| "0123456789¹²³".contains(c));
    Some(match name {
        _ if name.trim().is_empty() => ("missing", "Give the file a name"),
        _ if name.len() > NAME_MAX => {
            ("too_long", "This name is longer than 255 bytes; give the file a shorter one")
        }
        _ if name.contains(['/', '\\']) => ("path", "A name has no / or \\ in it; rename the file"),
        _ if name.contains(is_unseen) => {
            ("unseen", "This name has characters that are not seen or turn the text around; rename the file")
        }
        _ if name.starts_with('.') => ("hidden", "A name does not begin with a dot; rename the file"),
        _ if name.starts_with(char::is_whitespace)
            || name.ends_with(|c: char| c == '.' || c.is_whitespace()) =>
        {
            ("edge", "A name does not begin with a blank, nor end with a blank or a dot; rename the file")
        }
        _ if is_device => ("reserved", "Some systems take this name for a device; rename the file"),
        _ => return None,
    })
}

/// Controls, marks and turns of direction, separators of lines, and what has no width. The joiners of Persian, of Indian
/// scripts and of emoji are letters to those who write them.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}' | '\u{200e}'
            | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a file may run code when it is opened, by the last end of its name or by its first [`HEAD`] bytes. "No" is no
/// promise that it is harmless.
#[must_use]
pub fn may_run(name: &str, head: &[u8]) -> bool {
    let end = name.rsplit_once('.').map_or("", |(_, end)| end).trim().to_lowercase();
    (!end.is_empty() && !end.contains(' ') && RUN.contains(&format!(" {end} "))) || runs(head)
}

fn runs(head: &[u8]) -> bool {
    const STARTS: [&[u8]; 8] = [
        b"MZ",
        b"#!",
        b"\xfe\xed\xfa\xce",
        b"\xfe\xed\xfa\xcf",
        b"\xce\xfa\xed\xfe",
        b"\xcf\xfa\xed\xfe",
        b"\xca\xfe\xba\xbe",
        b"L\0\0\0\x01\x14\x02\0",
    ];
    if head.starts_with(b"\x7fELF") {
        // A core dump is one too, and runs nothing.
        return !matches!(head.get(16..18), Some([4, 0] | [0, 4]));
    }
    let text = String::from_utf8_lossy(head).to_lowercase();
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let is_markup = text.starts_with('<')
        && ["<!doctype html", "<html", "<script", "<svg", "<iframe", "<body"]
            .iter()
            .any(|tag| text.contains(tag));
    is_markup || STARTS.iter().any(|start| head.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hostile_names_are_refused_and_peoples_names_are_not() {
        for (name, code) in [
            ("", "missing"),
            (" ", "missing"),
            ("../../etc/passwd", "path"),
            ("C:\\temp\\x.txt", "path"),
            ("x\0.txt", "unseen"),
            ("x\r\nSet-Cookie: a.txt", "unseen"),
            ("\u{1b}[2J.log", "unseen"),
            ("invoice\u{202e}fdp.exe", "unseen"),
            ("a\u{2066}b.txt", "unseen"),
            ("\u{200b}.htaccess", "unseen"),
            ("x.php\u{200b}", "unseen"),
            ("\u{feff}a.txt", "unseen"),
            (".htaccess", "hidden"),
            ("..", "hidden"),
            ("x.exe.", "edge"),
            ("x.exe ", "edge"),
            ("x.exe\u{a0}", "edge"),
            (" x", "edge"),
            ("NUL", "reserved"),
            ("con.log", "reserved"),
            ("Aux .tar.gz", "reserved"),
            ("com1.txt", "reserved"),
            ("LPT³", "reserved"),
            ("nul:stream", "reserved"),
        ] {
            assert_eq!(name_fault(name).map(|fault| fault.0), Some(code), "{name:?}");
        }
        assert_eq!(name_fault(&"x".repeat(256)).map(|fault| fault.0), Some("too_long"));
        assert_eq!(name_fault(&"ü".repeat(128)).map(|fault| fault.0), Some("too_long"));
        for name in [
            "core.rpd.0.gz",
            "Übergabe (2026-Q3), Teil 2.pdf",
            "log 12:30.txt",
            "<script>alert(1)<script>.txt",
            "\"quoted\"; filename=x.txt",
            "می‌خواهم.txt",
            "❤️.txt",
            "console.log",
            "com10.txt",
            "common.txt",
            "report.pdf.exe",
            &"x".repeat(255),
        ] {
            assert_eq!(name_fault(name), None, "{name:?}");
        }
    }

    #[test]
    fn limits_hold_to_the_byte() {
        let code = |bytes, held| fault("a.log", bytes, held).map(|fault| fault.0);
        let held = |count, bytes| Held { count, bytes };
        assert_eq!(code(0, Held::default()), Some("empty"));
        assert_eq!(
            (code(FILE_MAX, Held::default()), code(FILE_MAX + 1, Held::default())),
            (None, Some("too_large"))
        );
        assert_eq!((code(1, held(99, 0)), code(1, held(100, 0))), (None, Some("too_many")));
        assert_eq!(
            (code(1, held(10, TOTAL_MAX - 1)), code(2, held(10, TOTAL_MAX - 1))),
            (None, Some("full"))
        );
        assert_eq!(code(u64::MAX, held(1, u64::MAX)), Some("too_large"));
        assert_eq!(fault("/", 0, held(100, 0)).map(|fault| fault.0), Some("path"));
    }

    #[test]
    fn what_may_run_is_told_by_name_or_by_content() {
        let elf = |kind: [u8; 2]| [b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0".as_slice(), &kind].concat();
        for (name, head, runs) in [
            ("setup.exe", b"".as_slice(), true),
            ("report.pdf.EXE", b"%PDF-", true),
            ("drawing.svg", b"", true),
            ("list.xlsm", b"PK", true),
            ("core.tar.gz", b"\x1f\x8b", false),
            ("rpd", b"", false),
            ("my notes. exe in it", b"", false),
            ("harmless.txt", b"MZ\x90", true),
            ("harmless.txt", b"#!/bin/sh\n", true),
            ("picture.png", b"\n <!DOCTYPE html><p>", true),
            ("picture.png", b"<?xml version='1.0'?><svg xmlns=", true),
            ("config.xml", b"<?xml version='1.0'?><configuration>", false),
            ("x", &elf([2, 0]), true),
            ("core.rpd.0", &elf([4, 0]), false),
            ("core.rpd.0", &elf([0, 4]), false),
        ] {
            assert_eq!(may_run(name, head), runs, "{name} {head:?}");
        }
    }

    /// The same list, asked character by character.
    fn slowly(name: &str) -> bool {
        let unseen = |c: &char| {
            c.is_control() || "\u{200b}\u{200e}\u{200f}\u{202a}\u{202e}\u{2066}\u{feff}".contains(*c)
        };
        let first = name.chars().next();
        let last = name.chars().last();
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        name.chars().any(|c| c == '/' || c == '\\')
            || name.chars().filter(unseen).count() > 0
            || blank(first)
            || blank(last)
            || first == Some('.')
            || last == Some('.')
    }

    proptest! {
        #[test]
        fn what_a_slow_look_refuses_is_refused(name in "[a. /\\\\\u{200b}\u{202e}\u{2066}\u{feff}\u{7}é]{0,12}") {
            prop_assert_eq!(name_fault(&name).is_some(), slowly(&name), "{:?}", name);
        }
    }
}

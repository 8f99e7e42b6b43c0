use super::*;
use proptest::prelude::*;

fn cue(start: u32, end: u32, text: &str) -> Cue {
    Cue { start, end, text: text.to_owned() }
}

fn faults(text: &str) -> Vec<(u32, Wrong)> {
    parse(text, Kind::Captions).faults.into_iter().map(|fault| (fault.line, fault.wrong)).collect()
}

#[test]
fn a_file_as_it_should_be() {
    let text = "\u{feff}WEBVTT - Patch management\r\nKind: captions\r\n\r\nNOTE made\rby hand\r\n\r\nSTYLE\n::cue { color: red }\n\n\
                first\n00:01.000 --> 00:04.500 align:start line:90%\n<v Ada>Hello, <i>all</i> &amp; sundry\nwelcome\n\n\n\
                01:00:00.000\t-->\t01:00:01.000\na &lt; b<00:00:01.000> c &copy; d";
    let track = parse(text, Kind::Captions);
    assert_eq!(track.faults, []);
    assert_eq!(
        track.cues,
        [cue(1_000, 4_500, "Hello, all & sundry\nwelcome"), cue(3_600_000, 3_601_000, "a < b c &copy; d"),]
    );
}

#[test]
fn faults_have_their_lines() {
    let head = "WEBVTT\n\n";
    let cases: [(String, &[(u32, Wrong)]); 17] = [
        (String::new(), &[(1, Wrong::NoSignature)]),
        ("\nWEBVTT\n".to_owned(), &[(1, Wrong::NoSignature)]),
        ("WEBVTTX\n\n".to_owned(), &[(1, Wrong::NoSignature)]),
        ("1\n00:00:01,000 --> 00:00:02,000\nSubRip\n".to_owned(), &[(1, Wrong::NoSignature)]),
        (head.to_owned(), &[(1, Wrong::Nothing)]),
        (format!("{head}lost\nwords\n"), &[(3, Wrong::NoTimes)]),
        (format!("{head}00:01,000 --> 00:02,000\nx\n"), &[(3, Wrong::Time)]),
        (
            format!("{head}00:61.000 --> 01:02.000\nx\n\n1:00.000 --> 01:02.000\ny"),
            &[(3, Wrong::Time), (6, Wrong::Time)],
        ),
        (format!("{head}00:02.000 --> 00:02.000\nx"), &[(3, Wrong::Backwards)]),
        (
            format!("{head}00:02.000 --> 00:03.000\nx\n\n00:01.000 --> 00:03.000\ny"),
            &[(6, Wrong::OutOfOrder)],
        ),
        (format!("{head}00:02.000 --> 00:03.000\n \t\n"), &[(3, Wrong::NoWords)]),
        (format!("{head}00:01.000 --> 00:02.000\nx\n00:02.000 --> 00:03.000\ny"), &[(5, Wrong::Glued)]),
        ("WEBVTT\n00:02.000 --> 00:03.000\nx".to_owned(), &[(2, Wrong::Glued)]),
        (format!("{head}00:02.000 --> 00:03.000 colour:red\nx"), &[(3, Wrong::Setting)]),
        (format!("{head}00:02.000 --> 00:03.000\none\ntwo <b\nthree"), &[(5, Wrong::OpenTag)]),
        (format!("{head}00:02.000 --> 00:03.000\none\n\0two"), &[(5, Wrong::Control)]),
        (format!("{head}00:02.000 --> 00:03.000\nx\n\nSTYLE\n::cue {{}}"), &[(6, Wrong::LateStyle)]),
    ];
    for (text, expected) in cases {
        assert_eq!(faults(&text), expected, "{text:?}");
    }
    let long = "x".repeat(CUE_MAX + 1);
    assert_eq!(faults(&format!("{head}00:02.000 --> 00:03.000\n{long}")), [(3, Wrong::TooLong)]);
    assert_eq!(Fault { line: 3, wrong: Wrong::Backwards }.message(), "Line 3: this ends before it begins.");
}

#[test]
fn chapters_do_not_overlap_and_are_one_line() {
    let text = "WEBVTT\n\n00:00.000 --> 00:10.000\nOne\n\n00:09.000 --> 00:20.000\nTwo\nlines\n";
    let faults = parse(text, Kind::Chapters).faults;
    assert_eq!(
        faults,
        [(6, Wrong::Overlap), (6, Wrong::TwoLines)].map(|(line, wrong)| Fault { line, wrong })
    );
    assert_eq!(parse(text, Kind::Captions).faults, []);
}

#[test]
fn hostile_cues_stay_text() {
    let text =
        "WEBVTT\n\n00:00.000 --> 00:10.000\n<img src=x onerror=alert(1)><script>alert(1)</script>&lt;b&gt;\n";
    assert_eq!(parse(text, Kind::Captions).cues, [cue(0, 10_000, "alert(1)<b>")]);
}

#[test]
fn there_is_a_most() {
    let many: String = (0..=CUES_MAX).fold("WEBVTT\n\n".to_owned(), |mut text, n| {
        let start = u32::try_from(n).unwrap();
        text.push_str(&format!("{} --> {}\nx\n\n", timestamp(start), timestamp(start + 1)));
        text
    });
    let track = parse(&many, Kind::Captions);
    assert_eq!(track.cues.len(), CUES_MAX);
    assert_eq!(track.faults.last().map(|fault| fault.wrong), Some(Wrong::TooMany));
    let bad = format!("WEBVTT\n\n{}", "x\n\n".repeat(1000));
    assert_eq!(parse(&bad, Kind::Captions).faults.len(), FAULTS_MAX);
}

#[test]
fn the_cue_that_is_on() {
    let cues = [cue(1_000, 2_000, "a"), cue(5_000, 6_000, "b")];
    assert_eq!(
        [0, 1_000, 4_999, 5_000, u32::MAX].map(|ms| at(&cues, ms)),
        [None, Some(0), Some(0), Some(1), Some(1)]
    );
}

#[test]
fn codes_and_words_are_their_own() {
    let codes: std::collections::HashSet<_> = Wrong::ALL.iter().map(|wrong| wrong.code()).collect();
    assert_eq!(codes.len(), Wrong::ALL.len());
}

/// Text in pieces that mean something, so that most of it comes near a file.
fn near() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "WEBVTT",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "00:01.000",
        " --> ",
        "-->",
        "00:00:02.000",
        "NOTE ",
        "STYLE",
        "<b>",
        "<",
        ">",
        "&amp;",
        "&",
        "align:start",
        "word",
        "\0",
        "é",
        "\t",
        "99:99.999",
        "\u{feff}",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(
        cues in prop::collection::vec((0_u32..100_000, 1_u32..10_000, "[a-z<>&é -]{0,8}[!-~é]{1,5}(\n[!-~]{1,9}){0,2}"), 1..20)
    ) {
        let mut start = 0;
        let cues: Vec<Cue> = cues.into_iter().map(|(gap, length, text)| {
            start += gap;
            let text = text.trim_matches(' ').to_owned();
            Cue { start, end: start + length, text }
        }).collect();
        let track = parse(&write(&cues), Kind::Captions);
        prop_assert_eq!(&track.faults, &[]);
        prop_assert_eq!(&track.cues, &cues);
    }

    #[test]
    fn a_file_without_faults_is_in_order_and_survives_rewriting(text in near()) {
        let track = parse(&format!("WEBVTT\n\n{text}"), Kind::Captions);
        prop_assert!(track.faults.is_sorted_by_key(|fault| fault.line) || track.faults.len() > 1);
        let lines = u32::try_from(text.split(['\n', '\r']).count()).unwrap() + 2;
        prop_assert!(track.faults.iter().all(|fault| (1..=lines).contains(&fault.line)));
        if track.faults.is_empty() {
            prop_assert!(track.cues.iter().all(|cue| cue.start < cue.end && !cue.text.is_empty()));
            prop_assert_eq!(parse(&write(&track.cues), Kind::Captions), track);
        }
    }

    #[test]
    fn nothing_panics(text in "\\PC*", near in near()) {
        for text in [text, near] {
            for kind in [Kind::Captions, Kind::Chapters] {
                let track = parse(&text, kind);
                prop_assert!(!track.cues.is_empty() || !track.faults.is_empty());
                let _ = write(&track.cues);
            }
        }
    }

    #[test]
    fn line_ends_do_not_matter(text in near()) {
        let unix = text.replace("\r\n", "\n").replace('\r', "\n");
        let [windows, mac] = ["\r\n", "\r"].map(|end| unix.replace('\n', end));
        let one = parse(&unix, Kind::Captions);
        prop_assert_eq!(&parse(&windows, Kind::Captions), &one);
        prop_assert_eq!(&parse(&mac, Kind::Captions), &one);
    }

    #[test]
    fn times_are_read_as_written(ms in 0_u32..3_600_000_000) {
        prop_assert_eq!(milliseconds(&timestamp(ms)), Some(ms));
    }
}

#[test]
fn captions_of_a_longer_recording_are_noticed() {
    let cue = |start| Cue { start, end: start + 500, text: "a".to_owned() };
    let cues = [cue(0), cue(60_000), cue(90_000)];
    assert_eq!(beyond(&cues, 90_000), None, "the last one begins with the end");
    assert_eq!(beyond(&cues, 59_999).map(|cue| cue.start), Some(60_000));
    assert_eq!(beyond(&[], 0), None);
}

use super::*;
use proptest::prelude::*;

fn row(serial: &str, release: &str) -> Row {
    Row { serial: serial.to_owned(), release: release.to_owned() }
}

fn known() -> BTreeMap<String, Option<String>> {
    [("JN1", Some("23.4R2")), ("JN2", None)]
        .map(|(serial, release)| (serial.to_owned(), release.map(str::to_owned)))
        .into()
}

fn codes(rows: &[Row]) -> Vec<&'static str> {
    verdicts(rows, &known()).iter().map(Verdict::code).collect()
}

#[test]
fn releases_are_trimmed_and_what_cannot_be_one_is_refused() {
    for fine in [" 23.4R2-S3.8 ", "22.4R3-S2-EVO", "Apstra 4.2.1", "21.2X (limited)", "7"] {
        assert_eq!(Release::parse(fine).map(|release| release.to_string()), Ok(fine.trim().to_owned()));
    }
    assert_eq!(Release::parse("  "), Err(ReleaseProblem::Empty));
    assert_eq!(Release::parse("latest"), Err(ReleaseProblem::NoDigit));
    assert_eq!(Release::parse("23.4R2<b>"), Err(ReleaseProblem::Character('<')));
    assert_eq!(Release::parse("=2+3"), Err(ReleaseProblem::Character('=')));
    assert!(Release::parse(&"1".repeat(60)).is_ok());
    assert_eq!(Release::parse(&"1".repeat(61)), Err(ReleaseProblem::TooLong));
}

#[test]
fn a_release_goes_stale_after_a_quarter() {
    let on = Date::from_ymd_opt(2026, 11, 24).unwrap_or_default();
    let before = |days| on.checked_sub_days(chrono::Days::new(days));
    for (days, expected) in
        [(0, Freshness::Fresh), (91, Freshness::Fresh), (92, Freshness::Fresh), (93, Freshness::Stale)]
    {
        assert_eq!(freshness(Some("23.4R2"), before(days), on), expected, "{days}");
    }
    assert_eq!(freshness(Some("23.4R2"), None, on), Freshness::Stale);
    assert_eq!(freshness(Some(" "), before(0), on), Freshness::NotKnown);
    assert_eq!(freshness(None, before(0), on), Freshness::NotKnown);
}

#[test]
fn releases_that_are_not_known_wait_on_the_account() {
    assert_eq!(reason(3, 3, 0).outcome, Outcome::Met);
    assert!(reason(3, 3, 1).why.contains("1 unit had no look within a quarter"));
    let waiting = reason(3, 1, 1);
    assert_eq!(waiting.outcome, Outcome::Failed);
    assert!(waiting.why.starts_with("Waiting on you: the release of 2 units"), "{}", waiting.why);
}

#[test]
fn every_row_has_its_verdict() {
    let rows = [row("jn1 ", "23.4R2"), row("JN2", "23.4R2"), row("JN3", "23.4R2"), row("JN3", "")];
    assert_eq!(codes(&rows), ["unchanged", "set", "unknown_serial", "unknown_serial"]);
    assert_eq!(codes(&[row("JN1", "newest")]), ["bad_release"]);
    assert_eq!(codes(&[row("JN1", "1"), row(" jn1", "2"), row("JN1", "1")]), ["twice", "twice", "twice"]);
    assert_eq!(codes(&[row("JN1", "1"), row("JN1", " 1 ")]), ["set", "set"], "said twice, alike");
    let messages: Vec<String> = verdicts(&rows, &known()).iter().map(Verdict::message).collect();
    assert_eq!(messages[..3], ["23.4R2, as it was", "23.4R2 is set", "No unit of yours has this number"]);
}

#[test]
fn a_list_names_its_columns_in_any_order() {
    let expected = Ok(vec![row("JN1", "23.4R2"), row("JN2", "")]);
    for text in [
        "serial,release\nJN1,23.4R2\nJN2,",
        "\u{feff}Site;RELEASE;Serial Number\r\nx;23.4R2;JN1\r\n;;JN2\r\n",
        "release\tserial\n\"23.4R2\"\t\"JN1\"\n\n\tJN2",
    ] {
        assert_eq!(read(text), expected, "{text:?}");
    }
    assert_eq!(read("serial,model\nJN1,MX"), Err(ListProblem::NoColumn("release")));
    assert_eq!(read("JN1,23.4R2"), Err(ListProblem::NoColumn("serial")));
    assert_eq!(read("serial,release\n"), Err(ListProblem::NoRows));
    assert_eq!(read(" "), Err(ListProblem::NoColumn("serial")));
    assert_eq!(read(""), Err(ListProblem::NoRows));
    assert_eq!(read("serial,release\n\"JN1"), Err(ListProblem::Quotes(Fault::Open(2))));
    let rows = |n: usize| format!("serial,release\n{}", "JN1,1\n".repeat(n));
    assert_eq!(read(&rows(ROWS_MAX)).map(|rows| rows.len()), Ok(ROWS_MAX));
    assert_eq!(read(&rows(ROWS_MAX + 1)), Err(ListProblem::TooMany));
    for problem in [ListProblem::NoRows, ListProblem::TooMany, ListProblem::NoColumn("serial")] {
        assert!(problem.message().ends_with('.'));
    }
}

/// One row at a time, looking through all the others.
fn slowly(rows: &[Row]) -> Vec<&'static str> {
    let known = known();
    rows.iter()
        .map(|row| {
            let alike = |other: &&Row| key(&other.serial) == key(&row.serial);
            let differs = rows.iter().filter(alike).any(|other| other.release.trim() != row.release.trim());
            match known.iter().find(|(serial, _)| **serial == key(&row.serial)) {
                None => "unknown_serial",
                Some(_) if differs => "twice",
                Some((_, before)) => match Release::parse(&row.release) {
                    Err(_) => "bad_release",
                    Ok(release) if before.as_deref() == Some(release.as_str()) => "unchanged",
                    Ok(_) => "set",
                },
            }
        })
        .collect()
}

proptest! {
    #[test]
    fn two_ways_of_deciding_rows_agree(rows in proptest::collection::vec(("(JN1|jn2| JN1|JN3)", "(23.4R2| 23.4R2|22.1R1|latest|)"), 0..8)) {
        let rows: Vec<Row> = rows.iter().map(|(serial, release)| row(serial, release)).collect();
        prop_assert_eq!(codes(&rows), slowly(&rows));
    }
}

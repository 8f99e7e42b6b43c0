//! The countries of ISO 3166-1 by their English names, as people write them into a file. Data and nothing else: whether the
//! service is available there is in [`super::CountryList`]. `names.txt` has a line for each name, in the order of their
//! letters: the code, and `*` before a name that is only read and never shown.

use super::Country;
use crate::words::letters;

const NAMES: &str = include_str!("names.txt");

/// Reads a code that is assigned, or an English name (and a few others that are usual); case, blanks and punctuation do not
/// count. South Sudan is not Sudan.
#[must_use]
pub fn read(text: &str) -> Option<Country> {
    let text = text.trim_ascii();
    let code = if text.len() == 2 { Country::parse(text).filter(|code| is_assigned(*code)) } else { None };
    code.or_else(|| {
        let mut first = letters(text);
        let key = first_letters([first.next()?, first.next().unwrap_or(0), first.next().unwrap_or(0)]);
        let from = KEYS.partition_point(|other| *other < key);
        let candidates = (from..COUNT).take_while(|place| KEYS.get(*place) == Some(&key));
        let line = candidates.filter_map(line).find(|line| letters(line.name).eq(letters(text)))?;
        Some(line.country())
    })
}

/// The English name of a country; `None` for a code that is not assigned.
#[must_use]
pub fn named(country: Country) -> Option<&'static str> {
    names().find(|(other, _)| *other == country).map(|(_, name)| name)
}

/// All of them, by name.
pub fn names() -> impl Iterator<Item = (Country, &'static str)> {
    lines().filter(|line| line.mark == b' ').map(|line| (line.country(), line.name))
}

/// True where addresses have no postal code.
#[must_use]
pub fn has_no_postal_codes(country: Country) -> bool {
    WITHOUT_POSTAL_CODES.as_bytes().chunks(3).any(|code| code.starts_with(&country.0))
}

/// Where addresses do without one. A reading of ours: only there may a part of an address be missing.
const WITHOUT_POSTAL_CODES: &str = "AE AG AO AW BF BI BJ BO BQ BS BW BZ CD CF CG CI CK CM CW DJ DM ER FJ GA GD GM GQ \
    GY HK JM KI KM KP LY ML MO MR MW NR NU QA RW SB SC SL SO SR SS ST SX SY TD TF TG TK TL TO TV UG VU YE ZW";

struct Line {
    code: [u8; 2],
    mark: u8,
    name: &'static str,
}

impl Line {
    fn country(&self) -> Country {
        Country(self.code)
    }
}

fn lines() -> impl Iterator<Item = Line> {
    (0..COUNT).filter_map(line)
}

fn line(number: usize) -> Option<Line> {
    let from = usize::from(*BEGINNINGS.get(number)?);
    // The line end is none of it.
    let to = BEGINNINGS.get(number + 1).map_or(NAMES.len(), |next| usize::from(*next)) - 1;
    let (head, name) = NAMES.get(from..to)?.split_at_checked(3)?;
    let &[a, b, mark] = head.as_bytes() else { return None };
    Some(Line { code: [a, b], mark, name })
}

fn is_assigned(country: Country) -> bool {
    let [a, b] = country.0.map(|letter| usize::from(letter.wrapping_sub(b'A')));
    ASSIGNED.get(a).is_some_and(|second| second & (1 << b) != 0)
}

/// For each first letter of a code the second ones, a bit each.
const ASSIGNED: [u32; 26] = {
    let names = NAMES.as_bytes();
    let mut letters = [0; 26];
    let (mut at, mut begins) = (0, true);
    while at + 1 < names.len() {
        if begins {
            letters[(names[at] - b'A') as usize] |= 1 << (names[at + 1] - b'A');
        }
        begins = names[at] == b'\n';
        at += 1;
    }
    letters
};

const COUNT: usize = {
    let names = NAMES.as_bytes();
    let (mut at, mut count) = (0, 0);
    while at < names.len() {
        count += (names[at] == b'\n') as usize;
        at += 1;
    }
    count
};

/// Where each line begins.
const BEGINNINGS: [u16; COUNT] = {
    let names = NAMES.as_bytes();
    let mut beginnings = [0; COUNT];
    let (mut at, mut line) = (0, 1);
    while at + 1 < names.len() {
        if names[at] == b'\n' {
            beginnings[line] = at as u16 + 1;
            line += 1;
        }
        at += 1;
    }
    beginnings
};

/// The first letters of each name, in its order: a file names a country in each of its rows, so it is searched for by halves
/// without a look at the names.
const KEYS: [u32; COUNT] = {
    let names = NAMES.as_bytes();
    let mut keys = [0; COUNT];
    let mut line = 0;
    while line < COUNT {
        let (mut at, mut found, mut first) = (BEGINNINGS[line] as usize + 3, 0, [0; 3]);
        while found < first.len() && names[at] != b'\n' {
            if !names[at].is_ascii() || names[at].is_ascii_alphanumeric() {
                first[found] = names[at].to_ascii_lowercase();
                found += 1;
            }
            at += 1;
        }
        keys[line] = first_letters(first);
        line += 1;
    }
    keys
};

const fn first_letters([a, b, c]: [u8; 3]) -> u32 {
    u32::from_be_bytes([0, a, b, c])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Option<String> {
        read(text).map(|country| country.to_string())
    }

    #[test]
    fn each_country_is_read_by_its_code_and_by_its_name() {
        assert_eq!(names().count(), 249);
        for (country, name) in names() {
            assert_eq!(read(country.code()), Some(country));
            assert_eq!(read(&name.to_ascii_uppercase()), Some(country), "{name}");
            assert_eq!(named(country), Some(name));
        }
        for line in lines() {
            assert_eq!(read(line.name), Some(line.country()), "{}", line.name);
        }
    }

    #[test]
    fn they_stand_in_the_order_of_their_letters() {
        let names: Vec<Vec<u8>> = lines().map(|line| letters(line.name).collect()).collect();
        assert!(names.is_sorted_by(|one, next| one < next));
    }

    #[test]
    fn juba_is_not_in_sudan() {
        assert_eq!(code("South Sudan").as_deref(), Some("SS"));
        assert_eq!(code(" sudan ").as_deref(), Some("SD"));
        assert_eq!(code("Korea, Democratic People's Republic of").as_deref(), Some("KP"));
        assert_eq!(code("uk").as_deref(), Some("GB"));
        assert_eq!(code("U.S.A.").as_deref(), Some("US"));
        for nothing in ["", " ", "ZZ", "Zz", "Atlantis", "Sud", "Germany DE", "\u{e4}", "--"] {
            assert_eq!(code(nothing), None, "{nothing:?}");
        }
        assert_eq!(Country::parse("ZZ").and_then(named), None);
    }

    #[test]
    fn some_have_no_postal_codes() {
        let without = |code| Country::parse(code).is_some_and(has_no_postal_codes);
        assert!(without("AE") && without("ZW") && without("SS"));
        assert!(!without("DE") && !without("US") && !without("GB"));
    }
}

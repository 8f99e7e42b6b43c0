//! Full text over titles, abstracts and what is said. Words come as people type them and reach the index as quoted strings
//! only, so that nothing in them is a command to it. Which webinars may be searched, the caller says.

use super::{Connection, Error};
use crate::store::json_list;
use std::collections::HashMap;
use wire::webinar::{Hit, HitPlace};

/// Most words that are looked for.
const WORDS: usize = 8;
/// Most places that are shown of one transcript.
const OF_ONE: usize = 3;
/// So many places of an expression are few: all of them are looked up at once.
const FEW: i64 = 2_000;
/// What stands around a mark in what the index answers; taken out again. No text of ours holds them.
const OPEN: char = '\u{1}';
const CLOSE: char = '\u{2}';

/// What is looked for: each word, or what is written together, as one phrase of the index.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Words(Vec<String>);

impl Words {
    /// Reads what somebody typed; nothing when no word is in it.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let quoted = |word: &str| {
            let word: String = word.chars().filter(|c| !c.is_control() && *c != '"').collect();
            word.chars().any(char::is_alphanumeric).then(|| format!("\"{word}\""))
        };
        let words: Vec<String> = text.split_whitespace().filter_map(quoted).take(WORDS).collect();
        (!words.is_empty()).then_some(Self(words))
    }

    /// All of them in one place.
    fn together(&self) -> String {
        self.0.join(" ")
    }
}

/// A webinar whose transcript may be searched, or only its title and abstract.
#[derive(Clone, Debug)]
pub struct Searched<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// It has a recording in which one can go to a place.
    pub recorded: bool,
}

/// A place where words stand, before it is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// Id of the webinar.
    pub webinar: String,
    title: String,
    part: Part,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Part {
    /// In the title or in the abstract: a few words around, with marks.
    Text(HitPlace, String),
    /// In what is said: which cue, and what was looked for.
    Said(i64, String),
}

/// Where the words stand, webinar by webinar in the order given: in the title, in the abstract, in what is said. Words that
/// stand together in no place are found one by one, where a webinar has all of them.
///
/// # Errors
/// The database.
pub async fn find(
    conn: &mut Connection,
    words: &Words,
    webinars: &[Searched<'_>],
) -> Result<Vec<Found>, Error> {
    let together = Looked::up(conn, words.together(), webinars).await?;
    let places = |webinar: &Searched<'_>| {
        let mut found = together.texts(webinar);
        found.extend(together.said(webinar, OF_ONE));
        found
    };
    let found: Vec<Vec<Found>> = webinars.iter().map(places).collect();
    let mut apart = Vec::new();
    if words.0.len() > 1 {
        let others = webinars.iter().zip(&found).filter(|(_, found)| found.is_empty());
        let others: Vec<Searched<'_>> = others.map(|(webinar, _)| webinar.clone()).collect();
        for word in words.0.iter().filter(|_| !others.is_empty()) {
            apart.push(Looked::up(conn, word.clone(), &others).await?);
        }
    }
    let of_each = |webinar: &Searched<'_>| {
        let one =
            |word: &Looked| word.texts(webinar).into_iter().next().or_else(|| word.said(webinar, 1).pop());
        apart.iter().map(one).collect::<Option<Vec<Found>>>().unwrap_or_default()
    };
    let whole = webinars.iter().zip(found);
    Ok(whole.flat_map(|(webinar, found)| if found.is_empty() { of_each(webinar) } else { found }).collect())
}

/// The places as people see them: a few words around, and the marks.
///
/// # Errors
/// The database.
pub async fn show(conn: &mut Connection, found: &[Found]) -> Result<Vec<Hit>, Error> {
    // One question for all places of an expression.
    let mut cues: HashMap<&str, Vec<i64>> = HashMap::new();
    for one in found {
        if let Part::Said(cue, expression) = &one.part {
            cues.entry(expression).or_default().push(*cue);
        }
    }
    let mut said: HashMap<(&str, i64), (i64, String)> = HashMap::new();
    for (expression, cues) in cues {
        let rows: Vec<(i64, i64, String)> = sqlx::query_as(
            "SELECT t.id, t.at_ms, snippet(webinar_transcript_index, 0, char(1), char(2), '…', 24)
             FROM webinar_transcript_index CROSS JOIN webinar_transcript t ON t.id = webinar_transcript_index.rowid
             WHERE webinar_transcript_index MATCH ?1
               AND webinar_transcript_index.rowid IN (SELECT value FROM json_each(?2))",
        )
        .bind(expression)
        .bind(serde_json::Value::from(cues).to_string())
        .fetch_all(&mut *conn)
        .await?;
        said.extend(rows.into_iter().map(|(cue, at, marked)| ((expression, cue), (at, marked))));
    }
    let second = |at: i64| u32::try_from(at / 1000).unwrap_or(0);
    let shown = |one: &Found| match &one.part {
        Part::Text(place, marked) => Some(hit(one, place.clone(), None, marked)),
        Part::Said(cue, expression) => {
            let (at, marked) = said.get(&(expression.as_str(), *cue))?;
            Some(hit(one, HitPlace::Transcript, Some(second(*at)), marked))
        }
    };
    Ok(found.iter().filter_map(shown).collect())
}

/// An expression of the index, and where it stands. All places of a rare one are read at once; one that stands everywhere is
/// looked for webinar by webinar, where it is found soon, because the index reads on until its next place.
struct Looked {
    expression: String,
    titles: Texts,
    abstracts: Texts,
    /// The first places in what is said, by webinar.
    said: HashMap<String, Vec<i64>>,
}

/// Ids and snippets.
type Texts = Vec<(String, String)>;

impl Looked {
    async fn up(conn: &mut Connection, expression: String, webinars: &[Searched<'_>]) -> Result<Self, Error> {
        let titles = texts(conn, "title", 1, &expression).await?;
        let abstracts = texts(conn, "about", 2, &expression).await?;
        let mut said: HashMap<String, Vec<i64>> = HashMap::new();
        let few: Vec<(i64, String)> = sqlx::query_as(
            "SELECT t.id, t.webinar_id
             FROM (SELECT rowid AS id FROM webinar_transcript_index WHERE webinar_transcript_index MATCH ?1
                   ORDER BY rowid LIMIT ?2 + 0) f
             CROSS JOIN webinar_transcript t ON t.id = f.id",
        )
        .bind(&expression)
        .bind(FEW + 1)
        .fetch_all(&mut *conn)
        .await?;
        if i64::try_from(few.len()).is_ok_and(|places| places <= FEW) {
            few.into_iter().for_each(|(cue, webinar)| said.entry(webinar).or_default().push(cue));
        } else {
            said = of_each(conn, &expression, webinars).await?;
        }
        Ok(Self { expression, titles, abstracts, said })
    }

    fn texts(&self, webinar: &Searched<'_>) -> Vec<Found> {
        let of = |place: HitPlace, known: &Texts| {
            let known = known.iter().find(|(id, _)| id == webinar.id);
            known.map(|(_, marked)| webinar.found(Part::Text(place, marked.clone())))
        };
        let found = [of(HitPlace::Title, &self.titles), of(HitPlace::About, &self.abstracts)];
        found.into_iter().flatten().collect()
    }

    fn said(&self, webinar: &Searched<'_>, most: usize) -> Vec<Found> {
        let cues = self.said.get(webinar.id).filter(|_| webinar.recorded).map_or(&[][..], Vec::as_slice);
        let found = |cue: &i64| webinar.found(Part::Said(*cue, self.expression.clone()));
        cues.iter().take(most).map(found).collect()
    }
}

/// The first places in each webinar, in one question to the database: two hundred would take longer than the search.
async fn of_each(
    conn: &mut Connection,
    expression: &str,
    webinars: &[Searched<'_>],
) -> Result<HashMap<String, Vec<i64>>, Error> {
    let ids = webinars.iter().filter(|webinar| webinar.recorded).map(|webinar| webinar.id);
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT w.value, (SELECT json_group_array(id) FROM (
           SELECT rowid AS id FROM webinar_transcript_index
           WHERE webinar_transcript_index MATCH ?1
             AND rowid >= (SELECT min(id) FROM webinar_transcript WHERE webinar_id = w.value)
             AND rowid <= (SELECT max(id) FROM webinar_transcript WHERE webinar_id = w.value)
           ORDER BY rowid LIMIT ?3 + 0))
         FROM json_each(?2) w",
    )
    .bind(expression)
    .bind(json_list(ids))
    .bind(i64::try_from(OF_ONE).unwrap_or(1))
    .fetch_all(conn)
    .await?;
    let read = |(webinar, cues): (String, String)| {
        let cues: Vec<i64> = serde_json::from_str(&cues).unwrap_or_default();
        (!cues.is_empty()).then_some((webinar, cues))
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

impl Searched<'_> {
    fn found(&self, part: Part) -> Found {
        Found { webinar: self.id.to_owned(), title: self.title.to_owned(), part }
    }
}

async fn texts(conn: &mut Connection, column: &str, number: i64, expression: &str) -> Result<Texts, Error> {
    sqlx::query_as(
        "SELECT webinar_id, snippet(webinar_text, ?1, char(1), char(2), '…', 24) FROM webinar_text WHERE webinar_text MATCH ?2",
    )
    .bind(number)
    .bind(format!("{column} : ({expression})"))
    .fetch_all(conn)
    .await
}

fn hit(found: &Found, place: HitPlace, second: Option<u32>, marked: &str) -> Hit {
    let (mut snippet, mut marks, mut opened) = (String::new(), Vec::new(), None);
    let mut at = 0;
    for c in marked.chars() {
        match c {
            OPEN => opened = Some(at),
            CLOSE => marks.extend(opened.take().filter(|first| *first < at).map(|first| (first, at))),
            c => {
                snippet.push(c);
                at += 1;
            }
        }
    }
    Hit { webinar: found.webinar.clone(), title: found.title.clone(), place, second, snippet, marks }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_is_a_command() {
        assert_eq!(
            Words::read("bgp  flaps").map(|words| words.together()),
            Some("\"bgp\" \"flaps\"".to_owned())
        );
        let hostile = Words::read("\"a\" OR* NEAR(b title:x -- ");
        assert_eq!(
            hostile.map(|words| words.together()),
            Some("\"a\" \"OR*\" \"NEAR(b\" \"title:x\"".to_owned())
        );
        assert_eq!(Words::read(" \" -- * "), None);
        assert_eq!(Words::read(&"w ".repeat(30)).map(|words| words.0.len()), Some(WORDS));
    }

    #[test]
    fn marks_are_offsets_in_characters() {
        let webinar = Searched { id: "w", title: "t", recorded: true };
        let found = webinar.found(Part::Said(1, String::new()));
        let found =
            hit(&found, HitPlace::Transcript, Some(7), "für \u{1}Übergabe\u{2} <b>\u{1}und\u{2}\u{2}");
        assert_eq!(found.snippet, "für Übergabe <b>und");
        assert_eq!(found.marks, [(4, 12), (16, 19)]);
    }
}

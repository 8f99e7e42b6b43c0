//! Full text over titles, abstracts and what is said. Words come as people type them and reach the index as quoted strings
//! only, so that nothing in them is a command to it. Which webinars may be searched, the caller says.

use super::{Connection, Error};
use wire::webinar::{Hit, HitPlace};

/// Most words that are looked for.
const WORDS: usize = 8;
/// Most places that are shown of one transcript.
const OF_ONE: i64 = 3;
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

/// Where the words stand, webinar by webinar in the order given: in the title, in the abstract, in what is said. Words that
/// stand together in no place are found one by one, where a webinar has all of them.
///
/// # Errors
/// The database.
pub async fn find(
    conn: &mut Connection,
    words: &Words,
    webinars: &[Searched<'_>],
) -> Result<Vec<Hit>, Error> {
    let all = words.together();
    let in_titles = texts(conn, HitPlace::Title, &all).await?;
    let in_abstracts = texts(conn, HitPlace::About, &all).await?;
    let mut single = Vec::new();
    if words.0.len() > 1 {
        for word in &words.0 {
            single.push((
                word,
                texts(conn, HitPlace::About, word).await?,
                texts(conn, HitPlace::Title, word).await?,
            ));
        }
    }
    let mut hits = Vec::new();
    for webinar in webinars {
        let mut found: Vec<Hit> = Vec::new();
        for (place, known) in [(HitPlace::Title, &in_titles), (HitPlace::About, &in_abstracts)] {
            found.extend(of(known, webinar).map(|snippet| hit(webinar, place, None, snippet)));
        }
        if webinar.recorded {
            found.extend(said(conn, webinar, &all, OF_ONE).await?);
        }
        if found.is_empty() {
            for (word, about, title) in &single {
                let mut one = match of(title, webinar) {
                    Some(snippet) => vec![hit(webinar, HitPlace::Title, None, snippet)],
                    None => of(about, webinar)
                        .map(|text| hit(webinar, HitPlace::About, None, text))
                        .into_iter()
                        .collect(),
                };
                if one.is_empty() && webinar.recorded {
                    one = said(conn, webinar, word, 1).await?;
                }
                if one.is_empty() {
                    found.clear();
                    break;
                }
                found.extend(one);
            }
        }
        hits.extend(found);
    }
    Ok(hits)
}

/// Ids and snippets.
type Texts = Vec<(String, String)>;

fn of<'a>(known: &'a Texts, webinar: &Searched<'_>) -> Option<&'a str> {
    known.iter().find(|(id, _)| id == webinar.id).map(|(_, snippet)| snippet.as_str())
}

async fn texts(conn: &mut Connection, place: HitPlace, expression: &str) -> Result<Texts, Error> {
    let (column, number) = if place == HitPlace::Title { ("title", 1) } else { ("about", 2) };
    sqlx::query_as(
        "SELECT webinar_id, snippet(webinar_text, ?1, char(1), char(2), '…', 24) FROM webinar_text WHERE webinar_text MATCH ?2",
    )
    .bind(number)
    .bind(format!("{column} : ({expression})"))
    .fetch_all(conn)
    .await
}

async fn said(
    conn: &mut Connection,
    webinar: &Searched<'_>,
    expression: &str,
    most: i64,
) -> Result<Vec<Hit>, Error> {
    let rows: Vec<(i64, String)> = sqlx::query_as(
        "SELECT t.at_ms, snippet(webinar_transcript_index, 0, char(1), char(2), '…', 24)
         FROM webinar_transcript_index CROSS JOIN webinar_transcript t ON t.id = webinar_transcript_index.rowid
         WHERE webinar_transcript_index MATCH ?1
           AND webinar_transcript_index.rowid >= (SELECT min(id) FROM webinar_transcript WHERE webinar_id = ?2)
           AND webinar_transcript_index.rowid <= (SELECT max(id) FROM webinar_transcript WHERE webinar_id = ?2)
           AND t.webinar_id = ?2
         ORDER BY webinar_transcript_index.rowid LIMIT ?3",
    )
    .bind(expression)
    .bind(webinar.id)
    .bind(most)
    .fetch_all(conn)
    .await?;
    let said = |(at, snippet): &(i64, String)| {
        hit(webinar, HitPlace::Transcript, Some(u32::try_from(at / 1000).unwrap_or(0)), snippet)
    };
    Ok(rows.iter().map(said).collect())
}

fn hit(webinar: &Searched<'_>, place: HitPlace, second: Option<u32>, marked: &str) -> Hit {
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
    Hit { webinar: webinar.id.to_owned(), title: webinar.title.to_owned(), place, second, snippet, marks }
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
        let found =
            hit(&webinar, HitPlace::Transcript, Some(7), "für \u{1}Übergabe\u{2} <b>\u{1}und\u{2}\u{2}");
        assert_eq!(found.snippet, "für Übergabe <b>und");
        assert_eq!(found.marks, [(4, 12), (16, 19)]);
    }
}

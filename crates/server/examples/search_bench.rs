//! Searches 200 recordings with transcripts of an hour each, for `cargo xtask bench`: what a request for the catalogue does in
//! the database, with words that are rare, common, together and apart. It prints the 99th percentile in milliseconds.

use portal_server::store::{
    Store,
    reach::Reach,
    webinars::{
        self, Eyes,
        search::{self, Searched, Words},
    },
};
use std::{error::Error, time::Instant};

const RECORDINGS: usize = 200;
/// Five seconds each.
const CUES: usize = 720;
const WORDS_OF_CUE: usize = 11;
const VOCABULARY: usize = 8_000;
const SEARCHES: usize = 300;
/// As many places as a request shows.
const SHOWN: usize = 50;

/// A generator of a few lines: the same words every time.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).unwrap_or(0)
    }

    /// A word as people use them: few of them most of the time.
    fn word(&mut self) -> String {
        let bits = self.below(13);
        name(self.below((1 << bits).min(VOCABULARY)))
    }
}

fn name(mut n: usize) -> String {
    const SYLLABLES: [&str; 20] = [
        "ba", "co", "di", "fe", "gu", "ha", "jo", "ki", "le", "mu", "na", "po", "ri", "se", "tu", "va", "wo",
        "xi", "ye", "zu",
    ];
    let mut word = String::from("k");
    loop {
        word.push_str(SYLLABLES.get(n % 20).copied().unwrap_or_default());
        n /= 20;
        if n == 0 {
            return word;
        }
    }
}

async fn fill(store: &Store) -> Result<usize, sqlx::Error> {
    let mut tx = store.write().await?;
    sqlx::raw_sql(
        "INSERT INTO account (id, name, kind) VALUES ('a', 'A', 'end_user');
         INSERT INTO person (id, account_id, name, email, role) VALUES ('p', 'a', 'P', 'p@example.net', 'engineer');",
    )
    .execute(&mut *tx)
    .await?;
    let (mut chance, mut words) = (Chance(0x9E37_79B9_7F4A_7C15), 0);
    for n in 0..RECORDINGS {
        let id = uuid::Uuid::now_v7().to_string();
        sqlx::query(
            "INSERT INTO webinar (id, title, about, topic, speaker_name, starts_at, ends_at, host_zone, planned_by, changed_at)
             VALUES (?1, ?2, ?3, 'installation', 'S', ?4, ?4 + 3600000, 'UTC', 'p', 0)",
        )
        .bind(&id)
        .bind(format!("{} {} {}", chance.word(), chance.word(), chance.word()))
        .bind((0..60).map(|_| chance.word()).collect::<Vec<_>>().join(" "))
        .bind(i64::try_from(n).unwrap_or(0) * 86_400_000)
        .execute(&mut *tx)
        .await?;
        sqlx::query(
            "INSERT INTO webinar_file VALUES (?, 'recording', 'r', 'video/webm', 1, '00', 3600000, 0, 'p')",
        )
        .bind(&id)
        .execute(&mut *tx)
        .await?;
        let mut cues = Vec::new();
        for _ in 0..CUES {
            let text: Vec<String> = (0..WORDS_OF_CUE).map(|_| chance.word()).collect();
            words += text.len();
            cues.push(text.join(" "));
        }
        sqlx::query(
            "INSERT INTO webinar_transcript (webinar_id, at_ms, text) SELECT ?, key * 5000, value FROM json_each(?)",
        )
        .bind(&id)
        .bind(serde_json::Value::from(cues).to_string())
        .execute(&mut *tx)
        .await?;
    }
    tx.commit().await?;
    Ok(words)
}

/// One word of any kind, two, or three.
fn typed(chance: &mut Chance, n: usize) -> String {
    (0..=n % 3).map(|_| chance.word()).collect::<Vec<_>>().join(" ")
}

async fn one(store: &Store, typed: &str) -> Result<usize, sqlx::Error> {
    let reach = Reach::accounts(["a".to_owned()]);
    let mut read = store.read().await?;
    let found = webinars::all(&mut read, Eyes { reach: &reach, person: "p" }).await?;
    let searched: Vec<Searched<'_>> = found
        .iter()
        .map(|stored| Searched { id: &stored.id, title: &stored.title, recorded: stored.facts.recorded })
        .collect();
    let Some(words) = Words::read(typed) else { return Ok(0) };
    let found = search::find(&mut read, &words, &searched).await?;
    let shown = found.get(..SHOWN.min(found.len())).unwrap_or_default();
    Ok(search::show(&mut read, shown).await?.len())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let store = Store::open(folder.path()).await?;
    let words = fill(&store).await?;
    let (mut chance, mut times, mut hits) = (Chance(7), Vec::new(), 0);
    for n in 0..SEARCHES {
        let typed = typed(&mut chance, n);
        let started = Instant::now();
        hits += one(&store, &typed).await?;
        times.push(started.elapsed().as_secs_f64() * 1000.0);
    }
    store.close().await;
    times.sort_by(f64::total_cmp);
    let at = |percent: usize| {
        times.get((times.len() * percent / 100).min(times.len() - 1)).copied().unwrap_or(0.0)
    };
    println!(
        "{RECORDINGS} recordings, {words} words, {SEARCHES} searches, {hits} places, median {:.1} ms",
        at(50)
    );
    println!("p99 {:.1} ms", at(99));
    Ok(())
}

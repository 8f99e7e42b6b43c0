//! What both sides say in one case at once, through the same kind of proxy. Who is told 412 knows that the words are not in the
//! case, reads it anew and says them again; who is told nothing sends the same again under the same key. At the end all words
//! are there once, under the event that was acknowledged, and the case has changed as often as something was said.

use super::{PATIENCE, SCHEDULES, TRIES, pick, rounds, schedule};
use crate::{
    durability::report,
    support::{
        Reply,
        process::{Client, Process},
        request,
        world::World,
    },
};
use axum::http::Method;
use fault_proxy::Proxy;
use rand::{SeedableRng, rngs::StdRng};
use rules::access::Role;
use serde_json::{Value, json};
use std::{io, ops::Range, time::Duration};

const WORDS: usize = 3;

/// Who says something, and how.
#[derive(Clone, Copy, Debug)]
enum Way {
    Comment,
    Call,
    Escalation,
}

impl Way {
    fn path(self, case: &str) -> String {
        match self {
            Self::Comment | Self::Call => format!("{case}/steps"),
            Self::Escalation => format!("{case}/escalations"),
        }
    }

    fn body(self, word: &str) -> Value {
        match self {
            Self::Comment => json!({"step": "comment", "text": word}),
            Self::Call => json!({"step": "phone", "text": word}),
            Self::Escalation => json!({"reason": word, "outcome": "A senior engineer"}),
        }
    }
}

/// Somebody at work in the case.
#[derive(Clone)]
struct Speaker {
    client: Client,
    server: Client,
    cookie: String,
    case: String,
}

/// What one of them wished to say, as it was sent last.
#[derive(Clone, Debug)]
struct Saying {
    way: Way,
    word: String,
    version: u64,
    /// How often the case was read anew: each time the key is a new one.
    anew: usize,
}

/// What an answer tells of it.
enum Answer {
    /// It is this event.
    There(u64),
    /// It is not in the case, which is another by now.
    Changed,
    Unknown,
}

/// The events that begin with the word, by id; an escalation goes on with the outcome.
fn with(case: &Value, word: &str) -> Vec<u64> {
    let events = case["events"].as_array().unwrap().iter();
    events
        .filter(|event| event["text"].as_str().is_some_and(|text| text.lines().next() == Some(word)))
        .map(|event| event["id"].as_u64().unwrap())
        .collect()
}

impl Speaker {
    async fn read(&self) -> Value {
        self.server.get(&self.cookie, &self.case).await.unwrap().json()
    }

    async fn version(&self) -> u64 {
        self.read().await["version"].as_u64().unwrap()
    }

    async fn send(&self, client: Client, saying: &Saying) -> Answer {
        let Saying { way, word, version, anew } = saying;
        let (key, tag) = (format!("{word}-{anew}"), format!("\"{version}\""));
        let headers = [("idempotency-key", key.as_str()), ("if-match", tag.as_str())];
        let body = Some(way.body(word).to_string());
        let sent = request(Method::POST, &self.cookie, &way.path(&self.case), &headers, body);
        answer(client.send(sent).await, word)
    }

    /// Says one thing after the other; each as it was sent last, with its event where one was told.
    async fn say(self, words: Vec<(Way, String)>) -> Vec<(Saying, Option<u64>)> {
        let mut said = Vec::new();
        for (way, word) in words {
            let mut saying = Saying { way, word, version: self.version().await, anew: 0 };
            let (mut tries, mut event) = (0, None);
            while tries < TRIES && event.is_none() {
                match self.send(self.client, &saying).await {
                    Answer::There(id) => event = Some(id),
                    Answer::Changed => {
                        saying = Saying { version: self.version().await, anew: saying.anew + 1, ..saying }
                    }
                    Answer::Unknown => tries += 1,
                }
            }
            said.push((saying, event));
        }
        said
    }

    /// What the server itself says of it. A request that was slow on its way may still be at work there.
    async fn resolve(&self, mut saying: Saying) -> u64 {
        for _ in 0..100 {
            match self.send(self.server, &saying).await {
                Answer::There(id) => return id,
                Answer::Changed => {
                    let case = self.read().await;
                    assert!(with(&case, &saying.word).is_empty(), "told that it is not there: {saying:?}");
                    saying.version = case["version"].as_u64().unwrap();
                    saying.anew += 1;
                }
                Answer::Unknown => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        }
        panic!("not resolved: {saying:?}")
    }
}

fn answer(reply: io::Result<Reply>, word: &str) -> Answer {
    let Ok(reply) = reply else { return Answer::Unknown };
    match reply.status.as_u16() {
        201 => match with(&reply.json(), word)[..] {
            [id] => Answer::There(id),
            ref other => panic!("{word} is acknowledged as {other:?}"),
        },
        412 => Answer::Changed,
        200 | 409 | 429 | 500 | 502 | 503 | 504 => Answer::Unknown,
        other => panic!("{other}: {}", reply.text()),
    }
}

async fn run(seed: u64, proxy: &Proxy, customer: &Speaker, vendor: &Speaker) -> (usize, usize) {
    let before = customer.version().await;
    let mut random = StdRng::seed_from_u64(seed);
    let paths = [Way::Comment, Way::Escalation].map(|way| way.path(&customer.case));
    let rules = schedule(&mut random, &[&paths[0], &paths[1]]);
    proxy.set(rules.clone());
    let speakers = [(customer, &[Way::Comment, Way::Escalation][..]), (vendor, &[Way::Comment, Way::Call])];
    let tasks: Vec<_> = speakers
        .into_iter()
        .enumerate()
        .map(|(who, (speaker, ways))| {
            let words = (0..WORDS).map(|n| (*pick(&mut random, ways), format!("{seed}-{who}-{n}"))).collect();
            let broken = speaker.server.through(proxy.address(), PATIENCE);
            let speaker = Speaker { client: broken, ..speaker.clone() };
            (speaker.clone(), tokio::spawn(speaker.say(words)))
        })
        .collect();
    let (mut events, mut unknown) = (Vec::new(), 0);
    let mut history = Vec::new();
    for (speaker, task) in tasks {
        history.push((speaker, task.await.unwrap()));
    }
    let broken = proxy.hits().len();
    let told =
        format!("seed {seed}, {rules:?}, {:?}", history.iter().map(|(_, said)| said).collect::<Vec<_>>());
    for (speaker, said) in history {
        for (saying, event) in said {
            unknown += usize::from(event.is_none());
            let word = saying.word.clone();
            let event = match event {
                Some(id) => id,
                None => speaker.resolve(saying).await,
            };
            events.push((word, event));
        }
    }
    let case = customer.read().await;
    for (word, event) in &events {
        assert_eq!(with(&case, word), [*event], "{word}: {told}");
    }
    let changes = case["version"].as_u64().unwrap() - before;
    assert_eq!(changes, events.len() as u64, "nothing else was said: {told}");
    (broken, unknown)
}

/// Each schedule has a case of its own; how much was broken, and how much was unknown.
async fn schedules(seeds: Range<u64>) -> (usize, usize) {
    let world = World::new().await;
    let cookies = [Role::Engineer, Role::VendorEngineer].map(|role| world.cookie(role).to_owned());
    let folder = world.server.stop().await;
    let process = Process::start(folder.path());
    let server = process.client;
    let proxy = Proxy::start(server.address()).await.unwrap();
    let (mut broken, mut unknown) = (0, 0);
    for seed in seeds {
        let key = format!("case-of-{seed}");
        let opened = server.post(&cookies[0], "/v1/cases", &key, &report(&key)).await.unwrap();
        let case = opened.header("location").to_owned();
        let speaker =
            |cookie: &String| Speaker { client: server, server, cookie: cookie.clone(), case: case.clone() };
        let sums = run(seed, &proxy, &speaker(&cookies[0]), &speaker(&cookies[1])).await;
        broken += sums.0;
        unknown += sums.1;
    }
    (broken, unknown)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_breaks_on_the_way_nothing_that_is_said_in_a_case_is_lost_or_there_twice() {
    for round in 0..rounds() {
        let (broken, unknown) = schedules(round * SCHEDULES..(round + 1) * SCHEDULES).await;
        assert!(broken > 50 && unknown > 5, "{broken} broken, {unknown} unknown");
    }
}

//! Files on their way to cases, as they stand. They belong to the app and not to a page: whoever looks something up meanwhile
//! finds them when the case is opened again. What sends them is in `life::files`; here they are kept, and ended when their
//! person signs out. Leaving the app while one is under way is asked about by the browser.

use leptos::prelude::*;
use send_wrapper::SendWrapper;

use crate::{
    browser::{file::File, upload::Stop},
    session::{Session, Visitor},
};

/// Where one stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum State {
    /// Others go first.
    Waiting,
    /// The file is read and its SHA-256 is taken.
    Reading,
    /// It is on its way.
    Sending,
    /// It was sent, or ended, without an answer: the case is looked at.
    Looking,
    /// It is on the server, with the SHA-256 that both ends took.
    Sent(String),
    /// It is not, and may be sent again; says why.
    NotSent(String),
    /// Nobody knows whether it is; says why.
    NotKnown(String),
    /// It is not, and there is no sense in sending it again; says why.
    Refused(String),
}

impl State {
    /// Is something still going to happen by itself?
    pub fn is_under_way(&self) -> bool {
        matches!(self, Self::Waiting | Self::Reading | Self::Sending | Self::Looking)
    }
}

/// One file.
#[derive(Clone)]
pub struct Upload {
    /// Among all of this app's.
    pub id: u32,
    /// Whose.
    pub person: String,
    /// Case number.
    pub case: String,
    /// Its name.
    pub name: String,
    /// Size.
    pub bytes: u64,
    /// Itself.
    pub file: SendWrapper<File>,
    /// Idempotency key.
    pub key: String,
    /// The highest number of a file of the case when this one was chosen.
    pub after: u32,
    /// Where it stands.
    pub state: State,
    /// How much of the reading or the sending is done.
    pub percent: u32,
    /// Counts the tries: one that was ended while the file was read does not go on beside the next.
    pub tries: u32,
    /// Ends the sending.
    pub stop: Option<SendWrapper<Stop>>,
}

/// All of them.
#[derive(Clone, Copy)]
pub struct Uploads {
    all: RwSignal<Vec<Upload>>,
    last: StoredValue<u32>,
    /// Whether one is being sent: they go one after the other.
    pub busy: StoredValue<bool>,
    /// Counts those that have arrived.
    pub arrived: RwSignal<u32>,
}

impl Uploads {
    /// Makes it known; called once, by the app.
    pub fn provide(session: Session) {
        let uploads = Self {
            all: RwSignal::new(Vec::new()),
            last: StoredValue::new(0),
            busy: StoredValue::new(false),
            arrived: RwSignal::new(0),
        };
        provide_context(uploads);
        let handle = window_event_listener_untyped("beforeunload", move |event| {
            if uploads.all.with_untracked(|all| all.iter().any(|upload| upload.state.is_under_way())) {
                event.prevent_default();
            }
        });
        on_cleanup(move || handle.remove());
        Effect::new(move |_| match session.visitor() {
            Visitor::SignedIn(me) => uploads.only_of(&me.id),
            // Whose session has run out comes back to them.
            Visitor::SignedOut if !session.ran_out() => uploads.only_of(""),
            _ => {}
        });
    }

    /// The cases to which a file is on its way, each as often as there are.
    pub fn under_way(self) -> Vec<String> {
        let under_way = |upload: &&Upload| upload.state.is_under_way();
        self.all
            .with_untracked(|all| all.iter().filter(under_way).map(|upload| upload.case.clone()).collect())
    }

    fn only_of(self, person: &str) {
        self.all.update_if(|all| {
            let before = all.len();
            all.iter().filter(|upload| upload.person != person).for_each(end);
            all.retain(|upload| upload.person == person);
            all.len() != before
        });
    }

    /// Adds one, with a number of its own.
    pub fn add(self, upload: Upload) {
        let id = self.last.get_value().wrapping_add(1);
        self.last.set_value(id);
        self.all.update(|all| all.push(Upload { id, ..upload }));
    }

    /// Takes one off the list.
    pub fn forget(self, id: u32) {
        self.all.update(|all| all.retain(|upload| upload.id != id));
    }

    /// Those of a case, by number, in the order in which they were chosen.
    pub fn of_case(self, case: &str) -> Vec<u32> {
        self.all.with(|all| all.iter().filter(|upload| upload.case == case).map(|upload| upload.id).collect())
    }

    /// Looks at one and follows it.
    pub fn with<U>(self, id: u32, look: impl FnOnce(&Upload) -> U) -> Option<U> {
        self.all.with(|all| all.iter().find(|upload| upload.id == id).map(look))
    }

    /// One, not followed.
    pub fn get(self, id: u32) -> Option<Upload> {
        self.all.with_untracked(|all| all.iter().find(|upload| upload.id == id).cloned())
    }

    /// The first that waits.
    pub fn next(self) -> Option<Upload> {
        self.all.with_untracked(|all| all.iter().find(|upload| upload.state == State::Waiting).cloned())
    }

    /// Changes one; nothing when it is not there any more.
    pub fn change(self, id: u32, change: impl FnOnce(&mut Upload)) {
        self.all.update_if(|all| match all.iter_mut().find(|upload| upload.id == id) {
            Some(upload) => {
                change(upload);
                true
            }
            None => false,
        });
    }

    /// Ends one that is under way.
    pub fn stop(self, id: u32) {
        if let Some(upload) = self.get(id) {
            end(&upload);
            if matches!(upload.state, State::Waiting | State::Reading) {
                self.change(id, |upload| {
                    upload.tries += 1;
                    upload.state = State::NotSent("You stopped it.".to_owned());
                });
            }
        }
    }
}

fn end(upload: &Upload) {
    if let Some(stop) = &upload.stop {
        stop.now();
    }
}

/// The app's.
pub fn use_uploads() -> Option<Uploads> {
    use_context()
}

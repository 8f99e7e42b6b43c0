//! All rules of the service description, each in our plain words, with what the portal does about it today. `docs/rules.md` is
//! made from this table, and a test looks whether the code and the tests that it names are there. It decides nothing.

mod table;

pub use table::RULES;

/// One rule.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Its id.
    pub id: &'static str,
    /// The heading that it stands under.
    pub heading: &'static str,
    /// What it says, in our words.
    pub says: &'static str,
    /// What the portal does about it.
    pub state: State,
}

/// What the portal does about a rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// Code decides it, and gives the reason.
    Decided(By),
    /// Something is refused, or a way is taken, because of it.
    Enforced(By),
    /// It is shown where it matters.
    Shown(By),
    /// It asks nothing of anybody and decides nothing: it is told among the points of the service, and that is all.
    Told,
    /// It comes with the screens that need it.
    Planned,
}

/// Where in this crate, and which test would fail without it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct By {
    /// Path of the item within this crate.
    pub item: &'static str,
    /// Name of the test.
    pub test: &'static str,
}

impl State {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Decided(_) => "decides",
            Self::Enforced(_) => "enforces",
            Self::Shown(_) => "shows",
            Self::Told => "tells",
            Self::Planned => "planned",
        }
    }

    /// Where in this crate, if anywhere.
    #[must_use]
    pub const fn by(self) -> Option<By> {
        match self {
            Self::Decided(by) | Self::Enforced(by) | Self::Shown(by) => Some(by),
            Self::Told | Self::Planned => None,
        }
    }

    /// Is it more than planned?
    #[must_use]
    pub const fn is_done(self) -> bool {
        !matches!(self, Self::Planned)
    }
}

/// `docs/rules.md`
#[must_use]
pub fn document() -> String {
    let done = RULES.iter().filter(|entry| entry.state.is_done()).count();
    let mut text = format!(
        "# Rules and where they stand\n\n\
         Made by `cargo run -p rules --example catalogue > docs/rules.md`; a test fails when it is out of date. The numbers are \
         ours: `R-…` is a normative sentence of the service description in its order, `B-…` a reading of ours where it is silent \
         or contradicts itself; those stand with the code that follows them. Paths are within `crates/rules`. \
         Every sentence is shown on the app's page of the service, point by point.\n\n\
         **{done} of {} are done; the others are planned with the screens that need them.**\n",
        RULES.len()
    );
    let mut heading = "";
    for entry in RULES {
        if entry.heading != heading {
            heading = entry.heading;
            text.push_str(&format!("\n## {heading}\n\n| Rule | What it says | The portal | Where | Test |\n|---|---|---|---|---|\n"));
        }
        let (item, test) = entry.state.by().map_or((String::new(), String::new()), |by| {
            (format!("`{}`", by.item), format!("`{}`", by.test))
        });
        text.push_str(&format!(
            "| {} | {} | {} | {item} | {test} |\n",
            entry.id,
            entry.says,
            entry.state.word()
        ));
    }
    text
}

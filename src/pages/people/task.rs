//! What can be done on the page of people: its words, its fields, what stands in them at first, and the call that does it.

use wire::{
    contact::{
        ChangeRoster, Contact, DecideCertificate, Details, EnterCertificate, Hours, KeepDetails, RosterStep,
    },
    invitation::{Invitation, Invite},
    path,
    session::Certification,
};

use super::proposing::Proposing;
use crate::api::{self, Failure, IdempotencyKey, to_json};

/// What is being done.
#[derive(Clone, PartialEq)]
pub enum Task {
    /// One more
    Add,
    /// Somebody in the place of this one
    Replace(Contact),
    /// Details put right
    Edit(Contact),
    /// One fewer
    Remove(Contact),
    /// Gone already
    HasLeft(Contact),
    /// One's own details, hours and place of work
    Details(Contact),
    /// A certificate, or another one
    Certificate(Contact),
    /// The vendor says yes to a certificate
    Approve(Contact),
    /// The vendor says no to it
    Decline(Contact),
    /// All of it is right
    Confirm,
    /// A link for somebody: name, address, role
    Invite([String; 3]),
    /// A link is taken back; its id, and whose it is
    Withdraw(String, String),
    /// The advisor proposes something, or it is answered
    Proposal(Proposing),
}

impl Task {
    /// Its step of the roster, if it is one.
    pub fn step(&self) -> Option<RosterStep> {
        Some(match self {
            Self::Add => RosterStep::Add,
            Self::Replace(_) => RosterStep::Replace,
            Self::Edit(_) => RosterStep::Edit,
            Self::Remove(_) => RosterStep::Remove,
            Self::HasLeft(_) => RosterStep::HasLeft,
            _ => return None,
        })
    }

    /// Whom it concerns.
    pub fn concerned(&self) -> Option<&Contact> {
        match self {
            Self::Replace(contact)
            | Self::Edit(contact)
            | Self::Remove(contact)
            | Self::HasLeft(contact)
            | Self::Details(contact)
            | Self::Certificate(contact)
            | Self::Approve(contact)
            | Self::Decline(contact) => Some(contact),
            Self::Proposal(proposing) => proposing.concerned(),
            Self::Add | Self::Confirm | Self::Invite(_) | Self::Withdraw(..) => None,
        }
    }

    /// Ids of its fields, which are the names of the members in the request.
    pub fn fields(&self) -> &'static [&'static str] {
        match self {
            Self::Add | Self::Replace(_) | Self::Edit(_) => &["name", "email", "phone", "zone"],
            Self::Details(_) => &["name", "phone", "zone", "country", "days", "from", "to"],
            Self::Certificate(_) => &["level", "track", "number", "obtained", "expires"],
            Self::Decline(_) => &["word"],
            Self::Invite(_) => &["name", "email", "role"],
            Self::Proposal(proposing) => proposing.fields(),
            _ => &[],
        }
    }

    /// What stands in a field at first.
    pub fn text(&self, field: &str) -> String {
        match self {
            Self::Edit(contact) | Self::Details(contact) | Self::Certificate(contact) => {
                text_of(contact, field)
            }
            Self::Proposal(proposing) => match proposing.concerned() {
                Some(contact) if proposing.puts_right() && field != "reason" => text_of(contact, field),
                _ => String::new(),
            },
            Self::Invite([name, email, role]) => match field {
                "name" => name.clone(),
                "email" => email.clone(),
                _ => role.clone(),
            },
            _ => String::new(),
        }
    }

    /// The same with the contact as it is known now.
    pub fn text_now(&self, field: &str, now: &Contact) -> String {
        match self {
            Self::Edit(_) | Self::Details(_) | Self::Certificate(_) => text_of(now, field),
            _ => self.text(field),
        }
    }

    /// Is something taken away by it?
    pub fn takes_away(&self) -> bool {
        matches!(self, Self::Remove(_) | Self::HasLeft(_) | Self::Decline(_) | Self::Withdraw(..))
    }

    /// Heading of the form.
    pub fn heading(&self) -> String {
        let name = self.concerned().map_or("", |contact| contact.name.as_str());
        match self {
            Self::Add => "Add a representative".to_owned(),
            Self::Replace(_) => format!("Replace {name}"),
            Self::Edit(_) => format!("Edit {name}"),
            Self::Remove(_) => format!("Remove {name}?"),
            Self::HasLeft(_) => format!("{name} has left?"),
            Self::Details(_) => "Your own details".to_owned(),
            Self::Certificate(_) => format!("Certificate of {name}"),
            Self::Approve(_) => format!("Approve the access of {name}?"),
            Self::Decline(_) => format!("Decline the access of {name}?"),
            Self::Confirm => "Is all of this still right?".to_owned(),
            Self::Invite(_) => "Invite somebody to sign in".to_owned(),
            Self::Withdraw(_, name) => format!("Withdraw the invitation of {name}?"),
            Self::Proposal(proposing) => proposing.words().0,
        }
    }

    /// What it means, and what the button says.
    pub fn words(&self) -> (&'static str, &'static str) {
        match self {
            Self::Add => {
                ("From then on this person works with senior engineers and with your advisor.", "Add")
            }
            Self::Replace(_) => (
                "One step: the place is never empty, with two representatives and with six as well.",
                "Replace",
            ),
            Self::Edit(_) => ("The same person. For somebody else, replace them.", "Save"),
            Self::Remove(_) => (
                "The place becomes free. Somebody with a valid certificate stays among your certified experts.",
                "Remove",
            ),
            Self::HasLeft(_) => (
                "Taken off at once, even when fewer than two are left then, and for good. A sign-in of that person ends at once too, and so does an open invitation; only the last administrator who can sign in keeps the sign-in.",
                "Take off",
            ),
            Self::Details(_) => (
                "How you are called and when you like to be called. Your e-mail address is changed by an administrator.",
                "Save",
            ),
            Self::Certificate(_) => (
                "The vendor approves it, and access begins then. Another level, track, number or last day waits for approval anew.",
                "Save the certificate",
            ),
            Self::Approve(_) => {
                ("From then on this person works with senior engineers at Priority 1 and 2.", "Approve")
            }
            Self::Decline(_) => ("The person and the administrators see your word.", "Decline"),
            Self::Confirm => (
                "Names, addresses, telephone numbers, hours and certificates, as they stand below.",
                "All of this is still right",
            ),
            Self::Invite(_) => (
                "You get a link that works once, for 72 hours. Copy it and send it yourself: this portal sends no mail.",
                "Make the link",
            ),
            Self::Withdraw(..) => ("Its link does not work any more.", "Withdraw"),
            Self::Proposal(proposing) => {
                let (_, meaning, word) = proposing.words();
                (meaning, word)
            }
        }
    }

    /// What was typed in a field.
    pub fn typed(&self, field: &str, typed: &[String]) -> String {
        let place = self.fields().iter().position(|known| *known == field);
        place.and_then(|place| typed.get(place)).cloned().unwrap_or_default()
    }

    /// Does it, on the roster that was seen; an invitation that was made comes back.
    pub async fn carry_out(
        &self,
        typed: &[String],
        [account, etag]: [&str; 2],
        key: &IdempotencyKey,
    ) -> Result<Option<Invitation>, Failure> {
        let text = |field: &str| self.typed(field, typed);
        let filled = |field: &str| Some(text(field)).filter(|text| !text.trim().is_empty());
        let id = self.concerned().map(|contact| contact.id.clone()).unwrap_or_default();
        // One call at the end, whatever the step is: the code that waits is there once.
        let (path, step) = match self {
            Self::Invite(_) => {
                let wish =
                    Invite { name: text("name"), email: text("email"), role: text("role").as_str().into() };
                return api::invitations::invite(&wish, key).await.map(Some);
            }
            Self::Proposal(proposing) => return proposing.carry_out(text, account, key).await.map(|()| None),
            Self::Withdraw(id, _) => return api::invitations::withdraw(id).await.map(|()| None),
            Self::Confirm => (path::CONFIRMATION.to_owned(), Ok("{}".to_owned())),
            Self::Details(_) => {
                let days: Vec<u8> = text("days").split(',').filter_map(|day| day.parse().ok()).collect();
                let hours = (!days.is_empty()).then(|| Hours {
                    days: days.into(),
                    from: text("from"),
                    to: text("to"),
                });
                let wish = KeepDetails {
                    name: text("name"),
                    phone: text("phone"),
                    zone: filled("zone"),
                    preferred_hours: hours,
                    country: filled("country"),
                };
                (path::contact(&id), to_json(&wish))
            }
            Self::Certificate(_) => {
                let wish = EnterCertificate {
                    level: text("level").as_str().into(),
                    track: text("track"),
                    number: text("number"),
                    obtained: wire::json::date(&text("obtained")),
                    expires: wire::json::date(&text("expires")),
                };
                (path::certificate(&id), to_json(&wish))
            }
            Self::Approve(_) | Self::Decline(_) => {
                let wish =
                    DecideCertificate { approved: matches!(self, Self::Approve(_)), word: text("word") };
                (path::approval(&id), to_json(&wish))
            }
            _ => {
                let details = || Details {
                    name: text("name"),
                    email: text("email"),
                    phone: text("phone"),
                    zone: filled("zone"),
                };
                let wish = ChangeRoster {
                    step: self.step().unwrap_or(RosterStep::Edit),
                    contact: Some(id).filter(|id| !id.is_empty()),
                    person: (!self.fields().is_empty()).then(details),
                };
                (path::CONTACTS.to_owned(), to_json(&wish))
            }
        };
        api::contacts::change(&path, account, &step?, etag).await.map(|_| None)
    }
}

fn text_of(contact: &Contact, field: &str) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let hours = contact.preferred_hours.as_ref();
    let held = contact.certification.as_ref();
    let of_held = |read: fn(&Certification) -> String| held.map(read).unwrap_or_default();
    match field {
        "name" => contact.name.clone(),
        "email" => text(&contact.email),
        "phone" => text(&contact.phone),
        "zone" => text(&contact.zone),
        "country" => text(&contact.country),
        "days" => hours.map(|hours| days_text(&hours.days)).unwrap_or_default(),
        "from" => hours.map(|hours| hours.from.clone()).unwrap_or_default(),
        "to" => hours.map(|hours| hours.to.clone()).unwrap_or_default(),
        "level" => of_held(|held| held.level.as_str().to_owned()),
        "track" => of_held(|held| held.track.clone()),
        "number" => of_held(|held| held.number.clone().unwrap_or_default()),
        "obtained" => of_held(|held| held.obtained.map(|day| day.to_string()).unwrap_or_default()),
        _ => of_held(|held| held.expires.to_string()),
    }
}

/// `1,2,3`
pub fn days_text(days: &[u8]) -> String {
    days.iter().map(u8::to_string).collect::<Vec<_>>().join(",")
}

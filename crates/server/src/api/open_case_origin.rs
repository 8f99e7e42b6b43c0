//! Where a new case comes from: for which account, by which channel, since when. The End User's own people open on the
//! web and now; the vendor's people open for an assigned account and may enter a call that came in earlier (B-5).

use crate::{
    problem::{Refusal, field_error},
    store::{Connection, call_notes, new_case::ForWhom, profile, reach::Reach},
    visitor::Visitor,
};
use chrono::{DateTime, TimeDelta, Utc};
use rules::{
    access::Permission,
    response::{ContactBy, ContactKind, EmailRefused, is_first_contact},
};
use wire::{
    account::Role,
    call_note::CallNote,
    case::{Channel, EventBy, OpenCase},
    problem::{FieldError, Kind},
};

/// A call can be entered that long after it came in.
const OLDEST_CALL: TimeDelta = TimeDelta::hours(24);

/// Where a new case comes from.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The End User.
    pub account: String,
    /// Its name.
    pub account_name: String,
    /// How it came in.
    pub channel: Channel,
    /// True for a call.
    pub by_phone: bool,
    /// Creation time of the case: the call's, when it came in by phone.
    pub created_at: DateTime<Utc>,
    /// When it was entered, where that was said to be another time.
    pub recorded_at: Option<DateTime<Utc>>,
    /// True when the vendor's side opens it for the account.
    pub on_behalf: bool,
    /// Which side enters it.
    pub side: EventBy,
    /// The case was opened on the phone with an engineer: that call is the first contact (B-18).
    pub is_first_contact: bool,
}

impl Origin {
    /// Only the vendor's people may say for whom, how and when.
    ///
    /// # Errors
    /// 403.
    pub fn may_be_claimed(permission: Permission, wish: &OpenCase) -> Result<(), Refusal> {
        let claims = wish.on_behalf_of.is_some()
            || wish.opened_for.is_some()
            || wish.channel.is_some()
            || wish.reported_at.is_some();
        if permission == Permission::OnBehalf || !claims {
            return Ok(());
        }
        let words =
            "Only the vendor's people say for whom, by which channel and since when a case is opened.";
        Err(Refusal::new(Kind::NotAllowed, words))
    }

    /// Reads it.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn of(
        visitor: &Visitor,
        permission: Permission,
        wish: &OpenCase,
        now: DateTime<Utc>,
    ) -> Result<Self, Vec<FieldError>> {
        if permission != Permission::OnBehalf {
            return Ok(Self {
                account: visitor.me.account.id.clone(),
                account_name: visitor.me.account.name.clone(),
                channel: Channel::Web,
                by_phone: false,
                created_at: now,
                recorded_at: None,
                on_behalf: false,
                side: EventBy::Customer,
                is_first_contact: false,
            });
        }
        let (side, by) = match visitor.me.role {
            Role::VendorEngineer => (EventBy::Engineer, ContactBy::Engineer),
            _ => (EventBy::Advisor, ContactBy::Advisor),
        };
        let channel = wish.channel.clone().unwrap_or(Channel::Web);
        let by_phone = channel == Channel::Phone;
        let mut errors = Vec::new();
        let account = wish.on_behalf_of.as_deref().map(str::trim).unwrap_or_default();
        if account.is_empty() {
            errors.push(field_error("/on_behalf_of", "missing", "Say for which of your accounts"));
        } else if !visitor.has_account(account) {
            errors.push(field_error("/on_behalf_of", "unknown_account", "This is none of your accounts"));
        }
        match &channel {
            Channel::Phone | Channel::Web => {}
            Channel::Email => {
                errors.push(field_error("/channel", "email_refused", EmailRefused.reason().why));
            }
            Channel::Unknown(_) => {
                errors.push(field_error("/channel", "unknown_channel", "Give “phone” or “web”"));
            }
        }
        if let Some(words) = wish.reported_at.and_then(|at| wrong_time(at, by_phone, now)) {
            errors.push(field_error("/reported_at", words.0, words.1));
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let assigned = visitor.me.accounts.iter().find(|assigned| assigned.id == account);
        let account_name = assigned.map(|assigned| assigned.name.clone()).unwrap_or_default();
        Ok(Self {
            account: account.to_owned(),
            account_name,
            channel,
            by_phone,
            created_at: wish.reported_at.unwrap_or(now),
            recorded_at: wish.reported_at.map(|_| now),
            on_behalf: true,
            side,
            is_first_contact: by_phone && is_first_contact(by, ContactKind::Phone),
        })
    }

    /// What is told of the opening in the timeline: for whom, and how it came.
    pub fn told(&self, person: Option<&str>) -> Option<String> {
        let account = &self.account_name;
        let whom = person.map_or_else(|| account.clone(), |person| format!("{person} of {account}"));
        let how = if self.by_phone { "by phone" } else { "not by phone" };
        self.on_behalf.then(|| format!("On behalf of {whom}, {how}."))
    }
}

/// The person of the account for whom it is opened: the one who is named, else who made the call note.
pub async fn opened_for(
    tx: &mut Connection,
    origin: &Origin,
    wish: &OpenCase,
    note: Option<&CallNote>,
) -> Result<Result<Option<ForWhom>, FieldError>, Refusal> {
    let asked = wish.opened_for.as_deref().map(str::trim).filter(|id| !id.is_empty());
    let Some(id) = asked else {
        let Some(note) = note.filter(|_| origin.on_behalf) else { return Ok(Ok(None)) };
        let id = call_notes::maker(tx, &Reach::accounts([origin.account.clone()]), &note.number).await?;
        return Ok(Ok(id.map(|id| ForWhom { id, name: note.made_by.clone() })));
    };
    let people = profile::of_account(tx, &origin.account).await?;
    let found = people.into_iter().find(|person| person.id == id);
    let words = || field_error("/opened_for", "unknown_person", "This is nobody of that account");
    Ok(found.map(|person| Some(ForWhom { id: person.id, name: person.name })).ok_or_else(words))
}

fn wrong_time(at: DateTime<Utc>, by_phone: bool, now: DateTime<Utc>) -> Option<(&'static str, &'static str)> {
    if !by_phone {
        Some(("only_by_phone", "Only a call has a time of its own"))
    } else if at > now {
        Some(("in_the_future", "The call lies in the future"))
    } else if now - at > OLDEST_CALL {
        Some(("too_old", "Enter a call within 24 hours"))
    } else {
        None
    }
}

//! Who is asking, and what that person may do. Taking a [`Visitor`] as an argument means "signed in"; asking
//! [`Visitor::may`] comes before any look-up. The rights are those of `rules::access`; the reach is that of the store.

use crate::{
    app::App,
    problem::Refusal,
    query::Query,
    session,
    store::{
        Connection, advisors,
        people::{self, Person},
        reach::Reach,
        sessions,
    },
};
use axum::{
    extract::{FromRef, FromRequestParts},
    http::request::Parts,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rules::{
    access::{self, Action, Permission},
    expert_to_expert,
    reason::Outcome,
};
use std::ops::Deref;
use tower_sessions::Session;
use wire::problem::Kind;

/// Use is written down at most once in that time: a write for every request would be waste.
const NOTED_EVERY: TimeDelta = TimeDelta::minutes(1);

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct Visitor(Person);

impl Deref for Visitor {
    type Target = Person;

    fn deref(&self) -> &Person {
        &self.0
    }
}

impl<S> FromRequestParts<S> for Visitor
where
    App: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let app = App::from_ref(state);
        let id = parts.extensions.get::<Session>().and_then(Session::id);
        let id_hash = session::hash(&id.ok_or_else(Refusal::not_signed_in)?);
        Self::of_session(&app, &id_hash).await
    }
}

impl Visitor {
    async fn of_session(app: &App, id_hash: &str) -> Result<Self, Refusal> {
        let now = app.clock.now();
        let mut one = app.store.one_question().await?;
        let person = people::by_session(&mut one, id_hash, now).await?;
        let mut person = person.ok_or_else(Refusal::not_signed_in)?;
        drop(one);
        if now - person.seen_at >= NOTED_EVERY {
            match Self::note_use(app, id_hash, now).await {
                Ok(noted) => person = noted.ok_or_else(Refusal::not_signed_in)?,
                // Nobody is refused because use could not be written down.
                Err(error) => tracing::warn!(cause = %error, "the use of a session was not noted"),
            }
        }
        Ok(Self(person))
    }

    async fn note_use(
        app: &App,
        id_hash: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<Person>, crate::store::Error> {
        let mut write = app.store.write().await?;
        sessions::seen(&mut write, id_hash, now).await?;
        let person = people::by_session(&mut write, id_hash, now).await?;
        write.commit().await?;
        Ok(person)
    }

    /// May this person do that?
    ///
    /// # Errors
    /// 403 with the reason of the rules.
    pub fn may(&self, action: Action) -> Result<Permission, Refusal> {
        let Some(role) = self.me.role.known() else {
            return Err(Refusal::new(
                Kind::NotAllowed,
                "This server does not know your role, so it may do nothing.",
            ));
        };
        match access::permission(role, action) {
            Permission::Denied => Err(Refusal::new(Kind::NotAllowed, access::reason(role, action).why)),
            allowed => Ok(allowed),
        }
    }

    /// May this person work with the advisor of an account, as one of the named representatives, as a certified expert
    /// where the account says so, or as the advisor?
    ///
    /// # Errors
    /// 403 with the reason of the rules; the database.
    pub async fn works_with_advisor(
        &self,
        app: &App,
        conn: &mut Connection,
        account: &str,
    ) -> Result<Permission, Refusal> {
        let permission = self.may(Action::WorkWithAdvisor)?;
        if permission == Permission::OnBehalf {
            return Ok(permission);
        }
        let setting = advisors::experts_too(conn, account).await?;
        let reason = expert_to_expert::works_with_advisor(self.me.standing(), setting, self.today(app));
        match reason.outcome {
            Outcome::Met => Ok(permission),
            _ => Err(Refusal::new(Kind::NotAllowed, reason.why)),
        }
    }

    /// What the request reaches: everything of this person, or the one account that `account=` names.
    ///
    /// # Errors
    /// 404 for an account that is not there or not this person's.
    pub fn reach_of(&self, query: &Query) -> Result<Reach, Refusal> {
        match query.text("account") {
            None => Ok(self.reach()),
            Some(id) if self.has_account(id) => Ok(self.reach().only(id.to_owned())),
            Some(_) => Err(Refusal::not_found()),
        }
    }

    /// The reach of what belongs to exactly one account: the one named, the person's own, or the only one assigned.
    ///
    /// # Errors
    /// 404 for an account that is not there or not this person's, 422 when several are possible.
    pub fn reach_of_one(&self, query: &Query) -> Result<Reach, Refusal> {
        self.one_account(query).map(|(reach, _)| reach)
    }

    /// The same, with the account's id.
    ///
    /// # Errors
    /// As [`Self::reach_of_one`].
    pub fn one_account(&self, query: &Query) -> Result<(Reach, String), Refusal> {
        let account = match (query.text("account"), &*self.me.accounts) {
            (Some(id), _) if self.has_account(id) => id,
            (Some(_), _) => return Err(Refusal::not_found()),
            (None, _) if !self.works_for_vendor() => &self.me.account.id,
            (None, []) => return Err(Refusal::not_found()),
            (None, [account]) => &account.id,
            (None, _) => {
                return Err(Refusal::field("/query/account", "missing", "Say which of your accounts"));
            }
        };
        // What is narrower than its accounts stays so when one of them is named.
        let reach = match self.reach() {
            narrow if narrow.is_escalated_only() => narrow.only(account.to_owned()),
            _ => Reach::accounts([account.to_owned()]),
        };
        Ok((reach, account.to_owned()))
    }

    /// Is it this person's own account, or one that this person looks after?
    #[must_use]
    pub fn has_account(&self, id: &str) -> bool {
        let own = !self.works_for_vendor() && self.me.account.id == id;
        own || self.me.accounts.iter().any(|account| account.id == id)
    }

    fn works_for_vendor(&self) -> bool {
        use access::Role::{Advisor, EscalationDesk, VendorEngineer};
        matches!(self.me.role.known(), Some(Advisor | EscalationDesk | VendorEngineer))
    }

    /// Today where this person is.
    #[must_use]
    pub fn today(&self, app: &App) -> NaiveDate {
        app.zones.today(self.zone.as_deref(), app.clock.now())
    }
}

//! What stands around every page: skip link, header with navigation, who to call, banners, footer; and the gate that
//! lets only somebody who is signed in through to a page. The server authorises; the gate is comfort.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use rules::access::{Action, Permission, Role, permission};
use wire::session::Me;

use crate::{
    api,
    browser::document,
    components::{
        icon::Icon,
        link::{NavLink, link},
        loaded::{FailureView, load, skeleton},
        markup::{live, view},
        page_head::PageHead,
    },
    draft::saving::use_saving,
    pages::sign_in,
    route::{Route, UnitsQuery, WebinarsQuery},
    session::{Visitor, use_session},
    widgets::who_to_call::WhoToCall,
};

mod banners;
pub mod settings;
mod sign_out;
mod theme;

pub use sign_out::{erase, written};

/// Header, who to call, the page, footer.
#[component]
pub fn Shell(children: Children) -> impl IntoView {
    let session = use_session();
    let me = Memo::new(move |_| session.me());
    let advisor = load(move || {
        let asks = me.get().is_some_and(|me| has_own_advisor(&me));
        asks.then(api::contacts::advisor)
    });
    // The pages that tell of the advisor need not ask again.
    provide_context(advisor);
    // The router takes links for itself, those within the page too.
    let skip = |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        document::focus("main");
    };
    view! {
        <a class="skip" href="#main" on:click=skip>"Skip to the main content"</a>
        <header class="top">
            <a class="brand" href=Route::Home.to_string()><Icon name="cover-plus"/>{move || name()}</a>
            {move || me.get().map(|me| view! { <Navigation me/> })}
        </header>
        <WhoToCall advisor/>
        <banners::Banners/>
        <main id="main" tabindex="-1">{children()}</main>
        <footer class="foot">
            <p>"Advanced Care Plus is a support service. Targets are targets, not guarantees. Deliverables are in English."</p>
        </footer>
    }
}

/// The vendor's people look after several accounts and have no advisor of their own.
fn has_own_advisor(me: &Me) -> bool {
    me.may(Action::SeeAdvisor) && me.role.known().is_some_and(Role::works_for_end_user)
}

fn name() -> String {
    use_session().config().map_or_else(|| "Advanced Care".to_owned(), |config| config.name.clone())
}

/// Main navigation and account menu. What a role may not see is not there.
#[component]
fn Navigation(me: Arc<Me>) -> impl IntoView {
    close_menus_on_navigation();
    let links = {
        let me = Arc::clone(&me);
        // What the API turns out to do without goes.
        live(move || links(&me))
    };
    view! {
        <button class="button" data-kind="quiet" popovertarget="nav"><Icon name="menu"/>"Menu"</button>
        <nav id="nav" popover aria-label="Main">{links}</nav>
        <AccountMenu me/>
    }
}

fn links(me: &Me) -> AnyView {
    let session = use_session();
    let may = |action| me.may(action);
    // What the API does without is not offered.
    let has = |name| session.has(name);
    let units = may(Action::SeeUnits)
        .then(|| view! { <NavLink to=Route::Units(UnitsQuery::default())>"Units"</NavLink> });
    let register = (may(Action::RegisterUnits) && has("registration"))
        .then(|| view! { <NavLink to=Route::Register { account: String::new() }>"Register"</NavLink> });
    let cases = may(Action::SeeCases).then(|| view! { <NavLink to=Route::open_cases()>"Cases"</NavLink> });
    let own = me.role.known().is_some_and(rules::access::Role::works_for_end_user);
    let people =
        (own && may(Action::SeeContacts)).then(|| view! { <NavLink to=Route::People>"People"</NavLink> });
    let readiness = (own && may(Action::SeeReadiness) && has("activation"))
        .then(|| view! { <NavLink to=Route::Activation { account: String::new() }>"Readiness"</NavLink> });
    let advisor = (may(Action::SeeAdvisor) && has("advisor"))
        .then(|| view! { <NavLink to=Route::advisor("")>"Advisor"</NavLink> });
    let accounts = (may(Action::SeeWorkspace) && has("workspace"))
        .then(|| view! { <NavLink to=Route::Workspace>"Accounts"</NavLink> });
    let webinars = (may(Action::SeeWebinars) && has("webinars"))
        .then(|| view! { <NavLink to=Route::Webinars(WebinarsQuery::default())>"Webinars"</NavLink> });
    let report = may_report(me).then(|| view! { <NavLink to=Route::report()>"Report a fault"</NavLink> });
    let opening =
        opens_on_behalf(me).then(|| view! { <NavLink to=Route::on_behalf()>"Open a case"</NavLink> });
    // The catalogue is all there is for a guest.
    let (home, service) = (!guest(me))
        .then(|| {
            let service = view! { <NavLink to=Route::Service { point: None }>"The service"</NavLink> };
            (view! { <NavLink to=Route::Home>"Home"</NavLink> }, service)
        })
        .unzip();
    view! { {home}{accounts}{units}{register}{cases}{people}{readiness}{advisor}{webinars}{report}{opening}{service} }
}

fn guest(me: &Me) -> bool {
    me.role.known() == Some(Role::WebinarGuest)
}

/// Is it a guest of webinars who is signed in?
pub fn is_guest() -> bool {
    use_session().me().is_some_and(|me| guest(&me))
}

/// Is it a reseller who is signed in?
pub fn is_reseller() -> bool {
    use_session().me().is_some_and(|me| me.role.known() == Some(Role::Reseller))
}

/// May this person report a fault of the own account?
pub fn may_report(me: &Me) -> bool {
    opens_cases(me, Permission::Allowed)
}

/// Does this person open cases for End Users, on their behalf?
pub fn opens_on_behalf(me: &Me) -> bool {
    opens_cases(me, Permission::OnBehalf)
}

fn opens_cases(me: &Me, how: Permission) -> bool {
    me.role.known().is_some_and(|role| permission(role, Action::OpenCase) == how)
}

fn close_menus_on_navigation() {
    let location = use_location();
    Effect::new(move |_| {
        location.pathname.track();
        document::close_popovers();
    });
}

#[component]
fn AccountMenu(me: Arc<Me>) -> impl IntoView {
    let role = me.role.known().map_or_else(|| me.role.as_str().to_owned(), |role| role.name().to_owned());
    // What was not saved when the page was left, or the session ended, goes on its way now.
    if may_report(&me) {
        let saving = use_saving();
        Effect::new(move |_| saving.resume());
    }
    view! {
        <button class="button" data-kind="quiet" popovertarget="account" aria-label=format!("Account of {}", me.name)>
            <Icon name="user"/><span>{me.name.clone()}</span>
        </button>
        <div class="sheet" id="account" popover>
            <p><b>{me.name.clone()}</b><br/>{role}<br/>{me.account.name.clone()}</p>
            <ul class="rows">{live({
                let me = Arc::clone(&me);
                move || pages_of(&me)
            })}</ul>
            <theme::ThemeChoice/>
            <theme::UtcChoice/>
            {sign_out::sign_out(me.id.clone())}
        </div>
    }
}

/// What belongs to the person and to the account.
fn pages_of(me: &Me) -> AnyView {
    let account = (me.may(Action::SeeContacts) && me.accounts.is_empty()).then(|| {
        let of_own = String::new;
        view! {
            <li>{link(&Route::Account { account: of_own() }, "Your account")}</li>
            <li>{link(&Route::WallCard { account: of_own() }, "Wall card")}</li>
        }
    });
    let session = use_session();
    let registers = me.may(Action::RegisterUnits) && session.has("registration");
    let registrations = (registers && session.has("batches"))
        .then(|| view! { <li>{link(&Route::registrations(""), "Registrations")}</li> });
    let claims = ((registers || me.may(Action::SettleUnits)) && session.has("claims"))
        .then(|| view! { <li>{link(&Route::Claims { account: String::new() }, "Claims of units")}</li> });
    view! { <li>{link(&Route::Profile, "Your profile")}</li>{account}{registrations}{claims} }
}

/// Shows a page to somebody who is signed in, and the sign-in page to anybody else: in the same place, so that the
/// address stays and the page follows after the sign-in.
pub fn signed_in(page: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    let session = use_session();
    let gate = Memo::new(move |_| match session.visitor() {
        Visitor::Loading => Gate::Loading,
        Visitor::SignedOut => Gate::SignedOut,
        Visitor::SignedIn(me) => Gate::Open(me.id.clone()),
        Visitor::Unreachable(failure) => Gate::Unreachable(failure),
    });
    live(move || match gate.get() {
        Gate::Loading => skeleton(),
        Gate::SignedOut => view! { <sign_in::SignInPage elsewhere=super::later::page/> },
        Gate::Open(_) => page(),
        Gate::Unreachable(failure) => {
            view! { <PageHead title="The portal’s server can’t be asked"/><FailureView what="the portal's data" failure again=move |()| session.load()/> }
        }
    })
}

/// The page is made anew when another person signs in, and only then.
#[derive(Clone, PartialEq)]
enum Gate {
    Loading,
    SignedOut,
    Open(String),
    Unreachable(api::Failure),
}

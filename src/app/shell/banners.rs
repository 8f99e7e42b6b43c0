//! Lines below the header that concern every page: demonstration data, being offline, a browser clock that is off.

use leptos::prelude::*;

use super::super::later;
use crate::{
    browser::{
        document,
        intl::{self, Detail},
    },
    clock::use_clock,
    components::{
        card::banner,
        icon::Icon,
        markup::{live, view},
    },
    route::Page,
    session::use_session,
};

/// All banners that apply.
#[component]
pub fn Banners() -> impl IntoView {
    let session = use_session();
    let clock = use_clock();
    let since = move |is_online: bool| (!is_online).then(|| clock.now_untracked());
    let offline = RwSignal::new(since(document::is_online()));
    for (event, is_online) in [("online", true), ("offline", false)] {
        let handle = window_event_listener_untyped(event, move |_| offline.set(since(is_online)));
        on_cleanup(move || handle.remove());
    }
    let demonstration = move || {
        session
            .meta()
            .and_then(|meta| meta.demonstration.as_ref().map(|demonstration| demonstration.notice.clone()))
    };
    // Made anew only when it begins to be waited for.
    let notices = Memo::new(move |_| {
        session.settings_text().map(|_| session.is_faulty() || !session.left_out().is_empty())
    });
    let skew = Memo::new(move |_| clock.skew_minutes());
    view! {
        <aside aria-label="Notices">
        {move || demonstration().map(|notice| view! {
            <div class="banner" data-tone="demo" data-edge=""><Icon name="info"/><div>{notice}</div></div>
        })}
        <div role="status">
            {move || offline.get().map(|since| banner("offline", "offline", "You are offline.",
                format!("Since {}: what you see may be older than that. What you type is kept in this browser. Calling works.",
                    intl::format(since, None, Detail::Clock))))}
            {move || session.lacks_meta().then(|| {
                let again = !session.has_no_meta();
                banner("warn", "warning", if again { "What the service promises could not be loaded." } else { "This portal is not told what the service promises." }, view! {
                    "Cover and targets are not shown until it is, and times follow this device's clock. The numbers to call are above. "
                    {again.then(|| view! { <button class="link" type="button" on:click=move |_| session.load_meta()>"Try again"</button> })}
                })
            })}
            {move || session.me().filter(|me| me.role.known().is_none()).map(|me| banner("warn", "warning",
                format!("Your role “{}” is not one that this portal knows.", me.role.as_str()),
                "It offers what anybody may see, and no more. Report a fault by phone: the numbers are above."))}
            {live(move || notices.get().map(|at_once| later::quietly(Page::Settings, at_once)))}
            {move || skew.get().map(|minutes| banner("warn", "clock", format!("Your device's clock is {}.", off_by(minutes)),
                "Times and countdowns here follow the server's clock."))}
        </div>
        </aside>
    }
}

/// "3 minutes ahead", "2 days behind"
fn off_by(minutes: i64) -> String {
    let direction = if minutes > 0 { "ahead" } else { "behind" };
    let (count, noun) = match minutes.abs() {
        m if m >= 2880 => (m / 1440, "days"),
        m if m >= 120 => (m / 60, "hours"),
        m => (m, "minutes"),
    };
    format!("{count} {noun} {direction}")
}

#[cfg(test)]
mod tests {
    use super::off_by;

    #[test]
    fn the_difference_is_said_in_fitting_units() {
        assert_eq!(off_by(3), "3 minutes ahead");
        assert_eq!(off_by(-1440), "24 hours behind");
        assert_eq!(off_by(5_256_000), "3650 days ahead");
    }
}

//! The controls of the player. Each is a button, a slider or a list of the browser, so that keyboard, voice and screen readers
//! work them; each says what it does and where it stands.

use leptos::prelude::*;

use super::Player;
use crate::{
    browser::video,
    components::{
        icon::Icon,
        markup::{live, view},
    },
    pages::webinars::words::{clock, spoken},
};

/// In percent, so that no number with a point is read or written: that would be 8 kB of the app.
const SPEEDS: [(u32, &str); 7] = [
    (50, "0.5 ×"),
    (75, "0.75 ×"),
    (100, "1 ×"),
    (125, "1.25 ×"),
    (150, "1.5 ×"),
    (175, "1.75 ×"),
    (200, "2 ×"),
];

/// All of them.
pub fn view(player: Player, has_captions: bool) -> AnyView {
    let shown = player.shown;
    let length = Memo::new(move |_| shown.with(|shown| shown.length as u32));
    let second = Memo::new(move |_| player.second());
    let plays = Memo::new(move |_| shown.with(|shown| shown.plays));
    let seek = move |event| {
        if let Ok(second) = event_target_value(&event).parse::<u32>() {
            player.seek(second.into());
        }
    };
    let place = move || format!("{} of {}", spoken(second.get()), spoken(length.get()));
    let captions = has_captions.then(|| {
        view! { <button class="button" data-size="small" type="button" aria-pressed=move || player.captions.get().to_string() on:click=move |_| player.toggle_captions()>"Captions"</button> }
    });
    view! {
        <div class="controls" role="group" aria-label="Recording">
            <div>
                <input type="range" min="0" max=move || length.get().max(1).to_string() step="1" aria-label="Place in the recording"
                    aria-valuetext=place prop:value=move || second.get().to_string() on:input=seek/>
                <span class="mono">{move || clock(second.get())}" / "{move || clock(length.get())}</span>
            </div>
            <div>
                <button class="button" data-kind="primary" data-size="small" type="button" on:click=move |_| video::play_or_pause()>
                    {live(move || if plays.get() { view! { <Icon name="pause"/>"Pause" } } else { view! { <Icon name="play"/>"Play" } })}
                </button>
                <button class="button" data-size="small" type="button" on:click=move |_| player.skip(-10.0)>"Back 10 s"</button>
                <button class="button" data-size="small" type="button" on:click=move |_| player.skip(10.0)>"Forward 10 s"</button>
                {captions}
                {speed(player)}
                {volume(player)}
                <button class="button" data-size="small" type="button" on:click=move |_| video::full_screen()>"Full screen"</button>
                {video::can_float().then(|| view! { <button class="button" data-size="small" type="button" on:click=move |_| video::float()>"Picture in picture"</button> })}
            </div>
        </div>
    }
}

fn speed(player: Player) -> AnyView {
    let now = Memo::new(move |_| player.shown.with(|shown| (shown.speed * 100.0).round() as u32));
    let option = |(percent, words): (u32, &'static str)| {
        view! { <option value=percent.to_string() prop:selected=move || now.get() == percent>{words}</option> }
    };
    let options = SPEEDS.map(option).into_iter().collect::<Vec<AnyView>>();
    view! { <label>"Speed "<select on:change=move |event| player.set_speed(&event_target_value(&event))>{options}</select></label> }
}

fn volume(player: Player) -> AnyView {
    let muted = Memo::new(move |_| player.shown.with(|shown| shown.muted));
    let loud = Memo::new(move |_| {
        player.shown.with(|shown| if shown.muted { 0 } else { (shown.volume * 100.0).round() as u32 })
    });
    let set = move |event| {
        if let Ok(percent) = event_target_value(&event).parse::<u32>() {
            video::set_volume(f64::from(percent) / 100.0);
        }
    };
    let words = move || if muted.get() { "silent".to_owned() } else { format!("{} %", loud.get()) };
    view! {
        <button class="button" data-size="small" type="button" aria-pressed=move || muted.get().to_string() on:click=move |_| video::set_muted(!muted.get_untracked())>"Mute"</button>
        <input type="range" data-size="small" min="0" max="100" step="5" aria-label="Volume" aria-valuetext=words
            prop:value=move || loud.get().to_string() on:input=set/>
    }
}

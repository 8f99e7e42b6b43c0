//! The one video of a page: what it is at, and what can be done with it. It is found by its id, because it stands in markup.
//! Nothing here begins to play by itself, and a browser that refuses leaves the video as it was.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, Event, HtmlElement, HtmlVideoElement, TextTrackMode};

/// Id of the video.
pub const VIDEO: &str = "video";
/// Id of what is shown on the full screen: the video with its controls.
pub const FRAME: &str = "player";

/// What the video is at.
#[derive(Clone, Copy, PartialEq, Default)]
pub struct Shown {
    /// Seconds from the beginning.
    pub at: f64,
    /// Seconds; 0 while it is not known.
    pub length: f64,
    /// It runs.
    pub plays: bool,
    /// 1 is as it was recorded.
    pub speed: f64,
    /// 0 to 1
    pub volume: f64,
    /// Silent, whatever the volume.
    pub muted: bool,
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn element(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

fn video() -> Option<HtmlVideoElement> {
    element(VIDEO)?.dyn_into().ok()
}

/// What it is at; the beginning while it is not there.
pub fn look() -> Shown {
    let Some(video) = video() else { return Shown::default() };
    let length = video.duration();
    Shown {
        at: video.current_time(),
        length: if length.is_finite() { length } else { 0.0 },
        plays: !video.paused() && !video.ended(),
        speed: video.playback_rate(),
        volume: video.volume(),
        muted: video.muted(),
    }
}

/// Plays, or pauses.
pub fn play_or_pause() {
    let Some(video) = video() else { return };
    if !video.paused() {
        // Refused only by a video that can't be played, which says so by itself.
        drop(video.pause());
    } else if let Ok(begun) = video.play() {
        wasm_bindgen_futures::spawn_local(async move { drop(JsFuture::from(begun).await) });
    }
}

/// Goes to a second, as far as there is one.
pub fn seek(second: f64) {
    if let Some(video) = video() {
        let length = look().length;
        let last = if length > 0.0 { length } else { second };
        video.set_current_time(second.min(last).max(0.0));
    }
}

/// How fast it plays.
pub fn set_speed(speed: f64) {
    if let Some(video) = video() {
        video.set_playback_rate(speed);
    }
}

/// How loud it is, 0 to 1; heard again if it was silent.
pub fn set_volume(volume: f64) {
    if let Some(video) = video() {
        video.set_volume(volume.clamp(0.0, 1.0));
        video.set_muted(false);
    }
}

/// Silent, or heard.
pub fn set_muted(muted: bool) {
    if let Some(video) = video() {
        video.set_muted(muted);
    }
}

/// Shows the captions, or not.
pub fn show_captions(shown: bool) {
    let Some(track) = video().and_then(|video| video.text_tracks()?.get(0)) else { return };
    track.set_mode(if shown { TextTrackMode::Showing } else { TextTrackMode::Hidden });
}

/// Asks for the recording again, after that has failed.
pub fn reload() {
    if let Some(video) = video() {
        video.load();
    }
}

/// Fills the screen with the player, or gives the screen back.
pub fn full_screen() {
    let (Some(document), Some(frame)) = (document(), element(FRAME)) else { return };
    if document.fullscreen_element().is_some() {
        document.exit_fullscreen();
    } else {
        drop(frame.request_fullscreen());
    }
}

/// Is there a window of its own for videos?
pub fn can_float() -> bool {
    document()
        .and_then(|document| js_sys::Reflect::get(&document, &"pictureInPictureEnabled".into()).ok())
        .is_some_and(|enabled| enabled.is_truthy())
}

/// Moves the picture to a window of its own, or back.
pub fn float() {
    let (Some(document), Some(video)) = (document(), video()) else { return };
    let floats = js_sys::Reflect::get(&document, &"pictureInPictureElement".into())
        .is_ok_and(|element| element.is_truthy());
    let (of, name): (&JsValue, _) =
        if floats { (&document, "exitPictureInPicture") } else { (&video, "requestPictureInPicture") };
    let done = js_sys::Reflect::get(of, &name.into())
        .and_then(|function| function.dyn_into::<js_sys::Function>())
        .and_then(|function| function.call0(of))
        .and_then(|promise| promise.dyn_into::<js_sys::Promise>());
    if let Ok(done) = done {
        wasm_bindgen_futures::spawn_local(async move { drop(JsFuture::from(done).await) });
    }
}

/// Brings an item of a list that scrolls by itself to its middle; the page stays where it is, and nothing glides.
pub fn scroll_within(list: &str, item: &str) {
    let html = |id: &str| element(id)?.dyn_into::<HtmlElement>().ok();
    let (Some(list), Some(item)) = (html(list), html(item)) else { return };
    let middle = item.offset_top() - list.offset_top() - (list.client_height() - item.offset_height()) / 2;
    list.set_scroll_top(middle);
}

/// Whether the event is of a list to choose from, in which letters choose.
pub fn is_choice(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.tag_name() == "SELECT")
}

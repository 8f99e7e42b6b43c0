//! An effect as leptos has it, with one piece of code for all of them.

use std::any::Any;

use ::leptos::reactive::effect;

/// What is done when signals change.
#[derive(Debug)]
pub struct Effect;

type Run = Box<dyn FnMut(Option<Box<dyn Any>>) -> Box<dyn Any>>;

impl Effect {
    /// Runs soon, and again when a signal has changed that was read in it. It is handed what it returned the time before.
    /// It ends with the owner of this moment.
    #[allow(clippy::new_ret_no_self, reason = "written as leptos' own, whose handle nobody here needs")]
    pub fn new<T: 'static>(mut run: impl FnMut(Option<T>) -> T + 'static) {
        let run: Run = Box::new(move |before| {
            let before = before.and_then(|before| before.downcast().ok()).map(|before| *before);
            Box::new(run(before))
        });
        effect::Effect::new(run);
    }
}

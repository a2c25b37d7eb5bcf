//! A library that panics on damaged files: the panic is caught, and nothing of it is printed.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::sync::Once;

thread_local! {
    /// Whether panics on this thread are caught.
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

static HOOK: Once = Once::new();

/// What `work` comes to; nothing where it panics. Memory that a damaged file asks for and that is not there ends the
/// program: nothing catches that.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    HOOK.call_once(|| {
        let told = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !IS_GUARDED.get() {
                told(panic);
            }
        }));
    });
    let before = IS_GUARDED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    IS_GUARDED.set(before);
    done.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_nothing_and_the_next_is_told_again() {
        assert_eq!(guarded(|| 1), Some(1));
        let within = || {
            assert_eq!(guarded(|| panic!("within")), None::<()>);
            assert!(IS_GUARDED.get());
            panic!("without")
        };
        assert_eq!(guarded(within), None::<()>);
        assert!(!IS_GUARDED.get());
    }
}

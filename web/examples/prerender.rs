//! Writes the page as HTML, as somebody sees it who comes without any choices.
#![expect(clippy::print_stdout, reason = "the page is what it is for")]

use std::error::Error;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

fn main() -> Result<(), Box<dyn Error>> {
    let mut rendering = pin!(dynaboot_web::prerendered()?);
    let mut context = Context::from_waker(Waker::noop());
    // Nothing in it waits for anything: Yew only takes a turn for each component.
    loop {
        if let Poll::Ready(html) = rendering.as_mut().poll(&mut context) {
            print!("{html}");
            return Ok(());
        }
    }
}

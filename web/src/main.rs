//! Starts the page.

fn main() {
    yew::platform::spawn_local(dynaboot_web::start());
}

//! Starts the page.

fn main() {
    dynaboot_web::start();
}

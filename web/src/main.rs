//! The page's program. `web/start.js` says when the page begins.

use dynaboot_web as _;

fn main() {}

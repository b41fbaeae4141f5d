//! What an input costs: this thread's own processor time, which other work on the machine does not lengthen.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// Processor time since it was started.
pub struct Clock(Duration);

impl Clock {
    /// Starts.
    #[must_use]
    pub fn start() -> Self {
        Self(spent())
    }

    /// How much was spent since.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        spent().saturating_sub(self.0)
    }
}

fn spent() -> Duration {
    Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap_or_default()
}

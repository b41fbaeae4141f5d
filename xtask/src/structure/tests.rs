use super::{Found, Sources, examine, stages};

//! What a host page says to its planner.

use std::rc::Rc;

use dynaboot_core::{Choices, Day, Policy, ShapeError};
use serde::Deserialize;
use serde_json::Value;

use crate::browser;
use crate::session::{Session, Terms};
use crate::view::View;

/// What a host page says, by the names of its element's properties.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Settings {
    /// What the planner begins with.
    #[serde(default)]
    choices: Option<Value>,
    /// Whether these choices are said anew, and so take the place of what was entered.
    #[serde(default)]
    anew: bool,
    /// What was entered in an earlier life of the planner.
    #[serde(default)]
    entered: Option<Value>,
    #[serde(default)]
    fixed_fields: Vec<String>,
    #[serde(default)]
    hidden_fields: Vec<String>,
    #[serde(default)]
    view: Option<String>,
    #[serde(default)]
    theme: Option<String>,
    #[serde(default)]
    today: Option<String>,
}

const VIEWS: [View; 3] = [View::Plan, View::Matrix, View::Check];
const THEMES: [&str; 3] = ["auto", "light", "dark"];

impl Settings {
    /// The session with these settings, after the one before.
    pub(super) fn applied(self, before: Option<Session>, policy: &Rc<Policy>) -> Result<Session, ShapeError> {
        if let Some(word) = self.theme.as_deref().filter(|word| !THEMES.contains(word)) {
            return Err(ShapeError::unknown("theme", "theme", word, THEMES));
        }
        let view = self.view.as_deref().map_or(Ok(View::Plan), view)?;
        let today = self.today.as_deref().map(day).transpose()?.or_else(browser::today);
        let choices = self.choices.map_or_else(|| Ok(Choices::default()), |value| policy.read_choices(&value));
        let choices = choices.map_err(|error| error.within("choices"))?;
        let terms = Terms::new(choices.clone(), view, self.fixed_fields, self.hidden_fields, policy)?;
        // What was kept by another version may not be known any more.
        let entered = self.entered.and_then(|value| policy.read_choices(&value).ok());
        let session = match before {
            None => Session::new(Rc::clone(policy), today, Choices::default()).on_terms(terms).given(choices),
            Some(before) => {
                let session = before.moved(Rc::clone(policy), today)?.on_terms(terms);
                if self.anew { session.given(choices) } else { session }
            }
        };
        Ok(entered.map_or_else(|| session.clone(), |entered| session.entered_again(entered)))
    }
}

fn view(word: &str) -> Result<View, ShapeError> {
    let names = VIEWS.map(View::fragment);
    let known = VIEWS.into_iter().find(|view| view.fragment() == word);
    known.ok_or_else(|| ShapeError::unknown("view", "view", word, names))
}

fn day(text: &str) -> Result<Day, ShapeError> {
    text.parse().map_err(|_| ShapeError::found("today", "something else", "a day such as `2026-11-27`"))
}

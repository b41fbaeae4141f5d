//! What was entered: the choices, and the texts that are not in them, or not yet.

use dynaboot_core::{Choices, Edit, Field, Policy, Sorted, cloud_of, inferred, resolve};
use serde_json::Value;

/// The letters that all texts may have together, and the lines of a list, as in the package.
const MOST_LETTERS: usize = 1 << 20;
const MOST_LINES: usize = 4_000;

/// What was entered: the choices, and the texts that say more, or less, than the choices hold.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Entered {
    /// The choices.
    pub(super) choices: Choices,
    drafts: Sorted<Field, Draft>,
    /// Settings of agents that are not chosen now.
    aside: Sorted<String, String>,
    /// The fields that the image's id has filled in: another id fills them in again.
    told: Sorted<Field, ()>,
}

/// A text as it was typed.
#[derive(Clone, PartialEq)]
struct Draft {
    text: String,
    problem: Option<String>,
}

impl Entered {
    /// Just these choices.
    pub(super) fn new(choices: Choices) -> Self {
        Self { choices, ..Self::default() }
    }

    /// Choices that were made elsewhere, or before: what the image's id tells too is not taken for somebody's own word.
    pub(super) fn opened(choices: Choices, policy: &Policy) -> Self {
        let mut by_id = Self::default();
        by_id.choices.image.id.clone_from(&choices.image.id);
        by_id.fill_in(policy);
        let mut opened = Self::new(choices);
        let told = by_id.told.keys().filter(|field| by_id.text(field) == opened.text(field));
        opened.told = told.map(|field| (field.clone(), ())).collect();
        opened
    }

    /// The same by another policy, and the paths of what that does not know.
    pub(super) fn known_to(&self, policy: &Policy) -> (Self, Vec<String>) {
        // A secret is not written out, so it has its own way below.
        let (choices, lost) = known_choices(serde_json::to_value(&self.choices).unwrap_or_default(), policy);
        let mut entered = Self { aside: self.aside.clone(), ..Self::opened(choices, policy) };
        for (field, draft) in &self.drafts {
            entered.take(field, draft.text.clone(), policy);
        }
        entered.keep(&Field::BundleStorePassword, self);
        (entered, lost)
    }

    /// The text that a field's control shows.
    pub(super) fn text(&self, field: &Field) -> String {
        self.drafts.get(field).map_or_else(|| shown(field, &self.choices), |draft| draft.text.clone())
    }

    /// What a field's text needs to be a value.
    pub(super) fn problem(&self, field: &Field) -> Option<&str> {
        self.drafts.get(field)?.problem.as_deref()
    }

    /// The texts that are not what the choices hold.
    pub(super) fn drafts(&self) -> impl Iterator<Item = (&Field, &str)> {
        self.drafts.iter().map(|(field, draft)| (field, draft.text.as_str()))
    }

    /// Whether the image's id has filled a field in.
    pub(super) fn is_told(&self, field: &Field) -> bool {
        self.told.contains_key(field)
    }

    /// Takes a text as far as it is a value. What is none yet leaves the field open, and is kept.
    pub(super) fn take(&mut self, field: &Field, text: String, policy: &Policy) {
        let problem = match self.too_much(field, &text) {
            Some(expected) => Some(expected),
            None => Edit::new(field.clone(), read(field, &text)).apply(&mut self.choices).err().map(|why| why.expected),
        };
        if problem.is_some() {
            // What the field held before is not what stands there now.
            self.clear(field);
        }
        if problem.is_none() && shown(field, &self.choices) == text {
            self.drafts.remove(field);
        } else {
            self.drafts.insert(field.clone(), Draft { text, problem });
        }
        self.told.remove(field);
        if *field == Field::ImageId {
            self.fill_in(policy);
        }
    }

    /// What a text needs where there would be more of all than is answered: the package takes no more, either.
    fn too_much(&self, field: &Field, text: &str) -> Option<String> {
        let is_list = matches!(field, Field::SoftwarePackages | Field::SoftwareCommands);
        if is_list && text.lines().nth(MOST_LINES).is_some() {
            return Some(format!("at most {MOST_LINES} lines"));
        }
        let letters = |text: &str| text.encode_utf16().count();
        let others = self.choices.letters().saturating_sub(letters(&shown(field, &self.choices)));
        (others + letters(text) > MOST_LETTERS)
            .then(|| format!("at most {MOST_LETTERS} letters in all fields together"))
    }

    /// Takes a field over from what was entered before.
    pub(super) fn keep(&mut self, field: &Field, before: &Self) {
        if self.text(field) == before.text(field) {
            return;
        }
        let value = match field {
            Field::BundleStorePassword => read(field, &shown(field, &before.choices)),
            field => field.get(&before.choices),
        };
        // It stood there before, so it has the field's shape.
        let _ = Edit::new(field.clone(), value).apply(&mut self.choices);
        self.drafts.remove(field);
        self.drafts.extend(before.drafts.get(field).map(|draft| (field.clone(), draft.clone())));
        self.told.remove(field);
    }

    /// Puts a value into its place, and what was typed there out of the way.
    pub(super) fn put(&mut self, edit: &Edit, policy: &Policy) {
        self.told.remove(&edit.at);
        if let Err(problem) = edit.apply(&mut self.choices) {
            let problem = Some(problem.expected);
            self.drafts.insert(edit.at.clone(), Draft { text: edit.to.to_string(), problem });
            return;
        }
        self.drafts.remove(match edit.at {
            Field::Package(_) => &Field::SoftwarePackages,
            Field::Command(_) => &Field::SoftwareCommands,
            ref at => at,
        });
        match edit.at {
            Field::AgentId => self.change_agent(policy),
            Field::ImageId => self.fill_in(policy),
            _ => {}
        }
    }

    /// Another agent has other settings; what was said for the one before is kept for it.
    fn change_agent(&mut self, policy: &Policy) {
        let settings = policy.agent(&self.choices).map(|agent| agent.entry.settings.as_slice()).unwrap_or_default();
        self.aside.extend(std::mem::take(&mut self.choices.agent.settings));
        for setting in settings {
            if let Some(text) = self.aside.remove(&setting.name) {
                self.choices.agent.settings.insert(setting.name.clone(), text);
            }
        }
    }

    /// Fills in what the image's id tells, where nobody has said anything.
    fn fill_in(&mut self, policy: &Policy) {
        for (field, ()) in std::mem::take(&mut self.told) {
            self.clear(&field);
        }
        let cloud = self.choices.image.id.as_deref().and_then(|id| cloud_of(id.trim(), policy));
        self.tell(Field::Cloud, cloud.map(ToString::to_string));
        for told in inferred(&resolve(&self.choices, policy)) {
            self.tell(told.at, Some(told.value));
        }
    }

    fn tell(&mut self, field: Field, value: Option<String>) {
        let Some(value) = value.filter(|_| self.text(&field).is_empty()) else { return };
        if Edit::new(field.clone(), value).apply(&mut self.choices).is_ok() {
            self.told.insert(field, ());
        }
    }

    fn clear(&mut self, field: &Field) {
        // Nothing has the shape of every field.
        let _ = Edit::new(field.clone(), Value::Null).apply(&mut self.choices);
    }
}

/// Choices as far as a policy knows them, and the paths of what was left out for that.
pub(super) fn known_choices(mut value: Value, policy: &Policy) -> (Choices, Vec<String>) {
    let mut lost = Vec::new();
    loop {
        match policy.read_choices(&value) {
            Ok(choices) => return (choices, lost),
            Err(problem) if leave_out(&mut value, &problem.path) => lost.push(problem.path),
            // Something is wrong with the whole, so nothing of it can stay.
            Err(_) => return (Choices::default(), lost),
        }
    }
}

/// Takes what stands at a path out of a value, and says whether something did.
fn leave_out(value: &mut Value, path: &str) -> bool {
    match value {
        Value::Object(entries) => {
            if entries.remove(path).is_some() {
                return true;
            }
            let inner = entries.iter_mut().filter_map(|(key, inner)| {
                let rest = path.strip_prefix(key.as_str())?.strip_prefix('.')?;
                Some((inner, rest))
            });
            inner.into_iter().any(|(inner, rest)| leave_out(inner, rest))
        }
        Value::Array(items) => {
            let (index, rest) = path.split_once('.').unwrap_or((path, ""));
            let Some(index) = index.parse().ok().filter(|index: &usize| *index < items.len()) else { return false };
            if rest.is_empty() {
                items.remove(index);
                return true;
            }
            items.get_mut(index).is_some_and(|item| leave_out(item, rest))
        }
        _ => false,
    }
}

/// The text that says what the choices hold at a field.
fn shown(field: &Field, choices: &Choices) -> String {
    if *field == Field::BundleStorePassword {
        return choices.bundle_store.password.as_ref().map(|password| password.reveal().clone()).unwrap_or_default();
    }
    match field.get(choices) {
        Value::String(text) => text,
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n"),
        Value::Bool(answer) => answer.to_string(),
        _ => String::new(),
    }
}

/// The value that a text stands for.
fn read(field: &Field, text: &str) -> Value {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>();
    match field {
        Field::SoftwarePackages | Field::SoftwareCommands => lines().into(),
        // What is pasted often brings a space along.
        Field::Python | Field::Today | Field::AgentVersion | Field::ImageId | Field::BundleStoreSha256 => {
            Some(text.trim()).filter(|text| !text.is_empty()).into()
        }
        _ if text.is_empty() => Value::Null,
        _ => text.into(),
    }
}

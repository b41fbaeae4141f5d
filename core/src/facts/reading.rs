//! What was read of long texts on the way to one answer.
//!
//! An answer tries many edits, and few of them change a text: what its words tell is found out once.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use crate::choices::Software;
use crate::facts::command;
use crate::facts::privileges::has_privileges;
use crate::primitives::effort::Effort;

/// The texts that are remembered: an agent has few commands.
const MOST: usize = 8;

/// The texts that were read. Clones share them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Readings(Rc<Read>);

#[derive(Debug, Default)]
struct Read {
    texts: RefCell<Vec<Rc<Reading>>>,
    software: RefCell<Option<Rc<OfSoftware>>>,
}

/// What the words of a text tell.
#[derive(Debug, Default)]
pub(super) struct Reading {
    text: String,
    restarts: OnceCell<bool>,
    holds_secret: OnceCell<bool>,
    quiet: OnceCell<Option<String>>,
    brought: OnceCell<Option<&'static str>>,
}

/// What packages and commands tell.
#[derive(Debug, Default)]
pub(super) struct OfSoftware {
    of: Software,
    has_privileges: OnceCell<bool>,
    secret: OnceCell<Option<usize>>,
}

impl Readings {
    /// What is known of a text.
    pub(super) fn of(&self, text: &str) -> Rc<Reading> {
        let mut texts = self.0.texts.borrow_mut();
        if let Some(known) = texts.iter().find(|known| known.text == text) {
            return Rc::clone(known);
        }
        if texts.len() == MOST {
            texts.remove(0);
        }
        let reading = Rc::new(Reading { text: text.to_owned(), ..Reading::default() });
        texts.push(Rc::clone(&reading));
        reading
    }

    /// What is known of software.
    pub(super) fn of_software(&self, software: &Software) -> Rc<OfSoftware> {
        let mut last = self.0.software.borrow_mut();
        match &*last {
            Some(known) if known.of == *software => Rc::clone(known),
            _ => {
                let reading = Rc::new(OfSoftware { of: software.clone(), ..OfSoftware::default() });
                *last = Some(Rc::clone(&reading));
                reading
            }
        }
    }
}

impl Reading {
    /// The text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Whether the machine is restarted or halted by it.
    pub(super) fn restarts(&self) -> bool {
        *self.restarts.get_or_init(|| command::restarts(&self.text))
    }

    /// Whether a secret stands in it.
    pub(super) fn holds_secret(&self) -> bool {
        *self.holds_secret.get_or_init(|| command::holds_secret(&self.text))
    }

    /// The first program in it that Windows does not bring.
    pub(super) fn brought(&self) -> Option<&'static str> {
        *self.brought.get_or_init(|| command::brought(&self.text))
    }

    /// The text with the word that keeps its installer from asking; nothing where none asks.
    pub(super) fn quiet(&self) -> Option<&str> {
        self.quiet.get_or_init(|| command::quiet(&self.text)).as_deref()
    }
}

impl OfSoftware {
    /// Whether a command does something for the software.
    pub(super) fn has_privileges(&self, effort: &Effort) -> bool {
        *self.has_privileges.get_or_init(|| has_privileges(&self.of, effort))
    }

    /// The first command in which a secret stands.
    pub(super) fn secret(&self) -> Option<usize> {
        *self.secret.get_or_init(|| self.of.commands.iter().position(|text| command::holds_secret(text)))
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::{MOST, Readings};
    use crate::choices::Software;

    #[test]
    fn what_was_read_is_not_read_again() {
        let readings = Readings::default();
        let first = readings.of("reboot");
        assert!(
            Rc::ptr_eq(&first, &readings.clone().of("reboot")) && first.restarts() && !readings.of("true").restarts()
        );
        for number in 0..MOST {
            assert!(readings.of(&number.to_string()).quiet().is_none());
        }
        assert!(!Rc::ptr_eq(&first, &readings.of("reboot")));
        let software =
            Software { packages: vec!["git".to_owned()], commands: vec!["/bin/x --token abcdef01".to_owned()] };
        let known = readings.of_software(&software);
        assert!(Rc::ptr_eq(&known, &readings.of_software(&software.clone())) && known.secret() == Some(0));
        assert!(!Rc::ptr_eq(&known, &readings.of_software(&Software::default())));
    }
}

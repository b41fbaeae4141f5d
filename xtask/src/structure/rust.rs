//! Which file of a Rust crate uses which: each path is followed through re-exports to the file that defines what it means.

mod names;

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemMod, ItemUse, Lit, Macro, Meta, Visibility};

use self::names::{Names, is_test, leaves};
use super::graph::{self, Arrow};
use crate::failure::Failure;
use crate::structure::sources::Sources;

/// The arrows of the crate that begins in a file. Tests inside do not count.
pub(super) fn arrows(root: &str, sources: &Sources) -> Result<Vec<Arrow>, Failure> {
    let names = Names::read(root, sources)?;
    let mut arrows = BTreeSet::new();
    for file in &names.files {
        let mut uses = Uses { names: &names, file: &file.name, module: file.module.clone(), found: &mut arrows };
        uses.visit_file(&file.syntax);
    }
    Ok(graph::without_repeats(arrows))
}

/// What a file uses, gathered from its syntax.
struct Uses<'a> {
    names: &'a Names,
    file: &'a str,
    module: Vec<String>,
    found: &'a mut BTreeSet<Arrow>,
}

impl Uses<'_> {
    fn note(&mut self, path: &[Ident]) {
        let words: Vec<String> = path.iter().map(Ident::to_string).collect();
        for to in self.names.files_of(&self.module, &words) {
            self.arrow(path, to, &words);
        }
    }

    fn arrow(&mut self, path: &[Ident], to: String, words: &[String]) {
        let line = path.first().map_or(0, |first| first.span().start().line);
        if to != self.file {
            self.found.insert(Arrow { from: self.file.to_owned(), line, to, words: words.join("::") });
        }
    }

    /// The paths in what a macro is given, which is no syntax yet.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<Ident> = Vec::new();
        let mut between = String::new();
        for token in tokens {
            match token {
                TokenTree::Punct(mark) => between.push(mark.as_char()),
                TokenTree::Ident(name) => {
                    if between != "::" {
                        self.note(&path);
                        path.clear();
                    }
                    // What stands behind a dot is a field or a method.
                    if between != "." {
                        path.push(name);
                    }
                    between.clear();
                }
                TokenTree::Group(group) => {
                    self.tokens(group.stream());
                    between.push(' ');
                }
                TokenTree::Literal(_) => between.push(' '),
            }
        }
        self.note(&path);
    }

    /// The paths that derived code is told as texts.
    fn texts(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => self.texts(group.stream()),
                TokenTree::Literal(literal) => {
                    if let Lit::Str(text) = Lit::new(literal) {
                        self.tokens(text.parse().unwrap_or_default());
                    }
                }
                _ => {}
            }
        }
    }
}

impl<'ast> Visit<'ast> for Uses<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_test(item) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        let passes_on = !matches!(item.vis, Visibility::Inherited);
        for leaf in leaves(&item.tree).into_iter().filter(|leaf| leaf.name.is_some()) {
            let words: Vec<String> = leaf.path.iter().map(Ident::to_string).collect();
            for to in self.names.files_of(&self.module, &words) {
                // Passing on what a child has is no use of it.
                if !(passes_on && to.starts_with(&names::folder_of(self.file))) {
                    self.arrow(&leaf.path, to, &words);
                }
            }
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let idents: Vec<Ident> = path.segments.iter().map(|segment| segment.ident.clone()).collect();
        if path.leading_colon.is_none() {
            self.note(&idents);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, called: &'ast Macro) {
        self.visit_path(&called.path);
        self.tokens(called.tokens.clone());
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        if let Meta::List(list) = &attribute.meta {
            self.texts(list.tokens.clone());
        }
    }
}

//! The names of a crate: which module has which, and in which file it is defined.

use std::collections::{BTreeMap, BTreeSet};
use std::slice;

use proc_macro2::Ident;
use syn::visit::{self, Visit};
use syn::{Attribute, File, Item, ItemMod, ItemUse, UseTree};

use crate::failure::Failure;
use crate::structure::sources::Sources;

/// Where a module is, or what a path says, name by name.
type Path = Vec<String>;

/// All names of a crate, and its files.
#[derive(Default)]
pub(super) struct Names {
    pub(super) files: Vec<SourceFile>,
    modules: BTreeMap<Path, Module>,
}

/// A file, read.
pub(super) struct SourceFile {
    pub(super) name: String,
    pub(super) module: Path,
    pub(super) syntax: File,
}

#[derive(Default)]
struct Module {
    file: String,
    names: BTreeMap<String, Vec<Meaning>>,
    /// The paths before a `*`.
    globs: Vec<Path>,
}

/// What a name in a module stands for.
enum Meaning {
    Child,
    /// Defined here; a path may go on behind it.
    Type,
    /// Defined here, and a path ends with it.
    Value,
    /// What a `use` takes from elsewhere.
    Elsewhere(Path),
}

impl Names {
    /// Reads the files of a crate, from its first one on.
    pub(super) fn read(root: &str, sources: &Sources) -> Result<Self, Failure> {
        let mut names = Self::default();
        let mut open = vec![(root.to_owned(), Path::new())];
        while let Some((name, module)) = open.pop() {
            let text = sources.get(&name).ok_or_else(|| Failure::new(format!("cannot find {name}")))?;
            let syntax = syn::parse_file(text)
                .map_err(|cause| Failure::new(format!("cannot read {name}:{}: {cause}", cause.span().start().line)))?;
            let mut reader =
                Reader { modules: &mut names.modules, file: &name, module: module.clone(), declared: Vec::new() };
            reader.visit_file(&syntax);
            open.extend(reader.declared.into_iter().map(|module| {
                let child = module.last().map(String::as_str).unwrap_or_default();
                let beside = format!("{}{child}.rs", folder_of(&name));
                let inside = format!("{}{child}/mod.rs", folder_of(&name));
                (if sources.contains_key(&beside) { beside } else { inside }, module)
            }));
            names.files.push(SourceFile { name, module, syntax });
        }
        Ok(names)
    }

    /// The files that define what a path means in a module; none for what another crate has, and none for a module alone.
    pub(super) fn files_of(&self, module: &[String], path: &[String]) -> BTreeSet<String> {
        let written =
            Search { names: self, made: false, taken: BTreeSet::new() }.follow(module, path, Begins::Anywhere);
        if !written.is_empty() {
            return written;
        }
        Search { names: self, made: true, taken: BTreeSet::new() }.follow(module, path, Begins::Anywhere)
    }
}

/// A search for what a path means.
struct Search<'a> {
    names: &'a Names,
    /// Whether a module that a path leads to has a name that nobody finds there: a macro makes it.
    made: bool,
    /// The `use` lines that were followed, as names of modules: in `use a::a`, the first `a` is another.
    taken: BTreeSet<(Path, String)>,
}

/// Where the first name of a path is to be found.
#[derive(Clone, Copy, PartialEq)]
enum Begins {
    /// In the module that the path has led to.
    Here,
    /// In whatever is in sight.
    Anywhere,
    /// In what is in sight, but for what a `*` brings: the path is one of a `use`.
    ByName,
}

impl Search<'_> {
    fn follow(&mut self, at: &[String], path: &[String], begins: Begins) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let (Some(module), [first, rest @ ..]) = (self.names.modules.get(at), path) else { return found };
        match first.as_str() {
            "crate" => return self.follow(&[], rest, Begins::Here),
            "self" => return self.follow(at, rest, Begins::Here),
            "super" => return self.follow(at.split_last().map_or(&[], |(_, parent)| parent), rest, Begins::Here),
            _ => {}
        }
        let meanings = module.names.get(first).map(Vec::as_slice).unwrap_or_default();
        for meaning in meanings {
            match meaning {
                Meaning::Child => found.extend(self.follow(&[at, slice::from_ref(first)].concat(), rest, Begins::Here)),
                Meaning::Elsewhere(path) => {
                    if self.taken.insert((at.to_vec(), first.clone())) {
                        found.extend(self.follow(at, &[path, rest].concat(), Begins::ByName));
                    }
                }
                Meaning::Value if !rest.is_empty() => {}
                Meaning::Type | Meaning::Value => drop(found.insert(module.file.clone())),
            }
        }
        match begins {
            _ if !meanings.is_empty() => {}
            Begins::Here if self.made => drop(found.insert(module.file.clone())),
            Begins::Here | Begins::Anywhere if !self.made && self.taken.insert((at.to_vec(), "*".to_owned())) => {
                for glob in &module.globs {
                    found.extend(self.follow(at, &[glob, path].concat(), Begins::ByName));
                }
            }
            _ => {}
        }
        found
    }
}

/// Takes the names of a file, and the modules that it declares.
struct Reader<'a> {
    modules: &'a mut BTreeMap<Path, Module>,
    file: &'a str,
    module: Path,
    declared: Vec<Path>,
}

impl Reader<'_> {
    fn module(&mut self) -> &mut Module {
        let new = || Module { file: self.file.to_owned(), ..Module::default() };
        self.modules.entry(self.module.clone()).or_insert_with(new)
    }

    fn name(&mut self, name: &Ident, meaning: Meaning) {
        self.module().names.entry(name.to_string()).or_default().push(meaning);
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_file(&mut self, file: &'ast File) {
        self.module();
        visit::visit_file(self, file);
    }

    fn visit_item(&mut self, item: &'ast Item) {
        if is_test(item) {
            return;
        }
        match item {
            Item::Const(item) => self.name(&item.ident, Meaning::Value),
            Item::Static(item) => self.name(&item.ident, Meaning::Value),
            Item::Fn(item) => self.name(&item.sig.ident, Meaning::Value),
            Item::Macro(item) => item.ident.iter().for_each(|name| self.name(name, Meaning::Value)),
            Item::Enum(item) => self.name(&item.ident, Meaning::Type),
            Item::Struct(item) => self.name(&item.ident, Meaning::Type),
            Item::Trait(item) => self.name(&item.ident, Meaning::Type),
            Item::Type(item) => self.name(&item.ident, Meaning::Type),
            Item::Union(item) => self.name(&item.ident, Meaning::Type),
            _ => {}
        }
        visit::visit_item(self, item);
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        self.name(&item.ident, Meaning::Child);
        self.module.push(item.ident.to_string());
        match &item.content {
            Some((_, items)) => {
                self.module();
                for item in items {
                    self.visit_item(item);
                }
            }
            // A file that `#[path]` shares is read where it lies.
            None if item.attrs.iter().any(|attribute| attribute.path().is_ident("path")) => {}
            None => self.declared.push(self.module.clone()),
        }
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        for leaf in leaves(&item.tree) {
            let path = leaf.path.iter().map(Ident::to_string).collect();
            match leaf.name {
                Some(name) => self.name(&name, Meaning::Elsewhere(path)),
                None => self.module().globs.push(path),
            }
        }
    }
}

/// One path of a `use` line.
pub(super) struct Leaf {
    pub(super) path: Vec<Ident>,
    /// The name that it gets; none for a `*`.
    pub(super) name: Option<Ident>,
}

/// All paths of a `use` line.
pub(super) fn leaves(tree: &UseTree) -> Vec<Leaf> {
    let leaf = |ident: &Ident, name| {
        let path = if ident == "self" { Vec::new() } else { vec![ident.clone()] };
        vec![Leaf { path, name }]
    };
    match tree {
        UseTree::Name(end) => leaf(&end.ident, Some(end.ident.clone())),
        UseTree::Rename(end) => leaf(&end.ident, Some(end.rename.clone())),
        UseTree::Glob(_) => vec![Leaf { path: Vec::new(), name: None }],
        UseTree::Group(group) => group.items.iter().flat_map(leaves).collect(),
        UseTree::Path(step) => {
            let before = |leaf: Leaf| {
                // `a::{self}` is called `a`.
                let name = leaf.name.map(|name| if name == "self" { step.ident.clone() } else { name });
                Leaf { path: [vec![step.ident.clone()], leaf.path].concat(), name }
            };
            leaves(&step.tree).into_iter().map(before).collect()
        }
    }
}

/// The folder in which the children of a file's module are.
pub(super) fn folder_of(file: &str) -> String {
    match file.rsplit_once('/') {
        Some((folder, "lib.rs" | "main.rs" | "mod.rs")) => format!("{folder}/"),
        _ => format!("{}/", file.trim_end_matches(".rs")),
    }
}

/// Whether an item is compiled for tests alone.
pub(super) fn is_test(item: &Item) -> bool {
    let attributes: &[Attribute] = match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    };
    let only_test = |attribute: &Attribute| attribute.parse_args::<Ident>().is_ok_and(|name| name == "test");
    attributes.iter().any(|attribute| attribute.path().is_ident("cfg") && only_test(attribute))
}

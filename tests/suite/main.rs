//! What crosses packages, in one binary: pages, tables, meaning, quoting.

mod meaning;
mod pages;
mod quoting;
mod scripts;
mod table;

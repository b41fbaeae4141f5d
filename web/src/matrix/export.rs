//! The table as it is shown, as CSV and as Markdown.

use dynaboot_core::Day;

use super::grid::Grid;
use crate::text;

/// Comma-separated values, as RFC 4180 writes them: a line a system, a column a cloud.
pub(super) fn csv(grid: &Grid) -> String {
    let head = head(grid);
    let lines = std::iter::once(head).chain(rows(grid));
    lines.map(|line| line.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(",") + "\r\n").collect()
}

/// A table of Markdown, under the name of the agent.
pub(super) fn markdown(grid: &Grid, title: &str) -> String {
    let head = head(grid);
    let rule = vec!["---".to_owned(); head.len()];
    let lines = [head, rule].into_iter().chain(rows(grid));
    let lines = lines.map(|line| line.iter().map(|text| escaped(text)).collect::<Vec<_>>().join(" | "));
    let table = lines.map(|line| ["| ", &line, " |\n"].concat()).collect::<String>();
    format!("# {}\n\n{table}", escaped(title))
}

fn head(grid: &Grid) -> Vec<String> {
    let clouds = grid.clouds.iter().map(|(_, name)| name.clone());
    [text::SYSTEM.to_owned(), text::END_OF_LIFE.to_owned()].into_iter().chain(clouds).collect()
}

fn rows(grid: &Grid) -> impl Iterator<Item = Vec<String>> {
    grid.rows.iter().map(|row| {
        let end = row.life.end().map(|day: Day| day.to_string()).unwrap_or_default();
        let cells = row.cells.iter().map(|cell| text::cell_export(cell));
        [row.name.clone(), end].into_iter().chain(cells).collect()
    })
}

/// A value that a spreadsheet takes for a text, whatever it begins with.
fn quoted(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    let text = format!("{guard}{text}");
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// A value that stays within its cell, and is no markup.
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('|', "\\|").replace('<', "&lt;");
    text.split(['\n', '\r']).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use dynaboot_core::Policy;

    use super::super::grid::{Filter, Grid};
    use super::{csv, escaped, markdown, quoted};

    fn grid() -> Grid {
        let policy = Policy::builtin().unwrap();
        let text = "windows 2012".to_owned();
        Grid::new(&policy.document().default_agent, &policy).filtered(&Filter { text, ..Filter::default() })
    }

    #[test]
    fn a_line_a_system_with_what_is_printed_and_what_it_means() {
        let csv = csv(&grid());
        let lines: Vec<&str> = csv.split("\r\n").collect();
        assert!(lines[0].starts_with("System,End of life,"), "{csv}");
        assert!(lines[1].starts_with("Windows 2012,20") && lines[1].contains("Yes2 (on a condition)"), "{csv}");
        assert_eq!(lines.len(), 4, "{csv}");
        let markdown = markdown(&grid(), "CloudCenter");
        assert!(markdown.starts_with("# CloudCenter\n\n| System | End of life |"), "{markdown}");
        assert!(markdown.contains("\n| Windows 2012 | 20") && markdown.contains("| not listed |"), "{markdown}");
    }

    #[test]
    fn nothing_breaks_out_of_its_cell() {
        assert_eq!(quoted("=1+1"), "'=1+1");
        assert_eq!(quoted("a,\"b\""), "\"a,\"\"b\"\"\"");
        assert_eq!(escaped("a|b\n<c>"), "a\\|b &lt;c>");
    }
}

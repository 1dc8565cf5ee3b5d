//! Rows drawn as a tree. A question whose header states `tree: [unit, above]` has a row for each unit, and in the column
//! `above` the unit that it belongs to.

use super::sheet::{self, Sheet};
use crate::answers::answer::Row;
use oxigraph::model::{Term, Variable};
use std::collections::{BTreeMap, BTreeSet};

/// How the rows of an answer are drawn as a tree.
pub(super) struct Drawing {
    /// The column in which the tree is drawn.
    pub column: usize,
    implied: Vec<usize>,
    indents: Vec<Indent>,
}

/// What stands before a thing on its first line, and on those below.
struct Indent {
    first: String,
    rest: String,
}

impl Drawing {
    /// Puts `rows` in the order of the tree whose columns a header names; none where it names none.
    pub fn of(header: &[String], columns: &[Variable], rows: &mut Vec<Row>) -> Option<Self> {
        let position = |name: &str| columns.iter().position(|column| column.as_str() == name);
        let named: Vec<usize> = header.iter().filter_map(|name| position(name)).collect();
        let &[thing, above, ..] = named.as_slice() else { return None };
        let (order, indents): (Vec<usize>, Vec<Indent>) = indented(rows, thing, above).into_iter().unzip();
        *rows = order.into_iter().map(|row| rows[row].clone()).collect();
        let column = position(&format!("{}Label", columns[thing].as_str())).unwrap_or(thing);
        Some(Self { column, implied: named[1..].to_vec(), indents })
    }

    /// Whether a column is the drawn one, or says what the drawing says too.
    pub fn draws(&self, column: usize) -> bool {
        column == self.column || self.implied.contains(&column)
    }

    /// A line a row, the first column indented, and broken at blanks where the table is wider than `width`.
    pub fn in_lines(&self, mut sheet: Sheet, width: Option<u16>) -> String {
        let beside = width.map_or(usize::MAX, |width| usize::from(width).saturating_sub(sheet.width_of_others()));
        for (row, Indent { first, rest }) in sheet.rows.iter_mut().zip(&self.indents) {
            row[0] = sheet::broken(&row[0], beside, first, rest).join("\n");
        }
        sheet.in_lines()
    }
}

/// The rows in the order of the tree. A row whose thing above has no row, or lies below itself, begins a tree.
fn indented(rows: &[Row], thing: usize, above: usize) -> Vec<(usize, Indent)> {
    let key = |term: &Option<Term>| term.as_ref().map(Term::to_string);
    let mut things = BTreeMap::new();
    for (index, row) in rows.iter().enumerate() {
        key(&row[thing]).map(|thing| things.entry(thing).or_insert(index));
    }
    let mut tree = Tree::default();
    for (index, row) in rows.iter().enumerate() {
        let upper = key(&row[above]).and_then(|above| things.get(&above).copied());
        tree.below.entry(upper).or_default().push(index);
    }
    let roots = tree.below.remove(&None).unwrap_or_default();
    for root in roots.into_iter().chain(0..rows.len()) {
        tree.add(root, "", "");
    }
    tree.indents
}

#[derive(Default)]
struct Tree {
    below: BTreeMap<Option<usize>, Vec<usize>>,
    seen: BTreeSet<usize>,
    indents: Vec<(usize, Indent)>,
}

impl Tree {
    fn add(&mut self, row: usize, first: &str, rest: &str) {
        if !self.seen.insert(row) {
            return;
        }
        let below = self.below.remove(&Some(row)).unwrap_or_default();
        let beside = if below.is_empty() { "  " } else { "│ " };
        self.indents.push((row, Indent { first: first.to_owned(), rest: format!("{rest}{beside}") }));
        for (index, &lower) in below.iter().enumerate() {
            let (branch, trunk) = if index + 1 == below.len() { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            self.add(lower, &format!("{rest}{branch}"), &format!("{rest}{trunk}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::Literal;

    fn drawn(pairs: &[(&str, &str)]) -> Vec<String> {
        let term = |name: &str| (!name.is_empty()).then(|| Literal::from(name).into());
        let rows: Vec<Row> = pairs.iter().map(|(thing, above)| vec![term(thing), term(above)]).collect();
        indented(&rows, 0, 1).iter().map(|(row, indent)| format!("{}{}", indent.first, pairs[*row].0)).collect()
    }

    #[test]
    fn what_is_below_stands_under_it_in_the_order_of_the_rows() {
        let rows = [("ministry", ""), ("13", "ministry"), ("14", "ministry"), ("13-4", "13"), ("13-5", "13")];
        assert_eq!(drawn(&rows), ["ministry", "├─ 13", "│  ├─ 13-4", "│  └─ 13-5", "└─ 14"]);
    }

    #[test]
    fn a_thing_below_itself_and_one_whose_upper_is_missing_are_shown_once() {
        assert_eq!(drawn(&[("a", "b"), ("b", "a"), ("c", "nowhere")]), ["c", "a", "└─ b"]);
    }
}

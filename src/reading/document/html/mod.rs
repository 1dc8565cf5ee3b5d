//! Reading a web page, and the HTML that stands in Markdown.
//!
//! Comes in: the text of a page, whole or in part, well formed or not. Goes out: its pieces, each line with its number in the
//! file. A page of the legal database is known by its classes: the text is the `article` in `div.container_gamma.text`, beside
//! it count the title (`.slogan`) and the order's state (`span.status`). Of any other page the whole body counts. What is for
//! finding one's way (`nav`, `footer`, breadcrumbs and their like) is furniture; scripts and styles are no words.

mod areas;
mod tree;

use std::sync::LazyLock;

use regex::Regex;

use super::building::Builder;
use areas::Areas;
use tree::{Node, NodeId, Tree, What};

/// Where HTML stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// In a file of its own, where the end of a line means nothing.
    Page,
    /// In Markdown, where the end of a line in a cell ends a paragraph.
    Markdown,
}

/// Elements that begin and end paragraphs.
const BLOCKS: &str = "address article aside body caption center dd details dialog dir div dl dt fieldset figcaption \
    figure footer form header hr legend li listing main menu nav ol p pre section summary table tbody td tfoot th thead \
    tr ul";
/// Elements whose contents are no words of the page.
const WORDLESS: &str = "head iframe math noscript object option script style svg template textarea title";

/// Whether a name is one of those in `names`, which blanks part.
fn is_one_of(name: &str, names: &str) -> bool {
    names.split(' ').any(|known| known == name)
}

/// Reads `text`, whose first line has this number, into `builder`.
pub(super) fn read(builder: &mut Builder, text: &str, first_line: usize, setting: Setting) {
    let tree = Tree::parse(text);
    let areas = if setting == Setting::Page { Areas::of(&tree) } else { Areas::default() };
    Walk { tree: &tree, areas: &areas, builder, before: first_line - 1, setting, tables: Vec::new() }.run();
}

enum Step {
    Open(NodeId),
    Close(NodeId),
}

struct Walk<'a> {
    tree: &'a Tree,
    areas: &'a Areas,
    builder: &'a mut Builder,
    /// How many lines of the file stand before the text.
    before: usize,
    setting: Setting,
    /// The tables that are open, outermost first; whether each is read as a table.
    tables: Vec<bool>,
}

impl Walk<'_> {
    /// Goes through the tree without calling itself, as a page may be nested deeper than a stack is.
    fn run(&mut self) {
        if !self.areas.text.is_empty() {
            self.builder.start_aside();
        }
        let mut steps = vec![Step::Open(0)];
        while let Some(step) = steps.pop() {
            match step {
                Step::Open(id) => {
                    let node = &self.tree.nodes[id];
                    if is_one_of(node.name(), WORDLESS) {
                        continue;
                    }
                    self.open(id, node);
                    steps.push(Step::Close(id));
                    steps.extend(node.children.iter().rev().map(|child| Step::Open(*child)));
                }
                Step::Close(id) => self.close(id, &self.tree.nodes[id]),
            }
        }
        self.builder.end_paragraph();
        if !self.areas.text.is_empty() {
            self.builder.end_aside();
        }
    }

    fn open(&mut self, id: NodeId, node: &Node) {
        if let What::Text(text) = &node.what {
            return self.text(text);
        }
        if self.areas.furniture.contains(&id) {
            self.builder.start_aside();
        }
        if self.areas.text.contains(&id) {
            self.builder.end_aside();
        }
        match node.name() {
            "a" => {
                if let Some(target) = node.attribute("href") {
                    self.builder.words.open_link(target);
                }
            }
            "br" => self.builder.line_break(),
            "blockquote" => self.builder.start_quotation(),
            "table" => self.open_table(id),
            "tr" if self.reads_table() => self.builder.start_row(),
            "td" | "th" if self.reads_table() => {
                let span = |name| node.attribute(name).and_then(|span| span.trim().parse().ok());
                // A cell of no rows reaches to the end of the table.
                let rows = span("rowspan").map_or(1, |rows: usize| if rows == 0 { usize::MAX } else { rows });
                self.builder.start_cell(span("colspan").unwrap_or(1), rows);
            }
            name => match heading(name) {
                Some(level) => self.builder.start_heading(level),
                None if is_one_of(name, BLOCKS) => self.builder.end_paragraph(),
                None => {}
            },
        }
    }

    fn close(&mut self, id: NodeId, node: &Node) {
        match node.name() {
            "a" if node.attribute("href").is_some() => self.builder.words.close_link(),
            "blockquote" => self.builder.end_quotation(),
            "table" => {
                if self.tables.pop() == Some(true) {
                    self.builder.end_table();
                }
                self.builder.end_paragraph();
            }
            "tr" if self.reads_table() => self.builder.end_row(),
            "td" | "th" if self.reads_table() => self.builder.end_cell(),
            name if heading(name).is_some() => self.builder.end_heading(),
            name if is_one_of(name, BLOCKS) => self.builder.end_paragraph(),
            _ => {}
        }
        if self.areas.text.contains(&id) {
            self.builder.start_aside();
        }
        if self.areas.furniture.contains(&id) {
            self.builder.end_aside();
        }
    }

    fn text(&mut self, text: &[(usize, String)]) {
        for (line, words) in text {
            let line = self.before + line;
            if self.setting == Setting::Page || !self.builder.in_cell() {
                self.builder.words.add(line, words);
                continue;
            }
            let words = words.strip_prefix('\n').inspect(|_| self.builder.end_paragraph()).unwrap_or(words);
            tell_marked(self.builder, line, words);
        }
    }

    /// A table in a cell adds its words to the cell; one that only lays out others is no table.
    fn open_table(&mut self, id: NodeId) {
        self.builder.end_paragraph();
        let read = !self.builder.in_table() && !lays_out(self.tree, id);
        if read {
            self.builder.start_table();
        }
        self.tables.push(read);
    }

    /// Whether the innermost open table is read as a table.
    fn reads_table(&self) -> bool {
        self.tables.last() == Some(&true)
    }
}

fn heading(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

/// Whether a table does nothing but lay out a page: the tables in its cells have more rows than itself.
fn lays_out(tree: &Tree, table: NodeId) -> bool {
    if tree.nodes[table].attribute("role") == Some("presentation") {
        return true;
    }
    let (mut own, mut inner) = (0, 0);
    let mut left: Vec<(NodeId, bool)> = vec![(table, false)];
    while let Some((id, in_inner)) = left.pop() {
        let name = tree.nodes[id].name();
        if name == "tr" {
            *(if in_inner { &mut inner } else { &mut own }) += 1;
        }
        let in_inner = in_inner || (name == "table" && id != table);
        left.extend(tree.nodes[id].children.iter().map(|child| (*child, in_inner)));
    }
    inner > own
}

/// What stands for something else in the words of a cell in HTML: an escaped sign, a link, emphasis.
static MARK: LazyLock<Regex> = LazyLock::new(|| {
    let link = r"\[(?<link>[^\]\n]+)\]\((?<target>[^()\s]+)\)";
    let emphasis = r"\*\*(?<strong>[^*\s][^*\n]*)\*\*|\*(?<weak>[^*\s]|[^*\s][^*\n]*[^*\s])\*";
    Regex::new(&format!(r"\\(?<sign>[!-/:-@\[-`{{-~])|{link}|{emphasis}")).expect("valid")
});

/// Tells the builder of words of a cell in HTML, in which marks of Markdown may stand.
fn tell_marked(builder: &mut Builder, line: usize, words: &str) {
    let mut from = 0;
    for mark in MARK.captures_iter(words) {
        let Some(whole) = mark.get(0) else { continue };
        builder.words.add(line, &words[from..whole.start()]);
        from = whole.end();
        if let Some(target) = mark.name("target") {
            builder.words.open_link(target.as_str());
            builder.words.add(line, &mark["link"]);
            builder.words.close_link();
        } else {
            let kept = ["sign", "strong", "weak"].into_iter().find_map(|name| mark.name(name));
            builder.words.add(line, kept.map_or("", |kept| kept.as_str()));
        }
    }
    builder.words.add(line, &words[from..]);
}

//! The pages for people, README.md and those under docs/, and the blocks of code in them.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// A block of code.
pub struct Block {
    /// What stands behind the opening fence.
    pub language: String,
    /// The words of the comment right above the block.
    pub comment: Vec<String>,
    pub lines: Vec<String>,
}

/// A command that a block of the language `console` shows, with the output under it.
pub struct Run {
    pub command: String,
    pub shown: Vec<String>,
}

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The paths of all pages.
pub fn all() -> Vec<PathBuf> {
    let docs = fs::read_dir(root().join("docs")).unwrap().map(|file| file.unwrap().path());
    let mut pages: Vec<PathBuf> = docs.filter(|path| path.extension().is_some_and(|end| end == "md")).collect();
    pages.extend(["README.md", "CONTRIBUTING.md"].map(|name| root().join(name)));
    pages.sort();
    pages
}

/// The text of a page in which each block has the lines that `change` gives it.
pub fn with_blocks(text: &str, mut change: impl FnMut(&Block) -> Option<Vec<String>>) -> String {
    let mut new = String::new();
    let mut open: Option<Block> = None;
    for line in text.lines() {
        if let Some(block) = open.as_mut().filter(|_| line != "```") {
            block.lines.push(line.to_owned());
            continue;
        }
        if let Some(block) = open.take() {
            for line in change(&block).unwrap_or(block.lines) {
                writeln!(new, "{line}").unwrap();
            }
        } else if let Some(language) = line.strip_prefix("```") {
            let comment = new.trim_end().strip_suffix("-->").and_then(|text| text.rsplit_once("<!--"));
            let words = comment.map_or("", |(_, comment)| comment).split_whitespace();
            let comment = words.map(str::to_owned).collect();
            open = Some(Block { language: language.to_owned(), comment, lines: Vec::new() });
        }
        writeln!(new, "{line}").unwrap();
    }
    new
}

/// The blocks of a page.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    with_blocks(text, |Block { language, comment, lines }| {
        blocks.push(Block { language: language.clone(), comment: comment.clone(), lines: lines.clone() });
        None
    });
    blocks
}

impl Block {
    /// The commands of a block, each after `$ `, and `> ` where it goes on.
    pub fn runs(&self) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for line in &self.lines {
            if let Some(command) = line.strip_prefix("$ ") {
                runs.push(Run { command: command.to_owned(), shown: Vec::new() });
                continue;
            }
            let run = runs.last_mut().expect("a block of the language console begins with `$ `");
            match line.strip_prefix("> ").filter(|_| run.shown.is_empty()) {
                Some(rest) => write!(run.command, "\n{rest}").unwrap(),
                None => run.shown.push(line.clone()),
            }
        }
        runs
    }
}

impl Run {
    /// The lines of the block, with what was printed in place of what was shown.
    pub fn with_output(&self, printed: &str) -> Vec<String> {
        let printed: Vec<String> = printed.lines().map(|line| line.trim_end().to_owned()).collect();
        let shown = if agrees(&self.shown, &printed) { self.shown.clone() } else { shortened(&self.shown, printed) };
        self.lines(shown)
    }

    /// The lines of the block as they are.
    pub fn as_shown(&self) -> Vec<String> {
        self.lines(self.shown.clone())
    }

    fn lines(&self, shown: Vec<String>) -> Vec<String> {
        let command = format!("$ {}", self.command.replace('\n', "\n> "));
        command.lines().map(str::to_owned).chain(shown).collect()
    }
}

/// Whether `printed` is `shown`, in which `…` stands for any number of lines.
fn agrees(shown: &[String], printed: &[String]) -> bool {
    match shown.split_first() {
        None => printed.is_empty(),
        Some((line, rest)) if line == "…" => (0..=printed.len()).any(|skipped| agrees(rest, &printed[skipped..])),
        Some((line, rest)) => printed.first() == Some(line) && agrees(rest, &printed[1..]),
    }
}

/// As many lines of `printed` before and after `…` as `shown` has.
fn shortened(shown: &[String], printed: Vec<String>) -> Vec<String> {
    let is_gap = |line: &String| line == "…";
    let Some(head) = shown.iter().position(is_gap) else { return printed };
    let tail = shown.iter().rev().position(is_gap).unwrap_or_default();
    if printed.len() <= head + tail {
        return printed;
    }
    let end = printed[printed.len() - tail..].iter().cloned();
    printed[..head].iter().cloned().chain(["…".to_owned()]).chain(end).collect()
}

/// Compares the pages with what `change` makes of their blocks, or stores it.
///
/// # Panics
/// When a page differs.
pub fn check(change: impl Fn(&Path, &Block) -> Option<Vec<String>> + Sync) {
    let check = |page: &PathBuf| {
        let text = fs::read_to_string(page).unwrap();
        let new = with_blocks(&text, |block| change(page, block));
        if std::env::var_os("UPDATE_EXPECTED").is_some() && new != text {
            fs::write(page, new).unwrap();
        } else if let Some((number, (old, new))) =
            (1..).zip(text.split('\n').zip(new.split('\n'))).find(|(_, (old, new))| old != new)
        {
            panic!(
                "{}:{number}: the page shows\n{old}\nand the program prints\n{new}\n\
                 UPDATE_EXPECTED=1 cargo test --release stores what it prints",
                page.display()
            );
        }
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = all().into_iter().map(|page| scope.spawn(move || check(&page))).collect();
        assert!(threads.into_iter().map(|thread| thread.join()).all(|result| result.is_ok()), "a page is out of date");
    });
}

//! Reading Markdown, as the public corpus of the law has it.
//!
//! Comes in: CommonMark with tables, among it tables in HTML, whose cells may hold many lines and blank ones:
//!
//! ```text
//! <a id="z5"></a>
//!
//! ### 1. Кеңесші С-3 санаты (1 бірлік), № 1-0-1
//!
//! <table>
//! <tr>
//! <td>Білімі</td>
//! <td>
//! Жоғары білім: құқықтану
//!
//! Өзге де білім
//! </td>
//! </tr>
//! </table>
//! ```
//!
//! Goes out: the pieces, each line with its number in the file. A line of a cell is a paragraph.

use std::ops::Range;
use std::sync::LazyLock;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use regex::Regex;

use super::building::Builder;
use super::html::{self, Setting};

/// A tag of a table, or a heading, which ends a table whose end is missing.
static TABLE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?mi)<(?<end>/?)table(\s[^>]*)?>|^(?<heading>\#{1,6})\ +\S").expect("valid"));
/// A tag in the midst of words that is a link in HTML.
static LINK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"(?i)^<a\s(?:[^>]*\s)?href\s*=\s*["']?([^"'\s>]+)"#).expect("valid"));
static NUMBER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\s*(\d+[.)]|-)").expect("valid"));

/// Reads `text` into `builder`.
pub(super) fn read(builder: &mut Builder, text: &str) {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim_start_matches('\u{FEFF}');
    let mut from = 0;
    let mut first_line = 1;
    for table in tables(text) {
        first_line = read_part(builder, &text[from..table.start], first_line);
        html::read(builder, &text[table.clone()], first_line, Setting::Markdown);
        first_line += text[table.clone()].matches('\n').count();
        from = table.end;
    }
    read_part(builder, &text[from..], first_line);
}

/// Where the outermost tables in HTML stand. One that is never closed reaches to the end.
fn tables(text: &str) -> Vec<Range<usize>> {
    let mut tables = Vec::new();
    let mut open = 0;
    let mut start = 0;
    for tag in TABLE.captures_iter(text) {
        let Some(whole) = tag.get(0) else { continue };
        if tag.name("heading").is_some() {
            if open > 0 {
                tables.push(start..whole.start());
            }
            open = 0;
        } else if tag["end"].is_empty() {
            if open == 0 {
                start = whole.start();
            }
            open += 1;
        } else if open > 0 {
            open -= 1;
            if open == 0 {
                tables.push(start..whole.end());
            }
        }
    }
    if open > 0 {
        tables.push(start..text.len());
    }
    tables
}

/// Reads a part without tables in HTML, and returns the number of the line after its last line break.
fn read_part(builder: &mut Builder, text: &str, first_line: usize) -> usize {
    let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let line = |at: usize| first_line + starts.partition_point(|start| *start <= at) - 1;
    let mut html = String::new();
    let mut html_from = 0;
    for (event, range) in
        Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH).into_offset_iter()
    {
        match event {
            Event::Start(Tag::HtmlBlock) => {
                html.clear();
                html_from = line(range.start);
            }
            Event::Html(words) => html.push_str(&words),
            Event::End(TagEnd::HtmlBlock) => html::read(builder, &html, html_from, Setting::Markdown),
            Event::Start(Tag::Item) => {
                builder.end_paragraph();
                if let Some(number) = NUMBER.captures(&text[range.start..]) {
                    builder.words.add(line(range.start), &format!("{} ", &number[1]));
                }
            }
            event => tell(builder, event, line(range.start)),
        }
    }
    builder.end_paragraph();
    first_line + starts.len() - 1
}

/// Tells the builder of an event that stands on this line.
fn tell(builder: &mut Builder, event: Event, line: usize) {
    match event {
        Event::Start(Tag::Heading { level, .. }) => builder.start_heading(level as u8),
        Event::End(TagEnd::Heading(_)) => builder.end_heading(),
        Event::Start(Tag::BlockQuote(_)) => builder.start_quotation(),
        Event::End(TagEnd::BlockQuote(_)) => builder.end_quotation(),
        Event::Start(Tag::Table(_)) => builder.start_table(),
        Event::End(TagEnd::Table) => builder.end_table(),
        Event::Start(Tag::TableHead | Tag::TableRow) => builder.start_row(),
        Event::End(TagEnd::TableHead | TagEnd::TableRow) => builder.end_row(),
        Event::Start(Tag::TableCell) => builder.start_cell(1, 1),
        Event::End(TagEnd::TableCell) => builder.end_cell(),
        Event::Start(Tag::Link { dest_url, .. }) => builder.words.open_link(&dest_url),
        Event::End(TagEnd::Link) => builder.words.close_link(),
        Event::Text(words) | Event::Code(words) => {
            for (index, words) in words.split('\n').enumerate() {
                builder.words.add(line + index, words);
            }
        }
        Event::InlineHtml(tag) if is_break(&tag) => builder.line_break(),
        Event::InlineHtml(tag) if tag.eq_ignore_ascii_case("</a>") => builder.words.close_link(),
        Event::InlineHtml(tag) => {
            if let Some(link) = LINK.captures(&tag) {
                builder.words.open_link(&link[1]);
            }
        }
        Event::HardBreak => builder.line_break(),
        Event::SoftBreak => builder.words.add(line, " "),
        Event::Start(Tag::List(_) | Tag::CodeBlock(_))
        | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::List(_) | TagEnd::CodeBlock)
        | Event::Rule => builder.end_paragraph(),
        _ => {}
    }
}

fn is_break(tag: &str) -> bool {
    tag.strip_prefix('<').is_some_and(|tag| tag.trim_end_matches(['>', '/', ' ']).eq_ignore_ascii_case("br"))
}

//! Marks of Markdown that stand in a cell of a table in HTML.

use std::sync::LazyLock;

use regex::Regex;

use crate::reading::document::building::Builder;

/// What stands for something else in the words of a cell in HTML: an escaped sign, a link, emphasis.
static MARK: LazyLock<Regex> = LazyLock::new(|| {
    let link = r"\[(?<link>[^\]\n]+)\]\((?<target>[^()\s]+)\)";
    let emphasis = r"\*\*(?<strong>[^*\s][^*\n]*)\*\*|\*(?<weak>[^*\s]|[^*\s][^*\n]*[^*\s])\*";
    Regex::new(&format!(r"\\(?<sign>[!-/:-@\[-`{{-~])|{link}|{emphasis}")).expect("valid")
});

/// Tells the builder of words of a cell in HTML, in which marks of Markdown may stand.
pub(super) fn tell_words(builder: &mut Builder, line: usize, words: &str) {
    let mut from = 0;
    for mark in MARK.captures_iter(words) {
        let Some(whole) = mark.get(0) else { continue };
        builder.words(line, &words[from..whole.start()]);
        from = whole.end();
        if let Some(target) = mark.name("target") {
            builder.open_link(target.as_str());
            builder.words(line, &mark["link"]);
            builder.close_link();
        } else {
            let kept = ["sign", "strong", "weak"].into_iter().find_map(|name| mark.name(name));
            builder.words(line, kept.map_or("", |kept| kept.as_str()));
        }
    }
    builder.words(line, &words[from..]);
}

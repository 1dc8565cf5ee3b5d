//! Words become paragraphs.
//!
//! Comes in: the words of a paragraph one after the other, each with the line it stands on, and the beginnings and ends of
//! links. Goes out: a [`Paragraph`] with single blanks, or nothing where there were only blanks.

use super::{Link, Paragraph, tidy};
use crate::reading::lines::Line;

/// A paragraph in the making.
#[derive(Debug, Default)]
pub(super) struct Gatherer {
    lines: Vec<Line>,
    links: Vec<Link>,
    /// The link whose words are being gathered.
    open: Option<Link>,
    /// Whether the next words begin a line, wherever they stand.
    broken: bool,
}

impl Gatherer {
    /// Adds words that stand on the line of this number. White space counts.
    pub(super) fn words(&mut self, number: usize, words: &str) {
        if let Some(link) = &mut self.open {
            link.text.push_str(words);
        }
        match self.lines.last_mut() {
            Some(line) if line.number == number && !self.broken => line.text.push_str(words),
            _ => self.lines.push(Line { number, text: words.to_owned() }),
        }
        self.broken = false;
    }

    /// Begins a new line.
    pub(super) fn line_break(&mut self) {
        self.broken = true;
        if let Some(link) = &mut self.open {
            link.text.push(' ');
        }
    }

    /// Begins a link; one that is open ends.
    pub(super) fn open_link(&mut self, target: &str) {
        self.close_link();
        self.open = Some(Link { text: String::new(), target: target.trim().to_owned() });
    }

    /// Ends the link that is open. A link without words is none.
    pub(super) fn close_link(&mut self) {
        if let Some(link) = self.open.take() {
            let text = tidy(&link.text);
            if !text.is_empty() {
                self.links.push(Link { text, ..link });
            }
        }
    }

    /// Ends the paragraph; a link that is open goes on in the next one.
    pub(super) fn finish(&mut self) -> Option<Paragraph> {
        let target = self.open.as_ref().map(|link| link.target.clone());
        self.close_link();
        self.open = target.map(|target| Link { text: String::new(), target });
        self.broken = false;
        let links = std::mem::take(&mut self.links);
        let lines = std::mem::take(&mut self.lines).into_iter();
        let lines: Vec<Line> =
            lines.map(|line| Line { text: tidy(&line.text), ..line }).filter(|line| !line.text.is_empty()).collect();
        (!lines.is_empty()).then_some(Paragraph { lines, links })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_line_join_and_blanks_are_single() {
        let mut words = Gatherer::default();
        words.words(3, "  Бас \u{A0}");
        words.words(3, "сарап\u{AD}шы");
        words.words(4, "\n");
        words.words(5, "С-4");
        let paragraph = words.finish().unwrap();
        assert_eq!(
            paragraph.lines,
            [Line { number: 3, text: "Бас сарапшы".into() }, Line { number: 5, text: "С-4".into() }]
        );
        assert_eq!(words.finish(), None);
    }

    #[test]
    fn a_link_over_two_paragraphs_stands_in_both() {
        let mut words = Gatherer::default();
        words.open_link("/kaz/docs/K1");
        words.words(1, "Заң");
        assert_eq!(words.finish().unwrap().links[0].text, "Заң");
        words.words(2, "кодекс");
        words.close_link();
        assert_eq!(words.finish().unwrap().links, [Link { text: "кодекс".into(), target: "/kaz/docs/K1".into() }]);
    }
}

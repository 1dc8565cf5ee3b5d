//! Who signed an order, who agreed and which order approved an annex: parts that may go over several short paragraphs.
//!
//! ```text
//! Заместитель Председателя
//! Республики - Министр
//! дорог Б. Асанов
//! СОГЛАСОВАН
//! Председатель Агентства
//! ___________ А. Усенов
//! «____» _______ 2014 года
//! Приложение 1
//! к приказу Министра дорог
//! от 20 марта 2014 года № 17
//! ```

use super::{Reader, forms};
use crate::reading::entries::Passage;
use crate::reading::lines::Line;
use crate::reading::records::Statement;
use crate::reading::text::written_dates;

/// The longest paragraph of such a part, in letters.
const SHORT: usize = 100;
/// The most paragraphs over which such a part goes.
const MOST_PARAGRAPHS: usize = 8;

impl Reader<'_> {
    /// Reads a signature of several short paragraphs behind the last clause, and returns their number; none when the
    /// paragraphs are something else.
    pub(super) fn signature(&mut self, paragraphs: &[Passage]) -> Option<usize> {
        if self.order.signatory.is_some() || self.order.clauses.is_empty() {
            return None;
        }
        let part = |paragraph: &&Passage| {
            let text = &paragraph.text;
            text.chars().count() <= SHORT
                && !text.ends_with(['.', ';', ':'])
                && !(forms::BEGINS.is_match(text) || forms::AGREED.is_match(text))
                && forms::approved_by(text, self.lexicon.language).is_none()
        };
        let short = paragraphs.iter().take(MOST_PARAGRAPHS).take_while(part).count();
        let length =
            1 + paragraphs[..short].iter().position(|paragraph| forms::PERSON_ENDS.is_match(&paragraph.text))?;
        let whole = joined(&paragraphs[..length])?;
        if !forms::LONG_SIGNATURE.is_match(&whole.text) {
            return None;
        }
        self.order.signatory = Some(Statement::from(&whole));
        Some(length)
    }

    /// Reads a stamp of approval of several short paragraphs, each a line of the page, and returns their number; none when the
    /// paragraphs are something else.
    pub(super) fn stamp(&mut self, paragraphs: &[Passage]) -> Option<usize> {
        if self.order.approval.is_some() || self.order.clauses.is_empty() {
            return None;
        }
        let part = |paragraph: &&Passage| {
            let text = &paragraph.text;
            text.chars().count() <= SHORT && !forms::BEGINS.is_match(text)
        };
        let short = paragraphs.iter().take(MOST_PARAGRAPHS).take_while(part).count();
        for length in 1..=short {
            let whole = joined(&paragraphs[..length])?;
            if let Some(issuer) = forms::approved_by(&whole.text, self.lexicon.language) {
                self.approved(&whole, issuer);
                return Some(length);
            }
        }
        None
    }

    /// Reads the agreement with which `paragraphs` begin, and returns those behind it. It ends with its date, which may be
    /// blanks to fill in, or with a person's name.
    pub(super) fn agreement<'b>(&mut self, paragraphs: &'b [Passage]) -> &'b [Passage] {
        let dated = |paragraph: &Passage| forms::AGREED_DATE.find_iter(&paragraph.text).count() > 0;
        let part = |paragraph: &&Passage| {
            let text = &paragraph.text;
            // A stamp of approval has a date of its own; what stands before it in one paragraph may be the agreement's end.
            let dates = usize::from(forms::approved_by(text, self.lexicon.language).is_some());
            let ends = forms::AGREED_DATE.find_iter(text).count() > dates;
            (ends || (dates == 0 && text.chars().count() <= SHORT)) && !forms::CLAUSE.is_match(text)
        };
        let behind = &paragraphs[1..];
        let short = behind.iter().take(MOST_PARAGRAPHS).take_while(part).count();
        let person = || behind[..short].iter().position(|paragraph| forms::PERSON_ENDS.is_match(&paragraph.text));
        let length = match (dated(&paragraphs[0]), behind[..short].iter().position(dated)) {
            (true, _) => 1,
            (false, Some(date)) => date + 2,
            (false, None) => person().map_or_else(|| 1 + short.min(1), |person| person + 2),
        };
        let mut lines: Vec<Line> = paragraphs[..length].iter().flat_map(|paragraph| paragraph.lines.clone()).collect();
        let date = lines.iter().position(|line| forms::AGREED_DATE.is_match(&line.text));
        let more = lines.split_off(date.map_or(lines.len(), |date| date + 1));
        if let Some(passage) = Passage::of(lines) {
            let date = forms::AGREED_DATE.find(&passage.text).map(|date| written_dates(date.as_str()));
            self.order.agreement_date = date.and_then(|dates| Some(dates.first()?.1));
            self.order.agreement = Some(Statement::from(&passage));
        }
        if let Some(more) = Passage::of(more) {
            self.paragraph(&more);
        }
        &paragraphs[length..]
    }
}

/// The paragraphs as one passage.
fn joined(paragraphs: &[Passage]) -> Option<Passage> {
    Passage::of(paragraphs.iter().flat_map(|paragraph| paragraph.lines.clone()).collect())
}

//! What the legal database says of an order in one Russian sentence, beside its text.
//!
//! ```text
//! Приказ Министра дорог от 20 марта 2014 года № 17. Зарегистрирован в Министерстве юстиции 9 апреля 2014 года № 9000.
//! Утратил силу приказом Министра дорог от 5 мая 2015 года № 60
//! ```

use super::{body, forms, numbered};
use crate::reading::records::NumberedAct;
use crate::reading::text::{Date, Language, numbered_acts, single_spaced, written_dates};
use crate::reading::vocabulary::Vocabularies;

/// An order's own data in such a sentence; each is none when the sentence does not state it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Requisite {
    /// Who issued the order, in the nominative, in Russian.
    pub issuer: Option<String>,
    /// The order's date.
    pub date: Option<Date>,
    /// The order's number.
    pub number: Option<String>,
    /// The number of its registration.
    pub registration_number: Option<String>,
    /// The date of its registration.
    pub registration_date: Option<Date>,
    /// The act that repealed it; its statement has line 1.
    pub repealed_by: Option<NumberedAct>,
}

/// Reads such a sentence.
pub fn requisite(text: &str, vocabularies: &Vocabularies) -> Requisite {
    let lexicon = vocabularies.lexicon(Language::Russian);
    let text = single_spaced(text);
    let registration = forms::REGISTRATION[Language::Russian as usize].captures(&text);
    let repealed = forms::repealed_by(&text);
    // The order's own number stands before what is said of its registration and its repeal.
    let own_end = [
        registration.as_ref().and_then(|found| found.get(0)).map(|found| found.start()),
        repealed.and_then(|by| text.find(by)),
    ];
    let own = &text[..own_end.into_iter().flatten().min().unwrap_or(text.len())];
    let (date, number) = match numbered_acts(own).into_iter().next() {
        Some((_, date, number)) => (Some(date), Some(number)),
        None => (written_dates(own).first().map(|(_, date)| *date), None),
    };
    Requisite {
        issuer: forms::issued(own, Language::Russian).map(|issuer| body::issuer(issuer, Language::Russian)),
        date,
        number,
        registration_number: registration.as_ref().map(|found| found["number"].to_owned()),
        registration_date: registration.as_ref().and_then(|found| written_dates(&found[0]).pop()).map(|(_, date)| date),
        repealed_by: repealed.and_then(|by| numbered(by, (1, 1), lexicon)),
    }
}

/// The act that a Russian sentence begins with: `Приказ Министра дорог от 5 мая 2015 года № 60`, the kind in any case; its
/// statement has line 1. None when date or number cannot be read.
pub fn named_act(text: &str, vocabularies: &Vocabularies) -> Option<NumberedAct> {
    numbered(&single_spaced(text), (1, 1), vocabularies.lexicon(Language::Russian))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::vocabulary::DEFAULT_BASE;

    fn read(text: &str) -> Requisite {
        requisite(text, &Vocabularies::load(DEFAULT_BASE, &[]).unwrap())
    }

    #[test]
    fn every_part_of_the_sentence_is_read() {
        let read = read(
            "Приказ Министра дорог Республики Казахстан от 20 марта 2014 года № 17. Зарегистрирован в Министерстве юстиции \
             Республики Казахстан 9 апреля 2014 года № 9000. Утратил силу приказом Министра дорог от 5 мая 2015 года № 60",
        );
        assert_eq!(read.issuer.as_deref(), Some("Министр дорог Республики Казахстан"));
        assert_eq!((read.date.unwrap().to_string(), read.number.as_deref()), ("2014-03-20".to_owned(), Some("17")));
        assert_eq!(read.registration_number.as_deref(), Some("9000"));
        assert_eq!(read.registration_date.unwrap().to_string(), "2014-04-09");
        let act = read.repealed_by.unwrap();
        assert_eq!((act.number.as_str(), act.date.to_string()), ("60", "2015-05-05".to_owned()));
    }

    #[test]
    fn what_the_sentence_does_not_state_is_absent() {
        let read = read("Приказ Министра дорог от 20 марта 2014 года № 17. Утратил силу приказом Министра дорог");
        assert_eq!((read.number.as_deref(), read.registration_number, read.repealed_by), (Some("17"), None, None));
        assert_eq!(self::read("Об утверждении правил"), Requisite::default());
    }
}

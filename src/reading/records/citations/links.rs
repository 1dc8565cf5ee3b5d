//! A link to an act's page in the legal database says which act is cited, whatever the words are.
//!
//! The page of an act is `/docs/ID`, in any language and with any anchor behind it:
//! `https://adilet.zan.kz/kaz/docs/Z990000453_#z13`.

use std::sync::LazyLock;

use regex::Regex;

use super::{Place, overlap};
use crate::reading::document::Link;
use crate::reading::findings::{Kind, said};
use crate::reading::records::Named;
use crate::reading::text::{join_lines, pattern};
use crate::reading::vocabulary::{LabelKind, Lexicon};

static PAGE: LazyLock<Regex> = LazyLock::new(|| pattern(r"/docs/(?P<id>[A-Z]\d{9,10}_?)(?:[#?/]|$)"));

/// Gives each of `places` the act to which a link over its words leads. What is known surely by its title and has no page that
/// is known stays as it is; where a link and a known title disagree, the link is believed and the place says so.
pub(super) fn follow(text: &str, links: &[Link], places: &mut [Place], lexicon: &Lexicon) {
    let mut from = 0;
    for link in links {
        let words = join_lines([link.text.as_str()]);
        let Some(at) = text.get(from..).and_then(|rest| rest.find(words.trim())).filter(|_| !words.trim().is_empty())
        else {
            continue;
        };
        let bytes = from + at..from + at + words.trim().len();
        from = bytes.end;
        let Some(page) = PAGE.captures(&link.target).map(|found| format!("act/{}", &found["id"])) else { continue };
        if let Some(place) = places.iter_mut().find(|place| overlap(&place.bytes, &bytes)) {
            lead(place, page, text, lexicon);
        }
    }
}

fn lead(place: &mut Place, page: String, text: &str, lexicon: &Lexicon) {
    let sure = matches!(place.by, Some(LabelKind::Preferred | LabelKind::Alternative));
    if place.act.id == page || sure && place.act.id.starts_with("act/x-") {
        return;
    }
    if sure {
        let message =
            said!("\"{1}\" is linked to {2}; its title is that of {3}", place.act.printed, page, place.act.id);
        place.odd.get_or_insert((Kind::ActNumberMismatch, message));
    }
    let printed = text.get(place.bytes.clone()).unwrap_or_default();
    match lexicon.acts.get(&page) {
        Some(concept) => {
            place.act = Named::of(concept, printed);
            place.by = Some(LabelKind::Preferred);
        }
        None => {
            place.act = Named::unknown(page, printed, printed);
            place.by = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::entries::Passage;
    use crate::reading::findings::Target;
    use crate::reading::lines::Line;
    use crate::reading::text::Language;
    use crate::reading::vocabulary::{DEFAULT_BASE, Vocabularies};

    fn cited(text: &str, words: &str, target: &str) -> Vec<String> {
        let vocabularies = Vocabularies::load(DEFAULT_BASE, &[]).unwrap();
        let links = vec![Link { text: words.to_owned(), target: target.to_owned() }];
        let passage = Passage::of(vec![Line { number: 1, text: text.to_owned() }]).unwrap();
        let passage = Passage { links, ..passage };
        let read =
            super::super::read(&passage, vocabularies.lexicon(Language::Kazakh), &Target::Order, &mut Vec::new());
        read.acts.into_iter().map(|citation| citation.act.id).collect()
    }

    #[test]
    fn a_link_names_an_act_that_no_title_tells() {
        let text = "«Жол жүрісі туралы» Заңын білуі";
        assert_eq!(cited(text, "Жол жүрісі туралы", "/kaz/docs/Z1400000194#z1"), ["act/Z1400000194"]);
        assert_eq!(cited(text, "Жол жүрісі туралы", "https://example.kz/news/5"), ["act/x-zhol-zhurisi-turaly"]);
    }

    #[test]
    fn a_link_overrules_a_title_that_is_known() {
        let text = "«Мемлекеттік қызмет туралы» Заңын білуі";
        assert_eq!(cited(text, "Мемлекеттік қызмет туралы", "/kaz/docs/Z1500000416"), ["act/Z1500000416"]);
        assert_eq!(cited(text, "Мемлекеттік қызмет туралы", "/kaz/docs/Z990000453_"), ["act/Z990000453_"]);
    }
}

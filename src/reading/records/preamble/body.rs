//! The name of the body that issued an order, from the order's title or from the office of who issued it.

use crate::reading::records::Named;
use crate::reading::records::titles::{self, PrintedUnit, Tier};
use crate::reading::text::{Language, Token, fold, tokens, without_genitive};
use crate::reading::vocabulary::{Concept, Lexicon};

/// What a body is called that neither the title nor the issuer names.
const UNNAMED: &str = "атауы көрсетілмеген мемлекеттік орган";
/// Russian offices and bodies: the genitive in which an order names them, and the nominative.
const OFFICES: [(&str, &str); 14] = [
    ("министра", "министр"),
    ("министерства", "министерство"),
    ("председателя", "председатель"),
    ("агентства", "агентство"),
    ("заместителя", "заместитель"),
    ("руководителя", "руководитель"),
    ("секретаря", "секретарь"),
    ("комитета", "комитет"),
    ("акима", "аким"),
    ("аппарата", "аппарат"),
    ("первого", "первый"),
    ("ответственного", "ответственный"),
    ("исполняющего", "исполняющий"),
    ("правительства", "правительство"),
];

/// The body of an order with this title and issuer.
pub(super) fn read(title: &str, issuer: Option<&str>, lexicon: &Lexicon) -> PrintedUnit {
    let named = |text: &str| match lexicon.language {
        Language::Kazakh => titles::body(text, lexicon),
        Language::Russian => russian(text, lexicon),
    };
    named(title).unwrap_or_else(|| {
        let name = issuer.map_or_else(|| UNNAMED.to_owned(), |issuer| of_office(issuer, lexicon.language));
        let unknown =
            |name| PrintedUnit { name, printed: String::new(), kind: None, tier: Tier::Body, misprints: Vec::new() };
        named(&name).unwrap_or_else(|| unknown(name))
    })
}

/// The body in a Russian title: `… центрального аппарата Министерства юстиции Республики Казахстан`. Its name goes on to the
/// state's name, and behind that with `по …`.
fn russian(title: &str, lexicon: &Lexicon) -> Option<PrintedUnit> {
    let words = tokens(title);
    let (at, kind) = words.iter().enumerate().find_map(|(at, word)| Some((at, body_kind(word, lexicon)?)))?;
    let state = (at + 1..words.len())
        .find(|next| words[*next].key.starts_with("казахстан"))
        .or_else(|| (at + 1 < words.len()).then(|| words.len() - 1))?;
    let goes_on = words.get(state + 1).is_some_and(|word| word.key == "по");
    let ends = |word: &Token| matches!(word.key.as_str(), "," | "(" | "\"" | ";" | "." | "и");
    let end = if goes_on {
        (state + 1..words.len()).find(|next| ends(&words[*next])).unwrap_or(words.len())
    } else {
        state + 1
    };
    let printed = &title[words[at].start..words[end - 1].end];
    Some(PrintedUnit {
        name: nominative(printed),
        printed: printed.to_owned(),
        kind: Some(Named::of(kind, &title[words[at].start..words[at].end])),
        tier: Tier::Body,
        misprints: Vec::new(),
    })
}

/// The kind of central body that `word`, in any case of the singular, names.
fn body_kind<'a>(word: &Token, lexicon: &'a Lexicon) -> Option<&'a Concept> {
    let stem = |word: &str| word.trim_end_matches(['о', 'а', 'у', 'е', 'м']).to_owned();
    lexicon.unit_kinds.concepts().iter().find(|kind| {
        titles::tier(kind, &lexicon.unit_kinds) == Tier::Body
            && kind.labels.iter().any(|(label, _)| !label.contains(' ') && stem(&fold(label)) == stem(&word.key))
    })
}

/// The body of an office: `Әділет министрі` heads the `Әділет министрлігі`, `Министр юстиции` the `Министерство юстиции`.
fn of_office(office: &str, language: Language) -> String {
    match language {
        Language::Kazakh => {
            office.strip_suffix("министрі").map_or(office.to_owned(), |before| format!("{before}министрлігі"))
        }
        Language::Russian => {
            let minister = office.rsplit_once("Министр ").filter(|(before, _)| !before.ends_with('-'));
            minister.map_or(office.to_owned(), |(_, of)| format!("Министерство {of}"))
        }
    }
}

/// Who issued an order, in the nominative: `Министра юстиции` gives `Министр юстиции`, `министрінің` gives `министрі`.
pub(super) fn issuer(printed: &str, language: Language) -> String {
    let printed = printed.trim().trim_end_matches(['-', '–', ' ']);
    match language {
        Language::Kazakh => without_genitive(printed).unwrap_or(printed).to_owned(),
        Language::Russian => nominative(printed),
    }
}

/// Puts the offices at the beginning of `name` and behind a dash into the nominative; what depends on them stays.
fn nominative(name: &str) -> String {
    let mut result = String::new();
    let mut heads = true;
    let mut end = 0;
    for word in tokens(name) {
        result.push_str(&name[end..word.start]);
        let printed = &name[word.start..word.end];
        end = word.end;
        if matches!(printed, "-" | "–" | "—") {
            // `Премьер - Министра` is one word, an office behind the state's name another.
            heads = result.trim_end_matches(['-', '–', '—', ' ']).to_lowercase().ends_with("казахстан");
            result.push_str(printed);
            continue;
        }
        let (joined, printed) = match printed.split_once('-') {
            Some((state, office)) if state.to_lowercase() == "казахстан" => {
                heads = true;
                (format!("{state}-"), office)
            }
            _ => (String::new(), printed),
        };
        result.push_str(&joined);
        let office = OFFICES.iter().find(|(genitive, _)| heads && printed.to_lowercase() == *genitive);
        match office {
            Some((_, nominative)) => result.extend(cased(printed, nominative)),
            None => result.push_str(printed),
        }
        // Only adjectives of the office stand before its noun.
        heads = office.is_some_and(|(genitive, _)| genitive.ends_with("его") || genitive.ends_with("ого"));
    }
    result
}

/// The letters of `word`, its first a capital where that of `like` is.
fn cased(like: &str, word: &str) -> Vec<char> {
    let capital = like.starts_with(char::is_uppercase);
    let mut letters: Vec<char> = word.chars().collect();
    if let Some(first) = letters.first_mut().filter(|_| capital) {
        *first = first.to_uppercase().next().unwrap_or(*first);
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::vocabulary::{DEFAULT_BASE, Vocabularies};

    #[test]
    fn an_issuer_is_named_in_the_nominative() {
        let russian = |name| issuer(name, Language::Russian);
        assert_eq!(russian("Министра дорог Республики Казахстан"), "Министр дорог Республики Казахстан");
        assert_eq!(russian("первого заместителя Председателя Агентства"), "первый заместитель Председателя Агентства");
        assert_eq!(
            russian("Заместителя Премьер-Министра Республики Казахстан-Министра дорог Республики Казахстан"),
            "Заместитель Премьер-Министра Республики Казахстан-Министр дорог Республики Казахстан"
        );
        assert_eq!(issuer("Жол министрінің", Language::Kazakh), "Жол министрі");
    }

    #[test]
    fn a_body_is_named_by_the_title_or_by_the_issuer() {
        let vocabularies = Vocabularies::load(DEFAULT_BASE, &[]).unwrap();
        let russian = vocabularies.lexicon(Language::Russian);
        let kazakh = vocabularies.lexicon(Language::Kazakh);
        let title = "Об утверждении требований к должностям Министерства дорог Республики Казахстан, заместителей";
        assert_eq!(read(title, None, russian).name, "Министерство дорог Республики Казахстан");
        let title = "Об утверждении требований Агентства Республики Казахстан по делам дорог";
        assert_eq!(read(title, None, russian).name, "Агентство Республики Казахстан по делам дорог");
        let title = "Об утверждении квалификационных требований";
        let body = read(title, Some("Министр дорог Республики Казахстан"), russian);
        assert_eq!(body.name, "Министерство дорог Республики Казахстан");
        assert!(body.kind.is_some());
        assert_eq!(read("Талаптарды бекіту туралы", Some("Жол министрі"), kazakh).name, "Жол министрлігі");
    }
}

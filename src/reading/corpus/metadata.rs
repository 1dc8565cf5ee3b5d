//! What a corpus says of an act beside its text: the file `meta.yaml`.
//!
//! ```yaml
//! act_code: '212543'
//! requisite: Приказ Министра дорог от 20 марта 2014 года № 17. Зарегистрирован … 9 апреля 2014 года № 9000.
//! title: { rus: Об утверждении …, kaz: … бекіту туралы }
//! approved_on: 2014-03-20
//! approved_by: ['103001000000']
//! version_date: { kaz: 2014-09-17, rus: 2014-09-17 }
//! source: { kaz: https://…/kaz/17.09.2014, rus: … }
//! caused_by: { code: '…', requisite: …, title: { rus: …, kaz: … }, link: … }
//! ```
//!
//! Every key may be missing, and those not named here are passed over. What may differ by language may also stand once.

use serde::Deserialize;
use yaml_serde::Value;

use super::CorpusError;
use crate::reading::records::{CausingAct, Edition};
use crate::reading::text::{Date, Language, single_spaced};

/// The name of the file with an act's metadata.
pub(super) const METADATA: &str = "meta.yaml";

/// What a corpus says of an act.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Metadata {
    /// Kind, body, date, number, registration and repeal in one Russian sentence.
    pub(super) requisite: Value,
    title: Value,
    /// The date of the act.
    pub(super) approved_on: Value,
    approved_by: Value,
    version_date: Value,
    /// The page from which the text was taken.
    pub(super) source: Value,
    caused_by: Value,
    /// The day on which the act lost its force.
    pub(super) repealed_on: Value,
    repealed_by: Value,
    /// The lines of the keys in the file, from 1.
    #[serde(skip)]
    keys: Vec<(String, usize)>,
}

impl Metadata {
    /// Reads `text`, the content of the file at `path`.
    ///
    /// # Errors
    /// When it is no YAML, or no mapping of keys to values.
    pub(super) fn read(path: &str, text: &str) -> Result<Self, CorpusError> {
        let metadata: Option<Self> = yaml_serde::from_str(text).map_err(|error| {
            let line = error.location().map_or(1, |place| place.line().max(1));
            CorpusError::Unreadable(format!(
                "{path}: line {line}: not the metadata of an act in YAML: {error}; mend that line, or take the file from the \
                 corpus again"
            ))
        })?;
        let key = |line: &str| {
            let (key, _) = line.split_once(':').filter(|_| !line.starts_with([' ', '#', '-']))?;
            Some(key.trim_matches(['"', '\'', ' ']).to_owned())
        };
        let keys = text.lines().enumerate().filter_map(|(index, line)| Some((key(line)?, index + 1))).collect();
        Ok(Self { keys, ..metadata.unwrap_or_default() })
    }

    /// The line of a key in the file; 1 when it has none of its own.
    pub(super) fn line(&self, key: &str) -> usize {
        self.keys.iter().find(|(known, _)| known == key).map_or(1, |(_, line)| *line)
    }

    /// The title in a language.
    pub(super) fn title(&self, language: Language) -> Option<String> {
        of_language(&self.title, language).filter(|_| self.title.is_mapping())
    }

    /// The titles in all languages, also one of which the language is not told.
    pub(super) fn titles(&self) -> Vec<String> {
        let titles = Language::ALL.into_iter().filter_map(|language| self.title(language));
        titles.chain(scalar(&self.title)).collect()
    }

    /// The codes of twelve digits of the bodies that approved the act.
    pub(super) fn approved_by(&self) -> Vec<String> {
        match &self.approved_by {
            Value::Sequence(codes) => codes.iter().filter_map(scalar).collect(),
            code => scalar(code).into_iter().collect(),
        }
    }

    /// The edition of the text in this language.
    pub(super) fn edition(&self, language: Language) -> Option<Edition> {
        let date = Date::of_iso(&of_language(&self.version_date, language)?)?;
        Some(Edition { date, caused_by: act(&self.caused_by, language), changed_by: None })
    }

    /// What is said of the act that repealed it: kind, body, date and number in Russian.
    pub(super) fn repealed_by(&self) -> Option<String> {
        match &self.repealed_by {
            Value::Mapping(_) => act(&self.repealed_by, Language::Russian)?.requisite,
            words => scalar(words),
        }
    }

    /// Values that stand in the file and are of no form that is known, as `key, line`.
    pub(super) fn not_understood(&self) -> Vec<(&'static str, usize)> {
        let dates = [
            ("approved_on", &self.approved_on),
            ("version_date", &self.version_date),
            ("repealed_on", &self.repealed_on),
        ];
        let broken = |value: &Value| of_any(value).iter().any(|value| Date::of_iso(value).is_none());
        dates.into_iter().filter(|(_, value)| broken(value)).map(|(key, _)| (key, self.line(key))).collect()
    }
}

/// The day that a value tells in digits.
pub(super) fn day(value: &Value) -> Option<Date> {
    Date::of_iso(&scalar(value)?)
}

/// The act that a mapping describes; a sentence or a code alone are taken as such.
fn act(value: &Value, language: Language) -> Option<CausingAct> {
    let Value::Mapping(fields) = value else {
        let words = scalar(value)?;
        let is_code = !words.contains(' ');
        return Some(CausingAct {
            code: Some(words.clone()).filter(|_| is_code),
            requisite: Some(words).filter(|_| !is_code),
            ..CausingAct::default()
        });
    };
    let field = |name: &str| fields.get(name).and_then(scalar);
    let title = fields.get("title").and_then(|title| of_language(title, language));
    Some(CausingAct { code: field("code"), requisite: field("requisite"), title, link: field("link") })
}

/// The value for a language, where there is one for each, or the only one.
pub(super) fn of_language(value: &Value, language: Language) -> Option<String> {
    match value {
        Value::Mapping(values) => values.get(folder(language)).and_then(scalar),
        value => scalar(value),
    }
}

/// The values for all languages.
fn of_any(value: &Value) -> Vec<String> {
    match value {
        Value::Mapping(values) => values.values().filter_map(scalar).collect(),
        value => scalar(value).into_iter().collect(),
    }
}

/// What a corpus calls a language.
pub(super) fn folder(language: Language) -> &'static str {
    match language {
        Language::Kazakh => "kaz",
        Language::Russian => "rus",
    }
}

/// A word or a number, with single blanks; none for nothing and for what is no single value.
pub(super) fn scalar(value: &Value) -> Option<String> {
    let words = match value {
        Value::String(words) => single_spaced(words),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_may_be_missing_and_values_stand_once_or_by_language() {
        let read = |text| Metadata::read("meta.yaml", text).unwrap();
        let one = read("act_code: 17\nversion_date: 2014-09-17\nsource: {rus: a/rus}\nother: [1]\n");
        let edition = one.edition(Language::Kazakh).unwrap();
        assert_eq!((edition.date.to_string().as_str(), edition.caused_by), ("2014-09-17", None));
        let source = |language| of_language(&one.source, language);
        assert_eq!((source(Language::Russian).as_deref(), source(Language::Kazakh)), (Some("a/rus"), None));
        assert_eq!(one.line("source"), 3);
        assert!(read("").titles().is_empty());
        assert_eq!(read("approved_on: вчера").not_understood(), [("approved_on", 1)]);
    }

    #[test]
    fn what_is_no_yaml_is_refused_with_its_line() {
        let error = Metadata::read("a/meta.yaml", "act_code: 1\ntitle: {rus: 'a\n").unwrap_err().to_string();
        assert!(error.starts_with("a/meta.yaml: line "), "{error}");
        assert!(Metadata::read("a/meta.yaml", "only words").is_err());
    }
}

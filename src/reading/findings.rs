//! A finding: something odd in an order, with the lines that show it. Findings are facts about the order, not errors of
//! the program.

use serde::Serialize;

use crate::reading::text::Language;

/// Declares the kinds with their notation in `ontology/finding-kinds.ttl`.
macro_rules! kinds {
    ($($name:ident = $notation:literal,)*) => {
        /// What is odd; defined in three languages in `ontology/finding-kinds.ttl`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[allow(missing_docs, reason = "each kind is defined in the vocabulary")]
        pub enum Kind {
            $(#[serde(rename = $notation)] $name,)*
        }

        impl Kind {
            /// Every kind that the program can report.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The kind's notation in the vocabulary.
            pub fn notation(self) -> &'static str {
                match self {
                    $(Self::$name => $notation,)*
                }
            }
        }
    };
}

kinds! {
    DuplicateCode = "duplicate-code",
    DuplicateNumber = "duplicate-number",
    CodeOfAnotherUnit = "code-of-another-unit",
    TitleCategoryMismatch = "title-category-mismatch",
    MissingEducationLevel = "missing-education-level",
    CutEducationLevel = "cut-education-level",
    MissingRow = "missing-row",
    RepeatedRow = "repeated-row",
    MisprintMended = "misprint-mended",
    ApproximateMatch = "approximate-match",
    UnitNameVariant = "unit-name-variant",
    CodeGap = "code-gap",
    HeadcountMismatch = "headcount-mismatch",
    DisplacedWords = "displaced-words",
    DisplacedLabel = "displaced-label",
    LabelVariant = "label-variant",
    LabelMisprint = "label-misprint",
    MissingLabel = "missing-label",
    RowOutOfOrder = "row-out-of-order",
    TitleWithoutDepartment = "title-without-department",
    ReplacedPhrase = "replaced-phrase",
    SwappedGroupAndSpecialty = "swapped-group-and-specialty",
    MissingConjunction = "missing-conjunction",
    DoubledConjunction = "doubled-conjunction",
    SpecialtyWithoutGroup = "specialty-without-group",
    SpecialtyOfAnotherGroup = "specialty-of-another-group",
    SharedUnitName = "shared-unit-name",
    UnknownGroup = "unknown-group",
    UnknownSpecialty = "unknown-specialty",
    UnknownAct = "unknown-act",
    ActDateMismatch = "act-date-mismatch",
    ActNumberMismatch = "act-number-mismatch",
    UnknownRole = "unknown-role",
    UnknownCategory = "unknown-category",
    UnknownUnitKind = "unknown-unit-kind",
    UnknownRow = "unknown-row",
    LanguageMismatch = "language-mismatch",
    MissingTranslation = "missing-translation",
    MissingCitation = "missing-citation",
    MissingStatement = "missing-statement",
    IncompleteEntry = "incomplete-entry",
    DoubtfulEnd = "doubtful-end",
    NotUnderstood = "not-understood",
    OtherEncoding = "other-encoding",
    LettersMended = "letters-mended",
    WordsJoined = "words-joined",
    MarkupLeft = "markup-left",
    ControlCharacters = "control-characters",
    MetadataMismatch = "metadata-mismatch",
    MissingPart = "missing-part",
    UnlinkedPart = "unlinked-part",
}

/// What a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Target {
    /// The order as a whole.
    Order,
    /// The entry that begins on this line.
    Line(usize),
    /// The entry with this number, from 1.
    Entry(usize),
    /// The unit with this identifier.
    Unit(String),
    /// The position with this identifier.
    Position(String),
}

impl std::fmt::Display for Target {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Order => formatter.write_str("order"),
            Self::Line(line) => write!(formatter, "line {line}"),
            Self::Entry(number) => write!(formatter, "entry {number}"),
            Self::Unit(id) => write!(formatter, "unit {id}"),
            Self::Position(id) => write!(formatter, "position {id}"),
        }
    }
}

/// What a finding says: a sentence and the values that it tells, such as printed words, codes and line numbers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Message {
    /// The sentence in English, with `{1}`, `{2}` for the values: a label in `ontology/finding-messages.ttl`.
    pub pattern: &'static str,
    /// The values.
    pub values: Vec<String>,
}

impl Message {
    /// Returns the sentence `pattern` with the values that `value` makes of them in the places `{1}`, `{2}`.
    pub fn in_words<'a>(&'a self, pattern: &str, value: impl Fn(&'a str) -> &'a str) -> String {
        let mut words = String::new();
        let mut rest = pattern;
        while let Some((before, behind)) = rest.split_once('{') {
            words.push_str(before);
            let place = behind.split_once('}').and_then(|(place, behind)| Some((place.parse::<usize>().ok()?, behind)));
            let Some((place, behind)) = place else {
                words.push('{');
                rest = behind;
                continue;
            };
            words.push_str(place.checked_sub(1).and_then(|at| self.values.get(at)).map_or("", |known| value(known)));
            rest = behind;
        }
        words + rest
    }
}

impl std::fmt::Display for Message {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.in_words(self.pattern, |value| value))
    }
}

impl Serialize for Message {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Makes the [`Message`] of a sentence, a literal with `{1}`, `{2}`, and its values.
macro_rules! said {
    ($pattern:literal $(, $value:expr)* $(,)?) => {
        $crate::reading::findings::Message { pattern: $pattern, values: vec![$($value.to_string()),*] }
    };
}
pub(crate) use said;

/// One oddity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What is odd.
    pub kind: Kind,
    /// What it says.
    pub message: Message,
    /// What it is about.
    pub target: Target,
    /// The language of the text that shows it.
    pub language: Language,
    /// The first line that shows it, from 1.
    pub start_line: usize,
    /// The last line that shows it.
    pub end_line: usize,
}

impl Finding {
    /// Returns a finding about `target` on the lines `span`, first and last, of a text in Kazakh.
    pub fn new(kind: Kind, target: Target, span: (usize, usize), message: Message) -> Self {
        Self { kind, message, target, language: Language::Kazakh, start_line: span.0, end_line: span.1 }
    }
}

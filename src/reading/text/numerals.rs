//! Whole numbers up to 99 and halves, in digits and in words of Kazakh and Russian, as legal texts count years.
//!
//! `5`, `1,5`, `бес`, `он бес`, `пять`, `пяти`, `полтора`

use super::Token;

/// The words for 1 to 10, each with its inflected forms.
const UNITS: [&[&str]; 10] = [
    &["бір", "один", "одного", "одна", "одной"],
    &["екі", "два", "двух", "две"],
    &["үш", "три", "трех", "трёх"],
    &["төрт", "четыре", "четырех", "четырёх"],
    &["бес", "пять", "пяти"],
    &["алты", "шесть", "шести"],
    &["жеті", "семь", "семи"],
    &["сегіз", "восемь", "восьми"],
    &["тоғыз", "девять", "девяти"],
    &["он", "десять", "десяти"],
];
/// The words for tens from 20 that a unit may follow; `он` is one too.
const TENS: [(&[&str], u32); 2] = [(&["жиырма", "двадцать", "двадцати"], 20), (&["отыз", "тридцать", "тридцати"], 30)];
/// One and a half, and one half.
const HALVES: [(&[&str], u32); 2] = [(&["полтора", "полутора"], 3), (&["жарты", "полгода"], 1)];

/// Returns the number that `words` begin with: how many words it takes, and its value in halves (`1,5` is 3).
pub fn numeral(words: &[Token]) -> Option<(usize, u32)> {
    let key = |at: usize| words.get(at).map_or("", |word| word.key.as_str());
    if let Some(number) = digits(key(0)) {
        let glued = |at: usize| words.get(at).is_some_and(|word| word.start == words[at - 1].end);
        let has_half = matches!(key(1), "," | ".") && key(2) == "5" && glued(1) && glued(2);
        return Some(if has_half { (3, number * 2 + 1) } else { (1, number * 2) });
    }
    if let Some((_, halves)) = HALVES.iter().find(|(forms, _)| forms.contains(&key(0))) {
        return Some((1, *halves));
    }
    let ten = TENS.iter().find(|(forms, _)| forms.contains(&key(0))).map(|(_, ten)| *ten);
    let ten = ten.or((key(0) == "он").then_some(10));
    match (ten, unit(key(0)), unit(key(1)).filter(|unit| *unit < 10)) {
        (Some(ten), _, Some(unit)) => Some((2, (ten + unit) * 2)),
        (Some(ten), ..) => Some((1, ten * 2)),
        (None, Some(unit), _) => Some((1, unit * 2)),
        (None, None, _) => None,
    }
}

fn digits(key: &str) -> Option<u32> {
    (1..=2).contains(&key.len()).then(|| key.parse().ok()).flatten()
}

fn unit(key: &str) -> Option<u32> {
    UNITS.iter().position(|forms| forms.contains(&key)).map(|index| index as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::numeral;
    use crate::reading::text::tokens;

    #[test]
    fn numbers_are_read_in_digits_and_in_words_of_both_languages() {
        for (text, read) in [
            ("5 жыл", (1, 10)),
            ("1,5 года", (3, 3)),
            ("бес жылдан", (1, 10)),
            ("он екі жыл", (2, 24)),
            ("он жылдан", (1, 20)),
            ("пяти лет", (1, 10)),
            ("полутора лет", (1, 3)),
        ] {
            assert_eq!(numeral(&tokens(text)), Some(read), "{text}");
        }
        for text in ["2008 года", "жыл", "№ 5"] {
            assert_eq!(numeral(&tokens(text)), None, "{text}");
        }
    }
}

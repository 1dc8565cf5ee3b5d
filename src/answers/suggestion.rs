//! A name that is not known is most often a known one misspelt.

use super::fold::fold;

/// The most similar of the known names, if one is similar enough to be meant.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = fold(typed);
    known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&typed, &fold(name)), name))
        .filter(|(similarity, _)| *similarity >= 0.8)
        .max_by(|(a, first), (b, second)| a.total_cmp(b).then(second.cmp(first)))
        .map(|(_, name)| name)
}

/// The sentence that offers the nearest name, to be put after an error; empty when nothing is near.
pub fn did_you_mean<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(typed, known).map_or_else(String::new, |name| format!("; did you mean `{name}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_name_finds_the_right_one() {
        let known = ["acts-by-category", "positions-by-act", "order"];
        assert_eq!(nearest("acts-by-categry", known), Some("acts-by-category"));
        assert_eq!(nearest("zzz", known), None);
    }

    #[test]
    fn of_equally_near_names_the_first_in_the_alphabet_is_offered() {
        assert_eq!(nearest("C-9", ["C-5", "C-3", "C-4"]), Some("C-3"));
    }
}

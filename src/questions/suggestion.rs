//! A name that is not known is most often a known one misspelt.

use super::fold::fold;

/// The most values that an error lists.
pub const MOST: usize = 10;

/// The known names as an error lists them: all, or of many those most like what was typed.
pub fn known_names<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let mut names: Vec<&str> = known.into_iter().collect();
    let all = names.len();
    if all <= MOST {
        return names.join(", ");
    }
    let typed = fold(typed);
    names.sort_by(|left, right| likeness(&typed, right).total_cmp(&likeness(&typed, left)));
    names.truncate(MOST);
    format!("{} and {} more", names.join(", "), all - MOST)
}

/// How like two names are, from 0 to 1; `typed` is folded.
pub fn likeness(typed: &str, name: &str) -> f64 {
    strsim::jaro_winkler(typed, &fold(name))
}

/// The most similar of the known names, if one is similar enough to be meant.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = fold(typed);
    known
        .into_iter()
        .map(|name| (likeness(&typed, name), name))
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
    fn of_many_names_an_error_lists_the_ten_nearest() {
        let known: Vec<String> = (1..=12).map(|number| format!("name-{number}")).collect();
        let listed = known_names("name-12", known.iter().map(String::as_str));
        assert!(listed.starts_with("name-12, ") && listed.ends_with(" and 2 more"), "{listed}");
        assert_eq!(listed.matches("name-").count(), MOST);
    }

    #[test]
    fn of_equally_near_names_the_first_in_the_alphabet_is_offered() {
        assert_eq!(nearest("C-9", ["C-5", "C-3", "C-4"]), Some("C-3"));
    }
}

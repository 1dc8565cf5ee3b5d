//! One thing of an order as its texts have it: in one language, or in both.

use crate::reading::records::{Entry, Order};
use crate::reading::text::Language;

/// A thing and the language of the text that has it.
pub(super) struct Said<'a, T: ?Sized> {
    pub(super) thing: &'a T,
    pub(super) language: Language,
}

impl<T: ?Sized> Clone for Said<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Said<'_, T> {}

/// A thing in the text that states it first, and the same thing in the other language when that has it too.
pub(super) struct Texts<'a, T: ?Sized> {
    pub(super) main: Said<'a, T>,
    pub(super) other: Option<Said<'a, T>>,
}

impl<T: ?Sized> Clone for Texts<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Texts<'_, T> {}

impl<'a> Texts<'a, Order> {
    /// The order with its translation.
    pub(super) fn of_order(order: &'a Order) -> Self {
        let said = |thing: &'a Order| Said { thing, language: thing.language };
        Self { main: said(order), other: order.translation.as_deref().map(said) }
    }
}

impl<'a> Texts<'a, Entry> {
    /// An entry of `order` with its translation.
    pub(super) fn of_entry(entry: &'a Entry, order: &'a Order) -> Self {
        let said = |thing: &'a Entry| Said { thing, language: thing.language };
        Self { main: said(entry), other: order.translation_of(entry).map(said) }
    }
}

impl<'a, T: ?Sized> Texts<'a, T> {
    /// Whether the other text is in the language of this tag.
    pub(super) fn has_other_in(self, tag: &str) -> bool {
        self.other.is_some_and(|other| other.language.tag() == tag)
    }

    /// Both, or the one that there is, main text first.
    pub(super) fn all(self) -> impl Iterator<Item = Said<'a, T>> {
        [Some(self.main), self.other].into_iter().flatten()
    }

    /// The part of the thing that `part` gives; none when no text has it.
    pub(super) fn part<U: ?Sized + 'a>(self, part: impl Fn(&'a T) -> Option<&'a U>) -> Option<Texts<'a, U>> {
        let mut said = self.all().filter_map(|said| Some(Said { thing: part(said.thing)?, language: said.language }));
        Some(Texts { main: said.next()?, other: said.next() })
    }

    /// The members of a list with the ends of their IRIs: `1`, `2`, and for a member of the other text alone `ru/2`. Where both
    /// texts have as many and `fit` holds for each pair, members of one place are one; else each text's are its own.
    pub(super) fn members<U: 'a>(
        self,
        list: impl Fn(&'a T) -> &'a [U],
        fit: impl Fn(&U, &U) -> bool,
    ) -> Vec<Member<'a, U>> {
        let own = list(self.main.thing);
        let other = self.other.map_or(&[][..], |other| list(other.thing));
        let joined = own.len() == other.len() && own.iter().zip(other).all(|(own, other)| fit(own, other));
        let pairs: Vec<Option<usize>> = (0..own.len()).map(|at| joined.then_some(at)).collect();
        self.paired(own, other, &pairs)
    }

    /// The members of a list, of which those are one whose `key` is equal: the first of one text with the first of the other.
    pub(super) fn members_by<U: 'a, K: PartialEq>(
        self,
        list: impl Fn(&'a T) -> &'a [U],
        key: impl Fn(&U) -> K,
    ) -> Vec<Member<'a, U>> {
        let own = list(self.main.thing);
        let other = self.other.map_or(&[][..], |other| list(other.thing));
        let mut pairs: Vec<Option<usize>> = Vec::new();
        for member in own {
            let free = (0..other.len()).find(|at| !pairs.contains(&Some(*at)) && key(&other[*at]) == key(member));
            pairs.push(free);
        }
        self.paired(own, other, &pairs)
    }

    fn paired<U>(self, own: &'a [U], other: &'a [U], pairs: &[Option<usize>]) -> Vec<Member<'a, U>> {
        let said = |thing, language| Said { thing, language };
        let mut members = Vec::new();
        for (at, (member, pair)) in own.iter().zip(pairs).enumerate() {
            let counterpart = self.other.zip(*pair).map(|(text, at)| said(&other[at], text.language));
            let texts = Texts { main: said(member, self.main.language), other: counterpart };
            members.push(Member { ordinal: at + 1, end: (at + 1).to_string(), texts });
        }
        for (at, member) in other.iter().enumerate().filter(|(at, _)| !pairs.contains(&Some(*at))) {
            let language = self.other.map_or(self.main.language, |text| text.language);
            let end = format!("{}/{}", language.tag(), at + 1);
            members.push(Member { ordinal: at + 1, end, texts: Texts { main: said(member, language), other: None } });
        }
        members
    }
}

/// A member of a list.
pub(super) struct Member<'a, T> {
    /// Its place in the list of its text, from 1.
    pub(super) ordinal: usize,
    /// The end of its IRI.
    pub(super) end: String,
    pub(super) texts: Texts<'a, T>,
}

#[cfg(test)]
mod tests {
    use super::{Said, Texts};
    use crate::reading::text::Language;

    fn ends(own: &[u8], other: &[u8], by_key: bool) -> Vec<(String, usize)> {
        let (own, other) = (own.to_vec(), other.to_vec());
        let texts = Texts {
            main: Said { thing: &own, language: Language::Kazakh },
            other: Some(Said { thing: &other, language: Language::Russian }),
        };
        let members = if by_key {
            texts.members_by(|list| list, |member| *member)
        } else {
            texts.members(|list| list, |_, _| true)
        };
        members.into_iter().map(|member| (member.end, member.texts.all().count())).collect()
    }

    #[test]
    fn lists_of_one_length_are_joined_by_place_and_others_not_at_all() {
        assert_eq!(ends(&[1, 2], &[7, 8], false), [("1".into(), 2), ("2".into(), 2)]);
        assert_eq!(ends(&[1], &[7, 8], false), [("1".into(), 1), ("ru/1".into(), 1), ("ru/2".into(), 1)]);
    }

    #[test]
    fn members_of_one_key_are_joined_each_once() {
        assert_eq!(ends(&[5, 5, 6], &[6, 5], true), [("1".into(), 2), ("2".into(), 1), ("3".into(), 2)]);
        assert_eq!(ends(&[5], &[9, 5], true), [("1".into(), 2), ("ru/1".into(), 1)]);
    }
}

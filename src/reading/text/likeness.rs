//! How alike two texts are, with the comparisons that need not be made left out.

/// How alike two texts are, from 0 to 1: one minus the number of changed letters (Damerau-Levenshtein) over the longer's
/// length. Two empty texts are the same.
pub fn likeness(left: &str, right: &str) -> f64 {
    if left == right {
        return 1.0;
    }
    let longer = left.chars().count().max(right.chars().count());
    // What both begin or end with changes nothing.
    let same = |(left, right): &(char, char)| left == right;
    let beginning: usize = left.chars().zip(right.chars()).take_while(same).map(|(letter, _)| letter.len_utf8()).sum();
    let (left, right) = (&left[beginning..], &right[beginning..]);
    let end: usize =
        left.chars().rev().zip(right.chars().rev()).take_while(same).map(|(letter, _)| letter.len_utf8()).sum();
    let changed = strsim::damerau_levenshtein(&left[..left.len() - end], &right[..right.len() - end]);
    1.0 - changed as f64 / longer as f64
}

/// Whether the [`likeness`] of two texts is at least `least`.
pub fn are_alike(left: &str, right: &str, least: f64) -> bool {
    left == right || Letters::of(left).may_be_alike(&Letters::of(right), least) && likeness(left, right) >= least
}

/// How often a text has each letter; letters of one remainder are counted together, which only makes texts more alike.
#[derive(Clone, Debug)]
pub(crate) struct Letters {
    count: usize,
    times: [u8; Self::KINDS],
}

impl Letters {
    const KINDS: usize = 64;

    pub(crate) fn of(text: &str) -> Self {
        let mut letters = Self { count: 0, times: [0; Self::KINDS] };
        for letter in text.chars() {
            letters.count += 1;
            let times = &mut letters.times[letter as usize % Self::KINDS];
            *times = times.saturating_add(1);
        }
        letters
    }

    /// Whether the likeness of texts with these letters may be `least`: a change takes away one letter at most and brings
    /// one at most.
    pub(crate) fn may_be_alike(&self, other: &Self, least: f64) -> bool {
        let (shorter, longer) = (self.count.min(other.count), self.count.max(other.count));
        // One change more than `least` allows, since that is reckoned with fractions.
        let most = (longer as f64 * (1.0 - least)) as usize + 1;
        if longer - shorter > most {
            return false;
        }
        let surplus = |more: &Self, less: &Self| -> usize {
            more.times.iter().zip(&less.times).map(|(more, less)| usize::from(more.saturating_sub(*less))).sum()
        };
        surplus(self, other) <= most && surplus(other, self) <= most
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts of few letters, so that many are alike, in the order of a generator whose numbers are always the same.
    fn texts() -> Vec<String> {
        let mut state = 1_u32;
        let mut next = move |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % below
        };
        let mut text = || (0..next(14)).map(|_| ['а', 'ә', 'б', 'q'][next(4) as usize]).collect();
        (0..120).map(|_| text()).collect()
    }

    #[test]
    fn what_is_left_out_changes_no_likeness() {
        let texts = texts();
        for (left, right) in texts.iter().flat_map(|left| texts.iter().map(move |right| (left, right))) {
            let whole = strsim::normalized_damerau_levenshtein(left, right);
            assert_eq!(likeness(left, right), whole, "{left} {right}");
            assert_eq!(are_alike(left, right, 0.8), whole >= 0.8, "{left} {right}");
        }
    }
}

//! Answers to a server that asks who is there (status 401): by Digest (RFC 7616) before Basic (RFC 7617), and by nothing that
//! it does not offer.
//!
//! http-auth reads the header. It takes ASCII alone, whereas a realm may be in any letters: such bytes go through it
//! percent-encoded. ureq sends ASCII alone, so a Digest with such a realm cannot be answered.

use std::hash::{BuildHasher, RandomState};

use base64::prelude::{BASE64_STANDARD, Engine};
use http_auth::ChallengeRef;
use http_auth::parser::ChallengeParser;
use md5::{Digest as _, Md5};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode, utf8_percent_encode};
use sha2::{Sha256, Sha512_256};
use ureq::http::header::{HeaderMap, WWW_AUTHENTICATE};

use crate::reading::document::hexadecimal;

/// What is encoded beside bytes outside ASCII, so that decoding brings everything back.
const ESCAPED: &AsciiSet = &AsciiSet::EMPTY.add(b'%');

type Hash = fn(&[u8]) -> String;

/// The algorithms, whose names may stand in any case.
const ALGORITHMS: [(&str, Hash); 3] = [
    ("md5", |bytes| hexadecimal(&Md5::digest(bytes))),
    ("sha-256", |bytes| hexadecimal(&Sha256::digest(bytes))),
    ("sha-512-256", |bytes| hexadecimal(&Sha512_256::digest(bytes))),
];

/// A way to give name and password that a server offers.
#[derive(Debug)]
pub(super) enum Challenge {
    Basic,
    Digest(Box<Digest>),
}

/// What is asked for, of which Digest makes its sums.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) method: &'a str,
    /// Path and query.
    pub(super) uri: &'a str,
    pub(super) body: &'a [u8],
}

impl Challenge {
    /// The best way that the headers of a response offer.
    ///
    /// # Errors
    /// None that is known here; the names of those that are offered.
    pub(super) fn best(headers: &HeaderMap) -> Result<Self, Vec<String>> {
        let (mut basic, mut offered) = (None, Vec::new());
        for value in headers.get_all(WWW_AUTHENTICATE) {
            let text = percent_encode(value.as_bytes(), ESCAPED).to_string();
            for challenge in ChallengeParser::new(&text).map_while(Result::ok) {
                if let Some(digest) = Digest::read(&challenge) {
                    return Ok(Self::Digest(Box::new(digest)));
                }
                if challenge.scheme.eq_ignore_ascii_case("Basic") {
                    basic = Some(Self::Basic);
                }
                offered.push(challenge.scheme.to_owned());
            }
        }
        basic.ok_or(offered)
    }

    /// The header that answers.
    pub(super) fn answer(&mut self, name: &str, password: &str, asked: Asked<'_>) -> String {
        match self {
            Self::Basic => format!("Basic {}", BASE64_STANDARD.encode(format!("{name}:{password}"))),
            Self::Digest(digest) => {
                let own = format!("{:016x}", RandomState::new().hash_one(asked.uri));
                digest.answer(name, password, asked, &own)
            }
        }
    }
}

/// A challenge of Digest, and how often it was answered.
#[derive(Debug)]
pub(super) struct Digest {
    realm: String,
    nonce: String,
    opaque: Option<String>,
    /// As the server writes it; none when it names none.
    algorithm: Option<String>,
    hash: Hash,
    /// Whether the sum of name and password is made anew for each session.
    is_session: bool,
    /// `auth`, or `auth-int` where the server takes nothing else; none for a server of RFC 2069.
    quality: Option<&'static str>,
    hides_name: bool,
    answered: u32,
}

impl Digest {
    fn read(challenge: &ChallengeRef<'_>) -> Option<Self> {
        if !challenge.scheme.eq_ignore_ascii_case("Digest") {
            return None;
        }
        let value = |name: &str| {
            let (_, value) = challenge.params.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
            Some(percent_decode_str(&value.to_unescaped()).decode_utf8_lossy().into_owned())
        };
        let word = |name: &str| value(name).map(|value| value.to_ascii_lowercase());
        let algorithm = word("algorithm").unwrap_or_else(|| "md5".to_owned());
        let (name, is_session) =
            algorithm.strip_suffix("-sess").map_or((algorithm.as_str(), false), |name| (name, true));
        let (_, hash) = *ALGORITHMS.iter().find(|(known, _)| *known == name)?;
        let quality = match word("qop") {
            None => None,
            Some(offered) => {
                Some(*["auth", "auth-int"].iter().find(|known| offered.split(',').any(|it| it.trim() == **known))?)
            }
        };
        let (realm, nonce, opaque) = (value("realm")?, value("nonce")?, value("opaque"));
        let can_be_sent = [&realm, &nonce].into_iter().chain(&opaque).all(|value| value.is_ascii());
        can_be_sent.then(|| Self {
            realm,
            nonce,
            opaque,
            algorithm: value("algorithm"),
            hash,
            is_session,
            quality,
            hides_name: word("userhash").is_some_and(|word| word == "true"),
            answered: 0,
        })
    }

    /// RFC 7616, section 3.4; `own` is the client's own nonce.
    fn answer(&mut self, name: &str, password: &str, asked: Asked<'_>, own: &str) -> String {
        self.answered += 1;
        let Self { realm, nonce, .. } = &*self;
        let sum = |text: String| (self.hash)(text.as_bytes());
        let count = format!("{:08x}", self.answered);
        let mut who = sum(format!("{name}:{realm}:{password}"));
        if self.is_session {
            who = sum(format!("{who}:{nonce}:{own}"));
        }
        let mut what = format!("{}:{}", asked.method, asked.uri);
        if self.quality == Some("auth-int") {
            what = format!("{what}:{}", (self.hash)(asked.body));
        }
        let what = sum(what);
        let response = match self.quality {
            Some(quality) => sum(format!("{who}:{nonce}:{count}:{own}:{quality}:{what}")),
            None => sum(format!("{who}:{nonce}:{what}")),
        };
        let mut parts = vec![
            match name {
                _ if self.hides_name => quoted("username", &sum(format!("{name}:{realm}"))),
                plain if plain.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()) => quoted("username", plain),
                other => format!("username*=UTF-8''{}", utf8_percent_encode(other, NON_ALPHANUMERIC)),
            },
            quoted("realm", realm),
            quoted("uri", asked.uri),
            quoted("nonce", nonce),
            quoted("response", &response),
        ];
        parts.extend(self.opaque.iter().map(|opaque| quoted("opaque", opaque)));
        parts.extend(self.algorithm.iter().map(|algorithm| format!("algorithm={algorithm}")));
        parts.extend(self.quality.iter().map(|quality| format!("qop={quality}, nc={count}, cnonce=\"{own}\"")));
        parts.extend(self.hides_name.then(|| "userhash=true".to_owned()));
        format!("Digest {}", parts.join(", "))
    }
}

fn quoted(name: &str, value: &str) -> String {
    format!("{name}=\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ureq::http::HeaderValue;

    const ASKED: Asked<'_> = Asked { method: "POST", uri: "/sparql?a=1", body: b"query=x" };

    fn best(values: &[&str]) -> Result<Challenge, Vec<String>> {
        let header = |value: &&str| (WWW_AUTHENTICATE, HeaderValue::from_bytes(value.as_bytes()).unwrap());
        Challenge::best(&values.iter().map(header).collect())
    }

    fn answer(values: &[&str]) -> String {
        best(values).unwrap().answer("dba", "secret", ASKED)
    }

    /// A value in an answer, without its quotation marks.
    fn value<'a>(answer: &'a str, name: &str) -> &'a str {
        let parts = answer.trim_start_matches("Digest ").split(", ").filter_map(|part| part.split_once('='));
        parts.into_iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value.trim_matches('"'))
    }

    fn md5(text: &str) -> String {
        hexadecimal(&Md5::digest(text))
    }

    #[test]
    fn the_example_of_rfc_7616_has_the_sums_that_stand_there() {
        let asked = Asked { method: "GET", uri: "/dir/index.html", body: b"" };
        for (algorithm, sum) in [
            ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
            ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
        ] {
            let header = format!(
                "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm={algorithm}, \
                 nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\""
            );
            let Ok(Challenge::Digest(mut digest)) = best(&[&header]) else { panic!("{header}") };
            let own = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
            assert_eq!(value(&digest.answer("Mufasa", "Circle of Life", asked, own), "response"), sum);
        }
    }

    #[test]
    fn the_body_is_summed_only_where_nothing_else_is_offered() {
        let both = answer(&["Digest realm=\"a\", nonce=\"n\", qop=\"auth,auth-int\""]);
        assert_eq!(value(&both, "qop"), "auth");
        let one = answer(&["Digest realm=\"a\", nonce=\"n\", qop=\"auth-int\""]);
        let what = md5(&format!("POST:/sparql?a=1:{}", md5("query=x")));
        let own = value(&one, "cnonce");
        let sum = md5(&format!("{}:n:00000001:{own}:auth-int:{what}", md5("dba:a:secret")));
        assert_eq!((value(&one, "qop"), value(&one, "response")), ("auth-int", sum.as_str()));
    }

    #[test]
    fn an_algorithm_may_be_written_in_any_case_and_comes_back_so() {
        let header = answer(&["digest Realm=a, nonce=n, algorithm=md5"]);
        assert_eq!(value(&header, "algorithm"), "md5");
        let what = md5("POST:/sparql?a=1");
        assert_eq!(value(&header, "response"), md5(&format!("{}:n:{what}", md5("dba:a:secret"))));
    }

    #[test]
    fn a_realm_with_a_percent_sign_is_summed_as_it_is_and_one_outside_ascii_is_no_way_in() {
        let header = answer(&["Digest realm=\"100%25\", nonce=\"n\""]);
        assert_eq!(value(&header, "realm"), "100%25");
        let sum = md5(&format!("{}:n:{}", md5("dba:100%25:secret"), md5("POST:/sparql?a=1")));
        assert_eq!(value(&header, "response"), sum);
        let foreign = "Digest realm=\"Қаржы\", nonce=\"n\"";
        assert_eq!(best(&[foreign]).unwrap_err(), ["Digest"]);
        assert_eq!(answer(&[&format!("{foreign}, Basic realm=\"Қаржы\"")]), "Basic ZGJhOnNlY3JldA==");
    }

    #[test]
    fn a_name_in_any_letters_is_encoded_and_a_quotation_mark_escaped() {
        let mut challenge = best(&["Digest realm=\"a\", nonce=\"n\\\"1\""]).unwrap();
        let header = challenge.answer("Айдана", "x", ASKED);
        assert!(header.starts_with("Digest username*=UTF-8''%D0%90"), "{header}");
        assert!(header.contains("nonce=\"n\\\"1\""), "{header}");
    }

    #[test]
    fn digest_comes_before_basic_wherever_they_stand() {
        let digest = "Digest realm=\"a\", nonce=\"n\"";
        for headers in
            [&["Basic realm=\"a\"", digest][..], &[digest, "Basic realm=\"a\""], &[&format!("Basic realm=a, {digest}")]]
        {
            assert!(answer(headers).starts_with("Digest "), "{headers:?}");
        }
        assert_eq!(answer(&["Negotiate", "Basic realm=\"a\""]), "Basic ZGJhOnNlY3JldA==");
        assert_eq!(answer(&["Digest realm=a, nonce=n, algorithm=X, Basic realm=a"]), "Basic ZGJhOnNlY3JldA==");
    }

    #[test]
    fn what_nobody_offers_is_not_answered() {
        for (headers, offered) in
            [(&["Bearer realm=\"a\", Negotiate"][..], vec!["Bearer", "Negotiate"]), (&[][..], vec![]), (&["="], vec![])]
        {
            assert_eq!(best(headers).unwrap_err(), offered);
        }
    }
}

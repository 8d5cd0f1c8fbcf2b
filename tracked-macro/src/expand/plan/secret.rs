//! Which names are those of secrets.
//!
//! The macro and the runtime contain this file, each its own copy; a test requires that the copies are equal.

/// Words that make a name that of a secret.
pub(crate) const WORDS: &[&str] = &[
    "authorization",
    "bearer",
    "cookie",
    "cookies",
    "credential",
    "credentials",
    "dsn",
    "jwt",
    "passphrase",
    "passwd",
    "password",
    "pwd",
    "secret",
    "token",
];

/// Pairs of words that do the same, also if they are written as one.
pub(crate) const PAIRS: &[(&str, &str)] = &[
    ("access", "key"),
    ("api", "key"),
    ("private", "key"),
    ("session", "key"),
];

/// Last words of names that are not those of secrets: the name is that of a quantity or of a kind.
const HARMLESS: &[&str] = &[
    "count", "index", "kind", "len", "length", "limit", "name", "num", "size", "type",
];

/// Whether a value of this name is redacted.
pub(crate) fn is_secret(name: &str) -> bool {
    let (mut is_secret, mut previous) = (false, "");
    for word in words(name) {
        is_secret |= is_one_of(word, WORDS) || is_pair(previous, word) || is_joined_pair(word);
        previous = word;
    }
    is_secret && !is_one_of(previous, HARMLESS)
}

fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|other| word.eq_ignore_ascii_case(other))
}

fn is_pair(first: &str, second: &str) -> bool {
    let mut pairs = PAIRS.iter();
    pairs.any(|(one, two)| first.eq_ignore_ascii_case(one) && second.eq_ignore_ascii_case(two))
}

fn is_joined_pair(word: &str) -> bool {
    PAIRS.iter().any(|(one, two)| {
        let halves = word.split_at_checked(one.len());
        halves.is_some_and(|(first, second)| {
            first.eq_ignore_ascii_case(one) && second.eq_ignore_ascii_case(two)
        })
    })
}

/// The words of a name: `csrfToken`, `CSRF_TOKEN`, `csrf-token2` and `CSRFToken` have the words *csrf* and *token*.
fn words(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = name;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_alphabetic());
        let end = word_end(rest);
        let (word, after) = rest.split_at(end);
        rest = after;
        (end > 0).then_some(word)
    })
}

/// The end of the first word of a text that begins with a letter.
fn word_end(text: &str) -> usize {
    let mut previous: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        if !c.is_alphabetic() {
            return at;
        }
        match previous {
            Some((_, last)) if last.is_lowercase() && c.is_uppercase() => return at,
            // The last capital of several begins the next word.
            Some((start, last)) if start > 0 && last.is_uppercase() && c.is_lowercase() => {
                return start;
            }
            _ => previous = Some((at, c)),
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_split_into_words() {
        let words = |name| words(name).collect::<Vec<_>>().join(" ");
        for name in ["csrf_token", "csrf-token", "_csrf.token2", "csrf  token"] {
            assert_eq!(words(name), "csrf token", "{name}");
        }
        assert_eq!(words("CSRFToken"), "CSRF Token");
        assert_eq!(words("csrfToken"), "csrf Token");
        assert_eq!(words("APIKeyID"), "API Key ID");
        assert_eq!(words("ABc"), "A Bc");
        assert_eq!(words("비밀_token"), "비밀 token");
        assert_eq!(words("__1"), "");
    }

    #[test]
    fn names_with_a_word_of_the_list_are_secret() {
        let names = "password user_passwd PWD passphrase a_secret auth_token csrfToken jwt Bearer authorization \
                     proxy-authorization credential credentials cookie set-cookie cookies database_dsn api_key apikey \
                     apiKey API_KEY ApiKey x-api-key access_key_id private_key PRIVATEKEY sessionKey token2 my.token";
        for name in names.split_whitespace() {
            assert!(is_secret(name), "{name}");
        }
    }

    #[test]
    fn names_of_quantities_and_kinds_and_other_words_are_not_secret() {
        let names = "token_count tokens tokenizer secretary token_type tokenLen password_length secret_name api_key_id_size \
                     TOKEN_LIMIT key api keys monkey cookiejar public_key apikeys max_token_num";
        for name in names.split_whitespace() {
            assert!(!is_secret(name), "{name}");
        }
    }
}

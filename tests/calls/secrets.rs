//! Secrets inside values are redacted in all texts of a record.

use std::fmt;

use tracked_core::{record, record_display, tracked};

use crate::support::{expect, records};

#[derive(Clone, Debug)]
#[allow(dead_code, reason = "shown by `Debug`")]
struct Login {
    user: &'static str,
    password: &'static str,
}

const LOGIN: Login = Login {
    user: "ada",
    password: "hunter2",
};

#[derive(Debug)]
struct Refused(&'static str);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "can't connect to postgres://ada:{}@db", self.0)
    }
}

impl std::error::Error for Refused {}

#[tracked(start = "{login:?}", fields(header = format!("Bearer {}", login.password)), ret)]
fn log_in(login: &Login, url: &str) -> Result<Login, Refused> {
    record("found", login.clone());
    record_display("shown", format_args!("password={}", login.password));
    if url.is_empty() {
        return Err(Refused(login.password));
    }
    Ok(login.clone())
}

#[test]
fn in_arguments_fields_returned_values_messages_and_errors() {
    let shown = "login=Login { user: \"ada\", password: [redacted] }";
    let found = "found=Login { user: \"ada\", password: [redacted] }, shown=password=[redacted]";
    let header = "header=\"Bearer [redacted]\"";
    let url = "\"redis://:[redacted]@db\"";
    expect(
        &[
            "INFO Login { user: \"ada\", password: [redacted] }",
            &format!(
                "INFO done log_in({shown}, url={url}, {header}, {found}) in TIME -> Login {{ user: \"ada\", password: [redacted] }}"
            ),
            "INFO Login { user: \"ada\", password: [redacted] }",
            &format!(
                "ERROR error log_in({shown}, url=\"\", {header}, {found}) in TIME: can't connect to postgres://ada:[redacted]@db"
            ),
        ],
        || {
            let _ = log_in(&LOGIN, "redis://:hunter2@db");
            let _ = log_in(&LOGIN, "");
        },
    );
}

#[test]
fn in_strings_with_lines_and_quotes() {
    #[tracked(start = off)]
    fn reads(file: &str, json: String, path: &str) {
        let _ = (file, json, path);
    }
    expect(
        &[
            r#"INFO done {..}::reads(file="user=ada\npassword=[redacted]", json="{\"cookie\": [redacted], \"n\": 1}", path="token(") in TIME"#,
        ],
        || {
            reads(
                "user=ada\npassword=hunter2",
                r#"{"cookie": "hunter2", "n": 1}"#.to_owned(),
                "token(",
            );
        },
    );
}

#[test]
fn in_key_values() {
    let records = records(|| {
        let _ = log_in(&LOGIN, "redis://:hunter2@db");
        let _ = log_in(&LOGIN, "");
    });
    let text = format!("{records:?}");
    assert!(!text.contains("hunter2"), "{text}");
    let url = records[1].value("url").map(|(value, _)| value);
    assert_eq!(url, Some("redis://:[redacted]@db"));
}

#[test]
fn redact_off_shows_them() {
    #[tracked(start = off, redact(off))]
    fn shows(login: &Login, url: &str) {
        let _ = (login, url);
    }

    expect(
        &[
            "INFO done {..}::shows(login=Login { user: \"ada\", password: \"hunter2\" }, url=\"redis://:hunter2@db\") in TIME",
        ],
        || shows(&LOGIN, "redis://:hunter2@db"),
    );
}

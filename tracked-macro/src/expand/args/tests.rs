//! Mistakes in options: the message, and the token that it points at.

use super::Args;
use crate::expand::mistakes::Mistakes;

const LEVEL: &str = "expected a level: `\"error\"`, `\"warn\"`, `\"info\"`, `\"debug\"`, `\"trace\"`, \
                     a number from 1 (trace) to 5 (error), or a path such as `Level::Debug`";

/// A message, and the mistakes that cause it: the options, and the token.
const MISTAKES: &[(&str, &[(&str, &str)])] = &[
    (
        LEVEL,
        &[
            ("level = \"loud\"", "\"loud\""),
            ("level = true", "true"),
            ("level = 6", "6"),
            ("panic(level = \"loud\")", "\"loud\""),
        ],
    ),
    (
        "expected a string or a path to a constant",
        &[("name = 1", "1"), ("target = 1", "1")],
    ),
    (
        "the string must not be empty",
        &[
            ("name = \"\"", "\"\""),
            ("target = \"\"", "\"\""),
            ("fields(\"\" = 1)", "\"\""),
        ],
    ),
    (
        "expected a number of bytes, such as `4096`",
        &[
            ("max_len = \"1k\"", "\"1k\""),
            ("max_len = -1", "-1"),
            ("max_len = 1.5", "1.5"),
            (
                "max_len = 99999999999999999999999",
                "99999999999999999999999",
            ),
            ("max_len = 10u8", "10u8"),
        ],
    ),
    (
        "expected a duration in `ns`, `us`, `ms`, `s` or `min`, such as `\"250ms\"`",
        &[
            ("slow = 250", "250"),
            ("slow = \"\"", "\"\""),
            ("slow = \"-1s\"", "\"-1s\""),
            ("slow = \"3 weeks\"", "\"3 weeks\""),
            ("slow = \"250\"", "\"250\""),
        ],
    ),
    (
        "expected a sampling rate between 0 and 1, such as `0.01`",
        &[
            ("sample = 2.0", "2.0"),
            ("sample = \"1%\"", "\"1%\""),
            ("sample = -0.5", "-"),
        ],
    ),
    (
        "expected a path such as `my_framework::tracked_core`",
        &[("crate = \"tracked_core\"", "\"tracked_core\"")],
    ),
    (
        "expected the name of an argument",
        &[("args(\"a\")", "\"a\"")],
    ),
    ("expected `,` before the next name", &[("skip(a.b)", ".")]),
    (
        "expected `,` before the next option",
        &[("done(level = \"debug\" message = \"x\")", "message")],
    ),
    (
        "expected parentheses, as in `skip(a, b)`",
        &[("skip = a", "=")],
    ),
    (
        "expected parentheses, as in `redact(a, b)`",
        &[("redact = \"a\"", "=")],
    ),
    (
        "expected parentheses, as in `fields(name = value)`",
        &[("fields = 1", "=")],
    ),
    (
        "expected the name of a field: `name`, `dotted.name`, `\"any name\"` or `{CONSTANT}`",
        &[("fields(= 1)", "=")],
    ),
    (
        "`level` needs a value, as in `level = \"debug\"`",
        &[("level", "level")],
    ),
    (
        "`err_if` needs a value, as in `err_if = Option::is_none`",
        &[("err_if", "err_if")],
    ),
    (
        "`start` needs a value, as in `start = \"read {path}\"`",
        &[("start", "start")],
    ),
    (
        "`parent` needs a value, as in `parent = context`",
        &[("parent", "parent")],
    ),
    (
        "`sample` needs a value, as in `sample = 0.01`",
        &[("sample", "sample")],
    ),
    ("`skip_all` takes no value", &[("skip_all(a)", "(")]),
    (
        "expected a message such as `\"read {path}\"`, or `off`",
        &[("start = on", "on"), ("done = 1", "1")],
    ),
    (
        "the message must not be empty; `off` disables the record",
        &[("done = \"\"", "\"\""), ("done(message = \"\")", "\"\"")],
    ),
    (
        "expected `ret`, `ret(Debug)`, `ret(Display)` or `ret(level = …)`",
        &[("ret = off", "="), ("ret = \"{ret}\"", "=")],
    ),
    (
        "unknown option `Debug`; expected one of `level`, `message`",
        &[("start(Debug)", "Debug")],
    ),
    (
        "unknown option `Display`; expected one of `level`, `message`, `again`",
        &[("cancel(Display)", "Display")],
    ),
    (
        "unknown option `level_by`; expected one of `level`, `message`",
        &[("start(level_by = severity)", "level_by")],
    ),
    (
        "unknown option `again`; expected one of `level`, `message`",
        &[("done(again = off)", "again")],
    ),
    (
        "unknown option `lvl`; expected one of `level`, `message`",
        &[("done(lvl = \"debug\")", "lvl")],
    ),
    (
        "unknown option `Pretty`; expected one of `level`, `level_by`, `message`, `Debug`, `Display`, `again`",
        &[("err(Pretty)", "Pretty")],
    ),
    (
        "unknown option `message`; expected one of `level`, `Debug`, `Display`",
        &[("ret(message = \"{ret}\")", "message")],
    ),
    (
        "unknown option `level_by`; expected one of `level`, `Debug`, `Display`",
        &[("ret(level_by = severity)", "level_by")],
    ),
    (
        "option `level` is given twice",
        &[
            ("level = \"debug\", start = off, level = \"info\"", "level"),
            ("err(level = \"warn\", level = \"info\")", "level"),
        ],
    ),
    (
        "option `name` is given twice",
        &[("\"a\", name = \"b\"", "name"), ("\"a\", \"b\"", "\"b\"")],
    ),
    (
        "field `a` is given twice",
        &[("fields(a = 1, b = 2, \"a\" = 3)", "\"a\"")],
    ),
    (
        "`level` and `level_by` can't be combined",
        &[("err(level = \"warn\", level_by = severity)", "level_by")],
    ),
    (
        "`Debug` and `Display` can't be combined",
        &[("ret(Debug, Display)", "Display")],
    ),
    (
        "`skip` and `args` can't be combined: each selects the arguments to log",
        &[("skip(a), args(b)", "args")],
    ),
    (
        "`skip_all` and `args` can't be combined: each selects the arguments to log",
        &[("args(b), skip_all", "args")],
    ),
    (
        "`skip_all` and `skip` can't be combined: each selects the arguments to log",
        &[("skip_all, skip(a)", "skip")],
    ),
    (
        "`off` and `level` can't be combined",
        &[("off, level = \"debug\"", "level")],
    ),
];

#[test]
fn a_mistake_is_reported_at_its_token() {
    for (message, cases) in MISTAKES {
        for (options, token) in *cases {
            let expected = [((*message).to_owned(), (*token).to_owned())];
            assert_eq!(mistakes(options), expected, "{options}");
        }
    }
}

#[test]
fn all_mistakes_are_reported() {
    let found = mistakes(
        "lvel = 1, level = 6, done(lvl = 1, level = 7), fields(= 1, a = 1, \"\" = 2), skip = a",
    );
    let tokens: Vec<_> = found.iter().map(|(_, token)| token.as_str()).collect();
    assert_eq!(tokens, ["lvel", "6", "lvl", "7", "=", "\"\"", "="]);
}

fn mistakes(options: &str) -> Vec<(String, String)> {
    let mut mistakes = Mistakes::default();
    Args::parse(options.parse().unwrap(), &mut mistakes);
    mistakes.located()
}

//! The text format: `2026-11-22 12:00:00,123 - INFO - message`.

use log::Record;

use super::clock::TimeText;
use super::line::Line;

pub(crate) fn write(line: &mut Line, record: &Record<'_>, now: &TimeText) {
    let mut head = *b"0000-00-00 00:00:00,000 - ";
    head[..10].copy_from_slice(&now.date);
    head[11..19].copy_from_slice(&now.time);
    head[20..23].copy_from_slice(&now.fraction[..3]);
    line.push(&head);
    line.push(record.level().as_str().as_bytes());
    line.push(b" - ");
    line.push_escaped(*record.args());
    line.end();
}

#[cfg(test)]
mod tests {
    use std::fmt;

    use log::Level;

    use super::*;
    use crate::logger::format::clock::TEST_TIME;

    fn written(level: Level, message: fmt::Arguments<'_>) -> String {
        let mut line = Line::default();
        let record = Record::builder().level(level).args(message).build();
        write(&mut line, &record, &TEST_TIME);
        line.into_text()
    }

    #[test]
    fn a_line_has_time_level_and_message() {
        assert_eq!(
            written(Level::Info, format_args!("추적 {}", "시작")),
            "2026-11-22 12:00:00,007 - INFO - 추적 시작\n"
        );
    }

    #[test]
    fn a_line_end_in_a_message_is_escaped() {
        assert_eq!(
            written(
                Level::Warn,
                format_args!("name={}", "x\n2026-11-22 12:00:00,007 - INFO - paid")
            ),
            "2026-11-22 12:00:00,007 - WARN - name=x\\n2026-11-22 12:00:00,007 - INFO - paid\n"
        );
    }

    #[test]
    fn a_value_that_fails_to_format_is_marked_and_the_line_is_complete() {
        struct Broken;
        impl fmt::Display for Broken {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("half")?;
                Err(fmt::Error)
            }
        }
        assert_eq!(
            written(Level::Error, format_args!("a {Broken} b")),
            "2026-11-22 12:00:00,007 - ERROR - a half[formatting failed]\n"
        );
    }
}

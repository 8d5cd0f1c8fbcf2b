//! The output of an example in a terminal, and a picture of it.

use std::fs::{File, OpenOptions};
use std::io::Read;
use std::process::Command;

use anstyle::{Color, RgbColor};
use anstyle_svg::{Palette, Term};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use crate::example::root;
use crate::support::without_times;

/// Runs an example in a terminal and returns everything it shows, with its colours.
pub fn run(example: &str) -> String {
    let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&terminal).unwrap();
    unlockpt(&terminal).unwrap();
    let name = ptsname(&terminal, Vec::new()).unwrap();
    let screen = OpenOptions::new()
        .read(true)
        .write(true)
        .open(name.to_str().unwrap())
        .unwrap();
    let mut child = {
        let mut command = Command::new(env!("CARGO"));
        command
            .args(["run", "--quiet", "--offline"])
            .args(["--package", "tracked-examples", "--example", example])
            .env("TERM", "xterm-256color")
            .env_remove("NO_COLOR")
            .env_remove("RUST_LOG")
            .env_remove("RUST_LOG_STYLE")
            .current_dir(root())
            .stdout(screen.try_clone().unwrap())
            .stderr(screen);
        // The command is dropped here: the terminal has no end as long as anything of this process can write to it.
        command.spawn().unwrap()
    };

    let mut shown = Vec::new();
    // Linux reports the end of a terminal as an error.
    let _ = File::from(terminal).read_to_end(&mut shown);
    assert!(child.wait().unwrap().success());
    String::from_utf8(shown).unwrap().replace('\r', "")
}

/// Replaces the parts that differ between runs: the time of each record, the elapsed times, and the ids of calls.
pub fn normalised(shown: &str) -> String {
    let mut seconds = TIMES.into_iter();
    let mut durations = DURATIONS.into_iter();
    let mut calls: Vec<String> = Vec::new();
    let mut line = |line: &str| {
        let mut parts = line.splitn(4, RESET);
        let (Some(_), Some(level), Some(call), Some(message)) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return line.to_owned();
        };
        let number = calls.iter().position(|known| known == call);
        let number = number.unwrap_or_else(|| {
            calls.push(call.to_owned());
            calls.len() - 1
        });
        let id = IDS[number];
        let colour = COLOURS[usize::from(id) % COLOURS.len()];
        let mut message = without_times(message);
        while message.contains("TIME") {
            message = message.replacen("TIME", durations.next().unwrap(), 1);
        }
        let time = seconds.next().unwrap();
        format!("\x1b[2m02:00:00.{time}{RESET}{level}{RESET} {colour}{id:04x}{RESET}{message}")
    };
    let lines: Vec<String> = shown.lines().map(&mut line).collect();
    lines.join("\n")
}

/// Draws a command and its output in a terminal.
pub fn picture(command: &str, shown: &str) -> String {
    let term = Term::new()
        .palette(PALETTE)
        .fg_color(Color::Rgb(FOREGROUND))
        .bg_color(Color::Rgb(BACKGROUND));
    term.render_svg(&format!("\x1b[1m$ {command}{RESET}\n{shown}"))
}

const FOREGROUND: RgbColor = RgbColor(0xc9, 0xd1, 0xd9);
const BACKGROUND: RgbColor = RgbColor(0x0d, 0x11, 0x17);

/// The sixteen colours of the terminal, chosen so that each can be read on the dark background.
const PALETTE: Palette = Palette([
    RgbColor(0x48, 0x4f, 0x58),
    RgbColor(0xff, 0x7b, 0x72),
    RgbColor(0x3f, 0xb9, 0x50),
    RgbColor(0xd2, 0x99, 0x22),
    RgbColor(0x58, 0xa6, 0xff),
    RgbColor(0xbc, 0x8c, 0xff),
    RgbColor(0x39, 0xc5, 0xcf),
    RgbColor(0xb1, 0xba, 0xc4),
    RgbColor(0x6e, 0x76, 0x81),
    RgbColor(0xff, 0xa1, 0x98),
    RgbColor(0x56, 0xd3, 0x64),
    RgbColor(0xe3, 0xb3, 0x41),
    RgbColor(0x79, 0xc0, 0xff),
    RgbColor(0xd2, 0xa8, 0xff),
    RgbColor(0x56, 0xd4, 0xdd),
    RgbColor(0xf0, 0xf6, 0xfc),
]);

const RESET: &str = "\x1b[0m";

/// The milliseconds of the records in one run of `import_orders`.
const TIMES: [&str; 18] = [
    "004", "004", "004", "004", "004", "004", "024", "024", "024", "024", "024", "024", "025",
    "025", "025", "025", "025", "025",
];

/// How long the calls took in that run.
const DURATIONS: [&str; 9] = [
    "11.68µs", "4.69µs", "20.10ms", "20.30ms", "11.27µs", "57.76µs", "2.86µs", "2.94µs", "19.76µs",
];

/// The ends of the ids of its calls.
const IDS: [u16; 9] = [
    0x2be7, 0xa55f, 0x3280, 0x97f4, 0x5ec7, 0xbc83, 0xca5f, 0x9aed, 0x740c,
];

/// The colours that `Format::Tree` chooses from by the end of an id.
const COLOURS: [&str; 6] = [
    "\x1b[32m", "\x1b[33m", "\x1b[34m", "\x1b[35m", "\x1b[36m", "\x1b[94m",
];

//! How far the files of a log are sent.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

use serde_json::{Value, json};

use crate::otlp::resource::Process;

const VERSION: u64 = 1;

/// A process, and how many calls of it are open.
#[derive(Clone, Debug, Default)]
pub struct Running {
    pub process: Process,
    /// Starts less ends. Negative if starts are not logged.
    pub open: i64,
}

/// What has arrived of a log.
#[derive(Clone, Debug, Default)]
pub struct Checkpoint {
    /// The identity of each file, and the number of its bytes that have been sent.
    pub files: Vec<(u64, u64)>,
    /// The processes that may still write: their `run` records can be in a file that is gone.
    pub running: Vec<Running>,
    /// The open calls that have been sent.
    pub open_calls: Vec<u64>,
}

impl Checkpoint {
    /// Reads the checkpoint. If there is no file, nothing has been sent yet.
    ///
    /// A file that is cut is treated as none, because sending a call twice is better than losing it.
    pub fn load(path: &Path) -> io::Result<Self> {
        let text = match fs::read(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => {
                let message = format!("{}: {error}", path.display());
                return Err(io::Error::other(message));
            }
        };
        let Ok(json) = serde_json::from_slice::<Value>(&text) else {
            return Ok(Self::default());
        };
        if json["version"] != VERSION {
            let message = format!("{}: is no checkpoint of this version", path.display());
            return Err(io::Error::other(message));
        }
        let list = |name: &str| json[name].as_array().cloned().unwrap_or_default();
        let files = list("files");
        let files = files
            .iter()
            .filter_map(|file| Some((parse_id(&file["id"])?, file["offset"].as_u64()?)));
        let running = list("processes");
        let running = running.iter().filter_map(|running| {
            Some(Running {
                process: parse_process(running)?,
                open: running["open"].as_i64()?,
            })
        });
        Ok(Self {
            files: files.collect(),
            running: running.collect(),
            open_calls: list("open_calls").iter().filter_map(parse_id).collect(),
        })
    }

    /// Replaces the file: a reader sees the whole checkpoint or the one before.
    pub fn save(&self, path: &Path) -> io::Result<()> {
        let id = |id: u64| Value::from(format!("{id:016x}"));
        let files = self.files.iter();
        let files: Vec<_> = files
            .map(|(file, offset)| json!({"id": id(*file), "offset": offset}))
            .collect();
        let running = self.running.iter().map(|running| {
            let mut json = process_json(&running.process);
            json["open"] = running.open.into();
            json
        });
        let json = json!({
            "version": VERSION,
            "files": files,
            "processes": running.collect::<Vec<_>>(),
            "open_calls": self.open_calls.iter().map(|span| id(*span)).collect::<Vec<_>>(),
        });
        let mut new = path.as_os_str().to_owned();
        new.push(".new");
        let result = fs::write(&new, json.to_string()).and_then(|()| fs::rename(&new, path));
        result.map_err(|error| io::Error::other(format!("{}: {error}", path.display())))
    }
}

/// The right to send what a checkpoint remembers. Two shippers would send each call twice, and each would overwrite what the
/// other one remembers.
pub struct Lock(#[allow(dead_code, reason = "unlocked on drop")] File);

impl Lock {
    /// Locks a file next to the checkpoint, because the checkpoint itself is replaced again and again.
    pub fn new(checkpoint: &Path, log: &Path) -> io::Result<Self> {
        let mut path = checkpoint.as_os_str().to_owned();
        path.push(".lock");
        let path = Path::new(&path);
        let name = |error: io::Error| io::Error::other(format!("{}: {error}", path.display()));
        let file = OpenOptions::new().append(true).create(true).open(path);
        let file = file.map_err(name)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => {
                let log = log.display();
                let message = format!("{log}: another `tracked ship` sends this log");
                Err(io::Error::other(message))
            }
            // A file system without locks.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                Ok(Self(file))
            }
            Err(TryLockError::Error(error)) => Err(name(error)),
        }
    }
}

/// The process as an object of JSON.
fn process_json(process: &Process) -> Value {
    json!({
        "pid": process.pid,
        "program": process.program,
        "version": process.version,
        "host": process.host,
        "start": process.start,
    })
}

fn parse_process(json: &Value) -> Option<Process> {
    let text = |name: &str| json[name].as_str().unwrap_or_default().to_owned();
    Some(Process {
        pid: u32::try_from(json["pid"].as_u64()?).ok()?,
        program: text("program"),
        version: text("version"),
        host: text("host"),
        start: text("start"),
    })
}

fn parse_id(json: &Value) -> Option<u64> {
    u64::from_str_radix(json.as_str()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkpoint_is_read_as_it_was_saved() {
        let path = std::env::temp_dir().join(format!("tracked-{}.ship", std::process::id()));
        assert!(Checkpoint::load(&path).expect("no file").files.is_empty());
        let saved = Checkpoint {
            files: vec![(u64::MAX, 7), (1, u64::MAX)],
            running: vec![Running {
                process: Process {
                    pid: 7,
                    program: "shop".to_owned(),
                    version: "1.2".to_owned(),
                    host: "h".to_owned(),
                    start: "t".to_owned(),
                },
                open: -1,
            }],
            open_calls: vec![1, u64::MAX],
        };
        saved.save(&path).expect("saved");
        let loaded = Checkpoint::load(&path).expect("a checkpoint");
        assert_eq!(format!("{loaded:?}"), format!("{saved:?}"));

        fs::write(&path, "{\"version\":1,\"fil").expect("written");
        assert!(
            Checkpoint::load(&path)
                .expect("a cut file")
                .files
                .is_empty()
        );
        fs::write(&path, "{\"version\":2}").expect("written");
        assert!(Checkpoint::load(&path).is_err());
        fs::remove_file(&path).expect("removed");
    }
}

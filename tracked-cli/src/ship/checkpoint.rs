//! How far the files of a log are sent.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::Path;

use serde_json::{Value, json};
use tracked_core::FileLock;

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
    /// The identity of each file, and the number of its bytes that are sent.
    pub files: Vec<(u64, u64)>,
    /// The processes that may still write: their `run` records can be in a file that is gone.
    pub running: Vec<Running>,
    /// The open calls that are sent.
    pub open_calls: Vec<u64>,
}

impl Checkpoint {
    /// Reads the checkpoint. Without a file, nothing is sent.
    ///
    /// A file that is cut counts as none: sending twice is better than not at all.
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
                process: Process::from_json(running)?,
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
            let mut json = running.process.to_json();
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
pub struct Lock(#[allow(dead_code, reason = "unlocked on drop")] Option<FileLock>);

impl Lock {
    /// Locks a file next to the checkpoint, because the checkpoint itself is replaced again and again.
    pub fn new(checkpoint: &Path, log: &Path) -> io::Result<Self> {
        let mut path = checkpoint.as_os_str().to_owned();
        path.push(".lock");
        let path = Path::new(&path);
        let name = |error: io::Error| io::Error::other(format!("{}: {error}", path.display()));
        let file = OpenOptions::new().append(true).create(true).open(path);
        match FileLock::try_new(&file.map_err(name)?, path) {
            Ok(Some(lock)) => Ok(Self(Some(lock))),
            Ok(None) => {
                let log = log.display();
                let message = format!("{log}: another `tracked ship` sends this log");
                Err(io::Error::other(message))
            }
            Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(Self(None)),
            Err(error) => Err(name(error)),
        }
    }
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
                    host: "h".to_owned(),
                    ..Process::default()
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

//! How calls nest across threads, concurrent futures, tasks and processes.
//!
//! A separate test target, because it sets another global logger.

use std::collections::HashMap;
use std::env;
use std::process::Command;
use std::sync::{Mutex, Once};
use std::thread;

use futures::task::SpawnExt;
use log::kv::Key;
use log::{LevelFilter, Log, Metadata, Record};
use tracked_core::{Context, tracked};

/// The key-values of a start record.
#[derive(Clone)]
struct Call {
    name: String,
    trace: String,
    parent: Option<String>,
}

static CALLS: Mutex<Option<HashMap<String, Call>>> = Mutex::new(None);

struct Recorder;

impl Log for Recorder {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        let value = |key| {
            let value = record.key_values().get(Key::from_str(key));
            value.map(|value| value.to_string())
        };
        if value("tracked.event").as_deref() != Some("start") {
            return;
        }
        let call = Call {
            name: value("name")
                .unwrap_or_default()
                .trim_matches('"')
                .to_owned(),
            trace: value("tracked.trace").expect("a trace"),
            parent: value("tracked.parent"),
        };
        let id = value("tracked.call").expect("an id");
        let mut calls = CALLS.lock().expect("no panic");
        calls.get_or_insert_default().insert(id, call);
    }

    fn flush(&self) {}
}

fn record() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        log::set_logger(&Recorder).expect("the only logger");
        log::set_max_level(LevelFilter::Trace);
    });
}

/// The calls in the trace of the call with this name, each as `name` or `name < name of its parent`.
fn trace_of(name: &str) -> Vec<String> {
    let calls = CALLS.lock().expect("no panic").clone().unwrap_or_default();
    let trace = calls
        .values()
        .find(|call| call.name == name)
        .map(|call| call.trace.clone());
    let mut shown: Vec<_> = calls
        .values()
        .filter(|call| Some(&call.trace) == trace.as_ref())
        .map(|call| match &call.parent {
            None => call.name.clone(),
            Some(parent) => format!("{} < {}", call.name, calls[parent].name),
        })
        .collect();
    shown.sort();
    shown
}

#[tracked]
fn call(name: &str, inside: impl FnOnce()) {
    let _ = name;
    inside();
}

#[tracked]
async fn task(name: &str, inside: impl Future<Output = ()>) {
    let _ = name;
    yield_once().await;
    inside.await;
    yield_once().await;
}

/// Lets the executor poll another task; it may then poll this one on another thread.
async fn yield_once() {
    let mut polled = false;
    std::future::poll_fn(|context| {
        if polled {
            return std::task::Poll::Ready(());
        }
        polled = true;
        context.waker().wake_by_ref();
        std::task::Poll::Pending
    })
    .await;
}

async fn nothing() {}

#[test]
fn a_thread_starts_at_the_root_unless_it_is_given_a_context() {
    record();
    call("threads", || {
        let context = Context::current();
        thread::scope(|threads| {
            threads.spawn(|| call("thread alone", || {}));
            threads.spawn(move || context.run(|| call("thread inside", || {})));
            threads.spawn(move || {
                context.run(|| call("thread first", || {}));
                call("thread left", || {});
            });
        });
    });
    assert_eq!(
        trace_of("threads"),
        [
            "thread first < threads",
            "thread inside < threads",
            "threads"
        ]
    );
    assert_eq!(trace_of("thread alone"), ["thread alone"]);
    assert_eq!(trace_of("thread left"), ["thread left"]);
}

#[test]
fn a_context_is_left_when_its_closure_panics() {
    record();
    let mut context = Context::current();
    call("before the panic", || context = Context::current());
    let caught =
        std::panic::catch_unwind(|| context.run(|| std::panic::resume_unwind(Box::new(()))));
    assert!(caught.is_err());
    call("after the panic", || {});
    assert_eq!(trace_of("after the panic"), ["after the panic"]);
}

/// Joins three futures; each makes its own calls.
async fn join(name: &str) {
    let names = ["a", "b", "c"].map(|branch| format!("{name} {branch}"));
    let inner = names.each_ref().map(|name| format!("{name} inner"));
    let branch = |at: usize| task(&names[at], task(&inner[at], nothing()));
    task(name, async {
        futures::join!(branch(0), branch(1), branch(2));
    })
    .await;
}

fn assert_joined(name: &str) {
    let mut expected = vec![name.to_owned()];
    for branch in ["a", "b", "c"] {
        expected.push(format!("{name} {branch} < {name}"));
        expected.push(format!("{name} {branch} inner < {name} {branch}"));
    }
    expected.sort();
    assert_eq!(trace_of(name), expected);
}

fn tokio() -> tokio::runtime::Runtime {
    let runtime = tokio::runtime::Builder::new_multi_thread().build();
    runtime.expect("a runtime")
}

#[test]
fn the_futures_of_a_join_are_children_of_the_call_that_created_them() {
    record();
    tokio().block_on(join("tokio"));
    futures::executor::block_on(join("futures"));
    smol::block_on(join("smol"));
    for executor in ["tokio", "futures", "smol"] {
        assert_joined(executor);
    }
}

#[test]
fn tasks_keep_their_parent_calls_when_they_move_between_threads() {
    record();
    let names: Vec<_> = (0..20).map(|number| format!("moved {number}")).collect();
    tokio().block_on(async {
        let tasks: Vec<_> = names
            .iter()
            .map(|name| {
                let name = name.clone();
                tokio::spawn(async move { join(&name).await })
            })
            .collect();
        for task in tasks {
            task.await.expect("no panic");
        }
    });
    for name in &names {
        assert_joined(name);
    }
}

#[test]
fn a_future_that_select_drops_does_not_change_the_parents_of_other_calls() {
    record();
    tokio().block_on(task("select", async {
        tokio::select! {
            biased;
            () = task("dropped", std::future::pending()) => {}
            () = task("taken", nothing()) => {}
        }
        task("after select", nothing()).await;
    }));
    assert_eq!(
        trace_of("select"),
        [
            "after select < select",
            "dropped < select",
            "select",
            "taken < select"
        ]
    );
}

#[test]
fn a_spawned_task_is_a_child_of_the_context_it_is_attached_to() {
    record();
    tokio().block_on(task("tokio spawns", async {
        let inside = Context::current().attach(task("tokio inside", task("tokio deep", nothing())));
        let alone = task("tokio alone", nothing());
        let (inside, alone) = (tokio::spawn(inside), tokio::spawn(alone));
        inside.await.expect("no panic");
        alone.await.expect("no panic");
    }));
    smol::block_on(task("smol spawns", async {
        smol::spawn(Context::current().attach(task("smol inside", task("smol deep", nothing()))))
            .await;
        smol::spawn(task("smol alone", nothing())).await;
    }));
    let pool = futures::executor::ThreadPool::new().expect("a pool");
    futures::executor::block_on(task("pool spawns", async {
        let inside = task("pool inside", task("pool deep", nothing()));
        let inside = pool.spawn_with_handle(Context::current().attach(inside));
        let alone = pool.spawn_with_handle(task("pool alone", nothing()));
        inside.expect("a pool").await;
        alone.expect("a pool").await;
    }));
    for executor in ["tokio", "smol", "pool"] {
        assert_eq!(
            trace_of(&format!("{executor} spawns")),
            [
                format!("{executor} deep < {executor} inside"),
                format!("{executor} inside < {executor} spawns"),
                format!("{executor} spawns"),
            ]
        );
        let alone = format!("{executor} alone");
        assert_eq!(trace_of(&alone), [alone]);
    }
}

#[test]
fn an_attached_future_is_dropped_within_its_context() {
    record();
    struct Calls;
    impl Drop for Calls {
        fn drop(&mut self) {
            call("in the drop", || {});
        }
    }
    let mut attached = None;
    call("drops", || {
        let calls = Calls;
        attached = Some(Context::current().attach(async move {
            let _calls = calls;
            std::future::pending::<()>().await;
        }));
    });
    drop(attached);
    assert_eq!(trace_of("drops"), ["drops", "in the drop < drops"]);
}

#[test]
fn a_traceparent_is_the_parent_of_a_call() {
    record();
    let header = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    let context = Context::from_traceparent(header).expect("it is well formed");
    let mut there = String::new();
    context.run(|| call("far below", || there = Context::current().traceparent()));
    assert!(
        there.starts_with("00-4bf92f3577b34da6a3ce929d0e0e4736-"),
        "{there}"
    );
    assert!(!there.contains("00f067aa0ba902b7"), "{there}");
    let calls = CALLS.lock().expect("no panic").clone().unwrap_or_default();
    let below = calls.values().find(|call| call.name == "far below");
    let parent = below.and_then(|call| call.parent.clone());
    assert_eq!(parent.as_deref(), Some("00f067aa0ba902b7"));
}

#[cfg(unix)]
#[test]
fn a_forked_process_generates_other_ids() {
    use std::io::Read;

    record();
    let call_of_its_own = || {
        let mut id = String::new();
        call("fork", || id = Context::current().traceparent());
        id
    };
    call_of_its_own();
    let (mut reader, writer) = std::io::pipe().expect("a pipe");
    // This thread holds the lock during the fork, so that the child can release it.
    let calls = CALLS.lock().expect("no panic");
    // SAFETY: the child makes one call and writes its id. It takes no lock that another thread may hold, except the
    // lock of the allocator, which the C library handles in a fork.
    let id = unsafe { libc::fork() };
    drop(calls);
    if id == 0 {
        use std::os::fd::AsRawFd;
        let id = call_of_its_own();
        unsafe {
            libc::write(writer.as_raw_fd(), id.as_ptr().cast(), id.len());
            libc::_exit(0);
        }
    }
    drop(writer);
    let here = call_of_its_own();
    let mut there = String::new();
    reader.read_to_string(&mut there).expect("text");
    assert_eq!(there.len(), here.len());
    assert_ne!(there[3..35], here[3..35]);
    assert_ne!(there[36..52], here[36..52]);
}

/// Not a test: the process that the tests below start.
#[test]
fn child() {
    record();
    let mut inside = Context::current();
    call("in the child", || inside = Context::current());
    let calls = CALLS.lock().expect("no panic").clone().unwrap_or_default();
    let call = calls.values().find(|call| call.name == "in the child");
    let parent = call.and_then(|call| call.parent.clone());
    println!("[{} {}]", inside.traceparent(), parent.unwrap_or_default());
}

/// The traceparent within the child's first call, and the id of that call's parent.
fn run_child(traceparent: Option<&str>) -> (String, String) {
    let mut child = Command::new(env::current_exe().expect("the test binary has a path"));
    child.args(["--exact", "child", "--nocapture"]);
    match traceparent {
        Some(traceparent) => child.env("TRACEPARENT", traceparent),
        None => child.env_remove("TRACEPARENT"),
    };
    let output = child.output().expect("the test binary runs");
    let output = String::from_utf8(output.stdout).expect("text");
    let (_, shown) = output.split_once('[').expect("what it shows");
    let (shown, _) = shown.split_once(']').expect("what it shows");
    let (inside, parent) = shown.split_once(' ').expect("two words");
    (inside.to_owned(), parent.to_owned())
}

#[test]
fn the_environment_variable_is_the_parent_of_root_calls() {
    let given = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";
    let (inside, parent) = run_child(Some(given));
    assert_eq!(parent, "00f067aa0ba902b7");
    assert_eq!(inside[..36], given[..36]);
    assert_ne!(inside, given);
    assert!(inside.ends_with("-00"));
}

#[test]
fn a_malformed_environment_variable_is_ignored() {
    for traceparent in [
        None,
        Some(""),
        Some("00-no-no-01"),
        Some("00-4bf92f35-00f067aa-01"),
    ] {
        let (inside, parent) = run_child(traceparent);
        assert_eq!(parent, "", "{traceparent:?}");
        assert!(inside.ends_with("-01"));
    }
}

#[test]
fn the_parent_none_makes_a_call_a_root() {
    #[tracked(parent = None)]
    fn root() -> Context {
        Context::current()
    }

    #[tracked(parent = outer)]
    fn child(outer: &Context) -> Context {
        let _ = outer;
        Context::current()
    }

    record();
    call("outer", || {
        let outer = Context::current();
        let root = root();
        assert!(root.trace_id().is_some());
        assert_ne!(root.trace_id(), outer.trace_id());
        assert_eq!(child(&outer).trace_id(), outer.trace_id());
    });
}

#[test]
fn a_context_gives_its_ids_and_is_the_parent_of_a_child_process() {
    record();
    let context =
        Context::from_traceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    let context = context.expect("a valid traceparent");
    assert_eq!(
        context.trace_id().as_deref(),
        Some("4bf92f3577b34da6a3ce929d0e0e4736")
    );
    assert_eq!(context.span_id().as_deref(), Some("00f067aa0ba902b7"));

    let variable = |context: Context| {
        let mut command = Command::new("child");
        context.env(&mut command);
        let mut variables = command.get_envs();
        Some(variables.next()?.1?.to_string_lossy().into_owned())
    };
    assert_eq!(variable(context), Some(context.traceparent()));
    let outside = Context::current();
    assert_eq!(
        (variable(outside), outside.trace_id(), outside.span_id()),
        (None, None, None)
    );
}

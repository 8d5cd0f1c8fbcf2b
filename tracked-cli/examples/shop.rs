//! A program that writes `shop.log`, or the file that is its argument: three orders, of which one is retried, one fails
//! and one never ends.

use std::time::Duration;
use std::{env, process, thread};

use tracked_core::{Format, tracked};

#[tracked]
fn order(user_id: u32, items: &[&str]) -> Result<(), String> {
    println!("customer {user_id} orders {}", items.join(" and "));
    for item in items {
        reserve(item)?;
    }
    pay(1).or_else(|_| pay(2))
}

#[tracked]
fn reserve(item: &str) -> Result<(), String> {
    read_stock(item)
        .map(drop)
        .map_err(|error| format!("cannot reserve {item}: {error}"))
}

#[tracked]
fn read_stock(item: &str) -> Result<u32, String> {
    match item {
        "unicorn" => Err("item 4711 is unknown".to_owned()),
        _ => Ok(7),
    }
}

#[tracked]
fn pay(attempt: u32) -> Result<(), String> {
    thread::sleep(Duration::from_millis(5));
    match attempt {
        1 => Err("the bank is busy".to_owned()),
        _ => Ok(()),
    }
}

#[tracked]
fn wait_for_delivery(carrier: &str) {
    thread::sleep(Duration::from_millis(50));
    tracked_core::log::info!("{carrier} does not answer");
    process::exit(0);
}

fn main() {
    let log = env::args().nth(1).unwrap_or_else(|| "shop.log".to_owned());
    tracked_core::builder()
        .file(log)
        .format(Format::Json)
        .init();
    let _ = order(17, &["pen", "ink"]);
    let _ = order(18, &["unicorn"]);
    wait_for_delivery("pigeon");
}

//! `#[logfn]` and `#[logfn_inputs]` of log-derive.

use log_derive::{logfn, logfn_inputs};

super::functions! {
    #[logfn(INFO, log_ts = true)]
    #[logfn_inputs(INFO)]
    fn add(a, b);
    #[logfn(ok = "INFO", err = "ERROR", log_ts = true)]
    #[logfn_inputs(INFO)]
    fn parse(text);
    #[logfn(ok = "INFO", err = "ERROR", log_ts = true)]
    #[logfn_inputs(INFO)]
    async fn wait(text, times);
}
super::calls!();

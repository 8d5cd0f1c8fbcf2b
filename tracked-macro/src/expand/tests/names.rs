const AUDIT: &str = "audit";

#[tracked(name = "log-in", target = AUDIT)]
fn log_in(user: &str) {
    greet(user);
}

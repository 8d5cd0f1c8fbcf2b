#[tracked(max_len = 1024)]
fn say(text: &str) {
    write(text);
}

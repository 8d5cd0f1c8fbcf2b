#[tracked(err(level_by = severity))]
fn fetch() -> io::Result<()> {
    connect()
}

#[tracked(err_if = Option::is_none)]
async fn find(id: u32) -> Option<u8> {
    look_up(id).await
}

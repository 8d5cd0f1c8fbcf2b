// The code of the README: the macro splits each message into parts. Values are captured before the body runs.

#[tracked(done = "파일 처리 완료: {filename}", err = "파일 처리 중 에러 발생: {err}")]
fn process_file(filename: &str) -> io::Result<usize> {
    Ok(fs::read_to_string(filename)?.lines().count())
}

#[tracked(start = "추적 시작", done = "추적 종료", err = "프로세스 실행 중 에러 발생: {err}")]
fn start_tracking(filename: &str) -> io::Result<usize> {
    process_file(filename)
}

// Format specifications are those of `format!`, including a width that another argument gives.
#[tracked(done = "{{{name:>width$}}} = {value:?} after {elapsed}")]
fn show(name: &str, width: usize, value: f64) {}

#[tracked(panic = "{name} fell over: {err}", cancel = "{name}({args}) given up")]
fn risky(input: &[u8]) {}

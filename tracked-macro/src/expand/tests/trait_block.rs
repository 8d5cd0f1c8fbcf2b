#[tracked(done = off)]
trait Shape {
    fn area(&self) -> u8;

    fn twice(&self) -> u8 {
        self.area() * 2
    }
}

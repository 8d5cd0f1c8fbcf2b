// Prints what the functions of the library log.
const library = require("fs").readFileSync(process.argv[2]);
WebAssembly.instantiate(library, {}).then(({ instance }) => {
    const { run, text, memory } = instance.exports;
    const [length, start] = [run(), text()];
    process.stdout.write(Buffer.from(memory.buffer, start, length));
});

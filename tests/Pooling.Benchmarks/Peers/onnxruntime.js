// Times ONNX Runtime's pooling: onnxruntime.js THREADS SECONDS. See compare.sh for what is read and written.
const ort = require('onnxruntime-node');
const { version } = require('onnxruntime-node/package.json');
const readline = require('readline');

const SHORTEST_SAMPLE = 20e-6;
const FEWEST_SAMPLES = 5;
const FLOAT = 1;
const INTS = 7;

const [threads, seconds] = process.argv.slice(2).map(Number);
const now = () => Number(process.hrtime.bigint()) / 1e9;

// A model is a few messages of protocol buffers, which are numbers (wire type 0) and bytes with their length (2).
const varint = n => (n < 128 ? [n] : [(n % 128) + 128, ...varint(Math.floor(n / 128))]);
const number = (field, n) => [...varint(field * 8), ...varint(n)];
const bytes = (field, content) => [...varint(field * 8 + 2), ...varint(content.length), ...content];
const text = (field, string) => bytes(field, [...Buffer.from(string)]);

function model({ op, shape, kernel, strides, pad }) {
  const attribute = (name, list) => bytes(5, [...text(1, name), ...list.flatMap(n => number(8, n)), ...number(20, INTS)]);
  const dimensions = shape.flatMap(n => bytes(1, number(1, n)));
  const tensor = dims => bytes(1, [...number(1, FLOAT), ...dims]);
  const node = [
    ...text(1, 'x'), ...text(2, 'y'), ...text(4, op === 'max' ? 'MaxPool' : 'AveragePool'),
    ...attribute('kernel_shape', kernel), ...attribute('strides', strides), ...attribute('pads', [...pad, ...pad]),
  ];
  const graph = [
    ...bytes(1, node), ...text(2, 'pooling'),
    ...bytes(11, [...text(1, 'x'), ...bytes(2, tensor(bytes(2, dimensions)))]),
    ...bytes(12, [...text(1, 'y'), ...bytes(2, tensor([]))]),
  ];
  return Uint8Array.from([...number(1, 7), ...bytes(7, graph), ...bytes(8, number(2, 12))]);
}

function parse(line) {
  const [id, op, rank, ...numbers] = line.split(' ');
  const take = count => numbers.splice(0, count).map(Number);
  return { id, op, shape: take(+rank + 2), kernel: take(+rank), strides: take(+rank), pad: take(+rank) };
}

async function time(call, batch) {
  const start = now();
  for (let i = 0; i < batch; i++) await call();
  return now() - start;
}

async function medianMicroseconds(call) {
  await call();
  let batch = 1;
  while (await time(call, batch) < SHORTEST_SAMPLE) batch *= 2;
  const samples = [];
  const start = now();
  while (samples.length === 0 || now() - start < (samples.length < FEWEST_SAMPLES ? 4 : 1) * seconds) {
    samples.push(await time(call, batch) / batch * 1e6);
  }
  return samples.sort((a, b) => a - b)[samples.length >> 1];
}

async function main() {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const timed = parse(line);
    const session = await ort.InferenceSession.create(
      model(timed), { intraOpNumThreads: threads, interOpNumThreads: 1, executionProviders: ['cpu'] });
    const elements = Float32Array.from({ length: timed.shape.reduce((a, b) => a * b) }, () => Math.random() - 0.5);
    const feeds = { x: new ort.Tensor('float32', elements, timed.shape) };
    const us = await medianMicroseconds(async () => (await session.run(feeds)).y.dispose());
    await session.release();
    console.log(JSON.stringify({ peer: `onnxruntime ${version}`, id: timed.id, layout: 'channels_first', threads, us }) + '\n');
  }
}

main();

// Prints one line for everything that happens: time, type, subject, a short text.
//   node examples/client.mjs [http://localhost:3000] [simulation] [after]
import { io } from 'socket.io-client';

const [server = 'http://localhost:3000', simulation = 'default', after] = process.argv.slice(2);
const socket = io(`${server}/timeline`);
const text = ({ object, ...data }) => object?.message ?? object?.status?.phase ?? object?.kind ?? JSON.stringify(data);
let seen = after === undefined ? undefined : Number(after);

socket.on('connect', () => socket.emit('subscribe', { simulation, after: seen }, (answer) => console.log(answer)));
socket.on('entries', (entries) => {
  for (const { at, type, subject, data } of entries)
    console.log(`+${(at / 1000).toFixed(3)}s`, type, subject, text(data));
  seen = entries.at(-1).seq;
});
for (const event of ['gap', 'lag', 'end', 'connect_error'])
  socket.on(event, (data) => console.log(event, data.message ?? data));

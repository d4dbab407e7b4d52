/** Starts a simulator, opens a delayed request, and ends without stopping anything. */
import { connect } from 'node:tls';
import { startSimulator } from '../../simulator';

const sim = await startSimulator();
sim.fault({ delayMs: 600_000 });
sim.meeting('vpaas-magic-cookie-0', 'room').drift({ everyMs: 5 });
const socket = connect({ port: sim.port, host: '127.0.0.1', rejectUnauthorized: false });
socket.write('POST /x HTTP/1.1\r\nHost: api-vo.jitsi.net\r\nContent-Length: 0\r\n\r\n', () => {
  socket.unref();
  process.stdout.write('started\n');
});

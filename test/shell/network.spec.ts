/** The network as the processes of pods see it: names, services, and what answers behind them. */
import { describe, expect, it } from '@jest/globals';
import { createCluster, fork, hashOf, restore, snapshot } from '#cluster';
import type { Pod, Service } from '#kube-api';
import { getObject } from '#object-store';
import { scripts, service, stage, type Stage } from './manifest-run.ts';

/** A pod that serves on port 8080, as its behavior says. */
function server(name: string, port: object = {}, spec: Partial<Pod['spec']> = {}): Pod {
  const behavior = { containers: { web: { ports: [{ port: 8080, ...port }] } } };
  const containers = [{ name: 'web', image: 'app:1.0', ports: [{ name: 'http', containerPort: 8080 }] }];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app: 'web' }, annotations: { 'podlab/behavior': JSON.stringify(behavior) } },
    spec: { containers, ...spec },
  };
}

const web = service('web', { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }] });
const all = [{ at: 0, status: 200, body: 'hello\n' }];

/** What a script writes in a cluster that `prepare` has filled ten seconds before. */
function outputOf(text: string, prepare: (one: Stage) => void = () => undefined, image = 'busybox'): string[] {
  const one = stage(2);
  prepare(one);
  one.until(10);
  const client = scripts('client', { app: text }, { restartPolicy: 'Never' });
  const containers = client.spec.containers.map((container) => ({ ...container, image }));
  one.create({ ...client, spec: { ...client.spec, containers } });
  one.until(400);
  return one.log('client').map((line) => line.replace(/^\S+ /, ''));
}

const serving = (one: Stage): void => one.create(server('a', { all }), web);
function address({ simulation }: Stage): string {
  const service = getObject(simulation.store, 'services', 'default/web') as Service | undefined; // holds Services
  return service?.spec.clusterIP ?? '';
}

describe('an init container', () => {
  it('waits for a service, then goes on', () => {
    const one = stage();
    const pod = scripts('app', { app: 'echo started; sleep 1000' });
    const wait = 'until nslookup myservice >/dev/null; do echo waiting; sleep 2; done';
    one.create({
      ...pod,
      spec: { ...pod.spec, initContainers: [{ name: 'wait', image: 'busybox', command: ['sh', '-c', wait] }] },
    });
    one.until(9);
    expect(one.log('app', 'wait').length).toBe(5);
    expect(one.log('app')).toEqual([]);
    one.create(service('myservice', { ports: [{ port: 80 }] }));
    one.until(15);
    expect(one.log('app')).toEqual([expect.stringContaining('started')]);
  });
});

describe('nslookup', () => {
  it('finds services by short and long names, and tells what there is not', () => {
    const text =
      'for name in web.default.svc.cluster.local nope.default.svc.cluster.local; do nslookup $name; echo "= $?"; done; nslookup web >/dev/null && nslookup web.default >/dev/null && echo both';
    const lines = outputOf(text, serving);
    expect(lines[3]).toBe('Name:\tweb.default.svc.cluster.local');
    expect(lines.slice(0, 2)).toEqual(['Server:\t\t10.96.0.10', 'Address:\t10.96.0.10:53']);
    expect(lines.slice(5)).toEqual([
      '',
      '',
      '= 0',
      'Server:\t\t10.96.0.10',
      'Address:\t10.96.0.10:53',
      '',
      "** server can't find nope.default.svc.cluster.local: NXDOMAIN",
      '',
      "** server can't find nope.default.svc.cluster.local: NXDOMAIN",
      '',
      '= 1',
      'both',
    ]);
  });

  it('finds the pods behind a headless service, and one by its name', () => {
    const prepare = (one: Stage): void => {
      one.create(server('a', {}, { hostname: 'a', subdomain: 'web' }), server('b'));
      one.create(service('web', { clusterIP: 'None', selector: { app: 'web' } }));
    };
    const lines = outputOf(
      'nslookup web.default.svc.cluster.local | grep ^Address; getent hosts a.web; getent hosts nope; echo $?',
      prepare,
    );
    expect(lines.slice(1, 3).every((line) => /^Address: 10\.6[45]\./.test(line))).toBe(true);
    expect(lines[3]).toMatch(/^10\.6[45]\.0\.2\s+a\.web\.default\.svc\.cluster\.local$/);
    expect(lines[4]).toBe('2');
  });

  it('finds the name of an address', () => {
    expect(outputOf('nslookup 10.96.0.1 | tail -n 2; nslookup 10.96.0.3 | tail -n 2')).toEqual([
      '1.0.96.10.in-addr.arpa\tname = kubernetes.default.svc.cluster.local',
      '',
      "** server can't find 3.0.96.10.in-addr.arpa: NXDOMAIN",
      '',
    ]);
  });
});

describe('wget', () => {
  it.each<[string, string, string[]]>([
    ['gets a page through a service', 'wget -qO- http://web', ['hello']],
    [
      'gets it by a longer name',
      'wget -qO- web.default:80/; wget -qO- http://web.default.svc.cluster.local',
      ['hello', 'hello'],
    ],
    [
      'saves it',
      'cd /tmp; wget -q http://web/x.txt && cat x.txt; wget http://web/x.txt',
      ['hello', expect.stringContaining('Connecting to web (') as never, "wget: can't open 'x.txt': File exists"],
    ],
    ['does not know a name', 'wget -qO- http://nope; echo $?', ["wget: bad address 'nope'", '1']],
    ['only looks', 'wget -q --spider http://web/ && echo there', ['there']],
  ])('%s', (_what, text, lines) => {
    expect(outputOf(text, serving)).toEqual(lines);
  });

  it('tells what went wrong', () => {
    const prepare = (one: Stage): void => {
      const paths = {
        '/bad': [{ at: 0, status: 500 }],
        '/slow': [{ at: 0, hang: true }],
        '/moved': [{ at: 0, status: 302, location: '/' }],
      };
      one.create(
        server('a', { paths, all }),
        web,
        service('none', { selector: { app: 'none' }, ports: [{ port: 80 }] }),
      );
    };
    const text =
      'wget -qO- http://web/bad; wget -T 2 -qO- http://web/slow; wget -qO- http://web/moved; wget -qO- http://none; wget -qO- http://127.0.0.1:99; wget -T 3 -qO- http://10.9.9.9; date +%S; wget -qO- http://10.9.9.9; date +%S';
    const lines = outputOf(text, prepare);
    expect(lines.map((line) => line.replace(/\(10\.\d+\.\d+\.\d+\)/, '(x)')).slice(0, 6)).toEqual([
      'wget: server returned error: HTTP/1.1 500 Internal Server Error',
      'wget: download timed out',
      'hello',
      "wget: can't connect to remote host (x): Connection refused",
      "wget: can't connect to remote host (127.0.0.1): Connection refused",
      'wget: download timed out',
    ]);
    expect(lines[7]).toBe("wget: can't connect to remote host (10.9.9.9): Connection timed out");
    expect((Number(lines[8]) - Number(lines[6]) + 120) % 60).toBe(127 % 60);
  });
});

describe('curl', () => {
  it('has its own words and exit codes', () => {
    const prepare = (one: Stage): void => {
      const paths = { '/missing': [{ at: 0, status: 404, body: 'gone\n' }], '/slow': [{ at: 0, hang: true }] };
      one.create(server('a', { paths, all }), web);
    };
    const text = [
      'curl -s http://web/',
      "curl -s -o /dev/null -w '%{http_code}\\n' http://web/missing",
      'curl -sS -f http://web/missing; echo $?',
      'curl -sS http://nope/; echo $?',
      'curl -sS http://localhost:9/; echo $?',
      'curl -sS -m 2 http://web/slow; echo $?',
      'curl -sS --connect-timeout 3 http://10.9.9.9/; echo $?',
      'curl -sI http://web/ | head -n 1',
      'curl -s --retry 2 --retry-connrefused http://localhost:9; echo $?',
    ].join('\n');
    expect(outputOf(text, prepare, 'alpine')).toEqual([
      'hello',
      '404',
      'curl: (22) The requested URL returned error: 404',
      '22',
      'curl: (6) Could not resolve host: nope',
      '6',
      "curl: (7) Failed to connect to localhost port 9 after 1 ms: Couldn't connect to server",
      '7',
      'curl: (28) Operation timed out after 2000 milliseconds with 0 bytes received',
      '28',
      'curl: (28) Connection timed out after 3000 milliseconds',
      '28',
      'HTTP/1.1 200 OK\r',
      '7',
    ]);
  });
});

describe('other programs of the network', () => {
  it('nc looks whether a port is open', () => {
    const text =
      'nc -z web 80 && echo open; nc -zv localhost 9; echo "GET / HTTP/1.0" | nc web 80 | tail -n 1; nc web 99 -w 2; echo $?';
    const lines = outputOf(text, serving);
    expect([lines[0], lines[1], lines[2], lines[4]]).toEqual([
      'open',
      'nc: localhost (127.0.0.1:9): Connection refused',
      'hello',
      '1',
    ]);
    expect(lines[3]).toMatch(/^nc: can't connect to remote host \(10\..*\): Connection timed out$/);
  });

  it('ping reaches pods and nodes, not services', () => {
    const lines = outputOf('ping -c 2 172.18.0.2; ping -q -c 1 -W 1 web | tail -n 1; ping -c 1 nope', serving);
    expect(lines.slice(0, 6)).toEqual([
      'PING 172.18.0.2 (172.18.0.2): 56 data bytes',
      '64 bytes from 172.18.0.2: seq=0 ttl=62 time=1.000 ms',
      '64 bytes from 172.18.0.2: seq=1 ttl=62 time=1.000 ms',
      '',
      '--- 172.18.0.2 ping statistics ---',
      '2 packets transmitted, 2 packets received, 0% packet loss',
    ]);
    expect(lines.slice(7)).toEqual([
      '1 packets transmitted, 0 packets received, 100% packet loss',
      "ping: bad address 'nope'",
    ]);
  });

  it('share the loopback within a pod', () => {
    const one = stage();
    const client = scripts('both', { app: 'sleep 1; wget -qO- http://localhost:8080; sleep 1000' });
    const side = server('x', { all });
    one.create({
      ...client,
      metadata: { ...client.metadata, ...(side.metadata.annotations && { annotations: side.metadata.annotations }) },
      spec: { containers: [...client.spec.containers.map((c) => ({ ...c, name: 'app' })), ...side.spec.containers] },
    });
    one.until(5);
    expect(one.log('both')).toEqual([expect.stringContaining('hello')]);
  });
});

describe('a service', () => {
  it('spreads requests over the pods that are ready', () => {
    const prepare = (one: Stage): void => {
      const said = (body: string): object => ({ all: [{ at: 0, status: 200, body }] });
      const probe = { httpGet: { path: '/', port: 1 } };
      const unready = server('c', said('c\n'));
      const containers = unready.spec.containers.map((one) => ({ ...one, readinessProbe: probe }));
      one.create(server('a', said('a\n')), server('b', said('b\n')), { ...unready, spec: { containers } }, web);
    };
    const lines = outputOf('for i in 1 2 3 4 5 6 7 8 9 10; do wget -qO- http://web; done', prepare);
    expect([...new Set(lines)].toSorted()).toEqual(['a', 'b']);
  });

  it('is not reached once its node is cut off, and again when it is not', () => {
    const one = stage(2);
    one.create(server('a', { all }, { nodeName: 'node-1' }), web);
    one.until(5);
    one.create(
      scripts('client', { app: 'while :; do wget -T 2 -qO- http://web; sleep 5; done' }, { nodeName: 'node-2' }),
    );
    one.until(8);
    const cluster = createCluster();
    cluster.apply(one.simulation, { kind: 'fault', fault: 'partition', options: { node: 'node-1', isCut: true } });
    one.until(14);
    expect(one.log('client').at(-1)).toContain('download timed out');
    cluster.apply(one.simulation, { kind: 'fault', fault: 'partition', options: { node: 'node-1', isCut: false } });
    one.until(25);
    expect(one.log('client').at(-1)).toContain('hello');
  });

  it('can be reached at a port of every node', () => {
    const one = stage(2);
    const ports = [{ port: 80, targetPort: 8080, nodePort: 30_080 }];
    one.create(server('a', { all }), service('web', { type: 'NodePort', selector: { app: 'web' }, ports }));
    one.until(5);
    one.create(
      scripts('client', { app: 'wget -qO- http://172.18.0.2:30080; wget -qO- http://172.18.0.3:30080; sleep 100' }),
    );
    one.until(9);
    expect(one.log('client').length).toBe(2);
    expect(address(one)).toMatch(/^10\./);
  });

  it('answers the same in a fork and after a snapshot in the middle of a request', () => {
    const one = stage(2);
    one.create(server('a', { all: [{ at: 0, status: 200, body: 'x\n', latency: 0.7 }] }), server('b', { all }), web);
    one.create(scripts('client', { app: 'while :; do wget -qO- http://web; nslookup web; sleep 1; done' }));
    one.until(7.3);
    const ends = [one.simulation, fork(one.simulation), restore(snapshot(one.simulation))].map((simulation) => {
      createCluster().advance(simulation, 40_000);
      return hashOf(simulation);
    });
    expect(new Set(ends).size).toBe(1);
  });
});

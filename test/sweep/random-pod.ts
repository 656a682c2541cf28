/** Random pods: valid specs with every kind of container, probe, hook and behavior. */
import type { Dice } from './dice.ts';

type Json = Readonly<Record<string, unknown>>;

/** A pod manifest called `name`. */
export function randomPod(dice: Dice, name: string): Json {
  const containers = names(dice, 'c', 1 + dice.upTo(3)).map((container) => randomContainer(dice, container));
  const init = names(dice, 'i', dice.upTo(3)).map((container) => randomInit(dice, container));
  const all = [...init, ...containers].map(({ name: container }) => String(container));
  const behavior = {
    containers: Object.fromEntries(all.map((container) => [container, randomBehavior(dice, container)])),
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, annotations: { 'podlab/behavior': JSON.stringify(behavior) } },
    spec: {
      containers,
      ...(init.length > 0 && { initContainers: init }),
      restartPolicy: dice.pick(['Always', 'OnFailure', 'Never']),
      terminationGracePeriodSeconds: dice.pick([0, 1, 2, 5, 10, 30]),
      ...(dice.chance(0.1) && { activeDeadlineSeconds: 5 + dice.upTo(60) }),
      ...(dice.chance(0.1) && { readinessGates: [{ conditionType: 'example.com/gate' }] }),
      ...(containers.length === 1 && init.length === 0 && dice.chance(0.3) && { hostNetwork: true }),
      ...(dice.chance(0.1) && { priorityClassName: 'system-node-critical' }),
      ...(dice.chance(0.2) && {
        tolerations: [{ key: 'down', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: dice.upTo(40) }],
      }),
      ...(dice.chance(0.2) && { volumes: [randomVolume(dice)] }),
    },
  };
}

const randomVolume = (dice: Dice): Json => ({
  name: 'v1',
  ...dice.pick<Json>([
    { emptyDir: {} },
    { configMap: { name: 'settings' } },
    { configMap: { name: 'settings', optional: true } },
  ]),
});

const names = (_dice: Dice, prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);

const images = ['app:1.0', 'app:2.0', 'slow:1.0', 'missing:1.0', 'flaky:1.0', 'app'];

function randomContainer(dice: Dice, name: string): Json {
  return {
    name,
    image: dice.chance(0.8) ? 'app:1.0' : dice.pick(images),
    ports: [{ containerPort: 8080 }],
    ...(dice.chance(0.3) && { livenessProbe: randomProbe(dice) }),
    ...(dice.chance(0.3) && { readinessProbe: randomProbe(dice) }),
    ...(dice.chance(0.2) && { startupProbe: randomProbe(dice) }),
    ...(dice.chance(0.3) && { lifecycle: randomLifecycle(dice) }),
    ...(dice.chance(0.3) && { resources: { requests: { cpu: dice.pick(['100m', '1', '3']), memory: '64Mi' } } }),
    ...(dice.chance(0.1) && { envFrom: [{ configMapRef: { name: 'settings' } }] }),
    ...(dice.chance(0.05) && { securityContext: { runAsNonRoot: true } }),
    ...(dice.chance(0.15) && randomRestarts(dice)),
  };
}

/** A policy of the container's own, with or without a rule for one exit code. */
const randomRestarts = (dice: Dice): Json => ({
  restartPolicy: dice.pick(['Never', 'OnFailure', 'Always']),
  ...(dice.chance(0.5) && {
    restartPolicyRules: [
      {
        action: dice.pick(['Restart', 'RestartAllContainers']),
        exitCodes: { operator: dice.pick(['In', 'NotIn']), values: [3] },
      },
    ],
  }),
});

function randomInit(dice: Dice, name: string): Json {
  const isSidecar = dice.chance(0.4);
  return isSidecar
    ? { ...randomContainer(dice, name), restartPolicy: 'Always' }
    : { name, image: dice.chance(0.9) ? 'app:1.0' : dice.pick(images) };
}

function randomProbe(dice: Dice): Json {
  const handler = dice.pick<Json>([
    { httpGet: { path: '/healthz', port: 8080 } },
    { tcpSocket: { port: 8080 } },
    { exec: { command: ['check'] } },
    { grpc: { port: 9090 } },
  ]);
  return {
    ...handler,
    periodSeconds: 1 + dice.upTo(10),
    timeoutSeconds: 1 + dice.upTo(3),
    failureThreshold: 1 + dice.upTo(3),
    initialDelaySeconds: dice.pick([0, 0, 3]),
  };
}

function randomLifecycle(dice: Dice): Json {
  const hook = (): Json =>
    dice.pick<Json>([
      { exec: { command: ['hook'] } },
      { httpGet: { path: '/hook', port: 8080 } },
      { sleep: { seconds: 0 } },
    ]);
  return { ...(dice.chance(0.5) && { postStart: hook() }), ...(dice.chance(0.7) && { preStop: hook() }) };
}

function randomBehavior(dice: Dice, name: string): Json {
  const runs = Array.from({ length: 1 + dice.upTo(3) }, () => randomRun(dice, name.startsWith('i')));
  return { runs };
}

function randomRun(dice: Dice, isInit: boolean): Json {
  const ends = isInit ? dice.chance(0.95) : dice.chance(0.4);
  return {
    ...(ends && { exitAfter: dice.upTo(isInit ? 5 : 60), exitCode: dice.pick([0, 0, 1, 2, 137]) }),
    ...(dice.chance(0.03) && { oomAfter: 1 + dice.upTo(20) }),
    ...(dice.chance(0.03) && { startError: 'no such file' }),
    ...(dice.chance(0.03) && { createError: 'no room' }),
    ...(dice.chance(0.5) && {
      onTerm: dice.pick<Json>([{ ignore: true }, { exitAfter: dice.upTo(8), exitCode: dice.pick([0, 143]) }]),
    }),
    ports: [
      {
        port: 8080,
        from: dice.pick([0, 0, 4]),
        paths: {
          '/healthz': randomAnswers(dice, 'status', [200, 200, 500]),
          '/hook': [{ at: 0, status: 200, latency: dice.upTo(4) }],
        },
      },
      { port: 9090, kind: 'grpc', all: randomAnswers(dice, 'serving', ['SERVING', 'SERVING', 'NOT_SERVING']) },
    ],
    exec: [
      { match: 'check', timeline: randomAnswers(dice, 'code', [0, 0, 1]) },
      { match: 'hook', timeline: [{ at: 0, code: dice.pick([0, 0, 0, 1]), latency: dice.upTo(6) }] },
    ],
  };
}

function randomAnswers(dice: Dice, field: string, values: readonly unknown[]): Json[] {
  const changes = [
    0,
    ...(dice.chance(0.4) ? [5 + dice.upTo(60)] : []),
    ...(dice.chance(0.2) ? [70 + dice.upTo(30)] : []),
  ];
  return changes.map((at) => ({
    at,
    [field]: dice.pick(values),
    ...(dice.chance(0.05) && { hang: true }),
    ...(dice.chance(0.1) && { latency: dice.upTo(4) }),
  }));
}

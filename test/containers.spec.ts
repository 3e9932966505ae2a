import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';
import { loadConfig } from '../src/kernel/config.js';
import { PROJECT_ROOT } from '../src/kernel/project-root.js';

const read = (...path: string[]): string => readFileSync(join(PROJECT_ROOT, ...path), 'utf8');

interface Container {
  name: string;
  image: string;
  command?: string[];
  ports?: { name: string; containerPort: number }[];
  securityContext: { allowPrivilegeEscalation: boolean; readOnlyRootFilesystem: boolean };
  volumeMounts: { name: string }[];
  livenessProbe?: Probe;
  readinessProbe?: Probe;
}

interface Probe {
  httpGet: { path: string; port: string };
}

interface Manifest {
  kind: string;
  metadata: { name: string };
  spec: {
    selector: { matchLabels?: Record<string, string> } & Record<string, unknown>;
    strategy?: { rollingUpdate: { maxUnavailable: number } };
    ports?: { targetPort: string }[];
    template: {
      metadata: { labels: Record<string, string> };
      spec: {
        securityContext: { runAsNonRoot: boolean };
        containers: [Container];
        volumes: { name: string }[];
      };
    };
  };
}

const manifests = (): Manifest[] =>
  ['resolutionflow.yaml', 'migrate.yaml'].flatMap((file) =>
    parseAllDocuments(read('ops', 'kubernetes', file)).map((document) => {
      expect(document.errors).toEqual([]);
      return document.toJS() as Manifest;
    }),
  );

const workloads = (): Manifest[] => manifests().filter(({ kind }) => kind === 'Deployment' || kind === 'Job');

/** Nobody here can run them; what can be told from the files alone is. */
describe('what runs the program in containers', () => {
  it('has an image that no root runs, with settings that the program takes', () => {
    const file = read('Dockerfile');
    const [, ...stages] = file.split(/^FROM /m);
    expect(stages).toHaveLength(2);
    expect(stages.at(-1)).toMatch(/^USER node$/m);
    expect(stages.at(-1)).toMatch(/^HEALTHCHECK /m);
    const [, settings = ''] = /^ENV (.*)$/m.exec(file) ?? [];
    const environment = Object.fromEntries(
      settings.split(' ').map((each) => each.split('=') as [string, string]),
    );
    const config = loadConfig(environment);
    expect([config.HOST, config.PORT, config.METRICS_PORT, config.DATA_DIR]).toEqual([
      '0.0.0.0',
      3000,
      9464,
      '/data',
    ]);
  });

  it('starts programs that there are', () => {
    const [, main = ''] = /(dist\/src\/\S+\.js)"\]\s*$/m.exec(read('Dockerfile')) ?? [];
    const commands = [
      main,
      ...workloads().flatMap(({ spec }) => spec.template.spec.containers[0].command?.[1] ?? []),
    ];
    const sources = commands.map((path) => path.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
    expect(sources).toEqual(['src/main.ts', 'src/cli/migration.ts']);
    for (const source of sources) expect(existsSync(join(PROJECT_ROOT, source))).toBe(true);
  });

  it('has a composition with each role, whose root cannot be written to', () => {
    const { services, volumes } = parse(read('compose.yaml'), { merge: true }) as {
      services: Record<string, Record<string, unknown>>;
      volumes: object;
    };
    expect(Object.keys(services)).toEqual(['postgres', 'migrate', 'api', 'worker', 'proxy']);
    for (const name of ['migrate', 'api', 'worker'])
      expect(services[name]).toMatchObject({ read_only: true, cap_drop: ['ALL'], image: 'resolutionflow' });
    const rolesOf = (name: string): unknown =>
      (services[name]?.['environment'] as Record<string, string>)['ROLE'];
    expect([rolesOf('api'), rolesOf('worker')]).toEqual(['api', 'worker']);
    const used = Object.values(services).flatMap((service) => (service['volumes'] ?? []) as string[]);
    for (const volume of used) expect(Object.keys(volumes)).toContain(volume.split(':')[0]);
    // Nothing but the proxy can be reached from outside.
    expect(Object.keys(services).filter((name) => services[name]?.['ports'])).toEqual(['proxy']);
  });

  it('has manifests whose parts name each other', () => {
    expect(workloads().map(({ metadata }) => metadata.name)).toEqual([
      'resolutionflow-api',
      'resolutionflow-worker',
      'resolutionflow-migrate',
    ]);
    for (const { kind, spec } of workloads()) {
      const { securityContext, containers, volumes } = spec.template.spec;
      const [container] = containers;
      expect(securityContext.runAsNonRoot).toBe(true);
      expect(container.securityContext).toMatchObject({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
      });
      for (const { name } of container.volumeMounts)
        expect(volumes.map((volume) => volume.name)).toContain(name);
      if (kind === 'Job') continue;
      expect(spec.template.metadata.labels).toEqual(spec.selector.matchLabels);
      expect(container.livenessProbe).toBeDefined();
      for (const probe of [container.livenessProbe, container.readinessProbe])
        if (probe) expect(container.ports?.map(({ name }) => name)).toContain(probe.httpGet.port);
    }
    const [service] = manifests().filter(({ kind }) => kind === 'Service');
    expect(service?.spec.ports?.[0]?.targetPort).toBe('http');
    expect(workloads()[0]?.spec.strategy?.rollingUpdate.maxUnavailable).toBe(0);
  });

  it('is of the version that the program has', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string };
    const images = workloads().map(({ spec }) => spec.template.spec.containers[0].image);
    expect(new Set(images)).toEqual(new Set([`resolutionflow:${version}`]));
  });
});

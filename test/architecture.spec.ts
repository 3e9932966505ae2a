import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { routeConfigOf } from '../src/kernel/http/route-config.js';
import { PROJECT_ROOT } from '../src/kernel/project-root.js';
import { startTestApp, type TestApp } from './support/app.js';

interface Route {
  name: string;
  access?: string;
  /** Of each body and query that it takes whole, whether it is of a class, whose rules are checked. */
  checked: boolean[];
}

/** Parameters by what they are taken from, as `kind:index`. */
type RouteArguments = Record<string, { index: number; data?: unknown }>;

function checkedParameters(controller: object, methods: object, name: string): boolean[] {
  const given = Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) as RouteArguments | undefined;
  const types = Reflect.getMetadata('design:paramtypes', methods, name) as unknown[];
  return Object.entries(given ?? {})
    .filter(([key, { data }]) => {
      const kinds = [RouteParamtypes.BODY, RouteParamtypes.QUERY].map(String);
      return kinds.includes(key.split(':')[0] ?? '') && data === undefined;
    })
    .map(([, { index }]) => types[index] !== Object);
}

describe('the architecture', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await startTestApp({ ROLE: 'api' });
  });

  afterAll(() => test.close());

  function classes(kind: 'controllers' | 'providers'): (new (...args: never[]) => object)[] {
    return [...test.app.get(ModulesContainer).values()]
      .flatMap((module) => [...module[kind].values()])
      .map(({ metatype }) => metatype)
      .filter(
        (type): type is new (...args: never[]) => object => typeof type === 'function' && type.prototype,
      );
  }

  function routes(): Route[] {
    return classes('controllers').flatMap((controller) => {
      const methods: object = controller.prototype;
      return new MetadataScanner()
        .getAllMethodNames(methods)
        .map((name) => ({ name, method: Reflect.get(methods, name) as object }))
        .filter(({ method }) => Reflect.hasMetadata(PATH_METADATA, method))
        .map(({ name, method }) => ({
          name: `${controller.name}.${name}`,
          ...routeConfigOf(method),
          checked: checkedParameters(controller, methods, name),
        }));
    });
  }

  it('has a role or the word public at every route', () => {
    const all = routes();
    expect(all.length).toBeGreaterThan(30);
    expect(all.filter(({ access }) => access === undefined)).toEqual([]);
    expect(all.filter(({ access }) => access === 'public').map(({ name }) => name)).toEqual(
      expect.arrayContaining(['HealthController.live', 'HealthController.ready']),
    );
  });

  it('checks every body and query by the rules of its class, which a union or `undefined` beside it would hide', () => {
    const all = routes();
    expect(all.flatMap(({ checked }) => checked).length).toBeGreaterThan(60);
    expect(all.filter(({ checked }) => checked.includes(false)).map(({ name }) => name)).toEqual([]);
  });

  it('needs no way round circles of modules', () => {
    const files = sources();
    expect(files.length).toBeGreaterThan(100);
    expect(files.filter(({ text }) => text.includes('forwardRef(')).map(({ file }) => file)).toEqual([]);
  });

  it('survives the loss of every connection: each client, pool and data source listens to its errors', () => {
    const opening = sources().filter(({ text }) =>
      /new (pg\.(Client|Pool)|DataSource)\(|type: 'postgres'/.test(text),
    );
    expect(opening.length).toBeGreaterThan(5);
    const listens = ({ text }: { text: string }): boolean =>
      text.includes('surviveLoss') || /client\.on\('error', \(/.test(text);
    expect(opening.filter((source) => !listens(source)).map(({ file }) => file)).toEqual([]);
  });
});

function sources(): { file: string; text: string }[] {
  const folders = ['src', 'migrations', 'bench'].filter((folder) => existsSync(join(PROJECT_ROOT, folder)));
  return folders.flatMap((folder) =>
    readdirSync(join(PROJECT_ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
      .map((file) => ({
        file: join(folder, file),
        text: readFileSync(join(PROJECT_ROOT, folder, file), 'utf8'),
      })),
  );
}

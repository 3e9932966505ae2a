import { describe, expect, it } from '@jest/globals';
import { Type } from 'class-transformer';
import {
  Allow,
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { MAX_FAULTS } from '../errors/domain-error.js';
import { REQUEST_LIMITS } from './request-limits.js';
import { RequestPipe } from './validation.pipe.js';

let made = 0;

class Part {
  constructor() {
    made++;
  }

  @IsString()
  name: string;
}

class Body {
  @IsInt()
  @Max(100)
  size: number;

  @IsOptional()
  @IsString()
  @MaxLength(5)
  @Matches(/^\S*$/, { message: 'must have no spaces' })
  text?: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(3)
  @ValidateNested({ each: true })
  @Type(() => Part)
  parts?: Part[];

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => Part)
  part?: Part;

  @IsOptional()
  @IsArray()
  @IsIn(['a', 'b'], { each: true })
  letters?: string[];

  @Allow()
  anything?: unknown;
}

class Query {
  @Type(() => Number)
  @IsInt()
  @Max(100)
  limit: number;
}

const pipe = new RequestPipe();

async function check(body: unknown, type: 'body' | 'query' = 'body') {
  made = 0;
  const metatype = type === 'body' ? Body : Query;
  try {
    return { value: await pipe.transform(body, { type, metatype }), faults: [] };
  } catch (error) {
    return { faults: (error as { errors: { pointer: string; detail: string }[] }).errors, error };
  }
}

const told = async (body: unknown, type: 'body' | 'query' = 'body') =>
  (await check(body, type)).faults.map(({ pointer, detail }) => `${pointer} ${detail}`);

describe('a body', () => {
  it('becomes an object of its class', async () => {
    const { value } = await check({ size: 1, parts: [{ name: 'x' }], part: { name: 'y' }, letters: ['a'] });
    expect(value).toBeInstanceOf(Body);
    expect(value).toMatchObject({ size: 1, parts: [expect.any(Part)], part: expect.any(Part) });
  });

  it.each([
    [{}, ['/size is required']],
    [undefined, ['/size is required']],
    [{ size: null }, ['/size must be a whole number']],
    [{ size: 'many' }, ['/size must be a whole number']],
    [{ size: 101 }, ['/size must not be greater than 100']],
    [{ size: 1, text: 4 }, ['/text must be a text']],
    [
      { size: 1, text: 'a b c d' },
      ['/text must have no spaces', '/text must be shorter than or equal to 5 characters'],
    ],
    [{ size: 1, letters: ['a', 'c'] }, ['/letters each must be one of the following values: a, b']],
    [{ size: 1, part: [] }, ['/part must be an object']],
    [{ size: 1, part: 'x' }, ['/part must be an object']],
    [{ size: 1, parts: {} }, ['/parts must be a list']],
    [{ size: 1, parts: [[]] }, ['/parts/0 must be an object']],
    [{ size: 1, parts: [{ name: 'x' }, null] }, ['/parts/1 must be an object']],
    [{ size: 1, parts: [{}] }, ['/parts/0/name is required']],
    [
      { part: [], parts: [{}, 7, { name: 'x' }], text: 4 },
      [
        ...['/size is required', '/part must be an object', '/parts/0/name is required'],
        ...['/parts/1 must be an object', '/text must be a text'],
      ],
    ],
    [{ size: 1, other: 2 }, ['/other is not known here']],
    [[], [' must be an object']],
    [null, [' must be an object']],
    ['text', [' must be an object']],
  ])('%j tells %j', async (body, faults) => {
    expect((await told(body)).sort()).toEqual([...faults].sort());
  });

  it('has the length of a list looked at before one of its items is made', async () => {
    const { faults } = await check({ size: 1, parts: Array.from({ length: 50_000 }, () => ({})) });
    expect(faults).toEqual([{ pointer: '/parts', detail: 'must have at most 3 items' }]);
    expect(made).toBe(0);
  });

  it('keeps what is for others to check as it was sent', async () => {
    const anything = Array.from({ length: REQUEST_LIMITS.checkedElements }, () => ({}));
    const { value } = await check({ size: 1, anything });
    expect((value as Body).anything).toBe(anything);
  });

  it('is refused where it has more values than are checked in a short time', async () => {
    const text = Array.from({ length: REQUEST_LIMITS.checkedElements }, () => ({}));
    expect(await told({ size: 1, text })).toEqual([
      ` must have at most ${REQUEST_LIMITS.checkedElements} values`,
    ]);
  });

  it('tells so many faults, and how many more there are', async () => {
    const members = Array.from({ length: 500 }, (_, i) => [`m${i}`, i]);
    const { faults, error } = await check({ size: 1, ...Object.fromEntries(members) });
    expect(faults).toHaveLength(MAX_FAULTS);
    expect(error).toMatchObject({ moreErrors: 500 - MAX_FAULTS });
  });
});

describe('a query', () => {
  it.each([
    [{}, ['/limit is required']],
    [{ limit: 'abc' }, ['/limit must be a whole number']],
    [{ limit: ['1', '2'] }, ['/limit must be a whole number']],
    [{ limit: '101' }, ['/limit must not be greater than 100']],
  ])('%j tells %j', async (query, faults) => {
    expect(await told(query, 'query')).toEqual(faults);
  });
});

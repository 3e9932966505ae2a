import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { askForProgress, PROGRESS } from './ndjson-body.js';

class Upload extends Readable {
  readonly socket = { bytesRead: 0 };

  override _read(): void {
    // What comes is pushed by the test.
  }
}

describe('an upload', () => {
  let upload: Upload;

  beforeEach(() => {
    jest.useFakeTimers();
    upload = new Upload().on('error', () => undefined);
    askForProgress(upload);
  });

  afterEach(() => {
    jest.useRealTimers();
    upload.destroy();
  });

  it('may take as long as it makes progress', () => {
    for (let minute = 0; minute < 60; minute++) {
      upload.socket.bytesRead += PROGRESS.bytes;
      jest.advanceTimersByTime(PROGRESS.ms);
    }
    expect(upload.destroyed).toBe(false);
  });

  it('ends when next to nothing comes', () => {
    upload.socket.bytesRead += PROGRESS.bytes;
    jest.advanceTimersByTime(PROGRESS.ms);
    upload.socket.bytesRead += PROGRESS.bytes - 1;
    jest.advanceTimersByTime(PROGRESS.ms);
    expect(upload.destroyed).toBe(true);
  });

  it('is not ended for what waits to be read', () => {
    upload.push(Buffer.alloc(1));
    jest.advanceTimersByTime(PROGRESS.ms * 5);
    expect(upload.destroyed).toBe(false);
  });
});

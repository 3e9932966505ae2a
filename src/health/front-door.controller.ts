import { Controller, Get, Redirect, VERSION_NEUTRAL } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../kernel/http/access.js';

/** Leads whoever opens the address of a program without its web application to where there is something to see. */
@ApiExcludeController()
@Controller({ path: '/', version: VERSION_NEUTRAL })
export class FrontDoorController {
  @Get()
  @Public()
  @Redirect('/docs', 302)
  open(): void {
    // The redirection is all there is to it.
  }
}

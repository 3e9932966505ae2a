import '@swc-node/register/esm-register';

await import('../../src/cli/mcp.ts');

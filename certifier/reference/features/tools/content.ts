/** Tools that return each kind of content, and one that always fails. */
import type { Members } from '../../jsonrpc.ts';
import type { Context } from '../context.ts';
import { contentsOf } from '../resources.ts';
import { audio, image, text } from '../samples.ts';
import { NO_PARAMETERS, READ_ONLY, type Tool, ToolFailure } from './tool.ts';

const fixed = (name: string, description: string, content: (context: Context) => readonly Members[]): Tool => ({
  listed: { name, description, inputSchema: NO_PARAMETERS, ...READ_ONLY },
  run: (_args, context) => ({ content: content(context) }),
});

const embedded = (uri: string, { changes, era }: Context): Members => ({
  type: 'resource',
  resource: contentsOf(uri, changes, era),
});

export const CONTENT_TOOLS: readonly Tool[] = [
  fixed('test_simple_text', 'Returns a text', () => [text('This is a simple text response for testing.')]),
  fixed('test_image_content', 'Returns a picture of one pixel', () => [image]),
  fixed('test_audio_content', 'Returns a sound without samples', () => [audio]),
  fixed('test_embedded_resource', 'Returns a resource, embedded', (context) => [
    embedded('test://embedded-resource', context),
  ]),
  fixed('test_multiple_content_types', 'Returns a text, a picture and a resource', (context) => [
    text('Multiple content types test:'),
    image,
    embedded('test://mixed-content-resource', context),
  ]),
  fixed('link_to_resource', 'Returns a link to a resource that can be read', () => [
    { type: 'resource_link', uri: 'test://static-text', name: 'static-text', mimeType: 'text/plain' },
  ]),
  {
    listed: { name: 'test_error_handling', description: 'Always fails', inputSchema: NO_PARAMETERS, ...READ_ONLY },
    run() {
      throw new ToolFailure('This tool intentionally returns an error for testing');
    },
  },
];
